using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Timesheet.Rates;

/// <summary>Who sees and sets what time costs, and who sees other people's time.</summary>
internal static class BillingRights
{
    public static bool Manages(Caller caller) => caller.Role is "owner" or "admin" or "manager";

    public static ProblemHttpResult NotYours() => Problem.Forbidden("forbidden", "Only owners, admins and managers do this.");

    /// <summary>A rule as the API writes it; null when nothing was said.</summary>
    public static Rounding? Read(RoundingFields? fields, FieldErrors errors)
    {
        if (fields is null) return null;
        var mode = errors.Word("rounding.mode", fields.Mode, Enum.GetValues<RoundMode>());
        var per = errors.Word("rounding.per", fields.Per, Enum.GetValues<RoundPer>());
        if (string.IsNullOrEmpty(fields.Mode)) errors.Add("rounding.mode", "required");
        if (fields.Minutes is < 1 or > 240) errors.Add("rounding.minutes", "out-of-range");
        return new Rounding(mode ?? RoundMode.None, fields.Minutes ?? 1, per ?? RoundPer.Entry);
    }
}

/// <param name="Mode">none, up, nearest or down.</param>
/// <param name="Minutes">1 to 240.</param>
/// <param name="Per">entry, or day: what a person spent on a project in a day.</param>
internal sealed record RoundingFields(string? Mode, int? Minutes, string? Per)
{
    public static RoundingFields? Of(Rounding? rounding) => rounding is null
        ? null
        : new RoundingFields(Entries.EntryRow.Word(rounding.Mode), rounding.Minutes, Entries.EntryRow.Word(rounding.Per));
}
