using System.Text.Json;

namespace Daybook.Connectors.ActivityWatch.Client;

/// <summary>What came next in a container: its end, a value, or a value too large to hold, which was skipped.</summary>
internal enum Element { End, Value, Oversized }

/// <summary>
/// JSON from a stream, one token or one value at a time: memory is bounded by the largest single value, whatever the document's size.
/// Throws <see cref="JsonException"/> for what is not JSON, is nested too deep, or ends early.
/// </summary>
internal sealed class JsonStream(Stream source, int maxValue = 256 * 1024)
{
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private bool final;
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = 64 });

    /// <summary>The text of the last string or property name that <see cref="TokenAsync"/> came to; lone surrogates and bad bytes repaired.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The bytes of the last value; true until the next call.</summary>
    public ReadOnlyMemory<byte> Value { get; private set; }

    public async ValueTask<JsonTokenType> TokenAsync(CancellationToken ct)
    {
        while (true)
        {
            if (TryToken(out var token)) return token;
            await FillAsync(ct);
        }
    }

    /// <summary>The next value of an array (or of a property), whole, into <see cref="Value"/>.</summary>
    public async ValueTask<Element> ElementAsync(CancellationToken ct)
    {
        while (true)
        {
            if (TryElement(out var ended)) return ended ? Element.End : Element.Value;
            if (end - start > maxValue)
            {
                await SkipAsync(ct);
                return Element.Oversized;
            }

            await FillAsync(ct);
        }
    }

    /// <summary>Passes over the next value without holding it.</summary>
    public async ValueTask SkipAsync(CancellationToken ct)
    {
        var depth = 0;
        do
        {
            depth += await TokenAsync(ct) switch
            {
                JsonTokenType.StartArray or JsonTokenType.StartObject => 1,
                JsonTokenType.EndArray or JsonTokenType.EndObject => -1,
                _ => 0,
            };
        }
        while (depth > 0);
    }

    private bool TryToken(out JsonTokenType token)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), final, state);
        token = JsonTokenType.None;
        if (!reader.Read()) return false;
        token = reader.TokenType;
        if (token is JsonTokenType.String or JsonTokenType.PropertyName) Text = LenientText.Of(ref reader, maxValue);
        Advance(ref reader);
        return true;
    }

    private bool TryElement(out bool ended)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), final, state);
        ended = false;
        if (!reader.Read()) return false;
        ended = reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
        if (!ended)
        {
            var from = (int)reader.TokenStartIndex;
            if (!reader.TrySkip()) return false;
            Value = buffer.AsMemory(start + from, (int)reader.BytesConsumed - from);
        }

        Advance(ref reader);
        return true;
    }

    private void Advance(ref Utf8JsonReader reader)
    {
        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (final) throw new JsonException("The text ends early.");
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            // A single token may be larger than any value we keep, but not without bound.
            if (buffer.Length > 16 * maxValue) throw new JsonException("A single text is too large.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await source.ReadAsync(buffer.AsMemory(end), ct);
        if (read == 0) final = true;
        end += read;
    }
}
