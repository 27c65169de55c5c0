using System.Globalization;

namespace Daybook.Enrichment.RuleBook;

/// <summary>From when a change of a rule holds, and which days are derived again because of it.</summary>
/// <param name="Since">The first day it holds for; null: all days there are and will be.</param>
/// <param name="From">The first of the days that are looked at again; null: the latest ones, however long ago they were.</param>
/// <param name="Latest">At most so many days, the latest first.</param>
internal sealed record RuleReach(DateOnly? Since, DateOnly? From, int Latest)
{
    private const int DefaultDays = 30;
    private const int MaxDays = 365;

    /// <summary>Days with something in them, not days back from today: who imports an old export first and writes rules then means those.</summary>
    public static readonly RuleReach Default = new(null, null, DefaultDays);

    /// <summary>The reach that a request asks for; errors stand at its fields.</summary>
    public static RuleReach? Read(string? apply, int? days, DateOnly today, Dictionary<string, string[]> errors)
    {
        if (days is < 1 or > MaxDays) errors["apply_days"] = ["out-of-range"];
        if (apply is not (null or "from_now" or "past")) errors["apply"] = ["unknown"];
        if (errors.Count > 0) return null;
        if (apply == "from_now") return new RuleReach(today, today, 2);
        return apply is null && days is null ? Default : new RuleReach(null, today.AddDays(1 - (days ?? DefaultDays)), MaxDays);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"since {Since:O}, from {From:O}, {Latest} days");
}
