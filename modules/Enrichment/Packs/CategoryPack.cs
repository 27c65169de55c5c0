using System.Text.Json;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Packs;

/// <summary>What the pack says of a context, and which of the pack's words said it.</summary>
internal sealed record PackEntry(string Category, BlockKind Kind, string Signal, string Value);

/// <summary>The category tree that comes with the house: data, asked after every rule. The deepest match wins, then the longest word.</summary>
internal sealed class CategoryPack
{
    private const string Resource = "Daybook.Enrichment.Packs.default-pack.json";

    public static readonly PackEntry Meeting = new("work/meeting", BlockKind.Work, "in-call", "");
    public static readonly PackEntry Coding = new("work/code", BlockKind.Work, "file", "");
    public static readonly PackEntry Web = new("neutral/web", BlockKind.Neutral, "none", "");
    public static readonly PackEntry Other = new("neutral/other", BlockKind.Neutral, "none", "");

    private static readonly Lazy<CategoryPack> Loaded = new(Load);

    private readonly Dictionary<string, PackEntry> apps = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PackEntry> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string[] Parts, PackEntry Entry)> paths = [];
    private readonly List<PackEntry> titles = [];

    private CategoryPack(PackFile file)
    {
        foreach (var entry in file.Entries)
        {
            foreach (var app in entry.Apps ?? []) apps[app] = Entry(entry, "app", app);
            foreach (var host in entry.Hosts ?? []) hosts[host] = Entry(entry, "host", host);
            foreach (var path in entry.Paths ?? []) paths.Add((path.Split('/'), Entry(entry, "host", path)));
            foreach (var title in entry.Titles ?? []) titles.Add(Entry(entry, "title", title));
        }
    }

    public static CategoryPack Default => Loaded.Value;

    public PackEntry Judge(Facts facts)
    {
        var best = Host(facts) ?? App(facts.App) ?? (facts.Bundle.Length > 0 ? App(facts.Bundle[(facts.Bundle.LastIndexOf('.') + 1)..]) : null);
        foreach (var (parts, entry) in paths)
        {
            if (!Deeper(best, entry) && OnPath(facts, parts)) best = entry;
        }

        // A page's title speaks only where its address is unknown: a ticket about YouTube is not YouTube.
        if (facts.Browser && facts.Host.Length == 0)
        {
            foreach (var entry in titles)
            {
                if (Deeper(entry, best) && facts.Title.Contains(entry.Value, StringComparison.OrdinalIgnoreCase)) best = entry;
            }
        }

        if (facts.InCall && best?.Kind != BlockKind.Personal) return best?.Category.StartsWith("work/meeting", StringComparison.Ordinal) == true ? best : Meeting;
        if (best is not null) return best;
        if (facts.File.Length > 0 || facts.Branch.Length > 0) return Coding;
        if (TicketHost(facts)) return new PackEntry("work/planning", BlockKind.Work, "host", facts.Host);
        return facts.Browser ? OpsHost(facts) ?? Web : Other;
    }

    private PackEntry? App(string app)
    {
        if (app.Length == 0) return null;
        if (apps.TryGetValue(app, out var entry)) return entry;
        return app.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) && apps.TryGetValue(app[..^4], out entry) ? entry : null;
    }

    private PackEntry? Host(Facts facts)
    {
        var colon = facts.Host.IndexOf(':');
        var host = colon < 0 ? facts.Host : facts.Host[..colon];
        while (host.Length > 0)
        {
            if (hosts.TryGetValue(host, out var entry)) return entry;
            var dot = host.IndexOf('.');
            if (dot < 0) return null;
            host = host[(dot + 1)..];
        }

        return null;
    }

    /// <summary>Self-hosted tools are named after themselves: grafana.example.org, jira.example.org.</summary>
    private static PackEntry? OpsHost(Facts facts)
    {
        var first = facts.Host.Split('.')[0];
        return first switch
        {
            "grafana" or "kibana" or "prometheus" or "sentry" or "jenkins" or "argocd" or "ci" => new PackEntry("work/ops", BlockKind.Work, "host", first),
            "git" or "gitlab" or "gitea" or "forgejo" or "bitbucket" => new PackEntry("work/code/forge", BlockKind.Work, "host", first),
            "wiki" or "docs" or "confluence" or "nextcloud" => new PackEntry("work/docs", BlockKind.Work, "host", first),
            "mail" or "webmail" => new PackEntry("work/comms/mail", BlockKind.Work, "host", first),
            _ => null,
        };
    }

    private static bool TicketHost(Facts facts) => facts.Host.Split('.')[0] is "jira" or "youtrack" or "redmine" or "tracker" or "plane";

    private static bool OnPath(Facts facts, string[] parts)
    {
        if (facts.Host.Length == 0) return false;
        var actual = (facts.Host + facts.Path).Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i == parts.Length - 1 && parts[i].Length == 0) return true;
            if (i >= actual.Length || parts[i] != "*" && !parts[i].Equals(actual[i], StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }

    private static bool Deeper(PackEntry? entry, PackEntry? best) => entry is not null && (best is null || Depth(entry.Category) > Depth(best.Category));

    private static int Depth(string category) => category.Count(letter => letter == '/');

    private static PackEntry Entry(PackFileEntry entry, string signal, string value) =>
        new(entry.Category, Enum.Parse<BlockKind>(entry.Kind, true), signal, value);

    private static CategoryPack Load()
    {
        using var stream = typeof(CategoryPack).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException("The category pack is not in the assembly.");
        var file = JsonSerializer.Deserialize<PackFile>(stream, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("The category pack is empty.");
        return new CategoryPack(file);
    }

    private sealed record PackFile(int Version, PackFileEntry[] Entries);

    private sealed record PackFileEntry(string Category, string Kind, string[]? Apps, string[]? Hosts, string[]? Paths, string[]? Titles);
}
