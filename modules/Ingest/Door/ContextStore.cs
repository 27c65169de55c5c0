using Daybook.Ingest.Contracts;
using Npgsql;

namespace Daybook.Ingest.Door;

/// <summary>Writes ingest.context: each list of texts once per person.</summary>
internal sealed class ContextStore
{
    /// <summary>The command that stores the rows' contexts, or null when they have none.</summary>
    public NpgsqlBatchCommand? Insert(int userId, IReadOnlyList<SampleRow> rows)
    {
        var contexts = new SortedDictionary<(int UserId, long Hash), SampleContext>();
        foreach (var row in rows)
            if (row.Context != 0) contexts[(userId, row.Context)] = row.Texts;
        return Insert(contexts);
    }

    /// <summary>The same for rows of many people.</summary>
    public NpgsqlBatchCommand? Insert(IReadOnlyList<DeviceRow> rows)
    {
        var contexts = new SortedDictionary<(int UserId, long Hash), SampleContext>();
        foreach (var row in rows)
            if (row.Row.Context != 0) contexts.TryAdd((row.UserId, row.Row.Context), row.Row.Texts);
        return Insert(contexts);
    }

    // In the order of their keys, so that two writers never wait for each other in a circle.
    private static NpgsqlBatchCommand? Insert(SortedDictionary<(int UserId, long Hash), SampleContext> contexts)
    {
        if (contexts.Count == 0) return null;
        var command = new NpgsqlBatchCommand(InsertSql);
        command.Parameters.Add(new NpgsqlParameter<int[]>("users", [.. contexts.Keys.Select(key => key.UserId)]));
        command.Parameters.Add(new NpgsqlParameter<long[]>("hashes", [.. contexts.Keys.Select(key => key.Hash)]));
        Add(command, "apps", contexts, context => context.App);
        Add(command, "bundles", contexts, context => context.BundleId);
        Add(command, "titles", contexts, context => context.Title);
        Add(command, "urls", contexts, context => context.Url);
        Add(command, "files", contexts, context => context.File);
        Add(command, "repositories", contexts, context => context.Repository);
        Add(command, "branches", contexts, context => context.Branch);
        Add(command, "languages", contexts, context => context.Language);
        Add(command, "cwds", contexts, context => context.Cwd);
        Add(command, "commands", contexts, context => context.Command);
        Add(command, "calls", contexts, context => context.CallApp);
        Add(command, "calendar", contexts, context => context.CalendarEvent);
        Add(command, "categories", contexts, context => context.Category);
        Add(command, "types", contexts, context => context.EntityType);
        Add(command, "agents", contexts, context => context.UserAgent);
        Add(command, "data", contexts, context => context.Data);
        return command;
    }

    private static void Add(
        NpgsqlBatchCommand command, string name, SortedDictionary<(int UserId, long Hash), SampleContext> contexts, Func<SampleContext, string?> text)
    {
        var texts = new string?[contexts.Count];
        var i = 0;
        foreach (var context in contexts.Values) texts[i++] = text(context);
        command.Parameters.Add(new NpgsqlParameter<string?[]>(name, texts));
    }

    private const string InsertSql = """
        insert into ingest.context (
            user_id, hash, app, bundle_id, title, url, file, repository, branch, language, cwd, command, call_app, calendar_event,
            category, entity_type, user_agent, data)
        select row.*
        from unnest(
            @users, @hashes, @apps, @bundles, @titles, @urls, @files, @repositories, @branches, @languages, @cwds, @commands, @calls, @calendar,
            @categories, @types, @agents, @data) as row
        on conflict do nothing
        """;
}
