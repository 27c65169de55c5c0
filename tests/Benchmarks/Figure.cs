using System.Globalization;

namespace Daybook.Benchmarks;

/// <summary>One measured figure. <paramref name="Bar"/>: what it should reach; null where it is only told.</summary>
internal sealed record Figure(string Id, string What, double Value, string Unit, double? Bar = null, bool AtMost = false, string Note = "")
{
    public bool IsFailed => Unit == "failed";

    public string Verdict => IsFailed ? "failed" : Bar is not { } bar ? "" : (AtMost ? Value <= bar : Value >= bar) ? "yes" : "**no**";

    public string Shown => IsFailed ? "–" : Number(Value) + (Unit.Length == 0 ? "" : " " + Unit);

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

/// <summary>Something that can be measured on the bench; any of its <paramref name="Ids"/> asks for it.</summary>
internal sealed record Measure(string[] Ids, string What, Func<Rig.Bench, CancellationToken, IAsyncEnumerable<Figure>> RunAsync);
