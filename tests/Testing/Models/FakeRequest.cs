using System.Text.Json;

namespace Daybook.Testing.Models;

/// <summary>What a fake model was asked: the body as it came, and the document inside it.</summary>
public sealed class FakeRequest
{
    public FakeRequest(string body, int number)
    {
        (Body, Number) = (body, number);
        Wire = JsonDocument.Parse(body).RootElement;
        foreach (var message in Wire.GetProperty("messages").EnumerateArray())
        {
            if (message.GetProperty("role").GetString() != "user") continue;
            var text = TextOf(message.GetProperty("content"));
            if (text.StartsWith('{') && JsonDocument.Parse(text).RootElement is var document && document.TryGetProperty("items", out _)) Document = document;
        }
    }

    public string Body { get; }

    /// <summary>1 for the server's first request.</summary>
    public int Number { get; }

    /// <summary>The whole request in the provider's format.</summary>
    public JsonElement Wire { get; }

    /// <summary>The question; null when it is none about a day.</summary>
    public JsonElement? Document { get; }

    public IReadOnlyList<JsonElement> Items => Document is { } document ? [.. document.GetProperty("items").EnumerateArray()] : [];

    public IReadOnlyList<JsonElement> Candidates => Document is { } document ? [.. document.GetProperty("candidates").EnumerateArray()] : [];

    public bool AsksSchema => Wire.TryGetProperty("response_format", out var format) && format.GetProperty("type").GetString() == "json_schema";

    public bool AsksJson => Wire.TryGetProperty("response_format", out var format) && format.GetProperty("type").GetString() == "json_object";

    /// <summary>The text of a field of an item or candidate; empty when it has none.</summary>
    public static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string TextOf(JsonElement content) =>
        content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray().Select(part => Text(part, "text")));
}

/// <summary>An answer over the wire.</summary>
/// <param name="Torn">The connection breaks in the middle.</param>
public sealed record FakeReply(string Text, int Status = 200, string Finish = "stop", TimeSpan Delay = default, int? RetryAfter = null, bool Torn = false)
{
    public int TokensIn { get; init; } = 1_000;
    public int TokensOut { get; init; } = 200;
}

/// <summary>What a model says to a request.</summary>
public delegate FakeReply FakeModel(FakeRequest request);
