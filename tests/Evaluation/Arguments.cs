namespace Daybook.Evaluation;

/// <summary>What the command line asks for.</summary>
/// <param name="Quick">Few generated days: a look, not a result.</param>
/// <param name="HeldOut">The seeds that are kept for releases.</param>
/// <param name="Write">Appends the tables to docs/evaluation.md.</param>
/// <param name="Days">A folder of observed days, or of folders with one person's days each.</param>
/// <param name="Host">A running host to which the days are posted; null: they are derived in this process.</param>
/// <param name="Token">An owner's token; null where nobody has set the host up.</param>
internal sealed record Arguments(bool Quick, bool HeldOut, bool Write, bool Train, string? Days, int Limit, string? Explain, Uri? Host, string? Token)
{
    public const string Usage = """
        Usage: eval [--quick] [--no-write] [--seeds N]        the sample days and generated days of the development seeds
               eval --held-out                                the seeds kept for releases; never to tune on
               eval --train                                   the seeds to tune on
               eval --days DIR                                days made by others, posted to a host that is started for them
               eval --days DIR --host URL [--token TOKEN]     the same, posted to a running host: each person's under an account of its own
               eval --days DIR --here                         the same, derived without a host
               eval … --explain METHOD                        what the method got wrong, by content
        """;

    public static Arguments? Parse(string[] args)
    {
        var (quick, heldOut, write, train, limit) = (false, false, true, false, 0);
        string? days = null, explain = null, token = null;
        Uri? host = null;
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
                case "--host" when Uri.TryCreate(value?.TrimEnd('/') + "/", UriKind.Absolute, out host): i++; break;
                case "--token" when value is not null: (token, i) = (value, i + 1); break;
                case "--explain" when value is not null: (explain, i) = (value, i + 1); break;
                case "--seeds" when int.TryParse(value, out limit): i++; break;
                default: return null;
            }
        }

        if (host is not null && days is null) return null;
        return new Arguments(quick, heldOut, write && !quick && !train && explain is null, train, days, limit, explain, host, token);
    }
}
