using System.Globalization;
using System.Text.Json.Nodes;

namespace Daybook.Host.Demo;

/// <summary>
/// What the plugins of the sample week's editor, browser and AI agents would have sent meanwhile, as WakaTime's client sends it: made from the
/// recorded events alone, so that they agree with what was on the screen, and the same at every start.
/// </summary>
internal static class DemoHeartbeats
{
    private const int MaxHeartbeats = 500;
    private const string Client = "wakatime/v2.24.4 (darwin-25.4.0-arm64) go1.26.5 ";
    private const string Editor = Client + "vscode/1.104.0 vscode-wakatime/25.3.0";
    private const string Browser = "Chrome/141.0.0.0 mac_arm64 chrome-wakatime/4.1.0";
    private const string Claude = Client + "opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0";
    private const string Codex = Client + "gpt-5/codex codex/0.98.0 codex-wakatime/1.2.0";

    // Plugins speak when the file changes, and every two minutes while it does not.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    /// <summary>How long an agent goes on by itself when its person is called away.</summary>
    private static readonly TimeSpan Alone = TimeSpan.FromMinutes(18);

    /// <summary>The requests to send, in order, nothing later than <paramref name="now"/>.</summary>
    public static IEnumerable<JsonArray> Batches(DateOnly monday, DateTimeOffset now, TimeZoneInfo zone)
    {
        var names = DemoWeek.Setup()["devices"]!.AsArray()
            .ToDictionary(device => device!["device_id"]!.GetValue<string>(), device => device!["name"]!.GetValue<string>(), StringComparer.Ordinal);
        foreach (var (device, events) in DemoWeek.Moved(monday, now, zone))
            foreach (var chunk in Of(names[device], events, zone).Chunk(MaxHeartbeats))
                yield return new JsonArray([.. chunk]);
    }

    private static IEnumerable<JsonObject> Of(string machine, IEnumerable<JsonObject> events, TimeZoneInfo zone)
    {
        var work = new Work(machine);
        foreach (var one in events.Where(one => one["state"]!.GetValue<string>() == "active"))
        {
            var at = DemoWeek.At(one);
            var chance = DemoWeek.Chance(one);
            var file = one["file_context"];
            if (one["meeting"] is null) work.LeftAt = at;
            if (one["active_app"]?["name"]?.GetValue<string>() == "Code" && file?["path"] is not null)
            {
                if (work.Edit(one, at, chance) is { } edit) yield return edit;
                if (AgentHelps(TimeZoneInfo.ConvertTime(at, zone)) && work.Agent(at, chance) is { } help) yield return help;
            }
            else if (file is not null)
            {
                work.Here(file);
                if (work.Agent(at, chance) is { } asked) yield return asked;
            }
            else if (one["meeting"] is not null && at - work.LeftAt < Alone && work.Agent(at, chance) is { } alone)
            {
                yield return alone;
            }
            else if (one["browser"]?["url"]?.GetValue<string>() is { } url && work.Browse(url, at) is { } page)
            {
                yield return page;
            }
        }
    }

    // In some hours of a day the person lets an agent work beside them.
    private static bool AgentHelps(DateTimeOffset local) => (local.Hour is 10 or 15 && local.Minute < 40) || (local.Hour == 17 && local.Day % 2 == 0);

    private sealed class Work(string machine)
    {
        private readonly Dictionary<string, DateTimeOffset> spoke = new(StringComparer.Ordinal);
        private string? said;
        private string? path;
        private string? repository;
        private string? branch;

        public DateTimeOffset LeftAt { get; set; }

        public void Here(JsonNode file) => (path, repository, branch) =
            (file["path"]?.GetValue<string>() ?? path, file["repo"]?.GetValue<string>(), file["branch"]?.GetValue<string>());

        public JsonObject? Edit(JsonObject one, DateTimeOffset at, int chance)
        {
            Here(one["file_context"]!);
            if (!Speaks("editor", at, changed: path != said)) return null;
            said = path;
            var typed = one["input_cadence"]?["key_events"]?.GetValue<int>() ?? 0;
            var beat = InFile(at, Editor, Category(path!));
            beat["is_write"] = typed > 20;
            beat["lines"] = 80 + (path!.Length * 3);
            beat["lineno"] = 1 + (chance % 80);
            beat["cursorpos"] = 1 + (chance % 40);
            if (typed > 0) beat["human_line_changes"] = typed / 12;
            return beat;
        }

        public JsonObject? Agent(DateTimeOffset at, int chance)
        {
            if (path is null || !Speaks("agent", at, changed: false)) return null;
            var beat = InFile(at, repository?.StartsWith("lantern", StringComparison.Ordinal) == true ? Codex : Claude, "ai coding");
            beat["is_write"] = chance % 3 == 0;
            beat["ai_line_changes"] = chance % 3 == 0 ? 4 + (chance % 37) : 0;
            beat["ai_session"] = $"{machine}-{at:yyyyMMdd}-{repository}";
            beat["ai_input_tokens"] = 200 + (chance % 2_300);
            beat["ai_output_tokens"] = 150 + (chance % 1_900);
            beat["ai_cached_input_tokens"] = 9_000 + (chance % 31_000);
            if (chance % 5 == 0) beat["ai_prompt_length"] = 40 + (chance % 400);
            return beat;
        }

        public JsonObject? Browse(string url, DateTimeOffset at)
        {
            var page = new Uri(url);
            if (!Speaks("browser", at, changed: page.Host != said)) return null;
            said = page.Host;
            var parts = page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var review = page.Host == "github.com" && parts.Length > 1;
            var beat = Beat(at, "https://" + page.Host, "domain", Browser, review ? "code reviewing" : "browsing");
            if (review) beat["project"] = parts[1];
            return beat;
        }

        private JsonObject InFile(DateTimeOffset at, string agent, string category)
        {
            var beat = Beat(at, path!, "file", agent, category);
            beat["project"] = repository;
            beat["branch"] = branch;
            beat["language"] = Language(path!);
            return beat;
        }

        private JsonObject Beat(DateTimeOffset at, string entity, string type, string agent, string category) => new()
        {
            ["time"] = at.ToUnixTimeMilliseconds() / 1000m, ["entity"] = entity, ["type"] = type, ["category"] = category, ["user_agent"] = agent, ["machine"] = machine,
        };

        private bool Speaks(string plugin, DateTimeOffset at, bool changed)
        {
            if (!changed && spoke.TryGetValue(plugin, out var last) && at - last < Pause) return false;
            spoke[plugin] = at;
            return true;
        }

        private static string Category(string path) =>
            path.EndsWith(".md", StringComparison.Ordinal) ? "writing docs" : path.Contains("/tests/", StringComparison.Ordinal) ? "writing tests"
            : path.Contains("/.github/", StringComparison.Ordinal) ? "building" : "coding";

        private static string? Language(string path) => Path.GetExtension(path) switch
        {
            ".cs" => "C#", ".md" => "Markdown", ".yml" => "YAML", ".json" => "JSON", _ => path.EndsWith("Makefile", StringComparison.Ordinal) ? "Makefile" : null,
        };
    }
}
