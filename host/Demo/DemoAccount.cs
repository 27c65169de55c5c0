using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Daybook.Host.Demo;

/// <summary>
/// Who the demo's owner is and which moment its weeks end at; kept in the data directory, readable by its owner only, so that a second
/// start finds the same. <paramref name="Done"/>: everything was loaded.
/// </summary>
internal sealed record DemoAccount(string Email, string Password, string Until, bool Done)
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public DateTimeOffset Moment => DateTimeOffset.Parse(Until, CultureInfo.InvariantCulture);

    public static DemoAccount Load(string data, DateTimeOffset now)
    {
        var path = PathIn(data);
        return File.Exists(path)
            ? JsonSerializer.Deserialize<DemoAccount>(File.ReadAllText(path))!
            : new DemoAccount("kim@example.org", RandomNumberGenerator.GetString(Letters, 16), now.ToString("O", CultureInfo.InvariantCulture), false);
    }

    public void Save(string data)
    {
        var draft = PathIn(data) + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(draft, options)) file.Write(JsonSerializer.Serialize(this));
        File.Move(draft, PathIn(data), overwrite: true);
    }

    private static string PathIn(string data) => Path.Combine(data, "demo.json");
}
