using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.DataProtection;

namespace Daybook.Ingest.Privacy;

/// <summary>
/// Reads and writes ingest.privacy. Asked with every request, so it remembers: what this host changes counts at once, what another host
/// changes within two seconds. The key of hidden paths is protected by keys that lie outside the database.
/// </summary>
internal sealed class PrivacyStore(Db db, IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);
    private readonly IDataProtector protector = protection.CreateProtector("Daybook.Ingest.Privacy");
    private readonly ConcurrentDictionary<int, (PrivacyRules Rules, long At)> known = new();

    public async Task<PrivacyRules> OfAsync(int userId, CancellationToken ct)
    {
        if (known.TryGetValue(userId, out var entry) && time.GetElapsedTime(entry.At) < Remembered) return entry.Rules;
        var at = time.GetTimestamp();
        var row = await FindAsync(userId, ct);
        var rules = row is null ? PrivacyRules.Usual : new PrivacyRules(row.Settings, Secret(row.PathSecret));
        known[userId] = (rules, at);
        return rules;
    }

    public async Task<PrivacySettings> SettingsAsync(int userId, CancellationToken ct) => (await FindAsync(userId, ct))?.Settings ?? PrivacySettings.Usual;

    public async Task SetAsync(int userId, PrivacySettings settings, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Upsert, new
        {
            userId, settings.HashPaths, secret = protector.Protect(RandomNumberGenerator.GetBytes(32)), projects = settings.ExcludedProjects.ToArray(),
            files = settings.ExcludedFiles.ToArray(), settings.FillBrowserProjects, now = time.GetUtcNow(),
        }, cancellationToken: ct));
        known.TryRemove(userId, out _);
    }

    private async Task<Row?> FindAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { userId }, cancellationToken: ct));
    }

    // Where the protecting keys are lost, what is stored still serves as a key: nothing can be turned back, only the names differ from before.
    private byte[] Secret(byte[] stored)
    {
        try
        {
            return protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return SHA256.HashData(stored);
        }
    }

    private sealed record Row
    {
        public bool HashPaths { get; init; }
        public byte[] PathSecret { get; init; } = [];
        public string[] ExcludedProjects { get; init; } = [];
        public string[] ExcludedFiles { get; init; } = [];
        public bool FillBrowserProjects { get; init; }

        public PrivacySettings Settings => new(HashPaths, ExcludedProjects, ExcludedFiles, FillBrowserProjects);
    }

    private const string Select = """
        select hash_paths, path_secret, excluded_projects, excluded_files, fill_browser_projects from ingest.privacy where user_id = @userId
        """;

    private const string Upsert = """
        insert into ingest.privacy (user_id, hash_paths, path_secret, excluded_projects, excluded_files, fill_browser_projects, changed_at)
        values (@userId, @HashPaths, @secret, @projects, @files, @FillBrowserProjects, @now)
        on conflict (user_id) do update set
            hash_paths = excluded.hash_paths, excluded_projects = excluded.excluded_projects, excluded_files = excluded.excluded_files,
            fill_browser_projects = excluded.fill_browser_projects, changed_at = excluded.changed_at
        """;
}
