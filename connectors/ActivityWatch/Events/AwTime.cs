using System.Globalization;

namespace Daybook.Connectors.ActivityWatch.Events;

/// <summary>
/// Instants as ActivityWatch's servers and watchers write them: "T" or space, any number of fraction digits (cut at 100 ns), "Z", "+02:00",
/// "+0200", "+02", a space where a "+" was lost, or no offset, which means UTC.
/// </summary>
internal static class AwTime
{
    private const int Earliest = 1970;
    private const int Latest = 2200;

    /// <summary>False for what is no instant, or lies outside 1970–2200.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        text = text.Trim();
        if (!TryDate(ref text, out var date)) return false;
        var time = TimeSpan.Zero;
        if (text.Length > 0 && text[0] is 'T' or 't' or ' ')
        {
            text = text[1..];
            if (!TryTime(ref text, out time)) return false;
        }

        if (!TryOffset(text, out var offset)) return false;
        var ticks = date.Ticks + time.Ticks - offset.Ticks;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return false;
        instant = new DateTimeOffset(ticks, TimeSpan.Zero);
        return instant.Year is >= Earliest and < Latest;
    }

    private static bool TryDate(ref ReadOnlySpan<char> text, out DateTime date)
    {
        date = default;
        if (!TryDigits(ref text, 4, out var year)) return false;
        int month = 1, day = 1;
        if (text is ['-', ..] && text.Length >= 3)
        {
            text = text[1..];
            if (!TryDigits(ref text, 2, out month)) return false;
            if (text is ['-', ..])
            {
                text = text[1..];
                if (!TryDigits(ref text, 2, out day)) return false;
            }
        }

        if (year is < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    private static bool TryTime(ref ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        int minute = 0, second = 0;
        long fraction = 0;
        if (!TryDigits(ref text, 2, out var hour)) return false;
        if (text is [':', ..])
        {
            text = text[1..];
            if (!TryDigits(ref text, 2, out minute)) return false;
            if (text is [':', ..])
            {
                text = text[1..];
                if (!TryDigits(ref text, 2, out second)) return false;
                if (text is ['.' or ',', ..]) fraction = Fraction(ref text);
            }
        }

        if (hour > 23 || minute > 59 || second > 60) return false;
        time = new TimeSpan(hour, minute, second) + TimeSpan.FromTicks(fraction);
        return true;
    }

    private static long Fraction(ref ReadOnlySpan<char> text)
    {
        text = text[1..];
        long ticks = 0;
        var unit = TimeSpan.TicksPerSecond / 10;
        var at = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++, unit /= 10) ticks += (text[at] - '0') * unit;
        text = text[at..];
        return ticks;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.IsEmpty || text is "Z" or "z") return true;
        var negative = text[0] == '-';
        if (text[0] is not ('+' or '-' or ' ')) return false;
        text = text[1..];
        if (!TryDigits(ref text, 2, out var hours)) return false;
        var minutes = 0;
        if (text is [':', ..]) text = text[1..];
        if (!text.IsEmpty && !TryDigits(ref text, 2, out minutes)) return false;
        if (!text.IsEmpty || hours > 23 || minutes > 59) return false;
        offset = new TimeSpan(negative ? -hours : hours, negative ? -minutes : minutes, 0);
        return true;
    }

    private static bool TryDigits(ref ReadOnlySpan<char> text, int count, out int number)
    {
        number = 0;
        if (text.Length < count || !int.TryParse(text[..count], NumberStyles.None, CultureInfo.InvariantCulture, out number)) return false;
        text = text[count..];
        return true;
    }
}
