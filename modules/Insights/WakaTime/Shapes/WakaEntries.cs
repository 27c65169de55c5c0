using System.Text.Json.Serialization;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;

namespace Daybook.Insights.WakaTime.Shapes;

/// <summary>One value of a dimension, as every breakdown of WakaTime lists it.</summary>
internal sealed record WakaEntry(
    string Name, double TotalSeconds, string Digital, string Decimal, string Text, long Hours, int Minutes, int Seconds, double Percent)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MachineNameId { get; init; }

    /// <summary>What agents did of it: projects, editors and totals say so.</summary>
    [JsonExtensionData]
    public Dictionary<string, object?>? Ai { get; init; }
}

/// <summary>A total; its "digital" has no seconds.</summary>
internal sealed record GrandTotal(string Decimal, string Digital, long Hours, int Minutes, string Text, double TotalSeconds)
{
    [JsonExtensionData]
    public Dictionary<string, object?>? Ai { get; init; }
}

/// <summary>Makes breakdowns: names, numbers and texts as WakaTime writes them.</summary>
internal static class WakaEntries
{
    private const string NoMachine = "Unknown Hostname";

    public static GrandTotal Total(long ms, AiCounts ai)
    {
        var time = new TimeText(ms);
        return new GrandTotal(time.Decimal, time.Digital, time.Hours, time.Minutes, time.Text, time.TotalSeconds) { Ai = AiFields.Of(ai) };
    }

    /// <summary>The parts of a dimension, the longest first, in per cent of their sum; what took no time at all is left out.</summary>
    public static IReadOnlyList<WakaEntry> Of(Dimension dimension, IEnumerable<ReportPart> parts)
    {
        var named = Report.Merge(parts.Select(part => part with { Name = NameOf(dimension, part.Name) })).Where(part => part.Ms > 0).ToList();
        var total = named.Sum(part => part.Ms);
        return [.. named.Select(part => Of(dimension, part, total))];
    }

    /// <summary>"ai coding" → "AI Coding"; what nobody said has a name, too.</summary>
    public static string NameOf(Dimension dimension, string value) => (dimension, value) switch
    {
        (Dimension.Repository, "") => "Unknown Project",
        (Dimension.Tool, "") => "Unknown Editor",
        (Dimension.Os, "") => "Unknown OS",
        (Dimension.Machine, "") => NoMachine,
        (Dimension.Category, "") => "Coding",
        (Dimension.Category, _) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Capital)),
        (_, "") => "Other",
        _ => value,
    };

    private static WakaEntry Of(Dimension dimension, ReportPart part, long total)
    {
        var time = new TimeText(part.Ms);
        var percent = Math.Round(part.Ms * 100.0 / total, 2, MidpointRounding.AwayFromZero);
        return new WakaEntry(part.Name, time.TotalSeconds, time.DigitalWithSeconds, time.Decimal, time.Text, time.Hours, time.Minutes, time.Seconds, percent)
        {
            // The id that machine_names explains.
            MachineNameId = dimension is Dimension.Machine ? StableIds.Of("machine", part.Name == NoMachine ? "" : part.Name) : null,
            Ai = dimension is Dimension.Repository or Dimension.Tool ? AiFields.Of(part.Ai) : null,
        };
    }

    private static string Capital(string word) => word is "ai" ? "AI" : char.ToUpperInvariant(word[0]) + word[1..];
}
