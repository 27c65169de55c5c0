using System.Text.Json;

namespace Daybook.Testing.Models;

/// <summary>Models of every kind one meets.</summary>
public static class FakeModels
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Words, no JSON.</summary>
    public static FakeReply Garbage(FakeRequest request) => new("Sure! I think most of it was for the login thing, have a nice day.");

    /// <summary>JSON that answers something else.</summary>
    public static FakeReply Nonsense(FakeRequest request) => new("""{"items":[{"i":99,"c":"c99","category":"work/banana","confidence":"very","evidence":"feeling"},{"i":"one"},7,null]}""");

    /// <summary>Right whenever the key of the task it is told is that of a candidate.</summary>
    /// <param name="taskKey">The key of the task an item was for, or null.</param>
    public static FakeModel Perfect(Func<JsonElement, string?> taskKey) => request => Answer(request, item => Choice(request, item, taskKey(item)));

    /// <summary>Right nine times out of ten, the tenth time with another candidate; the same items always the same way.</summary>
    public static FakeModel NinetyPercent(Func<JsonElement, string?> taskKey) => request => Answer(request, item =>
    {
        var right = Choice(request, item, taskKey(item));
        if (Hash(FakeRequest.Text(item, "title") + FakeRequest.Text(item, "app")) % 10 != 0) return right;
        var other = request.Candidates.Select(candidate => FakeRequest.Text(candidate, "c")).FirstOrDefault(name => name != right.C);
        return right with { C = other ?? "none" };
    });

    /// <summary>Answers, but late.</summary>
    public static FakeModel Slow(TimeSpan delay, FakeModel model) => request => model(request) with { Delay = delay };

    /// <summary>Stops in the middle because it may say no more.</summary>
    public static FakeModel CutOff(FakeModel model) => request => model(request) is var reply ? reply with { Text = reply.Text[..(reply.Text.Length / 2)], Finish = "length" } : reply;

    /// <summary>The line breaks in the middle.</summary>
    public static FakeModel Torn(FakeModel model) => request => model(request) with { Torn = true };

    /// <summary>Asks to be left alone.</summary>
    public static FakeReply TooMany(FakeRequest request) => new("Rate limit reached", 429, RetryAfter: 1800);

    public static FakeModel Refusing(int status) => _ => new FakeReply("no", status);

    /// <summary>A server that knows no schemas, and perhaps no JSON mode either.</summary>
    public static FakeModel WithoutSchema(FakeModel model, bool json = true) => request =>
        request.AsksSchema ? new FakeReply("response_format json_schema is not supported by this model", 400)
        : request.AsksJson && !json ? new FakeReply("response_format is not supported", 400)
        : model(request);

    /// <summary>Another model each time; the last one from then on.</summary>
    public static FakeModel InTurn(params FakeModel[] models) => request => models[Math.Min(request.Number, models.Length) - 1](request);

    /// <summary>Does whatever any text tells it to, in the way a given goal wants.</summary>
    public static FakeModel Obedient(InjectionGoal goal) => request => new FakeReply(Obedience.Answer(goal,
        [.. request.Items.Select(item => item.GetProperty("i").GetInt32())],
        [.. request.Candidates.Select(candidate => FakeRequest.Text(candidate, "c"))],
        string.Join(' ', request.Items.Select(item => FakeRequest.Text(item, "title")))));

    public sealed record Said(string C, string Category, string Confidence, string Evidence);

    /// <summary>An answer to every item.</summary>
    public static FakeReply Answer(FakeRequest request, Func<JsonElement, Said> say)
    {
        var items = request.Items.Select(item => (Number: item.GetProperty("i").GetInt32(), Said: say(item)))
            .Select(item => new { i = item.Number, c = item.Said.C, category = item.Said.Category, confidence = item.Said.Confidence, evidence = item.Said.Evidence });
        return new FakeReply(JsonSerializer.Serialize(new { items }, Json));
    }

    private static Said Choice(FakeRequest request, JsonElement item, string? key)
    {
        var chosen = key is null ? default : request.Candidates.FirstOrDefault(candidate => FakeRequest.Text(candidate, "key") == key);
        if (chosen.ValueKind != JsonValueKind.Object) return new Said("none", "neutral", "medium", "none");
        var name = FakeRequest.Text(chosen, "c");
        if (FakeRequest.Text(item, "before") == name || FakeRequest.Text(item, "after") == name) return new Said(name, "work/code", "high", "neighbour");
        var field = new[] { "title", "branch", "path", "host" }.FirstOrDefault(field => Shares(FakeRequest.Text(item, field), chosen)) ?? "title";
        return new Said(name, "work/code", "high", field);
    }

    private static bool Shares(string text, JsonElement candidate) =>
        Obedience.Words(text).Overlaps(Obedience.Words(string.Join(' ', FakeRequest.Text(candidate, "key"), FakeRequest.Text(candidate, "title"), FakeRequest.Text(candidate, "project"))));

    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text) hash = (hash ^ letter) * 16777619;
        return hash;
    }
}
