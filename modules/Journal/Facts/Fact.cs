namespace Daybook.Journal.Facts;

/// <summary>What a fact is about. The letter of its id comes from <see cref="FactIds"/>.</summary>
internal enum FactKind
{
    /// <summary>The whole day (or week): its total, its first start and its last end.</summary>
    Total,
    Project, Task, Category,

    /// <summary>Time that no project has yet.</summary>
    Unassigned,

    /// <summary>An unbroken stretch on one thing.</summary>
    Focus,

    /// <summary>A meeting with a name.</summary>
    Meeting,

    /// <summary>All meetings together.</summary>
    Meetings,
    PullRequest,

    /// <summary>A task on which nothing had been done before.</summary>
    Started,

    /// <summary>A task that was closed on the day and worked on.</summary>
    Finished,

    /// <summary>Time that nobody has reviewed.</summary>
    Waiting,

    /// <summary>Time written down beside other time: in no total.</summary>
    Beside,

    /// <summary>A single entry that says what it was.</summary>
    Entry,
}

/// <summary>One thing that is known of a day.</summary>
/// <param name="Id">What a sentence cites: a letter and a number.</param>
/// <param name="Name">As it is called; a category's is its path. Empty for totals.</param>
/// <param name="Ms">How long, exactly.</param>
/// <param name="Minutes">The same as it is told: parts of a total are rounded so that they add up to it.</param>
/// <param name="Parent">The fact this one is a part of.</param>
/// <param name="Entries">The time entries behind it.</param>
internal sealed record Fact(
    string Id, FactKind Kind, string Name, long Ms, int Minutes, long? StartMs, long? EndMs, string? Parent, IReadOnlyList<Guid> Entries);

/// <summary>Everything that is known of a day, or of several.</summary>
/// <param name="ByDay">How long each day was, where it was anything.</param>
internal sealed record DayFacts(DateOnly Start, DateOnly End, IReadOnlyList<Fact> Facts, IReadOnlyDictionary<DateOnly, long> ByDay)
{
    public bool IsEmpty => Facts.Count == 0;

    public Fact? Total => Facts.FirstOrDefault(fact => fact.Kind == FactKind.Total);

    public Fact? One(FactKind kind) => Facts.FirstOrDefault(fact => fact.Kind == kind);

    public IReadOnlyList<Fact> Of(FactKind kind) => [.. Facts.Where(fact => fact.Kind == kind)];

    public IReadOnlyList<Fact> PartsOf(Fact whole, FactKind kind) => [.. Facts.Where(fact => fact.Kind == kind && fact.Parent == whole.Id)];
}

internal static class FactIds
{
    public static char Letter(FactKind kind) => kind switch
    {
        FactKind.Total => 'D', FactKind.Project => 'P', FactKind.Task => 'T', FactKind.Category => 'C', FactKind.Unassigned => 'U',
        FactKind.Focus => 'F', FactKind.Meeting => 'M', FactKind.Meetings => 'G', FactKind.PullRequest => 'R', FactKind.Started => 'S',
        FactKind.Finished => 'X', FactKind.Waiting => 'W', FactKind.Beside => 'L', _ => 'E',
    };
}
