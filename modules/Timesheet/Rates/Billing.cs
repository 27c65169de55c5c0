namespace Daybook.Timesheet.Rates;

/// <summary>What a project says about billing; no rounding of its own means the workspace's.</summary>
internal sealed record ProjectBilling(Guid ProjectId, bool Billable, Rounding? Rounding);

/// <summary>What a workspace says about billing: its currency, rates, and how reports round.</summary>
internal sealed record Billing(string Currency, Rounding Rounding, IReadOnlyDictionary<Guid, ProjectBilling> Projects, RateBook Rates)
{
    public const string DefaultCurrency = "EUR";

    public static readonly Billing None = new(DefaultCurrency, Rounding.Nothing, new Dictionary<Guid, ProjectBilling>(), new RateBook([]));

    /// <summary>Some time is rounded somewhere.</summary>
    public bool Rounds => !Rounding.IsOff || Projects.Values.Any(project => project.Rounding is { IsOff: false });

    public Rounding RoundingOf(Guid? project) =>
        project is { } known && Projects.TryGetValue(known, out var rule) && rule.Rounding is { } own ? own : Rounding;

    /// <summary>Unless the entry says otherwise.</summary>
    public bool IsBillable(Guid? project) => project is { } known && Projects.TryGetValue(known, out var rule) && rule.Billable;
}
