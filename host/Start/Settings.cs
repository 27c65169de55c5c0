using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Daybook.Host.Start;

/// <summary>The host's settings: where data lies, where it listens, which modules are off.</summary>
internal static class Settings
{
    public const string Data = "Daybook:DataDirectory";
    public const string Port = "Daybook:Port";
    public const string Listen = "Daybook:Listen";
    public const string Hosts = "Daybook:Hosts";
    public const string Keys = "Daybook:Keys";
    public const string SetupToken = "Daybook:SetupToken";
    public const string Demo = "Daybook:Demo";
    public const string Watchers = "ActivityWatch:Listen";
    public const string WatcherPort = "ActivityWatch:Port";
    public const string WatcherEmail = "ActivityWatch:User";
    public const string Connection = "ConnectionStrings:Daybook";

    public static void Add(WebApplicationBuilder builder, StartArguments start)
    {
        var settings = builder.Configuration;
        if (start.Data is not null) settings[Data] = start.Data;
        if (start.Port is { } port) settings[Port] = port.ToString(CultureInfo.InvariantCulture);
        if (start.Demo) settings[Demo] = "true";
        if (start.Watchers is { } watchers)
        {
            settings[Watchers] = "true";
            if (watchers.Length > 0) settings[WatcherEmail] = watchers;
        }

        settings[Data] = Path.GetFullPath(settings[Data] is { Length: > 0 } data ? data : DefaultData(start.Demo));
        if (!IsLoopback(settings)) settings[SetupToken] ??= RandomNumberGenerator.GetHexString(32, lowercase: true);

        // Keys lie outside the database on purpose: a leaked dump alone opens no stored secret. Several hosts share the folder.
        builder.Services.AddDataProtection()
            .SetApplicationName("Daybook")
            .PersistKeysToFileSystem(new DirectoryInfo(settings[Keys] ?? Path.Combine(settings[Data]!, DataDirectory.KeysFolder)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    /// <summary>A module can be left out: Daybook:Off:{name}=true. Those that stand on it must be left out, too.</summary>
    public static bool IsOff(IConfiguration settings, string module) => settings.GetValue($"Daybook:Off:{module}", false);

    public static IPAddress Address(IConfiguration settings) =>
        settings[Listen] is { Length: > 0 } text
            ? IPAddress.TryParse(text, out var address)
                ? address
                : throw new InvalidOperationException($"{Listen} takes an IP address, not \"{text}\".")
            : IPAddress.Loopback;

    public static bool IsLoopback(IConfiguration settings) => IPAddress.IsLoopback(Address(settings));

    private static string DefaultData(bool demo)
    {
        var home = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg
            ? xdg
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (home.Length == 0) home = Path.GetTempPath();
        return Path.Combine(home, demo ? "daybook-demo" : "daybook");
    }
}
