using Dapper;
using Daybook.Insights.Stats;
using Npgsql;

namespace Daybook.Insights.Rollup;

/// <summary>The one writer of insights.value and insights.facet: numbers for a person's texts, and for their combinations.</summary>
internal sealed class ValueStore
{
    /// <summary>The number of each text, made where it is new. "" is 0 and never stored.</summary>
    public async Task<IReadOnlyDictionary<string, int>> InternAsync(NpgsqlTransaction tx, int userId, IEnumerable<string> values, CancellationToken ct)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal) { [""] = 0 };
        var missing = values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        for (var make = false; missing.Length > 0; make = true)
        {
            // In one order for all: whoever makes the same texts at the same time waits, and nobody for each other.
            if (make) await tx.Connection!.ExecuteAsync(new CommandDefinition(InsertValues, new { userId, missing }, tx, cancellationToken: ct));
            var found = await tx.Connection!.QueryAsync<(int Id, string Text)>(
                new CommandDefinition(StatSql.Values, new { UserId = userId, texts = missing }, tx, cancellationToken: ct));
            foreach (var (id, text) in found) known[text] = id;
            missing = [.. missing.Where(value => !known.ContainsKey(value))];
            if (make && missing.Length > 0) throw new InvalidOperationException("A value was stored and is not found.");
        }

        return known;
    }

    /// <summary>The number of each combination, made where it is new.</summary>
    public async Task<IReadOnlyDictionary<Facet, int>> InternAsync(
        NpgsqlTransaction tx, int userId, IReadOnlyCollection<Facet> facets, IReadOnlyDictionary<string, int> values, CancellationToken ct)
    {
        var known = new Dictionary<Facet, int>();
        var missing = facets.Distinct().ToArray();
        for (var make = false; missing.Length > 0; make = true)
        {
            var columns = Columns(userId, missing, values);
            if (make) await tx.Connection!.ExecuteAsync(new CommandDefinition(InsertFacets, columns, tx, cancellationToken: ct));
            var found = await tx.Connection!.QueryAsync<(int Place, int Id)>(new CommandDefinition(FindFacets, columns, tx, cancellationToken: ct));
            foreach (var (place, id) in found) known[missing[place - 1]] = id;
            missing = [.. missing.Where(facet => !known.ContainsKey(facet))];
            if (make && missing.Length > 0) throw new InvalidOperationException("A combination was stored and is not found.");
        }

        return known;
    }

    private static object Columns(int userId, Facet[] facets, IReadOnlyDictionary<string, int> values) => new
    {
        userId,
        tools = facets.Select(facet => values[facet.Tool]).ToArray(),
        repositories = facets.Select(facet => values[facet.Repository]).ToArray(),
        languages = facets.Select(facet => values[facet.Language]).ToArray(),
        branches = facets.Select(facet => values[facet.Branch]).ToArray(),
        machines = facets.Select(facet => values[facet.Machine]).ToArray(),
        systems = facets.Select(facet => values[facet.Os]).ToArray(),
        categories = facets.Select(facet => values[facet.Category]).ToArray(),
        sources = facets.Select(facet => (short)facet.Source).ToArray(),
    };

    private const string InsertValues = """
        insert into insights.value (user_id, digest, text)
        select @userId, md5(missing.text)::uuid, missing.text from unnest(@missing) as missing(text)
        order by 2
        on conflict (user_id, digest) do nothing
        """;

    private const string InsertFacets = """
        insert into insights.facet (user_id, tool, repository, language, branch, machine, os, category, source)
        select @userId, tool, repository, language, branch, machine, os, category, source
        from unnest(@tools, @repositories, @languages, @branches, @machines, @systems, @categories, @sources)
            as missing(tool, repository, language, branch, machine, os, category, source)
        order by tool, repository, language, branch, machine, os, category, source
        on conflict (user_id, tool, repository, language, branch, machine, os, category, source) do nothing
        """;

    private const string FindFacets = """
        select wanted.place::integer, facet.facet_id
        from unnest(@tools, @repositories, @languages, @branches, @machines, @systems, @categories, @sources) with ordinality
            as wanted(tool, repository, language, branch, machine, os, category, source, place)
        join insights.facet as facet on facet.user_id = @userId and facet.tool = wanted.tool and facet.repository = wanted.repository
            and facet.language = wanted.language and facet.branch = wanted.branch and facet.machine = wanted.machine and facet.os = wanted.os
            and facet.category = wanted.category and facet.source = wanted.source
        """;
}
