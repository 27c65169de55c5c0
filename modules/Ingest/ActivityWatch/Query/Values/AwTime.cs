using System.Globalization;

namespace Daybook.Ingest.ActivityWatch.Query.Values;

/// <summary>Instants as ActivityWatch's clients write them, and as its server answers them.</summary>
internal static class AwTime
{
    /// <summary>UTC with <c>+00:00</c>; six digits of a second when there are any.</summary>
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(
        instant.Ticks % TimeSpan.TicksPerSecond / 10 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'+00:00'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Takes a date (also a year or a month alone) with or without a time, a fraction of any length, and an offset as <c>Z</c>,
    /// <c>+hh:mm</c>, <c>+hhmm</c>, <c>+hh</c> or none, which is UTC; a space before the offset is a plus sign that a query string lost.
    /// Cut to milliseconds, as the original does.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        text = text.Trim();
        if (text.Length is < 4 or > 64) return false;
        var at = text.IndexOfAny('T', 't');
        if (at < 0 && text.Length > 10 && text[10] == ' ') at = 10;
        var rest = at < 0 ? [] : text[(at + 1)..];
        if (!TryDate(at < 0 ? text : text[..at], out var day)) return false;
        var sign = rest.IndexOfAny("Zz+- ");
        if (!TryTime(sign < 0 ? rest : rest[..sign], out var time) || !TryOffset(sign < 0 ? [] : rest[sign..], out var offset)) return false;
        var ticks = day.Ticks + time - offset;
        if (ticks < DateTime.UnixEpoch.AddYears(-1900).Ticks || ticks > DateTime.MaxValue.Ticks) return false;
        instant = new DateTimeOffset(ticks - ticks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> text, out DateTime day)
    {
        day = default;
        var basic = !text.Contains('-');
        if (!Number(text[..Math.Min(4, text.Length)], 4, out var year) || year < 71) return false;
        text = text[4..];
        if (!TakeTwo(ref text, basic ? default : '-', 1, out var month) || !TakeTwo(ref text, basic ? default : '-', 1, out var number)) return false;
        if (!text.IsEmpty || month is < 1 or > 12 || number < 1 || number > DateTime.DaysInMonth(year, month)) return false;
        day = new DateTime(year, month, number, 0, 0, 0, DateTimeKind.Utc);
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty) return true;
        var point = text.IndexOfAny('.', ',');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        var separator = whole.Contains(':') ? ':' : default;
        if (!TakeTwo(ref whole, default, -1, out var hour) || !TakeTwo(ref whole, separator, 0, out var minute) || !TakeTwo(ref whole, separator, 0, out var second)) return false;
        if (!whole.IsEmpty || hour > 23 || minute > 59 || second > 60 || (point >= 0 && fraction.IsEmpty)) return false;
        ticks = ((hour * 60L + minute) * 60 + second) * TimeSpan.TicksPerSecond;
        var unit = TimeSpan.TicksPerSecond;
        foreach (var digit in fraction)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            unit /= 10;
            ticks += (digit - '0') * unit;
        }

        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text is "Z" or "z") return true;
        var negative = text[0] == '-';
        if (text[0] is 'Z' or 'z') return false;
        text = text[1..];
        if (!TakeTwo(ref text, default, -1, out var hours) || !TakeTwo(ref text, text.Contains(':') ? ':' : default, 0, out var minutes)) return false;
        if (!text.IsEmpty || hours > 23 || minutes > 59) return false;
        ticks = (hours * 60L + minutes) * TimeSpan.TicksPerMinute * (negative ? -1 : 1);
        return true;
    }

    // Two digits after a separator; when nothing is left the fallback stands, unless it is negative.
    private static bool TakeTwo(ref ReadOnlySpan<char> text, char separator, int fallback, out int number)
    {
        number = fallback;
        if (text.IsEmpty) return fallback >= 0;
        if (separator != default)
        {
            if (text[0] != separator) return false;
            text = text[1..];
        }

        if (text.Length < 2 || !Number(text[..2], 2, out number)) return false;
        text = text[2..];
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, int digits, out int number)
    {
        number = 0;
        return text.Length == digits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
