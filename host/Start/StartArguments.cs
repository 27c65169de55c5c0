using System.Globalization;

namespace Daybook.Host.Start;

/// <summary>What a person may say when starting the host. <paramref name="Watchers"/>: whose watchers are listened to; empty: the first person's. <paramref name="Rest"/> are settings in the form Key=Value.</summary>
internal sealed record StartArguments(int? Port, string? Data, bool Demo, bool NoBrowser, string? Watchers, string[] Rest)
{
    private const string Usage = "Usage: run [--port N|0] [--data DIR] [--demo] [--no-browser] [--activitywatch[=EMAIL]] [--Section:Key=value …]";

    public static bool TryParse(string[] args, out StartArguments start, out string complaint)
    {
        start = new StartArguments(null, null, false, false, null, []);
        complaint = "";
        var rest = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            switch (name)
            {
                case "--demo" when value is null: start = start with { Demo = true }; break;
                case "--no-browser" when value is null: start = start with { NoBrowser = true }; break;
                case "--activitywatch": start = start with { Watchers = value ?? "" }; break;
                case "--port":
                    value ??= i + 1 < args.Length ? args[++i] : "";
                    if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65535)
                        return Complain($"--port takes a number from 0 to 65535 (0: any free port), not \"{value}\".", out complaint);
                    start = start with { Port = port };
                    break;
                case "--data":
                    value ??= i + 1 < args.Length ? args[++i] : "";
                    if (value.Length == 0) return Complain("--data takes a directory.", out complaint);
                    start = start with { Data = Path.GetFullPath(value) };
                    break;
                default:
                    if (value is null) return Complain($"\"{name}\" is not an argument of Daybook.", out complaint);
                    rest.Add(args[i]);
                    break;
            }
        }

        start = start with { Rest = [.. rest] };
        return true;
    }

    private static bool Complain(string sentence, out string complaint)
    {
        complaint = sentence + Environment.NewLine + Usage;
        return false;
    }
}
