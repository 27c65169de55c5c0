namespace Daybook.Insights.Ask.Answers;

/// <summary>A sentence, and the ids of the citations it rests on.</summary>
internal sealed record AskSegment(string Text, IReadOnlyList<string> Cites);

/// <summary>Where a figure comes from. <paramref name="Kind"/>: entry, journal, insight, work item.</summary>
/// <param name="Minutes">Of it within the days that were counted; null for what is no time.</param>
/// <param name="Href">A page of this host.</param>
internal sealed record AskCitation(string Id, string Kind, DateOnly Date, long? Minutes, string Label, string Href);

/// <summary>What an answer was made of.</summary>
internal sealed record AskUsed(AskRange Range, int Journals, int Entries, long Minutes);

internal sealed record AskRange(DateOnly Start, DateOnly End);

/// <summary>Something the person should know. Kind is a stable word: range_widened (the question is about these days, the chosen range is not), …</summary>
internal sealed record AskWarning(string Kind, DateOnly? Start = null, DateOnly? End = null, string? Detail = null);

/// <summary>What a model was told: the messages of ours, as they were sent.</summary>
internal sealed record AskSent(string Role, string Text);

/// <param name="Mode">deterministic, or model.</param>
/// <param name="Intent">What the question was understood to want; a refusal's word when nothing is told.</param>
/// <param name="Sent">Empty when no model was asked.</param>
internal sealed record AskAnswer(
    string Answer, IReadOnlyList<AskSegment> Segments, IReadOnlyList<AskCitation> Citations, AskUsed Used, string Mode,
    IReadOnlyList<AskWarning> Warnings, string Intent, IReadOnlyList<AskSent> Sent);
