using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.WakaTime.External;

/// <summary>A stretch of time that another program states: a meeting of a calendar, a timer of another tracker. Times are Unix seconds.</summary>
internal sealed record ExternalDuration(
    string? ExternalId, string? Entity, string? Type, string? Category, double? StartTime, double? EndTime, string? Project, string? Branch, string? Language)
{
    private const double Most = 24 * 86_400;

    // Clients do not agree on whether a number is a text; what is no duration at all reads as an empty one.
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, PropertyNameCaseInsensitive = true, NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    [JsonIgnore]
    public Guid Id => IdOf(ExternalId!);

    public static ExternalDuration Read(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object ? json.Deserialize<ExternalDuration>(Reading)! : Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    /// <summary>The field that is wrong and why; null when the duration can be stored.</summary>
    public (string Field, string Reason)? Fault() =>
        string.IsNullOrWhiteSpace(ExternalId) ? ("external_id", "This field is required.")
        : string.IsNullOrWhiteSpace(Entity) ? ("entity", "This field is required.")
        : !(StartTime is > 946_684_800 and < 7_258_118_400) ? ("start_time", "This is not a time.")
        : !(EndTime > StartTime && EndTime - StartTime <= Most) ? ("end_time", "The end lies after the start, by at most 24 days.")
        : null;

    /// <summary>A meeting says what a call was about; anything else is time that the person states.</summary>
    public IncomingSample Sample()
    {
        var (start, end) = (Milliseconds(StartTime!.Value), Milliseconds(EndTime!.Value));
        var isMeeting = string.Equals(Category, "meeting", StringComparison.OrdinalIgnoreCase);
        return new IncomingSample(
            Id, DateTimeOffset.FromUnixTimeMilliseconds(end), end - start, 0, SampleState.Active, SampleSource.Range, InCall: false, 0, null,
            new SampleContext(
                App: "External", Title: Entity, Repository: Project, Branch: Branch, Language: Languages.Canonical(Language),
                CalendarEvent: isMeeting ? Entity : null, Category: Category, EntityType: Type ?? "app",
                Data: JsonSerializer.Serialize(new { external_id = ExternalId })));
    }

    /// <summary>The other program's id names it for ever: sent again, the duration is corrected.</summary>
    public static Guid IdOf(string externalId) => new(SHA256.HashData(Encoding.UTF8.GetBytes("external:" + externalId)).AsSpan(0, 16), bigEndian: true);

    private static ExternalDuration Nothing => new(null, null, null, null, null, null, null, null, null);

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);
}
