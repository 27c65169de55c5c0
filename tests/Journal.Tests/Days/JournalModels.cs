using System.Text.Json;
using Daybook.Testing.Models;

namespace Daybook.Journal.Tests.Days;

/// <summary>Models that are asked for a journal: one that keeps to the rules, and some that do not.</summary>
internal static class JournalModels
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static FakeReply Obedient(FakeRequest request)
    {
        var facts = Facts(request);
        List<(string, string[])> said = [("I was at it for {D1.duration}, from {D1.start} to {D1.end}.", ["D1"])];
        foreach (var project in facts.Where(fact => Kind(fact) == "project").Take(3)) said.Add(("Time went to {" + Id(project) + ".name} ({" + Id(project) + ".duration}).", [Id(project)]));
        foreach (var focus in facts.Where(fact => Kind(fact) == "focus" && Has(fact, "name")).Take(1))
            said.Add(("The longest stretch was {" + Id(focus) + ".name} ({" + Id(focus) + ".duration}), from {" + Id(focus) + ".start} to {" + Id(focus) + ".end}.", [Id(focus)]));
        if (facts.Any(fact => Kind(fact) == "waiting")) said.Add(("{W1.duration} is open for review.", ["W1"]));
        while (said.Count < 3) said.Add(("The rest of the day was quiet.", ["D1"]));
        return Answer(said);
    }

    /// <summary>Each breaks one rule in an otherwise right answer.</summary>
    public static IReadOnlyList<(string Name, FakeModel Model)> Lies { get; } =
    [
        ("digits", Lying("I worked 12 hours.")),
        ("number words", Lying("I worked twelve long stretches.")),
        ("other scripts' digits", Lying("I worked १२ of them and ٣ more.")),
        ("wide digits", Lying("I worked １２ of them.")),
        ("roman numbers", Lying("I worked Ⅻ of them.")),
        ("units", Lying("I worked for hours.")),
        ("a figure that leans on a place", Lying("I was at it for 1{D1.duration}.")),
        ("a figure that another place makes", Lying("I was at it for {D1.duration}{D1.duration}.")),
        ("the total as something else", Lying("Meetings took {D1.duration}.")),
        ("a total of a project", Lying("On {P1.name} there was {D1.duration}.", "P1")),
        ("the day the wrong way round", Lying("I was at it from {D1.end} to {D1.start}.")),
        ("an end alone", Lying("I began at {D1.end}.")),
        ("swapped", request => Facts(request).Where(fact => Kind(fact) == "project").ToArray() is [var one, var other, ..]
            ? With("I spent {" + Id(one) + ".duration} on {" + Id(other) + ".name}.", Id(one), Id(other)) : With("I worked 3 days.")),
        ("no source", Answering("Everything went well.", [])),
        ("an unknown source", Answering("Everything went well.", ["Z9"])),
        ("a place of another fact", Answering("I was at it for {D1.duration}.", ["C1"])),
        ("an unknown person", Lying("I talked to Bob about it.")),
        ("a link", Lying("Details are on www.evil.example/path for all.")),
        ("markup", Lying("I did **everything** there was.")),
        ("an unproven end", Lying("I completed the migration.")),
        ("too few", request => Answer([("A quiet day.", ["D1"])])),
        ("no json", FakeModels.Garbage),
        ("another shape", FakeModels.Nonsense),
    ];

    private static FakeModel Lying(string text, params string[] cites) => _ => With(text, ["D1", .. cites]);

    private static FakeModel Answering(string text, string[] cites) => _ => With(text, cites);

    private static FakeReply With(string lie, params string[] cites) =>
        Answer([("I was at it for {D1.duration}.", ["D1"]), (lie, cites), ("The rest of the day was quiet.", ["D1"])]);

    private static FakeReply Answer(IEnumerable<(string Text, string[] Cites)> said) => new(JsonSerializer.Serialize(new
    {
        sections = new[] { new { title = "", sentences = said.Select(one => new { text = one.Text, cites = one.Cites }) } },
    }, Json));

    private static JsonElement[] Facts(FakeRequest request)
    {
        foreach (var message in request.Wire.GetProperty("messages").EnumerateArray())
        {
            if (message.GetProperty("role").GetString() != "user") continue;
            var content = message.GetProperty("content");
            var text = content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
            if (text.StartsWith('{')) return [.. JsonDocument.Parse(text).RootElement.GetProperty("facts").EnumerateArray()];
        }

        return [];
    }

    private static string Id(JsonElement fact) => fact.GetProperty("id").GetString()!;

    private static string Kind(JsonElement fact) => fact.GetProperty("kind").GetString()!;

    private static bool Has(JsonElement fact, string what) => fact.GetProperty("has").EnumerateArray().Any(has => has.GetString() == what);
}
