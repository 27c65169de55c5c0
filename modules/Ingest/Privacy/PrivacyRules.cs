using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Daybook.Ingest.Privacy;

/// <summary>What a person keeps from being stored, ready to be asked of every heartbeat. Without content there is nothing to keep.</summary>
internal sealed class PrivacyRules(PrivacySettings settings, byte[] secret)
{
    public static readonly PrivacyRules Usual = new(PrivacySettings.Usual, []);
    private const int Shown = 12;
    private const int LongestExtension = 12;

    private readonly Regex[] projects = [.. settings.ExcludedProjects.Select(Glob.OfName)];
    private readonly Regex[] files = [.. settings.ExcludedFiles.Select(Glob.OfPath)];

    public bool HashesPaths => settings.HashPaths;

    public bool FillBrowserProjects => settings.FillBrowserProjects;

    /// <summary>Whether what belongs to this project, or is in this file, is not to be stored at all.</summary>
    public bool Drops(string? project, string? file) =>
        (projects.Length > 0 && project is not null && Array.Exists(projects, glob => glob.IsMatch(project)))
        || (files.Length > 0 && file is not null && Array.Exists(files, glob => glob.IsMatch(Glob.Plain(file))));

    /// <summary>
    /// The path with every name in it replaced by a keyed hash: the same folder is the same hash, what it was called is gone. Separators,
    /// drive, scheme and the last name's extension stay.
    /// </summary>
    public string Hidden(string path)
    {
        var hidden = new StringBuilder(path.Length * 2);
        for (var start = 0; start <= path.Length;)
        {
            var end = path.AsSpan(start).IndexOfAny('/', '\\') is var at and >= 0 ? start + at : path.Length;
            Append(hidden, path[start..end], isLast: end == path.Length);
            if (end < path.Length) hidden.Append(path[end]);
            start = end + 1;
        }

        return hidden.ToString();
    }

    private void Append(StringBuilder hidden, string name, bool isLast)
    {
        if (name is "" or "." or ".." or "~" || name.EndsWith(':'))
        {
            hidden.Append(name);
            return;
        }

        var dot = isLast ? name.LastIndexOf('.') : -1;
        var (stem, extension) = dot > 0 && name.Length - dot <= LongestExtension ? (name[..dot], name[dot..]) : (name, "");
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(stem), digest);
        hidden.Append(Convert.ToHexStringLower(digest)[..Shown]).Append(extension);
    }
}

/// <summary>What a person set about privacy.</summary>
internal sealed record PrivacySettings(
    bool HashPaths, IReadOnlyList<string> ExcludedProjects, IReadOnlyList<string> ExcludedFiles, bool FillBrowserProjects)
{
    public static readonly PrivacySettings Usual = new(HashPaths: false, [], [], FillBrowserProjects: true);
}
