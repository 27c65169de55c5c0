using Daybook.Insights.Ask.Answers;
using Daybook.Insights.Ask.Facts;

namespace Daybook.Insights.Ask.Models;

/// <summary>What a model said as an answer: the rows it cites become the entries behind them. Where it failed, the answer without it, and why.</summary>
internal static class ModelAnswer
{
    public static AskAnswer Of(AskAnswer without, ModelTold told, AskFacts facts)
    {
        if (told.Failed is { } why) return without with { Warnings = [.. without.Warnings, new AskWarning("model_failed", Detail: why)], Sent = told.Sent };
        var citations = new Citations(facts);
        AskSegment[] segments =
        [
            .. told.Segments.Select(segment => new AskSegment(segment.Text, [.. segment.Cites.SelectMany(id => citations.Of(told.Rows[id].Pieces)).Distinct(StringComparer.Ordinal)])),
        ];
        var used = told.Segments.SelectMany(segment => segment.Cites).SelectMany(id => told.Rows[id].Pieces).ToHashSet();
        return new AskAnswer(
            string.Join(' ', segments.Select(segment => segment.Text)), segments, citations.All,
            new AskUsed(new AskRange(facts.Scope.Start, facts.Scope.End), 0, used.Select(piece => piece.Id).Distinct().Count(), Minutes.Of(used.Sum(piece => piece.DurationMs))),
            "model", without.Warnings, "model", told.Sent);
    }
}
