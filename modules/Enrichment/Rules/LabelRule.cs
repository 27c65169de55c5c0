using Daybook.Enrichment.Contracts;

namespace Daybook.Enrichment.Rules;

/// <summary>Whose rule it is. Earlier wins.</summary>
internal enum RuleScope : short { User = 0, Workspace = 1, Pack = 2 }

internal enum RuleField
{
    App, Bundle, Title, Host, Path, Url, Repository, Branch, File, Language, Command, Calendar, OrganiserDomain, ParticipantDomain, Ticket, Device,
    Weekday, Time,

    /// <summary>App, title or address: how ActivityWatch's classes look at an event.</summary>
    Any,
}

internal enum RuleOp { Equals, Contains, Word, Prefix, Glob, Regex }

/// <summary>One comparison. All are blind to upper and lower case.</summary>
internal sealed record Condition(RuleField Field, RuleOp Op, string Value);

/// <summary>What a rule decides; what is null it leaves to others. Stop: no rule after it is asked. Ignore: the time is private.</summary>
internal sealed record Effect(
    BlockKind? Kind = null, string? Category = null, Guid? ProjectId = null, Guid? TaskId = null, bool Stop = false, bool Ignore = false)
{
    /// <summary>No model is ever asked about the context.</summary>
    public bool NeverSend { get; init; }

    /// <summary>Its title stands in nothing that is derived.</summary>
    public bool NeverStoreTitle { get; init; }
}

/// <summary>All of <paramref name="All"/> and none of <paramref name="Not"/>.</summary>
internal sealed record LabelRule(
    Guid Id, int Version, string Name, RuleScope Scope, bool Enabled, int Priority, DateTimeOffset UpdatedAt,
    IReadOnlyList<Condition> All, IReadOnlyList<Condition> Not, Effect Then)
{
    /// <summary>As it stands in evidence.</summary>
    public string Reference => $"{Id:d}@{Version}";

    /// <summary>What is compared before age: rules of one rank that disagree are a conflict.</summary>
    public (RuleScope, int, int) Rank => (Scope, Priority, Specificity);

    /// <summary>How narrow the rule is: a ticket says more than a page, a page more than an app. Repository and branch are 80, host and path 50.</summary>
    public int Specificity => SpecificityOf(All);

    public static int SpecificityOf(IEnumerable<Condition> all) => all.Sum(condition => condition.Field switch
    {
        RuleField.Ticket => 100,
        RuleField.Branch => 50,
        RuleField.File => 60,
        RuleField.Url => 50,
        RuleField.Path => 20,
        RuleField.Repository or RuleField.Host or RuleField.OrganiserDomain or RuleField.ParticipantDomain => 30,
        RuleField.Title or RuleField.Calendar => 25,
        RuleField.App or RuleField.Bundle or RuleField.Command or RuleField.Language => 10,
        _ => 5,
    });
}
