namespace Daybook.Enrichment.DayViews;

/// <summary>A stretch to draw. Indexes point into the answer's lists.</summary>
internal readonly record struct Drawn(long Start, long End, int Label, int Detail, int State, int Project, int Block);

/// <summary>Joins what is smaller than a pixel: the longest of what was joined gives its name.</summary>
internal static class LaneFolder
{
    public static List<Drawn> Fold(IEnumerable<Drawn> spans, long resolution)
    {
        var folded = new List<Drawn>();
        var lead = 0L;
        foreach (var span in spans)
        {
            var length = span.End - span.Start;
            if (folded.Count > 0)
            {
                var last = folded[^1];
                var same = last with { Start = 0, End = 0 } == span with { Start = 0, End = 0 };
                var small = last.End - last.Start < resolution || length < resolution;
                if (span.Start - last.End <= (resolution > 0 ? resolution / 2 : 0) && (same || small))
                {
                    var (name, longer) = !same && length > lead ? (span, length) : (last, same ? lead + length : lead);
                    folded[^1] = name with { Start = last.Start, End = Math.Max(last.End, span.End) };
                    lead = longer;
                    continue;
                }
            }

            folded.Add(span);
            lead = length;
        }

        return folded;
    }
}
