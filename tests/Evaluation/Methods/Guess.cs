using Daybook.Enrichment.Blocks;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Evaluation.Days;

namespace Daybook.Evaluation.Methods;

/// <summary>What a method says of a stretch, [Start, End).</summary>
internal sealed record Guess(long Start, long End, BlockKind Kind, Guid? Project, Guid? Task, double Confidence, bool Meeting = false)
{
    public static bool IsMeeting(string category) => category.StartsWith("work/meeting", StringComparison.Ordinal);
}

/// <summary>A method's answer for a day: disjoint or not, and how many rows a person would have to look at.</summary>
internal sealed record Prediction(IReadOnlyList<Guess> Guesses, int Rows, long ObservedMs, double TookMs)
{
    public static readonly Prediction Nothing = new([], 0, 0, 0);

    public static Prediction Of(IReadOnlyList<Guess> guesses) => new(guesses, Coalesced.Rows(guesses), guesses.Sum(guess => guess.End - guess.Start), 0);
}

/// <summary>A way to say what a day was for.</summary>
internal sealed record Method(string Name, Func<LabelledDay, Prediction> Run);

/// <summary>Counts rows by the rule by which the product joins stretches: truth, baselines and product alike.</summary>
internal static class Coalesced
{
    public static int Rows(IReadOnlyList<TrueSpan> truth) => Rows([.. truth.Select(span => new Guess(
        span.Start, span.End, span.Kind switch { TrueKind.Personal => BlockKind.Personal, TrueKind.Idle or TrueKind.Away => BlockKind.Idle, _ => BlockKind.Work },
        span.Project, span.Task, span.Kind == TrueKind.Meeting ? 0 : 1))], meetings: true);

    public static int Rows(IReadOnlyList<Guess> guesses) => Rows(guesses, meetings: false);

    private static int Rows(IReadOnlyList<Guess> guesses, bool meetings)
    {
        var labels = guesses.DistinctBy(guess => guess.Start).ToDictionary(guess => guess.Start, guess => LabelOf(guess, meetings));
        var spans = guesses.Select(guess => new Span(
            guess.Start, guess.End, guess.Kind == BlockKind.Idle ? Presence.Idle : Presence.Active, Facts.Nothing, default, Guid.Empty, 0)).ToArray();
        var stretches = Stretches.Settle(Stretches.Of(spans, span => labels[span.Start]));
        return stretches.Count(stretch => stretch.Identity.Kind is not (BlockKind.Idle or BlockKind.Private));
    }

    private static Label LabelOf(Guess guess, bool meetings)
    {
        var category = meetings && guess.Confidence == 0 ? "work/meeting" : "work/code";
        return new Label(guess.Kind, category, guess.Project, guess.Task, guess.Confidence, LabelStage.None, [], []);
    }
}
