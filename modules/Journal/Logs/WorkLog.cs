using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Journal.Facts;
using Daybook.Journal.Writing;

namespace Daybook.Journal.Logs;

/// <summary>None: the person noted something, and nothing was written yet.</summary>
internal enum LogState { None, Draft, Final }

internal enum LogSource { Template, Model }

/// <summary>A day's text as it was written, and what the person made of it.</summary>
/// <param name="Body">What was written, whatever the person made of it.</param>
/// <param name="ToldAt">When a model was last asked.</param>
/// <param name="ModelNote">Why a model's text was not taken, as a stable word.</param>
/// <param name="Edited">The person's own text; it is shown, and nothing but the person replaces it.</param>
/// <param name="EditedFrom">What had been written when the person last decided: something else is offered to them.</param>
internal sealed record WorkLog(
    int UserId, DateOnly Day, Guid Id, LogState State, LogSource Source, string Locale, string Body, IReadOnlyList<Section> Sections,
    IReadOnlyList<Fact> Facts, string FactsHash, long TotalMs, int Revision, DateTimeOffset WrittenAt, DateTimeOffset? ToldAt, string? ModelNote,
    string Notes, string? Edited, string? EditedFrom, DateTimeOffset? EditedAt)
{
    public string Shown => Edited ?? Body;

    /// <summary>Something was written that the person has not seen beside their own text.</summary>
    public bool HasOffer => Edited is not null && Body != EditedFrom && Body != Edited;
}

/// <summary>A text that was replaced.</summary>
internal sealed record LogVersion(int Revision, LogState State, LogSource Source, string Body, bool Edited, DateTimeOffset WrittenAt, DateTimeOffset ReplacedAt);

/// <summary>A row of journal.work_log.</summary>
internal sealed record WorkLogRow
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public int UserId { get; init; }
    public DateOnly Day { get; init; }
    public Guid Id { get; init; }
    public string State { get; init; } = "";
    public string Source { get; init; } = "";
    public string Locale { get; init; } = "";
    public string Body { get; init; } = "";
    public string Sections { get; init; } = "[]";
    public string Facts { get; init; } = "[]";
    public string FactsHash { get; init; } = "";
    public long TotalMs { get; init; }
    public int Revision { get; init; }
    public DateTimeOffset WrittenAt { get; init; }
    public DateTimeOffset? ToldAt { get; init; }
    public string? ModelNote { get; init; }
    public string Notes { get; init; } = "";
    public string? Edited { get; init; }
    public string? EditedFrom { get; init; }
    public DateTimeOffset? EditedAt { get; init; }

    public static WorkLogRow Of(WorkLog log) => new()
    {
        UserId = log.UserId, Day = log.Day, Id = log.Id, State = Word(log.State), Source = Word(log.Source), Locale = log.Locale, Body = log.Body,
        Sections = JsonSerializer.Serialize(log.Sections, Json), Facts = JsonSerializer.Serialize(log.Facts, Json), FactsHash = log.FactsHash,
        TotalMs = log.TotalMs, Revision = log.Revision, WrittenAt = log.WrittenAt, ToldAt = log.ToldAt, ModelNote = log.ModelNote, Notes = log.Notes,
        Edited = log.Edited, EditedFrom = log.EditedFrom, EditedAt = log.EditedAt,
    };

    public WorkLog ToLog() => new(
        UserId, Day, Id, Enum.Parse<LogState>(State, true), Enum.Parse<LogSource>(Source, true), Locale, Body,
        JsonSerializer.Deserialize<Section[]>(Sections, Json)!, JsonSerializer.Deserialize<Fact[]>(Facts, Json)!, FactsHash, TotalMs, Revision, WrittenAt,
        ToldAt, ModelNote, Notes, Edited, EditedFrom, EditedAt);

    public static string Word<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();
}
