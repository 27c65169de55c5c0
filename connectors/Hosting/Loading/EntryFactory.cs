namespace Daybook.Connectors.Hosting.Loading;

/// <summary>Reads what a connector says of itself and has its settings form judged, once, before anybody relies on it.</summary>
internal static class EntryFactory
{
    private const int MaxText = 4_000;

    public static ConnectorEntry Describe(Manifest manifest, IConnector connector)
    {
        var info = connector.Info;
        if (info is null || !string.Equals(info.Id, manifest.Id, StringComparison.Ordinal))
            throw new LoadRefusedException(ConnectorState.Faulty, "it calls itself something else than its connector.json");
        var schema = connector.Settings;
        foreach (var problem in SchemaRules.Problems(schema)) throw new LoadRefusedException(ConnectorState.Faulty, problem);
        return new ConnectorEntry(info.Id, Cut(info.Name), manifest.Version, ConnectorState.Active)
        {
            Description = Cut(info.Description), Homepage = info.Homepage is null ? null : Cut(info.Homepage),
            Provides = [.. (info.Provides ?? []).Take(10).Select(Cut)], Settings = Ours(schema), FileHint = (connector as IFileImporter)?.FileHint,
        };
    }

    // Lists a connector made may be of types of its own assembly, and one of them kept here would keep its code in memory for ever.
    private static SettingsSchema Ours(SettingsSchema schema) =>
        new([.. schema.Fields.Select(field => field with { Choices = [.. (field.Choices ?? []).Select(choice => new Choice(choice.Value, choice.Label))] })]);

    private static string Cut(string? text) => text is null ? "" : text.Length <= MaxText ? text : text[..MaxText];
}
