namespace Daybook.Ingest.Contracts;

internal delegate Task<Func<string, bool>> ReadHiddenProjects(int userId, CancellationToken ct);

internal delegate Task<string> ReadStoredPath(int userId, string path, CancellationToken ct);

/// <summary>What a person keeps from being stored, for whoever shows what was stored before they said so.</summary>
public sealed class CapturePrivacy
{
    private readonly ReadHiddenProjects hidden;
    private readonly ReadStoredPath stored;

    internal CapturePrivacy(ReadHiddenProjects hidden, ReadStoredPath stored) => (this.hidden, this.stored) = (hidden, stored);

    /// <summary>Whether a project, by its name, is one that the person excluded.</summary>
    public Task<Func<string, bool>> HiddenProjectsAsync(int userId, CancellationToken ct) => hidden(userId, ct);

    /// <summary>A path as it is stored: itself, or with its names hidden where the person wants that.</summary>
    public Task<string> StoredPathAsync(int userId, string path, CancellationToken ct) => stored(userId, path, ct);
}
