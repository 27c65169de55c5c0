using System.Globalization;
using Daybook.Ingest.Contracts;

namespace Daybook.Insights.Sessions;

/// <summary>Where a session stands in the order of sessions, and its name: the day, the instant and the numbers of what it is of.</summary>
internal readonly record struct SessionKey(int Day, long StartMs, int Tool, int Repository, short Source)
{
    public bool IsBefore(SessionKey other) =>
        (Day, StartMs, Tool, Repository, Source).CompareTo((other.Day, other.StartMs, other.Tool, other.Repository, other.Source)) < 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day}-{StartMs}-{Tool}-{Repository}-{Source}");

    public static SessionKey? Parse(string text)
    {
        var parts = text.Split('-');
        if (parts.Length != 5 || !Number(parts[0], 4_000_000, out var day) || !Number(parts[1], 10_000_000_000_000, out var start) ||
            !Number(parts[2], int.MaxValue, out var tool) || !Number(parts[3], int.MaxValue, out var repository) || !Number(parts[4], 3, out var source)) return null;
        return DateOnly.MaxValue.DayNumber - 10 < day ? null : new SessionKey((int)day, start, (int)tool, (int)repository, (short)source);
    }

    private static bool Number(string text, long most, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}

/// <summary>Consecutive heartbeats of one tool and repository.</summary>
internal sealed record Session(SessionKey Key, string Tool, string Repository, SampleSource Source, long StartMs, long EndMs, int Beats);
