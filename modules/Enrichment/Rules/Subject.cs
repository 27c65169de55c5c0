using Daybook.Enrichment.Spans;
using Daybook.Kernel.Time;

namespace Daybook.Enrichment.Rules;

/// <summary>What rules are asked about: a context, and where and when it was seen.</summary>
internal sealed record Subject(Facts Facts, IReadOnlyList<string> Tickets, string Device, int Weekday, TimeOnly Time)
{
    public static Subject Of(Span span, DayClock clock, string device)
    {
        var facts = span.Facts;
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(span.Start), clock.Zone);
        var weekday = local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek;
        var tickets = TicketKeys.In(string.Join(' ', facts.Branch, facts.Path, facts.Title, facts.Calendar));
        return new Subject(facts, tickets, device, weekday, TimeOnly.FromTimeSpan(local.TimeOfDay));
    }

    /// <summary>The texts of a field; most have one, a context may name several tickets.</summary>
    public IReadOnlyList<string> Texts(RuleField field) => field switch
    {
        RuleField.App => [Facts.App],
        RuleField.Bundle => [Facts.Bundle],
        RuleField.Title => [Facts.Title],
        RuleField.Host => [Facts.Host],
        RuleField.Path => [Facts.Path],
        RuleField.Url => [Facts.Host.Length > 0 ? Facts.Host + Facts.Path : ""],
        RuleField.Repository => [Facts.Repository],
        RuleField.Branch => [Facts.Branch],
        RuleField.File => [Facts.File],
        RuleField.Language => [Facts.Language],
        RuleField.Command => [Facts.Command],
        RuleField.Calendar => [Facts.Calendar],
        RuleField.OrganiserDomain => [Facts.Organiser],
        RuleField.ParticipantDomain => Facts.Participants.Split(' '),
        RuleField.Ticket => Tickets,
        RuleField.Device => [Device],
        RuleField.Any => [Facts.App, Facts.Title, Facts.Host.Length > 0 ? Facts.Host + Facts.Path : ""],
        _ => [],
    };
}
