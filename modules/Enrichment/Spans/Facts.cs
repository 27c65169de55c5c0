using Daybook.Enrichment.Streams;
using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Spans;

/// <summary>What a context says, taken apart once. Rules, evidence and signatures read only this. Empty text where nothing is known.</summary>
internal sealed record Facts(
    string App, string Bundle, string Title, string Host, string Path, string Repository, string Branch, string File, string Command,
    string Calendar, bool InCall, bool Browser)
{
    public static readonly Facts Nothing = new("", "", "", "", "", "", "", "", "", "", false, false);

    /// <summary>What is written: the language of an editor's file.</summary>
    public string Language { get; init; } = "";

    /// <summary>The mail domain of whoever called the meeting.</summary>
    public string Organiser { get; init; } = "";

    /// <summary>The mail domains of those who are invited, in order, with a space between.</summary>
    public string Participants { get; init; } = "";

    /// <summary>What an editor tells where nobody saw a window's title: "harbor-api · main · Cart.cs · C#".</summary>
    public string Place => string.Join(" · ", ((string[])[Repository, Branch, File[(File.LastIndexOf('/') + 1)..], Language]).Where(part => part.Length > 0));

    /// <param name="repositories">Short names of the repositories the person has mapped, lower case.</param>
    public static Facts Of(SampleContext context, bool inCall, Traits traits, IReadOnlySet<string> repositories)
    {
        var title = TitleNormaliser.Clean(context.Title, context.App);
        var (host, path) = Split(context.Url);
        var (organiser, participants) = Invitation.Of(context);
        return new Facts(
            context.App?.Trim() ?? "", context.BundleId?.Trim() ?? "", title, host, path,
            Repositories.Of(context, title, host, path, traits.HasFlag(Traits.Editor), repositories), context.Branch?.Trim() ?? "",
            (context.File ?? "").Replace('\\', '/'), FirstWord(context.Command), context.CalendarEvent?.Trim() ?? "",
            inCall || context.CallApp is not null || traits.HasFlag(Traits.Call), traits.HasFlag(Traits.Browser))
        {
            Language = context.Language?.Trim() ?? "",
            Organiser = organiser,
            Participants = participants,
        };
    }

    /// <summary>Equal for contexts that are the same thing to a person: dirty marks, counters and ids in paths do not matter.</summary>
    public Signature Signature() => new(
        App, Host, PathTemplate(Path), Repository, Branch, Directory(File), TitleNormaliser.Shape(Title), Calendar, InCall);

    private static (string Host, string Path) Split(string? url)
    {
        if (string.IsNullOrWhiteSpace(url) || !Uri.TryCreate(url.Trim(), UriKind.Absolute, out var parsed)) return ("", "");
        if (parsed.Scheme is not ("http" or "https")) return ("", "");
        var host = parsed.Host.ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        if (!parsed.IsDefaultPort) host = $"{host}:{parsed.Port}";
        return (host, parsed.AbsolutePath);
    }

    private static string PathTemplate(string path)
    {
        if (path.Length <= 1) return path;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            if (IsId(parts[i])) parts[i] = "*";
        }

        return string.Join('/', parts.Take(6));
    }

    /// <summary>Whether a part of a path is a number or a hash that names one page of many. A ticket's key is none.</summary>
    public static bool IsId(string part)
    {
        if (TicketKeys.In(part).Count > 0) return false;
        var digits = part.Count(char.IsAsciiDigit);
        return digits > 0 && (digits == part.Length || part.Length >= 8 && digits * 4 >= part.Length);
    }

    private static string Directory(string file)
    {
        var parts = file.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('/', parts.Skip(Math.Max(0, parts.Length - 3)).Take(Math.Max(0, Math.Min(2, parts.Length - 1))));
    }

    private static string FirstWord(string? command) => command?.TrimStart().Split(' ', 2)[0] ?? "";
}

/// <summary>The identity of a span.</summary>
internal readonly record struct Signature(
    string App, string Host, string Path, string Repository, string Branch, string Directory, string Title, string Calendar, bool InCall);
