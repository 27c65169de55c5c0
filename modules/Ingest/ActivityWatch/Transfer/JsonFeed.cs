using System.Text.Json;

namespace Daybook.Ingest.ActivityWatch.Transfer;

/// <summary>JSON from a stream, one token or one value at a time: memory is bounded by the largest value, whatever the size of the file.</summary>
internal sealed class JsonFeed(Stream source)
{
    private const int MaxValue = 256 * 1024;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private bool final;
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = 4096 });

    /// <summary>The text of the last property name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The next token.</summary>
    public async ValueTask<JsonTokenType> TokenAsync(CancellationToken ct)
    {
        JsonTokenType token;
        while (!TryToken(out token)) await FillAsync(ct);
        return token;
    }

    /// <summary>The next value whole; null at the end of a list or an object.</summary>
    public async ValueTask<Memory<byte>?> ValueAsync(CancellationToken ct)
    {
        Memory<byte>? value;
        while (!TryValue(out value))
        {
            if (end - start > MaxValue) throw new JsonException("A single value is too large.");
            await FillAsync(ct);
        }

        return value;
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
        if (token == JsonTokenType.PropertyName)
        {
            var name = Canonical.JsonBytes.Mend((byte[])[(byte)'"', .. reader.ValueSpan, (byte)'"'], out _);
            Name = JsonSerializer.Deserialize<string>(name.Span) ?? "";
        }

        Advance(ref reader);
        return true;
    }

    private bool TryValue(out Memory<byte>? value)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), final, state);
        value = null;
        if (!reader.Read()) return false;
        if (reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            var from = (int)reader.TokenStartIndex;
            if (!reader.TrySkip()) return false;
            value = buffer.AsMemory(start + from, (int)reader.BytesConsumed - from);
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
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            if (buffer.Length > 4 * MaxValue) throw new JsonException("A single text is too large.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await source.ReadAsync(buffer.AsMemory(end), ct);
        final = read == 0;
        end += read;
    }
}
