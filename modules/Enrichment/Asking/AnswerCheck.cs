using System.Text.Json;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Asking;

/// <summary>An answer that passed, and why it is doubted if it is.</summary>
/// <param name="Doubt">A stable word; null when nothing is wrong with it.</param>
internal sealed record Checked(Question Question, ModelAnswer Answer, string? Doubt);

/// <summary>What is left of a model's answer.</summary>
/// <param name="Answers">The items that passed. One bad item spoils no other.</param>
/// <param name="Broken">Why nothing could be read at all: a stable word, or null.</param>
/// <param name="Capped">So many items went to one task that nothing else speaks for that all of them are doubted.</param>
internal sealed record CheckedAnswers(IReadOnlyList<Checked> Answers, string? Broken, bool Capped)
{
    public static CheckedAnswers Unreadable(string why) => new([], why, false);
}

/// <summary>Takes nothing for granted that a model says: every item is judged by itself, and the answer as a whole.</summary>
internal static class AnswerCheck
{
    /// <summary>More than this share of the items on one task that nothing else speaks for is not believed.</summary>
    internal const double MostOnOne = 0.60;

    /// <summary>Fewer items say nothing about their distribution.</summary>
    internal const int LeastItems = 4;

    public static CheckedAnswers Of(AskRequest request, string text, Guid? call)
    {
        if (Items(text) is not { } items) return CheckedAnswers.Unreadable("not-json");
        var open = request.Items.ToDictionary(item => item.Number);
        var offers = request.Offers.ToDictionary(offer => offer.Name, StringComparer.Ordinal);
        var twice = items.Select(Number).OfType<int>().GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        var passed = new List<(Checked Checked, Offer? Offer)>();
        foreach (var item in items)
        {
            if (Number(item) is not { } number || twice.Contains(number) || !open.TryGetValue(number, out var asked)) continue;
            if (Judge(item, asked, offers, call) is { } good) passed.Add(good);
        }

        if (passed.Count == 0 && request.Items.Count > 0) return CheckedAnswers.Unreadable("no-item");
        var capped = passed.Count >= LeastItems && passed.Where(item => item.Offer is not null).GroupBy(item => item.Offer!)
            .Any(group => group.Count() > MostOnOne * passed.Count && (group.Key.TaskId is not { } task || !request.Proven.Contains(task)));
        return new CheckedAnswers([.. passed.Select(item => capped ? Doubted(item.Checked) : item.Checked)], null, capped);
    }

    private static Checked Doubted(Checked item) =>
        item with { Answer = item.Answer with { Confidence = Math.Min(item.Answer.Confidence, ModelAnswer.Low) }, Doubt = item.Doubt ?? "all-the-same" };

    private static (Checked, Offer?)? Judge(JsonElement item, Asked asked, Dictionary<string, Offer> offers, Guid? call)
    {
        if (Text(item, "c") is not { } name || Text(item, "category") is not { } category || Text(item, "confidence") is not { } word || Text(item, "evidence") is not { } field) return null;
        if (item.EnumerateObject().Count() != 5) return null;
        if (!AskRequest.Categories.Contains(category, StringComparer.Ordinal) || !AskRequest.Words.Contains(word, StringComparer.Ordinal) || !AskRequest.Fields.Contains(field, StringComparer.Ordinal)) return null;
        Offer? offer = null;
        if (name != AskRequest.None && !offers.TryGetValue(name, out offer)) return null;

        // What is personal has no task, whoever says so.
        if (category == "personal") offer = null;
        var sure = word switch { "high" => ModelAnswer.High, "medium" => ModelAnswer.Medium, _ => ModelAnswer.Low };
        var doubt = offer is null ? null
            : asked.Question.Label.ProjectId is { } project && project != offer.ProjectId ? "other-project"
            : !Supports(field, offer, asked) ? "no-evidence" : null;
        if (doubt is not null) sure = Math.Min(sure, ModelAnswer.Doubtful);
        return (new Checked(asked.Question, new ModelAnswer(offer?.ProjectId, offer?.TaskId, category, sure, field, call), doubt), offer);
    }

    /// <summary>The field that is named has to share a word with the candidate.</summary>
    private static bool Supports(string field, Offer offer, Asked asked)
    {
        var shown = asked.Shown;
        return field switch
        {
            "key" => offer.Key.Length > 0 && TicketKeys.In(string.Join(' ', shown.Branch, shown.Path, shown.Title, shown.Calendar)).Contains(offer.Key, StringComparer.OrdinalIgnoreCase),
            "branch" => Shares(shown.Branch, offer),
            "path" => Shares(shown.Path + " " + shown.File + " " + shown.Repository, offer),
            "host" => Shares(shown.Host.Replace('.', ' '), offer),
            "title" => Shares(shown.Title + " " + shown.Calendar, offer),
            "neighbour" => asked.Question.Generic && offer.TaskId is { } task && (asked.Question.Before == task || asked.Question.After == task),
            "example" => asked.Examples.Contains(offer.Name),
            _ => false,
        };
    }

    private static bool Shares(string text, Offer offer) =>
        Words.Of(text).Any(offer.Words.Contains) || (offer.Key.Length > 0 && TicketKeys.In(text).Contains(offer.Key, StringComparer.OrdinalIgnoreCase));

    /// <summary>The items of the answer, also where a server wrapped it in words; null when there are none to be read.</summary>
    private static JsonElement[]? Items(string text)
    {
        var (start, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (start < 0 || end < start) return null;
        try
        {
            using var document = JsonDocument.Parse(text.AsMemory(start, end - start + 1), new JsonDocumentOptions { MaxDepth = 8 });
            if (!document.RootElement.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array) return null;
            return [.. items.Clone().EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int? Number(JsonElement item) =>
        item.TryGetProperty("i", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : null;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
