using Daybook.Journal.Facts;
using Daybook.Journal.Logs;
using Daybook.Journal.Phrases;
using Daybook.Journal.Writing;
using Daybook.Workspace.Contracts;

namespace Daybook.Journal.Views;

/// <summary>A fact as a reader sees it.</summary>
/// <param name="Name">In the journal's language; empty where the fact is about everything.</param>
internal sealed record FactView(string Id, FactKind Kind, string Name, long DurationMs, DateTimeOffset? Start, DateTimeOffset? End, IReadOnlyList<Guid> Entries)
{
    public static FactView Of(Fact fact, PhraseBook book) => new(
        fact.Id, fact.Kind, fact.Name.Length == 0 && fact.Kind is FactKind.Total or FactKind.Meetings or FactKind.Waiting or FactKind.Beside or FactKind.Unassigned ? "" : FactNames.Of(fact, book),
        fact.Ms, Instant(fact.StartMs), Instant(fact.EndMs), fact.Entries);

    private static DateTimeOffset? Instant(long? ms) => ms is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}

/// <summary>Something other than the person's own text was written since: sentence by sentence.</summary>
internal sealed record OfferView(string Text, IReadOnlyList<DiffPart> Diff);

/// <param name="State">"none" while nothing was written.</param>
/// <param name="Text">The person's own text where they edited it, else what was written.</param>
/// <param name="Sections">What was written, with its sources: <paramref name="Text"/> in parts unless it was edited.</param>
/// <param name="ModelNote">Why a model's text was not taken, as a stable word.</param>
/// <param name="ClosesAt">When the day is over and its text is written for good.</param>
/// <param name="Key">What the text is called where it is exported to.</param>
internal sealed record JournalView(
    DateOnly Date, string Key, string TimeZone, LogState State, LogSource? Source, string? Locale, string Text, IReadOnlyList<Section> Sections,
    IReadOnlyList<FactView> Facts, long TotalMs, string Notes, bool Edited, DateTimeOffset? EditedAt, OfferView? Offer, int Revision,
    DateTimeOffset? WrittenAt, string? ModelNote, DateTimeOffset ClosesAt)
{
    public static JournalView Of(UserSettings user, DateOnly day, WorkLog? log)
    {
        var (key, closes) = (FormattableString.Invariant($"tracker-journal:{user.PublicId}:{day:yyyy-MM-dd}"), user.Clock.Of(day).End);
        if (log is null or { State: LogState.None })
            return new JournalView(day, key, user.TimeZone, LogState.None, null, null, "", [], [], 0, log?.Notes ?? "", false, null, null, 0, null, null, closes);
        var book = PhraseBook.For(log.Locale);
        return new JournalView(
            day, key, user.TimeZone, log.State, log.Source, log.Locale, log.Shown, log.Sections, [.. log.Facts.Select(fact => FactView.Of(fact, book))],
            log.TotalMs, log.Notes, log.Edited is not null, log.EditedAt, log.HasOffer ? new OfferView(log.Body, TextDiff.Of(log.Edited!, log.Body)) : null,
            log.Revision, log.WrittenAt, log.ModelNote, closes);
    }
}
