namespace Daybook.Connectors.ActivityWatch;

/// <summary>The form, and what a person filled in, read.</summary>
internal sealed record AwSettings(Uri Server, string? Authorization, int LookbackDays, IReadOnlyList<string> Buckets)
{
    public static readonly SettingsSchema Schema = new(
    [
        new SettingsField("server_url", "Server", FieldKind.Url)
        {
            Required = true, Default = "\"http://localhost:5600\"", Placeholder = "http://localhost:5600",
            Help = "Where ActivityWatch listens. The address is asked from the machine Daybook runs on.",
        },
        new SettingsField("authorization", "Authorization", FieldKind.Secret)
        {
            MaxLength = 4096, Help = "Only when a proxy or an API key protects the server: a token, or the whole header value such as “Basic …”.",
        },
        new SettingsField("default_project", "Project", FieldKind.Project)
        {
            Section = "Import", Help = "A weak hint: time of these devices belongs here unless something better says otherwise.",
        },
        new SettingsField("lookback_days", "Days to look back", FieldKind.Number)
        {
            Section = "Import", Default = "7", Min = 1, Max = 90, Help = "How far the first sync reaches into the past.",
        },
        new SettingsField("bucket_ids", "Buckets", FieldKind.List)
        {
            Section = "Import", Placeholder = "aw-watcher-window_laptop",
            Help = "Empty: every window, presence, browser and editor bucket. The test shows which.",
        },
    ]);

    /// <summary>Throws <see cref="ConnectorException"/> when the settings cannot work.</summary>
    public static AwSettings Read(ConnectorContext context)
    {
        if (!Uri.TryCreate(context.Text("server_url")?.Trim(), UriKind.Absolute, out var typed) || typed.Scheme is not ("http" or "https"))
            throw new ConnectorException("server-url-invalid", "The server address has to start with http:// or https://.");
        if (typed.UserInfo.Length > 0)
            throw new ConnectorException("server-url-invalid", "Leave name and password out of the address; use the authorization field.");

        var days = context.Number("lookback_days", 7);
        if (double.IsNaN(days) || days is < 1 or > 90)
            throw new ConnectorException("lookback-invalid", "The days to look back have to be between 1 and 90.");
        return new AwSettings(Root(typed), Header(context.Text("authorization")), (int)days,
            [.. context.List("bucket_ids").Select(id => id.Trim()).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)]);
    }

    // People paste what the browser shows: the page's fragment, or the API's own path.
    private static Uri Root(Uri typed)
    {
        var path = typed.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/api/0", StringComparison.Ordinal)) path = path[..^"/api/0".Length];
        return new UriBuilder(typed.Scheme, typed.IdnHost, typed.Port, path + "/").Uri;
    }

    private static string? Header(string? secret)
    {
        if (secret?.Trim() is not { Length: > 0 } value) return null;
        if (value.Any(char.IsControl)) throw new ConnectorException("authorization-invalid", "The authorization contains characters that no header can carry.");
        return value.Contains(' ', StringComparison.Ordinal) ? value : "Bearer " + value;
    }
}
