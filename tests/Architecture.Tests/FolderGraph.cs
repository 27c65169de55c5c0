using System.Text.RegularExpressions;

namespace Daybook.Architecture.Tests;

/// <summary>Which folder of a room names types of which other, by the names of the types they declare. The room's root (its module class) is left out.</summary>
internal sealed partial class FolderGraph(IReadOnlyDictionary<string, HashSet<string>> edges)
{
    public static FolderGraph Of(string room)
    {
        var files = House.In(room).Where(file => file.Folder.Length > 0).ToList();
        var owners = files.SelectMany(file => Declared().Matches(file.Text).Select(match => (Type: match.Groups["name"].Value, Folder: Top(file))))
            .GroupBy(pair => pair.Type, StringComparer.Ordinal)
            .Where(group => group.Select(pair => pair.Folder).Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(group => group.Key, group => group.First().Folder, StringComparer.Ordinal);
        var edges = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var uses = edges.TryGetValue(Top(file), out var known) ? known : edges[Top(file)] = new HashSet<string>(StringComparer.Ordinal);
            foreach (Match word in Words().Matches(WithoutComments(file)))
                if (owners.TryGetValue(word.Value, out var folder) && folder != Top(file) && CanName(file, folder)) uses.Add(folder);
        }

        return new FolderGraph(edges);
    }

    public IEnumerable<string> Circles() =>
        from start in edges.Keys.Order(StringComparer.Ordinal)
        from next in edges[start].Order(StringComparer.Ordinal)
        where string.CompareOrdinal(start, next) < 0 && Reaches(next, start)
        select $"{start} ⇄ {next}";

    private bool Reaches(string from, string to)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([from]));
        while (open.TryPop(out var folder))
        {
            if (folder == to) return true;
            if (seen.Add(folder) && edges.TryGetValue(folder, out var uses))
                foreach (var use in uses) open.Push(use);
        }

        return false;
    }

    // A word may be a type of one folder and something else in another: the using, or the folder before the name, tells.
    private static bool CanName(SourceFile file, string folder) =>
        file.Lines.Any(line => line.StartsWith("using ", StringComparison.Ordinal) && (line.Contains($".{folder};", StringComparison.Ordinal) || line.Contains($".{folder}.", StringComparison.Ordinal)))
        || file.Text.Contains($"{folder}.", StringComparison.Ordinal);

    private static string Top(SourceFile file) => file.Folder.Split('/')[0];

    private static string WithoutComments(SourceFile file) =>
        string.Join('\n', file.Lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            && !line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("namespace ", StringComparison.Ordinal)));

    [GeneratedRegex(@"\b(?:class|record struct|record|struct|enum|interface|delegate \w+) (?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Declared();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Words();
}
