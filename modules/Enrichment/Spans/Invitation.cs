using System.Text.Json;
using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Spans;

/// <summary>
/// Who is at a meeting, as the calendar's sample says it beside its title: <c>organizer</c> (or <c>organiser</c>), an address, and
/// <c>attendees</c> (or <c>participants</c>), a list of addresses. Only their domains are read; rules ask for nothing else.
/// </summary>
internal static class Invitation
{
    private const int MaxPeople = 200;

    public static (string Organiser, string Participants) Of(SampleContext context)
    {
        if (context.CalendarEvent is null || context.Data is not { Length: > 2 } text) return ("", "");
        try
        {
            using var data = JsonDocument.Parse(text);
            if (data.RootElement.ValueKind != JsonValueKind.Object) return ("", "");
            var organiser = Addresses(data.RootElement, "organizer", "organiser").FirstOrDefault() ?? "";
            var people = Addresses(data.RootElement, "attendees", "participants").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return (organiser, string.Join(' ', people));
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }

    private static IEnumerable<string> Addresses(JsonElement data, string name, string other)
    {
        if (!data.TryGetProperty(name, out var value) && !data.TryGetProperty(other, out value)) return [];
        var values = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Take(MaxPeople) : [value];
        return values.Select(Domain).Where(domain => domain.Length > 0);
    }

    private static string Domain(JsonElement person)
    {
        if (person.ValueKind == JsonValueKind.Object && !person.TryGetProperty("email", out person)) return "";
        if (person.ValueKind != JsonValueKind.String) return "";
        var address = person.GetString()!.Trim().TrimEnd('>');
        return address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant() is var domain && domain.Contains(' ', StringComparison.Ordinal) ? "" : domain;
    }
}
