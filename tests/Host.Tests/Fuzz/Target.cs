using System.Text.Json;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace Daybook.Host.Tests.Fuzz;

/// <summary>An endpoint and a request it takes. {id} stands for a new id, {now} for this instant, in path and body.</summary>
/// <param name="Kind">The protocol it belongs to.</param>
internal sealed record Target(string Kind, string Method, string Path, string? Body = null, string Type = "application/json")
{
    /// <summary>What it takes away may be away already.</summary>
    public bool MayBeGone { get; init; }

    /// <summary>Whether the request goes to this endpoint.</summary>
    public bool Fits(RouteEndpoint endpoint) =>
        Targets.MethodsOf(endpoint).Contains(Method, StringComparer.Ordinal)
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(Path.Split('?')[0], []);

    public override string ToString() => $"{Kind} {Method} {Path}";
}

/// <summary>Every endpoint that takes something in, and those that answer to the same clients.</summary>
internal static class Targets
{
    private const string Beat = """
        {"entity":"/home/kim/src/harbor/main.rs","type":"file","category":"coding","time":{epoch},"project":"harbor","branch":"main","language":"Rust",
        "dependencies":["serde","tokio"],"lines":120,"lineno":7,"cursorpos":3,"is_write":true,"line_additions":2,"line_deletions":1,"human_line_changes":3,
        "ai_line_changes":1,"user_agent":"wakatime/v1.90.0 (linux-6.1-x86_64) go1.22 vscode/1.90.0 vscode-wakatime/24.6.0","machine_name_id":"{id}"}
        """;

    private const string External = """
        {"external_id":"one","entity":"Meeting","type":"app","category":"meeting","start_time":1763719200.5,"end_time":1763722800,"project":"harbor","branch":"main","language":"Rust"}
        """;

    private const string DevBeat = """
        {"tool":"claude-code","activity_type":"ai","project":"harbor","file":"/src/main.rs","language":"Rust","branch":"main","timestamp":"{now}","machine":"mill",
        "is_write":false,"lines":10,"tokens_in":100,"tokens_out":20,"session_id":"{id}","metadata":{"model":"x","n":1}}
        """;

    private const string Event = """{"timestamp":"{now}","duration":12.5,"data":{"app":"Code","title":"main.rs - harbor","n":1,"deep":{"a":[1,2,{"b":null}]}}}""";

    private const string Export = """
        {"buckets":{"aw-watcher-window_mill":{"id":"aw-watcher-window_mill","created":"{now}","name":null,"type":"currentwindow","client":"aw-watcher-window",
        "hostname":"mill","data":{},"events":[{"timestamp":"{now}","duration":3.5,"data":{"app":"Code","title":"{id}"}}]}}}
        """;

    private const string Query = """
        {"timeperiods":["2026-11-21T00:00:00+00:00/2026-11-22T00:00:00+00:00"],"query":["e = query_bucket(find_bucket('aw-watcher-window_'));",
        "e = categorize(flood(e), [[['Work'], {'type': 'regex', 'regex': 'Code', 'ignore_case': true}]]);","if 1 == 1 { n = -1.5 + 2; }",
        "RETURN = {'e': sort_by_duration(merge_events_by_keys(e, ['app', '$category'])), 'd': sum_durations(e)};"]}
        """;

    private const string Batch = """
        {"schema_version":"1.0","device_id":"{device}","sent_at":"{now}","events":[{"event_id":"{id}","client_seq":1,"ts":"{now}","interval_s":30,
        "active_app":{"name":"Google Chrome","bundle_id":"com.google.Chrome","window_title":"Inbox"},"browser":{"url":"https://example.org/pull/642?a=1","title":"Inbox"},
        "input_cadence":{"key_events":29,"mouse_events":30},"idle_s":0,"state":"active"},
        {"event_id":"{id}","client_seq":2,"ts":"{now}","interval_s":30,"active_app":{"name":"Code"},"repo":"harbor","extra":{"x":1}}]}
        """;

    private static readonly string[] WakaTimePrefixes = ["/api/v1", "/api", "/api/compat/wakatime/v1", "/api/hackatime/v1"];

    public static IReadOnlyList<Target> All { get; } = [.. Tracker(), .. WakaTime(), .. DevTime(), .. Watchers(), .. Imports()];

    /// <summary>Whether programs send to this endpoint what people did: told by who may, so that a new one is not forgotten.</summary>
    public static bool TakesIn(RouteEndpoint endpoint)
    {
        if (MethodsOf(endpoint).All(method => method is "GET" or "HEAD" or "OPTIONS")) return false;
        var metadata = endpoint.Metadata;
        return metadata.GetMetadata<AcceptsWatchers>() is not null || metadata.GetMetadata<AcceptsEditorKey>() is not null || metadata.GetMetadata<OpenToPages>() is not null
            || metadata.GetOrderedMetadata<IAuthorizeData>().Any(rule => rule.Policy is Policies.Ingest or Policies.EditorWrite)
            || endpoint.RoutePattern.RawText!.Contains("/import", StringComparison.Ordinal);
    }

    public static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static IEnumerable<Target> Tracker()
    {
        yield return new Target("tracker", "POST", "/api/v1/tracker/events:batch", Batch);
        yield return new Target("tracker", "POST", "/api/v1/tracker/events:batch", Batch);
        yield return new Target("tracker", "POST", "/api/v1/tracker/devices:heartbeat?device_id={device}");
        yield return new Target("tracker", "POST", "/api/v1/tracker/devices:enroll", """{"device_id":"{device}","project_id":"{project}","name":"laptop","platform":"linux"}""");
        yield return new Target("tracker", "GET", "/api/v1/tracker/sync/status?device_id={device}");
        yield return new Target("tracker", "GET", "/api/v1/tracker/projects");
    }

    private static IEnumerable<Target> WakaTime()
    {
        foreach (var prefix in WakaTimePrefixes)
        {
            yield return new Target("wakatime", "POST", $"{prefix}/heartbeats", $"[{Beat}]");
            yield return new Target("wakatime", "POST", $"{prefix}/heartbeat", Beat);
            yield return new Target("wakatime", "POST", $"{prefix}/plugins/errors", """{"error":"x","stacktrace":"y"}""");
        }

        // And who configured the bare host.
        foreach (var user in WakaTimePrefixes.Append("").Select(prefix => prefix + "/users/current"))
        {
            yield return new Target("wakatime", "POST", $"{user}/heartbeats.bulk", $"[{Beat},{Beat}]");
            yield return new Target("wakatime", "POST", $"{user}/heartbeats", Beat);
            yield return new Target("wakatime", "DELETE", $"{user}/heartbeats.bulk", """{"date":"2026-11-21","ids":["{id}"]}""");
            yield return new Target("wakatime", "POST", $"{user}/external_durations", External);
            yield return new Target("wakatime", "POST", $"{user}/external_durations.bulk", $"[{External}]");
            yield return new Target("wakatime", "DELETE", $"{user}/external_durations.bulk", """{"ids":["one"]}""");
            yield return new Target("wakatime", "POST", $"{user}/file_experts", """{"entity":"/src/main.rs","project":"harbor"}""");
            yield return new Target("wakatime", "POST", $"{user}/data_dumps", """{"type":"heartbeats"}""");
            yield return new Target("wakatime", "GET", $"{user}/statusbar/today");
        }

        // An editor in a page sends its list as a text; an old one its numbers as texts.
        yield return new Target("wakatime", "POST", "/api/v1/users/current/heartbeats.bulk", $"{JsonSerializer.Serialize($"[{Beat.ReplaceLineEndings(" ")}]")}", "text/plain");
        yield return new Target("wakatime", "POST", "/api/v1/users/current/heartbeats.bulk", """
            [{"entity":"main.c","type":"file","time":"{epoch}","is_write":"true","lines":"12","lineno":"3","plugin":"vim/9.0 vim-wakatime/11.0"}]
            """);
        yield return new Target("wakatime", "POST", "/api/v1/users/current/heartbeats", """
            {"entity":"https://example.org/a?b=c","entity_type":"url","timestamp":{epoch},"category":"browsing","alternate_project":"<<LAST_PROJECT>>","project":"<<LAST_PROJECT>>","language":"<<LAST_LANGUAGE>>"}
            """, "text/plain");
        yield return new Target("wakatime", "GET", "/api/v1/users/current/summaries?start=2026-11-20&end=2026-11-21");
        yield return new Target("wakatime", "GET", "/api/v1/users/current/durations?date=2026-11-21");
        yield return new Target("wakatime", "GET", "/api/v1/users/current/stats/last_7_days");
        yield return new Target("wakatime", "PUT", "/api/v1/me/capture-privacy", """{"hash_paths":false,"excluded_projects":["secret*"],"excluded_files":["**/.env"],"fill_browser_projects":true}""");
    }

    private static IEnumerable<Target> DevTime()
    {
        yield return new Target("devtime", "POST", "/api/heartbeat", DevBeat);
        yield return new Target("devtime", "POST", "/v1/heartbeat", DevBeat);
        foreach (var prefix in new[] { "/api", "/api/v1", "/v1" }) yield return new Target("devtime", "POST", $"{prefix}/heartbeat/batch", $$"""{"heartbeats":[{{DevBeat}},{{DevBeat}}]}""");
        yield return new Target("devtime", "GET", "/api/stats?start=2026-11-20&end=2026-11-21");
        yield return new Target("devtime", "GET", "/api/sessions?start=2026-11-20&end=2026-11-21");
    }

    private static IEnumerable<Target> Watchers()
    {
        const string buckets = "/api/0/buckets";
        yield return new Target("activitywatch", "POST", $"{buckets}/aw-watcher-window_mill", """{"client":"aw-watcher-window","type":"currentwindow","hostname":"mill"}""");
        yield return new Target("activitywatch", "POST", $"{buckets}/aw-watcher-window_mill/heartbeat?pulsetime=2.5", Event);
        yield return new Target("activitywatch", "POST", $"{buckets}/aw-watcher-web-firefox_mill/heartbeat?pulsetime=80", Event);
        yield return new Target("activitywatch", "POST", $"{buckets}/aw-watcher-window_mill/events", $"[{Event},{Event}]");
        yield return new Target("activitywatch", "PUT", $"{buckets}/aw-watcher-window_mill", """{"client":"aw-watcher-window","type":"currentwindow","hostname":"mill","data":{"a":1}}""");
        yield return new Target("activitywatch", "DELETE", $"{buckets}/aw-watcher-gone_mill?force=1") { MayBeGone = true };
        yield return new Target("activitywatch", "DELETE", $"{buckets}/aw-watcher-window_mill/events/7") { MayBeGone = true };
        yield return new Target("activitywatch", "DELETE", "/api/0/settings/gone") { MayBeGone = true };
        yield return new Target("activitywatch", "GET", $"{buckets}/aw-watcher-window_mill/events?start=2026-11-20T00:00:00%2B00:00&end=2026-11-23T00:00:00%2B00:00&limit=10");
        yield return new Target("activitywatch", "GET", $"{buckets}/aw-watcher-window_mill/events/count?start=2026-11-20T00:00:00Z");
        yield return new Target("activitywatch", "GET", $"{buckets}/");
        yield return new Target("activitywatch", "GET", $"{buckets}/aw-watcher-window_mill");
        yield return new Target("activitywatch", "POST", "/api/0/query/?name=x", Query);
        yield return new Target("activitywatch", "POST", "/api/0/query/", Query);
        yield return new Target("activitywatch", "POST", "/api/0/import", Export);
        yield return new Target("activitywatch", "GET", "/api/0/settings");
        yield return new Target("activitywatch", "GET", "/api/0/info");
        yield return new Target("activitywatch", "GET", $"{buckets}/aw-watcher-window_mill/export");
        yield return new Target("activitywatch", "POST", "/api/0/settings/classes", """[{"id":1,"name":["Work"],"rule":{"type":"regex","regex":"code"}}]""");
    }

    private static IEnumerable<Target> Imports()
    {
        yield return new Target("import", "POST", "/api/v1/imports/activitywatch", Export);
        yield return new Target("import", "POST", "/api/v1/imports/entries", """{"csv":"start,end,project,description\n2026-11-20T09:00,2026-11-20T10:00,,{id}\n2026-11-20 9,x,Harbor,","commit":true}""");
        yield return new Target("import", "POST", "/api/v1/rules/import/activitywatch", """{"classes":[{"name":["Work","Code"],"rule":{"type":"regex","regex":"harbor|code","ignore_case":true}}]}""");
    }
}
