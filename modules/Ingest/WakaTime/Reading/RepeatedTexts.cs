using System.Text.Json;
using Daybook.Ingest.Editors;

namespace Daybook.Ingest.WakaTime.Reading;

/// <summary>A list of texts of one heartbeat after the other: while its bytes are the same, it is the same text.</summary>
internal sealed class RepeatedTexts(int mostItems, int longest)
{
    private byte[] lastBytes = [];
    private string? last;

    public string? Read(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return null;
        }

        var list = json;
        var start = (int)json.TokenStartIndex;
        json.Skip();
        var bytes = body[start..(int)json.BytesConsumed];
        if (bytes.SequenceEqual(lastBytes)) return last;
        lastBytes = bytes.ToArray();
        return last = LooseValues.Texts(ref list, mostItems, longest);
    }
}
