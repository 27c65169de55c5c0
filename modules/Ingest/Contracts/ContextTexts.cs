using Dapper;
using Npgsql;

namespace Daybook.Ingest.Contracts;

/// <summary>Reads contexts by their hashes.</summary>
internal static class ContextTexts
{
    /// <summary>One per hash, in their order; empty where none is known.</summary>
    public static async Task<SampleContext[]> LoadAsync(NpgsqlConnection connection, int userId, long[] hashes, CancellationToken ct)
    {
        var texts = new Dictionary<long, SampleContext>(hashes.Length);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(Contexts, new { userId, hashes }, cancellationToken: ct));

        // Row by row: a mapping over several types takes a context for absent whose first text is null.
        var read = reader.GetRowParser<SampleContext>(startIndex: 1);
        while (await reader.ReadAsync(ct)) texts[reader.GetInt64(0)] = read(reader);
        return [.. hashes.Select(hash => texts.GetValueOrDefault(hash) ?? SampleContext.Empty)];
    }

    private const string Contexts = """
        select hash, app, bundle_id, title, url, file, repository, branch, language, cwd, command, call_app, calendar_event,
            category, entity_type, user_agent, data
        from ingest.context where user_id = @userId and hash = any(@hashes)
        """;
}
