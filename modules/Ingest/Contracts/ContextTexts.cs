using Dapper;
using Npgsql;

namespace Daybook.Ingest.Contracts;

/// <summary>Reads contexts by their hashes.</summary>
internal static class ContextTexts
{
    /// <summary>One per hash, in their order; empty where none is known.</summary>
    public static async Task<SampleContext[]> LoadAsync(NpgsqlConnection connection, int userId, long[] hashes, CancellationToken ct)
    {
        var texts = (await connection.QueryAsync<long, SampleContext, (long Hash, SampleContext Context)>(
            new CommandDefinition(Contexts, new { userId, hashes }, cancellationToken: ct), (hash, context) => (hash, context), "app"))
            .ToDictionary(row => row.Hash, row => row.Context);
        return [.. hashes.Select(hash => texts.GetValueOrDefault(hash) ?? SampleContext.Empty)];
    }

    private const string Contexts = """
        select hash, app, bundle_id, title, url, file, repository, branch, language, cwd, command, call_app, calendar_event,
            category, entity_type, user_agent, data
        from ingest.context where user_id = @userId and hash = any(@hashes)
        """;
}
