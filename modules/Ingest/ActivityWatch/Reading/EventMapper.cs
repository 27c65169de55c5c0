using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.ActivityWatch.Reading;

/// <summary>An event's data in the house's words.</summary>
internal readonly record struct MappedData(SampleContext Context, SampleState State, SampleSource Source);

/// <summary>
/// What a bucket's type says of an event's data, and the way back. What the house's fields do not bring back exactly is kept beside them as
/// JSON, so that the client gets what it sent. Pure.
/// </summary>
internal static class EventMapper
{
    // ActivityWatch's own word for what a person does not want to be recorded.
    private const string Excluded = "excluded";

    /// <param name="canonical">The form of <see cref="EventData"/>.</param>
    public static MappedData Map(string type, string bucketId, string canonical, ref Repairs repairs)
    {
        using var document = JsonDocument.Parse(canonical);
        var data = document.RootElement;
        if (type == BucketTypes.Browser && Is(data, "incognito") && (Has(data, "title") || Has(data, "url")))
        {
            canonical = WithoutTab(data, ref repairs);
            using var hidden = JsonDocument.Parse(canonical);
            return Map(type, bucketId, canonical, hidden.RootElement, ref repairs);
        }

        return Map(type, bucketId, canonical, data, ref repairs);
    }

    /// <summary>The data of a stored event, as JSON.</summary>
    public static string Back(string type, SampleContext context, SampleState state) =>
        state is not (SampleState.Active or SampleState.Idle) ? EventData.Empty : context.Data ?? Plain(type, context, state);

    private static MappedData Map(string type, string bucketId, string canonical, JsonElement data, ref Repairs repairs)
    {
        var (context, state) = type switch
        {
            BucketTypes.Window => (Window(data), SampleState.Active),
            BucketTypes.Presence => (SampleContext.Empty, Text(data, "status") == "not-afk" ? SampleState.Active : SampleState.Idle),
            BucketTypes.Browser => (Browser(data, BucketTypes.Program(type, bucketId)), SampleState.Active),
            BucketTypes.Editor => (Editor(data, BucketTypes.Program(type, bucketId)), SampleState.Active),
            BucketTypes.Stopwatch => (Is(data, "running") ? SampleContext.Empty : new SampleContext(Title: Text(data, "label")), SampleState.Active),
            BucketTypes.Agent => (new SampleContext(App: Text(data, "harness") ?? Text(data, "agent"), Repository: LastSegment(Text(data, "project"))), SampleState.Active),
            _ => (SampleContext.Empty, SampleState.Active),
        };
        context = CanonicalContext.Of(context, ref repairs);
        if (!string.Equals(Plain(type, context, state), canonical, StringComparison.Ordinal)) context = context with { Data = canonical };
        var source = BucketTypes.KindOf(type, bucketId) switch
        {
            DeviceKind.Editor => SampleSource.Assist, DeviceKind.CodingAgent => SampleSource.Agent, DeviceKind.Range => SampleSource.Range, _ => SampleSource.Human,
        };
        return new MappedData(context, state, source);
    }

    private static SampleContext Window(JsonElement data)
    {
        var excluded = Text(data, "title") is Excluded;
        return new SampleContext(
            App: Text(data, "app") is Excluded ? null : Text(data, "app"), Title: excluded ? null : Text(data, "title"), Url: excluded ? null : Text(data, "url"));
    }

    private static SampleContext Browser(JsonElement data, string? browser)
    {
        var excluded = Text(data, "title") is Excluded;
        return new SampleContext(App: browser, Title: excluded ? null : Text(data, "title"), Url: excluded ? null : Text(data, "url"));
    }

    private static SampleContext Editor(JsonElement data, string? editor) => new(
        App: editor, File: Text(data, "file"), Language: Text(data, "language"), Branch: Text(data, "branch"), Repository: LastSegment(Text(data, "project")));

    // The same members in the same order as EventData writes them.
    private static string Plain(string type, SampleContext context, SampleState state) => type switch
    {
        BucketTypes.Window => Json(("app", context.App), ("title", context.Title), ("url", context.Url)),
        BucketTypes.Presence => Json(("status", state == SampleState.Idle ? "afk" : "not-afk")),
        BucketTypes.Browser => Json(("title", context.Title), ("url", context.Url)),
        BucketTypes.Editor => Json(("branch", context.Branch), ("file", context.File), ("language", context.Language), ("project", context.Repository)),
        BucketTypes.Stopwatch => Json(("label", context.Title)),
        _ => EventData.Empty,
    };

    private static string Json(params ReadOnlySpan<(string Name, string? Text)> members)
    {
        var json = new System.Text.StringBuilder("{");
        foreach (var (name, text) in members)
            if (text is not null) json.Append(json.Length > 1 ? "," : "").Append('"').Append(name).Append("\":\"").Append(Escape(text)).Append('"');
        return json.Append('}').ToString();
    }

    private static string Escape(string text) => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    private static string WithoutTab(JsonElement data, ref Repairs repairs)
    {
        var members = data.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone(), StringComparer.Ordinal);
        var hidden = JsonSerializer.SerializeToElement(Excluded);
        foreach (var name in (string[])["title", "url"])
            if (members.ContainsKey(name)) members[name] = hidden;
        return EventData.Of(JsonSerializer.SerializeToElement(members), ref repairs);
    }

    // "unknown" is what watchers say that do not know.
    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text != "unknown" ? text : null;

    private static bool Is(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static bool Has(JsonElement data, string name) => Text(data, name) is { } text && text != Excluded;

    // Editors send the project's folder; a repository is known by its name.
    private static string? LastSegment(string? path) =>
        path?.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : null;
}
