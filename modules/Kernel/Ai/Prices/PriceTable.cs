using System.Text.Json;

namespace Daybook.Kernel.Ai.Prices;

/// <summary>What a million tokens cost, in millionths of a dollar.</summary>
internal sealed record Price(long InMicros, long OutMicros)
{
    public long Cost(long tokensIn, long tokensOut) =>
        (long)Math.Ceiling(((decimal)tokensIn * InMicros + (decimal)tokensOut * OutMicros) / 1_000_000m);
}

/// <summary>Prices as data. A model nobody knows the price of is counted in tokens only.</summary>
internal static class PriceTable
{
    private const string Resource = "Daybook.Kernel.Ai.Prices.prices.json";

    private static readonly Lazy<Row[]> Rows = new(Load);

    /// <summary>The workspace's own price, else the table's: the longest name that the model's begins with, at the host it is sold at.</summary>
    public static Price? Of(ModelSettings settings)
    {
        if (settings is { PriceInMicros: { } given, PriceOutMicros: { } givenOut }) return new Price(given, givenOut);
        var row = Rows.Value.Where(row => row.Host == settings.Host && IsVersionOf(settings.Model, row.Model)).MaxBy(row => row.Model.Length);
        return row is null ? null : new Price(row.In, row.Out);
    }

    // "gpt-5-2025-08-07" is a "gpt-5"; "gpt-5-pro" is something else.
    private static bool IsVersionOf(string model, string name) =>
        model == name || (model.StartsWith(name + "-", StringComparison.Ordinal) && (char.IsAsciiDigit(model[name.Length + 1]) || model[name.Length..] == "-latest"));

    private static Row[] Load()
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException("The price table is not in the assembly.");
        return JsonSerializer.Deserialize<File>(stream, JsonSerializerOptions.Web)?.Prices ?? throw new InvalidOperationException("The price table is empty.");
    }

    private sealed record File(Row[] Prices);

    private sealed record Row(string Host, string Model, long In, long Out);
}
