using System.Diagnostics;
using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query;

/// <summary>What one run has used of its time and memory. Whatever loops over events ticks; whatever makes something takes bytes first.</summary>
internal sealed class QueryBudget(TimeSpan time, CancellationToken ct)
{
    /// <summary>About what a reference, an event and the data of one take.</summary>
    public const int Reference = 8;
    public const int Event = 80;
    public const int Data = 400;

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _bytes;
    private int _ticks;

    public void Tick()
    {
        if ((++_ticks & 0xff) != 0) return;
        ct.ThrowIfCancellationRequested();
        if (Stopwatch.GetElapsedTime(_start) > time) throw QueryException.Interpret($"The query takes longer than {time.TotalSeconds:0} seconds");
    }

    public void Take(long bytes)
    {
        Tick();
        _bytes += bytes;
        if (_bytes > QueryLimits.Bytes) throw QueryException.Interpret("The query needs too much memory: ask for a shorter period or fewer events");
    }

    /// <summary>The value, when it is not too large and not too deep.</summary>
    public object? Checked(object? value)
    {
        Take(Reference);
        if (AwValue.Weigh(value) > QueryLimits.Weight) throw QueryException.Interpret("A value of the query is too large");
        if (AwValue.DepthOf(value) > QueryLimits.Depth) throw QueryException.Interpret($"A value of the query is nested deeper than {QueryLimits.Depth} levels");
        return value;
    }
}
