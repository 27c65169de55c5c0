using Daybook.Insights.Stats;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Views;

/// <summary>What a page asks of statistics, in its words.</summary>
internal sealed record StatRequest(DateOnly Start, DateOnly End, StatStream Stream, StatMode Mode)
{
    /// <summary>Three years, a leap day included.</summary>
    public const int Longest = 3 * 365 + 1;

    /// <summary>As asked; what is left out makes it the last seven days in the person's own mode.</summary>
    public static StatRequest Read(
        string? start, string? end, string? stream, string? mode, StatSettings settings, UserSettings user, TimeProvider time, FieldErrors errors)
    {
        var first = errors.Date("start", start);
        var last = errors.Date("end", end);
        var today = user.Clock.DayOf(time.GetUtcNow());
        last ??= first > today ? first : today;
        first ??= last.Value.AddDays(-6);
        if (first > last) errors.Add("start", "after-end");
        else if (last.Value.DayNumber - first.Value.DayNumber >= Longest) errors.Add("end", "range-too-long");
        return new StatRequest(
            first.Value, last.Value, errors.Word("stream", stream, Enum.GetValues<StatStream>()) ?? StatStream.Tools,
            errors.Word("mode", mode, Enum.GetValues<StatMode>()) ?? settings.Mode);
    }

    public StatQuestion Question(int userId, IReadOnlyList<StatFilter> filters) => new(userId, Start, End, Stream, Mode, filters);

    /// <summary>As many days, just before.</summary>
    public static StatQuestion Before(StatQuestion question) => question with
    {
        Start = question.Start.AddDays(question.Start.DayNumber - question.End.DayNumber - 1), End = question.Start.AddDays(-1),
    };

    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
