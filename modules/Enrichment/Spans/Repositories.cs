using Daybook.Enrichment.Contracts;
using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Spans;

/// <summary>Which repository a context is about: said, or read from a directory, an editor's title or a forge's address.</summary>
internal static class Repositories
{
    private static readonly string[] Forges = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"];

    /// <summary>"northpier/harbor-api", "/home/kim/harbor-api.git" → "harbor-api".</summary>
    public static string Short(string repository) => RepositoryNames.Short(repository);

    public static string Of(SampleContext context, string title, string host, string path, bool editor, IReadOnlySet<string> known)
    {
        if (!string.IsNullOrWhiteSpace(context.Repository)) return Short(context.Repository);
        return Directory(context.Cwd, known) ?? Directory(context.File, known) ?? FromUrl(host, path) ?? (editor ? FromTitle(title, known) : null) ?? "";
    }

    /// <summary>The deepest directory that is a known repository.</summary>
    private static string? Directory(string? path, IReadOnlySet<string> known)
    {
        if (string.IsNullOrWhiteSpace(path)) return null;
        return path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse().Select(part => part.ToLowerInvariant())
            .FirstOrDefault(known.Contains);
    }

    private static string? FromUrl(string host, string path)
    {
        if (!Forges.Contains(host, StringComparer.Ordinal) && !host.StartsWith("gitlab.", StringComparison.Ordinal) && !host.StartsWith("git.", StringComparison.Ordinal)
            && !host.StartsWith("gitea.", StringComparison.Ordinal)) return null;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length >= 2 ? Short(parts[1]) : null;
    }

    /// <summary>Editors write "file — repository"; terminals write the directory.</summary>
    private static string? FromTitle(string title, IReadOnlySet<string> known)
    {
        foreach (var part in title.Split([" — ", " - ", " – ", " [", "] ", ": ", " | ", "/", " "], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Trim('[', ']', '(', ')', ' ').ToLowerInvariant();
            if (known.Contains(name)) return name;
        }

        return null;
    }
}
