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
