using System.Text.Json;

namespace Daybook.Ingest.ActivityWatch.Query.Values;

/// <summary>
/// A JSON object as a query sees it: members in their order, immutable, equal to any other with equal members (<see cref="AwValue.Same"/>).
/// </summary>
internal sealed class AwData : IEquatable<AwData>
{
    public static readonly AwData Empty = new(new OrderedDictionary<string, object?>(StringComparer.Ordinal));

    private readonly OrderedDictionary<string, object?> _members;
    private int? _hash;

    private AwData(OrderedDictionary<string, object?> members)
    {
        _members = members;
        foreach (var (name, value) in members)
        {
            Weight += AwValue.Weigh(name) + AwValue.Weigh(value);
            Depth = Math.Max(Depth, 1 + AwValue.DepthOf(value));
        }
    }

    public IReadOnlyDictionary<string, object?> Members => _members;

    /// <summary>About how much it is when written out; a value used twice counts twice.</summary>
    public long Weight { get; } = 1;

    public int Depth { get; } = 1;

    /// <summary>Of two members with one name the last is kept.</summary>
    public static AwData Of(IEnumerable<KeyValuePair<string, object?>> members)
    {
        var all = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in members) all[name] = value;
        return all.Count == 0 ? Empty : new AwData(all);
    }

    /// <summary>The members of a JSON object; anything else is the empty object.</summary>
    public static AwData Read(JsonElement json) => AwValue.Read(json) as AwData ?? Empty;

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static AwData Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    public bool Has(string name) => _members.ContainsKey(name);

    public bool TryGet(string name, out object? value) => _members.TryGetValue(name, out value);

    /// <summary>The member's text; null when there is none or it is no text.</summary>
    public string? Text(string name) => _members.TryGetValue(name, out var value) ? value as string : null;

    public AwData With(params ReadOnlySpan<KeyValuePair<string, object?>> members)
    {
        var all = new OrderedDictionary<string, object?>(_members, StringComparer.Ordinal);
        foreach (var (name, value) in members) all[name] = value;
        return new AwData(all);
    }

    public AwData With(string name, object? value) => With(new KeyValuePair<string, object?>(name, value));

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in _members)
        {
            writer.WritePropertyName(name);
            AwValue.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    public bool Equals(AwData? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other._members.Count != _members.Count || other.GetHashCode() != GetHashCode()) return false;
        foreach (var (name, value) in _members)
            if (!other._members.TryGetValue(name, out var theirs) || !AwValue.Same(value, theirs)) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as AwData);

    public override int GetHashCode()
    {
        if (_hash is { } known) return known;
        var hash = _members.Count;
        foreach (var (name, value) in _members) hash += HashCode.Combine(name, AwValue.HashOf(value));
        _hash = hash;
        return hash;
    }
}
