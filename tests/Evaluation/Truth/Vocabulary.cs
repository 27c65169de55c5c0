namespace Daybook.Evaluation.Truth;

/// <summary>What a task can be about: how tickets, files and pages speak of it. Files share words with tickets only sometimes.</summary>
internal sealed record Topic(string Subject, string[] Details, string Folder, string[] Files, string[] Pages);

/// <summary>All words of generated days. The held-out seeds have their own: nothing learned from the others can be recognised there.</summary>
internal sealed record Vocabulary(
    string Company, (string Name, string Key)[] Projects, string[] Parts, string[] Verbs, Topic[] Topics, string[] People, string[] Channels, string[] Letters,
    (string Host, string Title)[] Private, string[] Languages)
{
    public static readonly Vocabulary Open = new(
        "fernhill", [("Anchor", "ANC"), ("Beacon", "BCN"), ("Cobalt", "CBT"), ("Drift", "DRF"), ("Ember", "EMB"), ("Falcon", "FLC")],
        ["api", "web", "worker", "infra"], ["Fix", "Add", "Refactor", "Improve"],
        [
            new("shopping cart", ["totals rounding", "guest checkout", "coupon stacking", "abandoned reminder"], "cart", ["totals", "coupon", "checkout", "basket_view"], ["Banker's rounding explained", "Idempotent checkout calls"]),
            new("email digest", ["weekly schedule", "unsubscribe link", "dark theme", "bounce handling"], "mailer", ["digest", "scheduler", "template", "bounces"], ["DKIM alignment", "MJML columns"]),
            new("report export", ["CSV encoding", "large tables", "column order", "permissions"], "exports", ["csv_writer", "columns", "stream", "permission"], ["UTF-8 byte order mark", "Streaming responses"]),
            new("user import", ["duplicate rows", "progress bar", "rollback", "validation messages"], "onboard", ["importer", "rows", "progress", "validator"], ["Levenshtein distance", "Batch upserts"]),
            new("map view", ["clustering markers", "offline tiles", "zoom level", "polygon drawing"], "geo", ["cluster", "tiles", "viewport", "polygon"], ["Quadtrees", "Mercator projection"]),
            new("payment refund", ["partial amounts", "webhook retries", "ledger entries", "audit trail"], "billing", ["refund", "ledger", "retries", "amounts"], ["Double entry bookkeeping", "Exactly once delivery"]),
            new("notification center", ["read markers", "grouping", "sound settings", "push tokens"], "inbox", ["markers", "grouping", "tokens", "sounds"], ["APNs token lifetimes", "Service worker push"]),
            new("access roles", ["inheritance", "review screen", "service accounts", "expiry"], "security", ["roles", "grants", "expiry", "policy"], ["RBAC versus ABAC", "Least privilege"]),
            new("thumbnail cache", ["eviction policy", "retina sizes", "cold start", "disk limits"], "images", ["evict", "resize", "warmup", "quota"], ["LRU approximations", "WebP quality"]),
            new("calendar sync", ["recurring events", "time zones", "deleted events", "invitations"], "agenda", ["recurrence", "zones", "tombstones", "invites"], ["RFC 5545 recurrence", "VTIMEZONE pitfalls"]),
        ],
        ["Nora Weiss", "Ivan Petrov", "Lena Koch", "Sam Osei"], ["general", "random", "help-desk", "water-cooler"], ["Team lunch", "Expense policy", "Your weekly summary", "Parking"],
        [("reddit.com", "r/cooking"), ("youtube.com", "Lo-fi mix - YouTube"), ("instagram.com", "Instagram"), ("amazon.de", "Running shoes"), ("spiegel.de", "Nachrichten"), ("airbnb.com", "Cabins in Norway")],
        ["Übersicht", "Notizen", "概要"]);

    public static readonly Vocabulary HeldOut = new(
        "stonebridge", [("Garnet", "GRN"), ("Horizon", "HRZ"), ("Indigo", "IND"), ("Juniper", "JNP"), ("Keystone", "KST"), ("Lumen", "LMN")],
        ["core", "portal", "jobs", "ops"], ["Repair", "Build", "Rework", "Extend"],
        [
            new("ticket queue", ["priority lanes", "stuck items", "agent routing", "quota alarms"], "dispatch", ["lanes", "router", "stuck", "alarms"], ["Little's law", "Fair queueing"]),
            new("sensor feed", ["packet loss", "unit conversion", "calibration drift", "burst mode"], "telemetry", ["packets", "units", "calibrate", "burst"], ["Kalman filters", "CRC tables"]),
            new("wiki editor", ["table paste", "spell checker", "image captions", "conflict merge"], "authoring", ["paste", "spelling", "caption", "merge3"], ["Operational transforms", "ProseMirror schema"]),
            new("loyalty points", ["tier upgrade", "expiring balance", "partner earn", "statement layout"], "rewards", ["tier", "balance", "partner", "statement"], ["Breakage accounting", "Promotion stacking"]),
            new("voice calls", ["echo removal", "call transfer", "hold music", "jitter buffer"], "telephony", ["echo", "transfer", "hold", "jitter"], ["Opus frame sizes", "ICE candidates"]),
            new("tax forms", ["yearly rates", "signature field", "country templates", "archive upload"], "filings", ["rates", "signature", "countries", "archive"], ["PDF/A profiles", "Reverse charge"]),
            new("fleet tracker", ["route replay", "fuel gauge", "driver shifts", "geofence alerts"], "vehicles", ["replay", "fuel", "shifts", "fence"], ["Haversine formula", "CAN bus basics"]),
            new("survey builder", ["branching logic", "answer piping", "rating scale", "panel quotas"], "forms", ["branching", "piping", "scale", "panel"], ["Likert scales", "Skip logic"]),
            new("password vault", ["shared folders", "breach check", "autofill", "key rotation"], "secrets", ["folders", "breach", "autofill", "rotate"], ["Argon2 parameters", "k-anonymity"]),
            new("photo gallery", ["face albums", "slideshow", "raw preview", "bulk rename"], "albums", ["faces", "slides", "rawview", "rename"], ["Libraw demosaic", "EXIF orientation"]),
        ],
        ["Mateo Ruiz", "Aiko Tan", "Greta Holm", "Omar Said"], ["lobby", "offtopic", "it-support", "kudos"], ["Fire drill", "Holiday calendar", "Benefits update", "Printer moved"],
        [("twitter.com", "Home / X"), ("netflix.com", "Netflix"), ("ebay.com", "Vintage lamp"), ("bbc.com", "BBC News"), ("pinterest.com", "Garden ideas"), ("booking.com", "Hotels in Porto")],
        ["Entwurf", "Brouillon", "下書き"]);

    public IEnumerable<string> Distinct => [Company, .. Projects.Select(project => project.Name), .. Topics.SelectMany(topic => topic.Details.Append(topic.Subject)), .. Private.Select(site => site.Host)];
}
