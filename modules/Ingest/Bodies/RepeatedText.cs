using System.Text.Json;
using Daybook.Ingest.Canonical;

namespace Daybook.Ingest.Bodies;

/// <summary>A text field of one event after the other. Most repeat: the same text is the same string, and nothing is allocated for it.</summary>
/// <param name="mended">The batch's bytes were mended: a replacement character may stand for what was sent.</param>
internal sealed class RepeatedText(int maxRunes, bool mended)
{
    private string? last;

    /// <summary>The canonical text at the reader's value; null for anything that is no text. The reader ends behind the value.</summary>
    public string? Read(ref Utf8JsonReader json, ref Repairs repairs)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            if (json.TokenType != JsonTokenType.Null) repairs |= Repairs.Part;
            json.Skip();
            return null;
        }

        if (last is not null && json.ValueTextEquals(last)) return last;
        var seen = Repairs.None;
        var text = CanonicalText.Of(json.GetString(), maxRunes, ref seen);
        if (mended && text is not null && text.Contains('\ufffd', StringComparison.Ordinal)) seen |= Repairs.Characters;
        if (seen == Repairs.None) last = text;
        repairs |= seen;
        return text;
    }
}
