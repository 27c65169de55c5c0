using Dapper;
using Daybook.Ingest.Contracts;
using Npgsql;

namespace Daybook.Insights.Stats;

/// <summary>The words of a sample's source.</summary>
internal static class SourceWords
{
    private static readonly string[] InOrder = ["human", "assist", "agent", "range"];

    public static string Of(int source) => source >= 0 && source < InOrder.Length ? InOrder[source] : "";

    public static string Of(SampleSource source) => Of((int)source);

    /// <summary>−1 for a word that is none.</summary>
    public static int Number(string word) => Array.IndexOf(InOrder, word);
}

/// <summary>A question's filters as numbers: per dimension the values allowed, null where everything is.</summary>
internal sealed record StatFilters(int[]?[] Allowed)
{
    public bool NeedsFiles => Allowed[(int)Dimension.File] is not null;

    /// <summary>Null when nothing can pass.</summary>
    public static async Task<StatFilters?> ResolveAsync(NpgsqlConnection connection, StatQuestion question, CancellationToken ct)
    {
        var allowed = new int[]?[(int)Dimension.File + 1];
        if (question.Filters.Count == 0) return new StatFilters(allowed);

        // No stored text holds U+0000, and the database takes none as a question.
        var texts = question.Filters.Where(filter => filter.Dimension != Dimension.Source).SelectMany(filter => filter.Values)
            .Where(value => value.Length > 0 && !value.Contains('\0', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
        var known = texts.Length == 0 ? [] : (await connection.QueryAsync<(int Id, string Text)>(
            new CommandDefinition(StatSql.Values, new { question.UserId, texts }, cancellationToken: ct))).ToDictionary(row => row.Text, row => row.Id, StringComparer.Ordinal);
        foreach (var filter in question.Filters)
        {
            ref var slot = ref allowed[(int)filter.Dimension];
            var ids = filter.Values.Select(value => filter.Dimension == Dimension.Source ? SourceWords.Number(value)
                : value.Length == 0 ? 0 : known.GetValueOrDefault(value, -1)).Where(id => id >= 0).Distinct().ToArray();
            slot = slot is null ? ids : [.. slot.Intersect(ids)];
            if (slot.Length == 0) return null;
        }

        return new StatFilters(allowed);
    }

    public object Parameters(StatQuestion question, Dimension? dimension, bool byDay = true) => new
    {
        question.UserId,
        question.Start,
        question.End,
        Stream = (short)question.Stream,
        Mode = (short)question.Mode,
        Dimension = (short)(dimension ?? Dimension.Tool),
        ByDay = byDay,
        Tools = Allowed[(int)Dimension.Tool],
        Repositories = Allowed[(int)Dimension.Repository],
        Languages = Allowed[(int)Dimension.Language],
        Branches = Allowed[(int)Dimension.Branch],
        Machines = Allowed[(int)Dimension.Machine],
        Systems = Allowed[(int)Dimension.Os],
        Categories = Allowed[(int)Dimension.Category],
        Sources = Allowed[(int)Dimension.Source],
        Files = Allowed[(int)Dimension.File],
    };
}
