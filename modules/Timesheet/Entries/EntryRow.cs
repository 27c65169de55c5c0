using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;

namespace Daybook.Timesheet.Entries;

/// <summary>A row of timesheet.time_entry on its way to and from the database: instants as milliseconds, words for enums.</summary>
internal sealed record EntryRow
{
    public int UserId { get; init; }
    public Guid EntryId { get; init; }
    public DateOnly Day { get; init; }
    public long StartMs { get; init; }
    public long EndMs { get; init; }
    public string Status { get; init; } = "";
    public string Lane { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Category { get; init; } = "";
    public Guid? ProjectId { get; init; }
    public Guid? TaskId { get; init; }
    public string Description { get; init; } = "";
    public double Confidence { get; init; }
    public string Stage { get; init; } = "";
    public string Evidence { get; init; } = "[]";
    public Guid? BlockKey { get; init; }
    public string? Previous { get; init; }
    public long? ReviewedMs { get; init; }

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static EntryRow Of(TimeEntry entry) => new()
    {
        UserId = entry.UserId,
        EntryId = entry.Id,
        Day = entry.Day,
        StartMs = entry.StartMs,
        EndMs = entry.EndMs,
        Status = Word(entry.Status),
        Lane = Word(entry.Lane),
        Kind = Word(entry.Label.Kind),
        Category = entry.Label.Category,
        ProjectId = entry.Label.ProjectId,
        TaskId = entry.Label.TaskId,
        Description = entry.Label.Description,
        Confidence = entry.Label.Confidence,
        Stage = Word(entry.Label.Stage),
        Evidence = JsonSerializer.Serialize(entry.Label.Evidence, Json),
        BlockKey = entry.BlockKey,
        Previous = entry.Previous is null ? null : JsonSerializer.Serialize(entry.Previous, Json),
        ReviewedMs = entry.State.ReviewedMs,
    };

    public TimeEntry ToEntry()
    {
        var label = new EntryLabel(
            Enum.Parse<BlockKind>(Kind, true), Category, ProjectId, TaskId, Description, Confidence, Enum.Parse<LabelStage>(Stage, true),
            JsonSerializer.Deserialize<List<Evidence>>(Evidence, Json) ?? []);
        return new TimeEntry(
            UserId, EntryId, Day, Enum.Parse<EntryLane>(Lane, true), BlockKey,
            new EntryState(Enum.Parse<EntryStatus>(Status, true), StartMs, EndMs, label, ReviewedMs),
            Previous is null ? null : JsonSerializer.Deserialize<EntryState>(Previous, Json));
    }

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
