using System.Globalization;
using System.Text.Json;

namespace Daybook.Ingest.ActivityWatch.Query.Values;

/// <summary>
/// The values of a query: null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="AwList"/>,
/// <see cref="AwData"/>, <see cref="AwEvent"/>. Equality is the original's: 1, 1.0 and true are equal.
/// </summary>
internal static class AwValue
{
    public static readonly IEqualityComparer<object?> Comparer = EqualityComparer<object?>.Create(Same, HashOf);

    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => AwData.Of(json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Read(member.Value)))),
        JsonValueKind.Array => new AwList([.. json.EnumerateArray().Select(Read)]),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when json.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number when json.TryGetDouble(out var number) && double.IsFinite(number) => number,
        JsonValueKind.Number => json.GetRawText(),
        _ => null,
    };

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case double number:
                WriteNumber(writer, number);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case AwEvent one:
                one.WriteTo(writer);
                break;
            case AwData data:
                data.WriteTo(writer);
                break;
            case AwList list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"No value of a query: {value.GetType().Name}", nameof(value));
        }
    }

    public static bool Same(object? one, object? other)
    {
        if (ReferenceEquals(one, other)) return true;
        return (Plain(one), Plain(other)) switch
        {
            (string left, string right) => string.Equals(left, right, StringComparison.Ordinal),
            (long left, long right) => left == right,
            (double left, double right) => left.Equals(right),
            (AwData left, AwData right) => left.Equals(right),
            (AwEvent left, AwEvent right) => left.Start == right.Start && left.Duration == right.Duration && left.Data.Equals(right.Data),
            (AwList left, AwList right) => left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second)),
            _ => false,
        };
    }

    public static int HashOf(object? value) => Plain(value) switch
    {
        null => 0,
        string text => string.GetHashCode(text, StringComparison.Ordinal),
        AwEvent one => HashCode.Combine(one.Start, one.Duration, one.Data),
        AwList list => list.Aggregate(list.Count, (hash, item) => HashCode.Combine(hash, HashOf(item))),
        var plain => plain.GetHashCode(),
    };

    public static long Weigh(object? value) => value switch
    {
        string text => 1 + text.Length / 8,
        AwList list => list.Weight,
        AwData data => data.Weight,
        AwEvent one => 4 + one.Data.Weight,
        _ => 1,
    };

    public static int DepthOf(object? value) => value switch
    {
        AwList list => list.Depth,
        AwData data => data.Depth,
        AwEvent one => 1 + one.Data.Depth,
        _ => 0,
    };

    /// <summary>As Python reads it in a condition.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        long whole => whole != 0,
        double number => number != 0,
        string text => text.Length > 0,
        AwList list => list.Count > 0,
        AwData data => data.Members.Count > 0,
        _ => true,
    };

    // One form for numbers that are equal, so that equal values have equal hashes.
    private static object? Plain(object? value) => value switch
    {
        bool truth => truth ? 1L : 0L,
        double number when Math.Abs(number) < 9e15 && Math.Floor(number) == number => (long)number,
        _ => value,
    };

    // 30.0 rather than 30: a number of seconds is a float also where it happens to be whole.
    private static void WriteNumber(Utf8JsonWriter writer, double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        if (!text.AsSpan().ContainsAny('.', 'E', 'N')) text += ".0";
        if (double.IsFinite(number)) writer.WriteRawValue(text, skipInputValidation: true);
        else writer.WriteNullValue();
    }
}
