using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Redaction;

/// <summary>What a model may know of a context: nothing that is not in this list. Empty text where nothing is known or nothing may be said.</summary>
internal sealed record Shown(string App, string Host, string Path, string Title, string Repository, string Branch, string File, string Command, string Calendar);

/// <summary>Facts → what may be shown: fewer fields, less of each, no secrets.</summary>
internal static class Reducer
{
    private const int MaxSegments = 6;
    private const int Directories = 2;
    private const int MostEncodings = 3;

    /// <param name="talk">Chat or mail: of what people write to each other only the kind of place is told.</param>
    public static Shown Show(Facts facts, bool talk, Redactor redactor) => new(
        redactor.Text(facts.App), redactor.Text(facts.Host), talk ? "" : Path(facts.Path, redactor), talk ? Place(facts.Title) : redactor.Text(facts.Title),
        redactor.Text(facts.Repository), redactor.Text(facts.Branch), File(facts.File, redactor), Command(facts.Command, redactor), talk ? "" : redactor.Text(Meeting(facts.Calendar)));

    /// <summary>No scheme, user, query or fragment; ids and whatever looks like a secret become a star.</summary>
    private static string Path(string path, Redactor redactor)
    {
        var parts = Decoded(path).Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries).Take(MaxSegments).Select(part => Facts.IsId(part) ? "*" : part);
        var shown = string.Join('/', parts.Select(part => Starred(part, redactor)));
        return shown.Length == 0 ? "" : redactor.Text("/" + shown);
    }

    private static string Starred(string part, Redactor redactor) => redactor.Text(part) is var text && text.Contains('⟦', StringComparison.Ordinal) ? "*" : text;

    private static string Decoded(string path)
    {
        for (var i = 0; i < MostEncodings && path.Contains('%', StringComparison.Ordinal); i++) path = Uri.UnescapeDataString(path);
        var query = path.AsSpan().IndexOfAny('?', '#', ';');
        return query < 0 ? path : path[..query];
    }

    /// <summary>The last directories and the file; whose home it is in is nobody's business.</summary>
    private static string File(string file, Redactor redactor)
    {
        if (file.Length == 0) return "";
        var parts = file.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var home = Array.FindIndex(parts, part => part is "home" or "Users" or "users");
        if (home >= 0 && home + 2 < parts.Length) parts = ["~", .. parts[(home + 2)..]];
        return redactor.Text(string.Join('/', parts[Math.Max(0, parts.Length - Directories - 1)..].Select(part => Starred(part, redactor))));
    }

    /// <summary>The program's name; an assignment before it is none.</summary>
    private static string Command(string command, Redactor redactor) =>
        command.Contains('=', StringComparison.Ordinal) ? "" : redactor.Text(command[(command.LastIndexOfAny(['/', '\\']) + 1)..]);

    /// <summary>What a meeting is called. Some calendars tell only its id, which says nothing to anybody.</summary>
    private static string Meeting(string calendar) => calendar.Contains(' ', StringComparison.Ordinal) || !calendar.Any(char.IsAsciiDigit) ? calendar : "";

    private static string Place(string title)
    {
        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (title.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }

        return title.Length == 0 ? ""
            : Says("inbox", "posteingang") ? "inbox"
            : Says("compose", "draft", "entwurf") ? "draft"
            : Says("huddle", "call") ? "call"
            : Says("thread") ? "thread"
            : Says("#", "channel") ? "channel"
            : Says("(DM)", "direct message") ? "direct message" : "conversation";
    }
}
