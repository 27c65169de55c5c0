using System.Text.Json;
using Daybook.Ingest.Canonical;

namespace Daybook.Ingest.Bodies;

/// <summary>Reading an optional part of an event: whatever it holds, the reader ends behind it.</summary>
internal static class Parts
{
    /// <summary>True at an object; anything else is passed, and noted unless it is null.</summary>
    public static bool Open(ref Utf8JsonReader json, ref Repairs repairs)
    {
        if (json.TokenType == JsonTokenType.StartObject) return true;
        if (json.TokenType != JsonTokenType.Null) repairs |= Repairs.Part;
        json.Skip();
        return false;
    }

    /// <summary>At a member's name: moves to its value when it is this one.</summary>
    public static bool Take(ref Utf8JsonReader json, ReadOnlySpan<byte> name) => json.ValueTextEquals(name) && json.Read();

    public static bool? Flag(ref Utf8JsonReader json, ref Repairs repairs)
    {
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False) return json.GetBoolean();
        if (json.TokenType != JsonTokenType.Null) repairs |= Repairs.Part;
        json.Skip();
        return null;
    }

    /// <summary>A number from 0 to <paramref name="max"/>; what lies outside, or is none, is bounded and noted. Null for null.</summary>
    public static double? Number(ref Utf8JsonReader json, double max, ref Repairs repairs)
    {
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var number) && number >= 0 && number <= max) return number;
        var over = json.TokenType == JsonTokenType.Number && json.TryGetDouble(out number) && number > max;
        repairs |= Repairs.Number;
        json.Skip();
        return over ? max : 0;
    }
}
