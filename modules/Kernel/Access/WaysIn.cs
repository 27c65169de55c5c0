namespace Daybook.Kernel.Access;

/// <summary>Endpoint metadata: an editor key is taken here, in every place where editors put it (Basic, Bearer, ?api_key=, X-Api-Key).</summary>
public sealed record AcceptsEditorKey;

/// <summary>Endpoint metadata: who comes by the loopback listener of ActivityWatch is the one person chosen in the settings.</summary>
public sealed record AcceptsWatchers;

/// <summary>
/// Endpoint metadata: while the database is away, requests wait for it instead of failing, for their clients throw away what was refused.
/// Only bodies up to <paramref name="MaxBytes"/> can wait.
/// </summary>
public sealed record WaitsForDatabase(int MaxBytes = 64 * 1024);

/// <summary>
/// Endpoint metadata: pages of any origin may call this and read every answer of it, refusals too (web editors, browser extensions, dashboards).
/// A cookie is no use to them: browsers send none where any origin is allowed.
/// </summary>
public sealed record OpenToPages
{
    /// <summary>What a page may send beside what every page may.</summary>
    public const string Headers = "authorization, content-type, user-agent, x-api-key, x-machine-name, timezone";

    public const string Methods = "GET, POST, PUT, DELETE, OPTIONS";
}
