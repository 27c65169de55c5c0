using Microsoft.Extensions.Configuration;

namespace Daybook.Workspace.Secrets;

/// <summary>What the host says about sign-in. A null <paramref name="SetupToken"/> means that first-run setup needs none.</summary>
internal sealed record WorkspaceSettings(string? SetupToken, string? Pepper, string KeyDirectory)
{
    public static WorkspaceSettings From(IConfiguration settings) => new(
        Word(settings["Daybook:SetupToken"]),
        Word(settings["Daybook:Pepper"]),
        Word(settings["Daybook:Keys"]) ?? Word(settings["Daybook:DataDirectory"])
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "daybook"));

    private static string? Word(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
