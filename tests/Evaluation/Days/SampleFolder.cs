using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;

namespace Daybook.Evaluation.Days;

/// <summary>Reads a folder with one person's observed days: setup.json, tracker-batches.jsonl, calendar.ics, truth.json; each may be gzipped.</summary>
internal static class SampleFolder
{
    public static IEnumerable<string> Under(string root) =>
        (Exists(root, "setup.json") ? [root] : Directory.EnumerateDirectories(root).Where(folder => Exists(folder, "setup.json"))).Order(StringComparer.Ordinal);

    public static LabelledDays Read(string folder)
    {
        using var setup = JsonDocument.Parse(Text(folder, "setup.json"));
        using var truth = JsonDocument.Parse(Text(folder, "truth.json"));
        var clock = DayClock.TryCreate(setup.RootElement.GetProperty("timezone").GetString()!, TimeSpan.Zero)!;
        var spans = truth.RootElement.GetProperty("intervals").EnumerateArray().Select(TrueSpanOf).OrderBy(span => span.Start).ToArray();
        var meta = truth.RootElement.TryGetProperty("meta", out var told) ? told : default;
        var slices = ((string?[])[Field(meta, "difficulty") ?? "medium", Field(meta, "profile")]).OfType<string>().ToArray();
        var samples = TrackerLines.Read(Text(folder, "tracker-batches.jsonl"), Exists(folder, "calendar.ics") ? CalendarText.Read(Text(folder, "calendar.ics")) : []);
        var dates = spans.SelectMany(span => clock.DaysOf(At(span.Start), At(span.End))).Distinct().Order().ToArray();
        return new LabelledDays(
            Path.GetFileName(folder.TrimEnd('/')), slices, CatalogOf(setup.RootElement), samples, spans, clock, dates, [], samples.Samples.Max(sample => sample.DurationMs));
    }

    public static bool Exists(string folder, string file) => File.Exists(Path.Combine(folder, file)) || File.Exists(Path.Combine(folder, file + ".gz"));

    public static string Text(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        if (File.Exists(path)) return File.ReadAllText(path);
        using var unzipped = new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        return new StreamReader(unzipped, Encoding.UTF8).ReadToEnd();
    }

    /// <summary>What a task, a project or a stream is known by here: made of its name.</summary>
    public static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    internal static string? Field(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static long Ms(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static TrueSpan TrueSpanOf(JsonElement item)
    {
        var kind = Enum.Parse<TrueKind>(Field(item, "kind")!, ignoreCase: true);
        return new TrueSpan(
            Ms(Field(item, "start")!), Ms(Field(item, "end")!), kind, Field(item, "task") is { } task ? Id(task) : null, Field(item, "project") is { } project ? Id(project) : null);
    }

    private static Catalog CatalogOf(JsonElement setup)
    {
        var projects = setup.GetProperty("projects").EnumerateArray().Select(project =>
            new ProjectInfo(Id(Field(project, "name")!), Field(project, "name")!, Field(project, "key"), "#4477aa", true, false));
        var tasks = setup.GetProperty("tasks").EnumerateArray().Select(task => new TaskInfo(
            Id(Field(task, "key")!), Id(Field(task, "project")!), Field(task, "key")!, Field(task, "title")!, Field(task, "status")!, [], null,
            Field(task, "closed_at") is { } closed ? DateTimeOffset.Parse(closed, CultureInfo.InvariantCulture) : null));
        var repositories = setup.GetProperty("repo_projects").EnumerateObject().Select(item => new RepositoryInfo(item.Name, Id(item.Value.GetString()!), null));
        return new Catalog([.. projects.OrderBy(project => project.Id)], [.. tasks.OrderBy(task => task.Id)], [.. repositories.OrderBy(item => item.Repository, StringComparer.Ordinal)]);
    }
}
