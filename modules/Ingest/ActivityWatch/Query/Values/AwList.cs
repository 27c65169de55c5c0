using System.Collections;

namespace Daybook.Ingest.ActivityWatch.Query.Values;

/// <summary>A list as a query sees it: immutable; most are lists of events.</summary>
internal sealed class AwList : IReadOnlyList<object?>
{
    public static readonly AwList Empty = new([]);

    private readonly IReadOnlyList<object?> _items;

    /// <summary>The caller gives the list away and does not touch it again.</summary>
    public AwList(IReadOnlyList<object?> items)
    {
        _items = items;
        foreach (var item in items)
        {
            Weight += AwValue.Weigh(item);
            Depth = Math.Max(Depth, 1 + AwValue.DepthOf(item));
        }
    }

    /// <summary>About how much it is when written out; a value used twice counts twice.</summary>
    public long Weight { get; } = 1;

    public int Depth { get; } = 1;

    public int Count => _items.Count;

    public object? this[int index] => _items[index];

    /// <summary>Its items when all are events, else null.</summary>
    public IReadOnlyList<AwEvent>? Events()
    {
        if (_items is IReadOnlyList<AwEvent> events) return events;
        var copy = new AwEvent[_items.Count];
        for (var i = 0; i < copy.Length; i++)
        {
            if (_items[i] is not AwEvent one) return null;
            copy[i] = one;
        }

        return copy;
    }

    public IEnumerator<object?> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
