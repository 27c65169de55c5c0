namespace Daybook.Evaluation;

/// <summary>What the command line asks for.</summary>
/// <param name="Quick">Few generated days: a look, not a result.</param>
/// <param name="HeldOut">The seeds that are kept for releases.</param>
/// <param name="Write">Appends the tables to docs/evaluation.md.</param>
/// <param name="Days">A folder of observed days.</param>
internal sealed record Arguments(bool Quick, bool HeldOut, bool Write, bool Train, string? Days, int Limit, string? Explain)
{
    public const string Usage = """
        Usage: eval [--quick] [--no-write] [--seeds N]        the sample days and generated days of the development seeds
               eval --held-out                                the seeds kept for releases; never to tune on
               eval --train                                   the seeds to tune on
               eval --days DIR                                days made by others, derived here
               eval … --explain METHOD                        what the method got wrong, by content
        """;

    public static Arguments? Parse(string[] args)
    {
        var (quick, heldOut, write, train, limit) = (false, false, true, false, 0);
        string? days = null, explain = null;
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--quick": quick = true; break;
                case "--held-out": heldOut = true; break;
                case "--train": train = true; break;
                case "--no-write": write = false; break;
                case "--days" when value is not null: (days, i) = (value, i + 1); break;
                case "--explain" when value is not null: (explain, i) = (value, i + 1); break;
                case "--seeds" when int.TryParse(value, out limit): i++; break;
                default: return null;
            }
        }

        return new Arguments(quick, heldOut, write && !quick && !train && explain is null, train, days, limit, explain);
    }
}
