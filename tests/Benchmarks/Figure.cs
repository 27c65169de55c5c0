using System.Globalization;

namespace Daybook.Benchmarks;

/// <summary>One measured figure. <paramref name="Bar"/>: what it should reach; null where it is only told.</summary>
internal sealed record Figure(string Id, string What, double Value, string Unit, double? Bar = null, bool AtMost = false, string Note = "")
{
    public string Verdict => Unit == "failed" ? "failed" : Bar is not { } bar ? "" : (AtMost ? Value <= bar : Value >= bar) ? "yes" : "**no**";

    public string Shown => Unit == "failed" ? "–" : Number(Value) + (Unit.Length == 0 ? "" : " " + Unit);

    public string BarShown => Bar is { } bar ? (AtMost ? "≤ " : "≥ ") + Number(bar) : "";

    public string Line => $"{What}: {Shown} {(Bar is null ? "" : $"(bar {BarShown}: {Verdict}) ")}{Note}";

    public static Figure Failed(string id, string what, string why) => new(id, what, 0, "failed", Note: why.ReplaceLineEndings(" "));

    private static string Number(double value) => value switch
    {
        >= 1000 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };
}

/// <summary>Something that can be measured on the bench.</summary>
internal sealed record Measure(string Id, string What, Func<Rig.Bench, CancellationToken, IAsyncEnumerable<Figure>> RunAsync);
