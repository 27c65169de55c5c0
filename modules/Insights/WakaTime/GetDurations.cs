using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Insights.WakaTime.Shapes;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime;

/// <summary>GET users/{user}/durations?date[&amp;slice_by]: a day's stretches in order, computed from the heartbeats themselves.</summary>
internal static class GetDurations
{
    // Imports are no dimension of their own: they are read as the heartbeats bring them.
    private static readonly Dictionary<string, Dimension?> Slices = new(StringComparer.Ordinal)
    {
        ["project"] = Dimension.Repository, ["entity"] = Dimension.File, ["language"] = Dimension.Language, ["os"] = Dimension.Os,
        ["editor"] = Dimension.Tool, ["category"] = Dimension.Category, ["machine"] = Dimension.Machine, ["branch"] = Dimension.Branch,
        ["dependencies"] = null,
    };

    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/durations", Handle, Policies.EditorRead, nameof(GetDurations));

    /// <summary>One stretch; the member of what it is sliced by is named after that.</summary>
    internal sealed record DurationShape(string Project, double Time, [property: JsonPropertyName("duration")] double Seconds)
    {
        [JsonExtensionData]
        public Dictionary<string, object?>? Slice { get; init; }
    }

    internal sealed record Answer(IReadOnlyList<DurationShape> Data, IReadOnlyList<string> Branches, DateTimeOffset Start, DateTimeOffset End, string Timezone);

    private static async Task<Results<Ok<Answer>, JsonHttpResult<WakaError>>> Handle(
        WakaAsk ask, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "slice_by")] string? sliceBy, ClaimsPrincipal principal, UserQueries users, StatQueries stats,
        ReportReader reports, TimeProvider time, CancellationToken ct)
    {
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var word = string.IsNullOrEmpty(sliceBy) ? "project" : sliceBy.ToLowerInvariant();
        if (!Slices.TryGetValue(word, out var dimension)) return WakaError.Bad("Unknown slice_by.");
        if (ask.Date is null) return WakaError.Bad("Please say a date.");
        var (question, error) = (ask with { Start = ask.Date, End = ask.Date }).Read(user, time.GetUtcNow(), null, []);
        if (question is null) return WakaError.Bad(error!);

        var settings = await stats.SettingsAsync(user.UserId, ct);
        var timeout = question.TimeoutMinutes ?? settings.TimeoutOf(settings.Mode);
        var stream = BeatReport.Stream(await reports.LoadAsync(question, timeout, ct), settings, question.WritesOnly);
        var day = question.Clock.Of(question.Span.Start);
        var stretches = Stretches(stream, timeout, day.Start.ToUnixTimeMilliseconds(), day.End.ToUnixTimeMilliseconds(), question.Filters, dimension);
        return TypedResults.Ok(new Answer(
            [.. stretches.Select(stretch => Shape(stretch, word))], [.. stretches.SelectMany(stretch => stretch.Branches).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            day.Start, DayShapes.LastSecond(day), question.Clock.Zone.Id));
    }

    /// <summary>Slices that follow each other without a gap, in one project and of one value, are one stretch.</summary>
    internal static List<DurationStretch> Stretches(
        IReadOnlyList<Beat> stream, int timeoutMinutes, long from, long to, IReadOnlyList<StatFilter> filters, Dimension? dimension)
    {
        var stretches = new List<DurationStretch>();
        foreach (var slice in BeatTimer.Within(BeatTimer.Slices(stream, timeoutMinutes * 60_000L), from, to))
        {
            var beat = stream[slice.Beat];
            if (!BeatReport.Passes(beat, filters)) continue;
            var (project, value) = (beat.Repository ?? "", dimension is { } known ? BeatReport.ValueOf(beat, known) : Imports(beat));
            if (stretches is not [.., var last] || last.EndMs != slice.StartMs || last.Project != project || last.Value != value)
                stretches.Add(last = new DurationStretch(slice.StartMs, dimension, project, value));
            last.EndMs = slice.EndMs;
            if (!string.IsNullOrEmpty(beat.Branch)) last.Branches.Add(beat.Branch);
        }

        return stretches;
    }

    internal sealed class DurationStretch(long startMs, Dimension? dimension, string project, string value)
    {
        public long StartMs => startMs;
        public long EndMs { get; set; }
        public Dimension? Dimension => dimension;
        public string Project => project;
        public string Value => value;
        public HashSet<string> Branches { get; } = new(StringComparer.Ordinal);
    }

    private static DurationShape Shape(DurationStretch stretch, string word) =>
        new(WakaEntries.NameOf(Dimension.Repository, stretch.Project), stretch.StartMs / 1000.0, (stretch.EndMs - stretch.StartMs) / 1000.0)
        {
            Slice = word is "project" ? null : new(StringComparer.Ordinal)
            {
                [word] = stretch.Dimension is { } dimension ? WakaEntries.NameOf(dimension, stretch.Value) : stretch.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            },
        };

    /// <summary>The imports of what was worked on, one a line.</summary>
    private static string Imports(Beat beat)
    {
        if (beat.Data is null) return "";
        using var data = JsonDocument.Parse(beat.Data);
        return data.RootElement.ValueKind == JsonValueKind.Object && data.RootElement.TryGetProperty("dependencies", out var names)
            && names.ValueKind == JsonValueKind.Array ? string.Join('\n', names.EnumerateArray().Select(name => name.ToString())) : "";
    }
}
