using Microsoft.Extensions.Logging;

namespace Daybook.Connectors.Hosting.Loading;

/// <summary>What one scan found: the entry that counts per id, and the code behind the active ones.</summary>
internal sealed record Snapshot(IReadOnlyDictionary<string, ConnectorEntry> Entries, IReadOnlyDictionary<string, LoadedConnector> Loaded)
{
    public static readonly Snapshot Empty = new(
        new Dictionary<string, ConnectorEntry>(StringComparer.Ordinal), new Dictionary<string, LoadedConnector>(StringComparer.Ordinal));
}

/// <summary>
/// Reads the folders once. Of several copies of a connector the highest version that loads counts, the program's own first among equals;
/// what is wrong with a better one is told in its reason. Unchanged code keeps running.
/// </summary>
internal sealed partial class FolderScan(HostingOptions options, TimeProvider clock, ILogger log)
{
    private readonly Dictionary<string, ConnectorEntry> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LoadedConnector> loaded = new(StringComparer.Ordinal);

    public async Task<Snapshot> RunAsync(Snapshot before, CancellationToken ct)
    {
        var found = new List<(Manifest Manifest, string Folder)>();
        foreach (var folder in options.Folders.Where(Directory.Exists).SelectMany(SubFolders))
        {
            try
            {
                found.Add((Manifest.Read(folder), folder));
            }
            catch (LoadRefusedException refused)
            {
                var name = Path.GetFileName(folder);
                Refuse(new ConnectorEntry(name, name, "", refused.State) { Reason = refused.Message });
            }
        }

        foreach (var copies in found.GroupBy(copy => copy.Manifest.Id, StringComparer.Ordinal))
        {
            foreach (var (manifest, folder) in copies.OrderByDescending(copy => Version.Parse(copy.Manifest.Version))) // stable: own folder first
            {
                if (loaded.ContainsKey(manifest.Id)) break;
                await TryAsync(manifest, folder, before, ct);
            }
        }

        return new Snapshot(entries, loaded);
    }

    private async Task TryAsync(Manifest manifest, string folder, Snapshot before, CancellationToken ct)
    {
        if (options.Disabled.Contains(manifest.Id))
        {
            Refuse(new ConnectorEntry(manifest.Id, manifest.Name, manifest.Version, ConnectorState.Disabled) { Reason = "switched off in the settings" });
            return;
        }

        try
        {
            if (before.Loaded.TryGetValue(manifest.Id, out var same) && same.Stuck < options.StuckLimit && SameFiles(same.Manifest, manifest))
            {
                Accept(same);
                return;
            }

            var copy = CopyAside.Lay(folder, manifest, options.RunFolder);
            Accept(await LoadedConnector.LoadAsync(manifest, copy, options, clock, ct));
        }
        catch (LoadRefusedException refused)
        {
            if (refused.InnerException is { } cause) LoadFailed(log, manifest.Id, cause);
            Refuse(new ConnectorEntry(manifest.Id, manifest.Name, manifest.Version, refused.State) { Reason = refused.Message });
        }
    }

    private void Accept(LoadedConnector connector)
    {
        var refused = entries.GetValueOrDefault(connector.Manifest.Id);
        loaded[connector.Manifest.Id] = connector;
        entries[connector.Manifest.Id] = refused is null
            ? connector.Entry
            : connector.Entry with { Reason = $"another copy ({refused.Version}) was refused: {refused.Reason}" };
    }

    private void Refuse(ConnectorEntry entry)
    {
        if (!entries.ContainsKey(entry.Id)) entries[entry.Id] = entry;
    }

    private static IEnumerable<string> SubFolders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(sub => !Path.GetFileName(sub).StartsWith('.')).Order(StringComparer.Ordinal);

    private static bool SameFiles(Manifest one, Manifest other) =>
        string.Equals(one.Version, other.Version, StringComparison.Ordinal) && string.Equals(one.Main, other.Main, StringComparison.Ordinal)
        && one.Files.ToHashSet().SetEquals(other.Files);

    [LoggerMessage(6502, LogLevel.Warning, "Connector {Id} could not be loaded")]
    private static partial void LoadFailed(ILogger log, string id, Exception cause);
}
