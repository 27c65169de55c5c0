using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;
using Shouldly;

namespace Daybook.Journal.Tests.Days;

/// <summary>Holds a journal against the database: what a reader reads, not what the writer meant.</summary>
internal static partial class Figures
{
    private const long Minute = 60_000;

    public static async Task ShouldEqualSqlAsync(NpgsqlConnection connection, int user, DateTimeOffset start, DateTimeOffset end, JsonElement journal, TimeZoneInfo zone)
    {
        var facts = journal.GetProperty("facts").EnumerateArray().ToDictionary(fact => fact.GetProperty("id").GetString()!);
        await FactsAsync(connection, user, start, end, facts);
        foreach (var section in journal.GetProperty("sections").EnumerateArray())
            foreach (var sentence in section.GetProperty("sentences").EnumerateArray())
                Sentence(sentence.GetProperty("text").GetString()!, [.. sentence.GetProperty("cites").EnumerateArray().Select(cite => facts[cite.GetString()!])], facts, zone);
        journal.GetProperty("text").GetString()!.ShouldNotContain(DayMaker.Canary);
        journal.GetRawText().ShouldNotContain(DayMaker.Canary);
    }

    private static async Task FactsAsync(NpgsqlConnection connection, int user, DateTimeOffset from, DateTimeOffset to, Dictionary<string, JsonElement> facts)
    {
        var groups = (await connection.QueryAsync<(string Kind, string Name, long Ms)>(Groups, new { user, from, to })).ToList();
        var told = facts.Values.Where(fact => Text(fact, "kind") is "total" or "project" or "task" or "category" or "unassigned" or "waiting" or "meetings" or "beside").ToList();
        told.Select(fact => (Text(fact, "kind"), Ms(fact))).Order().ShouldBe(groups.Where(group => group.Ms > 0).Select(group => (group.Kind, group.Ms)).Order());
        foreach (var group in groups.Where(group => group.Kind is "project" or "task" && group.Ms > 0))
            told.Where(fact => Text(fact, "kind") == group.Kind && Text(fact, "name") == group.Name).Sum(Ms)
                .ShouldBe(groups.Where(other => other.Kind == group.Kind && other.Name == group.Name).Sum(other => other.Ms), group.Name);

        foreach (var fact in facts.Values.Where(fact => Ms(fact) > 0))
        {
            var ids = fact.GetProperty("entries").EnumerateArray().Select(id => id.GetGuid()).ToArray();
            (await connection.ExecuteScalarAsync<long>(OfEntries, new { user, from, to, ids })).ShouldBe(Ms(fact), fact.GetRawText());
        }
    }

    /// <summary>Every figure a sentence holds is one of a fact it cites.</summary>
    private static void Sentence(string text, JsonElement[] cites, Dictionary<string, JsonElement> facts, TimeZoneInfo zone)
    {
        var rest = text;
        foreach (var name in facts.Values.Select(fact => Text(fact, "name")).Where(name => name.Length > 0).OrderByDescending(name => name.Length))
            rest = rest.Replace(name, "‡", StringComparison.Ordinal);
        var durations = Duration.Matches(rest).Select(match =>
            Part(match, "h") * 60 + Part(match, "m") + Part(match, "only")).ToList();
        foreach (var minutes in durations)
            cites.Any(fact => Math.Abs(Ms(fact) - minutes * Minute) < Minute).ShouldBeTrue($"{minutes} min in: {text}\n{string.Join('\n', cites.Select(fact => fact.GetRawText()))}");
        // The parts of a total add up to it, as they are told.
        rest = Duration.Replace(rest, "‡").Replace("under 1 min", "‡", StringComparison.Ordinal);
        foreach (Match time in Clock.Matches(rest))
            cites.SelectMany(fact => new[] { Text(fact, "start"), Text(fact, "end") }).Where(instant => instant.Length > 0)
                .Select(instant => TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), zone).ToString("HH:mm", CultureInfo.InvariantCulture))
                .ShouldContain(time.Value, text);
        rest = Clock.Replace(rest, "‡");
        foreach (Match number in Number.Matches(rest))
        {
            var said = int.Parse(number.Value, CultureInfo.InvariantCulture);
            var stretches = cites.Count(fact => Text(fact, "kind") == "focus");
            var project = cites.FirstOrDefault(fact => Text(fact, "kind") == "project");
            int[] right = [stretches, project.ValueKind == JsonValueKind.Object ? MoreTasks(facts, project, cites) : -1];
            right.ShouldContain(said, text);
        }
    }

    private static int MoreTasks(Dictionary<string, JsonElement> facts, JsonElement project, JsonElement[] cites)
    {
        var entries = project.GetProperty("entries").EnumerateArray().Select(id => id.GetGuid()).ToHashSet();
        return facts.Values.Count(fact => Text(fact, "kind") == "task" && fact.GetProperty("entries").EnumerateArray().All(id => entries.Contains(id.GetGuid())))
            - cites.Count(fact => Text(fact, "kind") == "task");
    }

    /// <summary>The minutes of a text's projects, and of what has none.</summary>
    public static (int Total, int Parts) Shares(JsonElement journal)
    {
        var sentences = journal.GetProperty("sections")[0].GetProperty("sentences").EnumerateArray().Select(one => one.GetProperty("text").GetString()!).ToList();
        return (Minutes(sentences[0]), sentences.Skip(1).Sum(Minutes));
    }

    private static int Minutes(string text) => Duration.Matches(text).Sum(match => Part(match, "h") * 60 + Part(match, "m") + Part(match, "only"));

    private static int Part(Match match, string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

    private static string Text(JsonElement fact, string name) => fact.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static long Ms(JsonElement fact) => fact.GetProperty("duration_ms").GetInt64();

    [GeneratedRegex(@"\b(?<h>[0-9]+) h( (?<m>[0-9]+) min)?|\b(?<!under )(?<only>[0-9]+) min", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration { get; }

    [GeneratedRegex(@"\b[0-9]{2}:[0-9]{2}\b", RegexOptions.None, 1000)]
    private static partial Regex Clock { get; }

    [GeneratedRegex(@"[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Number { get; }

    private const string Groups = """
        with piece as (
            select entry_id, lane, status, kind, category, project_id, task_id,
                   (extract(epoch from least(ended_at, @to) - greatest(started_at, @from)) * 1000)::bigint as ms
            from timesheet.time_entry
            where user_id = @user and started_at < @to and ended_at > @from and status <> 'dismissed' and kind in ('work', 'neutral')),
        counted as (select * from piece where lane = 'primary')
        select 'total', '', coalesce(sum(ms), 0)::bigint from counted
        union all select 'unassigned', '', coalesce(sum(ms), 0)::bigint from counted where project_id is null
        union all select 'waiting', '', coalesce(sum(ms), 0)::bigint from counted where status = 'inferred'
        union all select 'meetings', '', coalesce(sum(ms), 0)::bigint from counted where category like 'work/meeting%'
        union all select 'beside', '', coalesce(sum(ms), 0)::bigint from piece where lane = 'parallel'
        union all select 'project', p.name, sum(ms)::bigint from counted join workspace.project p on p.id = project_id group by p.id
        union all select 'task', t.key || ' ' || t.title, sum(ms)::bigint from counted join workspace.task t on t.id = task_id group by t.id
        union all select 'category', category, sum(ms)::bigint from counted where category <> '' group by category
        """;

    private const string OfEntries = """
        select coalesce(sum((extract(epoch from least(ended_at, @to) - greatest(started_at, @from)) * 1000)::bigint), 0)::bigint
        from timesheet.time_entry where user_id = @user and entry_id = any(@ids)
        """;
}
