using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Daybook.Architecture.Tests;

/// <summary>A C# source file of the product, with what the rules look at.</summary>
/// <param name="Room">The project's folder, for example "modules/Ingest".</param>
/// <param name="Folder">The folder inside the room, "" at its root.</param>
internal sealed record SourceFile(string Path, string Room, string Folder, string[] Lines)
{
    public string Text => string.Join('\n', Lines);
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);
}

/// <summary>The tree as it stands: projects, their references, their source.</summary>
internal static partial class House
{
    public static readonly string Root = FindRoot();

    public static readonly string[] Modules = ["Kernel", "Workspace", "Ingest", "Enrichment", "Timesheet", "Journal", "Insights", "Integrations"];

    public static readonly string[] Rooms =
    [
        .. Modules.Select(module => "modules/" + module), "connectors/Contract", "connectors/Hosting", "connectors/ActivityWatch", "migrations", "host",
    ];

    public static IReadOnlyList<SourceFile> Source { get; } =
        [.. Rooms.SelectMany(room => Directory.EnumerateFiles(Path.Combine(Root, room), "*.cs", SearchOption.AllDirectories).Where(IsOurs).Select(path => Read(room, path)))];

    public static IEnumerable<SourceFile> In(string room) => Source.Where(file => file.Room == room);

    public static Assembly Assembly(string name) => System.Reflection.Assembly.Load(name);

    /// <summary>The rooms a room's project names, for example "modules/Kernel".</summary>
    public static IReadOnlyList<string> References(string room)
    {
        var folder = Path.Combine(Root, room);
        var project = XDocument.Load(Directory.GetFiles(folder, "*.csproj").Single());
        return [.. project.Descendants("ProjectReference").Select(reference =>
            Path.GetRelativePath(Root, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value)))!).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    /// <summary>String literals that are SQL: raw or ordinary ones that begin with a statement's word.</summary>
    public static IEnumerable<string> Sql(SourceFile file) =>
        Literals().Matches(file.Text).Select(match => match.Groups["raw"].Success ? match.Groups["raw"].Value : match.Groups["plain"].Value)
            .Where(text => Statement().IsMatch(text));

    private static bool IsOurs(string path) =>
        !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        && !path.Contains("/node_modules/", StringComparison.Ordinal) && !path.Contains("/artifacts/", StringComparison.Ordinal);

    private static SourceFile Read(string room, string path)
    {
        var folder = Path.GetRelativePath(Path.Combine(Root, room), Path.GetDirectoryName(path)!).Replace('\\', '/');
        return new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), room, folder == "." ? "" : folder, File.ReadAllLines(path));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("\"\"\"(?<raw>.*?)\"\"\"|\"(?<plain>(?:[^\"\\\\\\n]|\\\\.)*)\"", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Literals();

    [GeneratedRegex(@"^\s*(with|select|insert|update|delete|set local|merge)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Statement();
}
