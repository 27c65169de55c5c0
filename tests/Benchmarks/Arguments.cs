namespace Daybook.Benchmarks;

/// <summary>What the command line asks for. <paramref name="Only"/>: ids of measurements, or none for all.</summary>
internal sealed record Arguments(bool Quick, bool Write, IReadOnlySet<string> Only)
{
    public const string Pure = "pure";

    /// <summary>Whether all is measured; a part of it says less.</summary>
    public bool IsWhole => !Quick && Only.Count == 0;

    public static bool TryParse(string[] args, IEnumerable<string> known, out Arguments options, out string complaint)
    {
        var (quick, write) = (false, false);
        var only = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        complaint = "";
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--quick") quick = true;
            else if (args[i] == "--write") write = true;
            else if (args[i] == "--only" && i + 1 < args.Length) only.UnionWith(args[++i].Split(',', StringSplitOptions.TrimEntries));
            else complaint = "Usage: bench [--quick] [--only P1,P3,matrix,pure] [--write]";
        }

        var unknown = only.Except([.. known, Pure], StringComparer.OrdinalIgnoreCase).ToArray();
        if (unknown.Length > 0) complaint = $"There is no measurement {string.Join(", ", unknown)}. There are: {string.Join(", ", known)}, {Pure}.";

        options = new Arguments(quick, write, only);
        return complaint.Length == 0;
    }

    public bool Wants(string id) => Only.Count == 0 ? id != Pure || !Quick : Only.Contains(id);

    /// <summary>How often a pair is measured; odd, so that there is a middle one.</summary>
    public int Rounds => 5;

    /// <summary>How long one side of a pair runs.</summary>
    public TimeSpan Stretch => TimeSpan.FromSeconds(Quick ? 0.6 : 2);

    /// <summary>How long clients run before anything is measured.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 0.3 : 0.8);
}
