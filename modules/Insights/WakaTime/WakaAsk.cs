using System.Globalization;
using System.Security.Claims;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Kernel.Access;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Insights.WakaTime;

/// <summary>An error as WakaTime's clients read it.</summary>
internal sealed record WakaError(string Error)
{
    public static JsonHttpResult<WakaError> Of(int status, string error) => TypedResults.Json(new WakaError(error), statusCode: status);

    public static JsonHttpResult<WakaError> Bad(string error) => Of(StatusCodes.Status400BadRequest, error);

    public static readonly string TooLong = string.Create(CultureInfo.InvariantCulture,
        $"Another timeout, another time zone and writes_only can be asked for at most {ReportReader.MostDaysOfBeats} days at once.");
}

/// <summary>What the read endpoints take, and who asks: bound from the query string.</summary>
internal sealed record WakaAsk(
    string? Range, string? Start, string? End, string? Date, string? Project, string? Branches, string? Timeout, string? WritesOnly, string? Timezone)
{
    // A decade of days is the most that one answer lists.
    private const int MostDays = 3660;

    public static ValueTask<WakaAsk?> BindAsync(HttpContext http)
    {
        var query = http.Request.Query;
        return ValueTask.FromResult<WakaAsk?>(new WakaAsk(
            Word("range"), Word("start"), Word("end"), Word("date"), Word("project"), Word("branches"), Word("timeout"), Word("writes_only"), Word("timezone")));

        string? Word(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
    }

    /// <summary>The question, or what is wrong with it. Start and end win over a named range.</summary>
    /// <param name="range">The range of the path; else the query's, else <paramref name="usual"/>.</param>
    public (ReportQuestion? Question, string? Error) Read(
        UserSettings user, DateTimeOffset now, DateOnly? first, IReadOnlyList<Dimension> dimensions, string? range = null, string? usual = null)
    {
        var (clock, foreign) = (user.Clock, false);
        if (Timezone is not null && !string.Equals(Timezone, user.TimeZone, StringComparison.Ordinal))
        {
            if (DayClock.TryCreate(Timezone, TimeSpan.Zero) is not { } other) return (null, "Unknown timezone.");
            (clock, foreign) = (other, true);
        }

        if (ReadSpan(range ?? Range, usual, now, clock, first) is not { } span) return (null, RangeError(range ?? Range));
        if (span.Start > span.End) return (null, "The start lies after the end.");
        if (span.DayCount > MostDays) return (null, "The range is too long.");
        int? timeout = null;
        if (Timeout is not null)
        {
            if (!int.TryParse(Timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is < 1 or > 240)
                return (null, "The timeout is a number of minutes from 1 to 240.");
            timeout = minutes;
        }

        bool? writes = WritesOnly?.ToLowerInvariant() switch { null or "false" or "0" => false, "true" or "1" => true, _ => null };
        if (writes is not { } writesOnly) return (null, "writes_only is true or false.");
        return (new ReportQuestion(user.UserId, clock, span, dimensions)
        {
            Filters = Filters(), TimeoutMinutes = timeout, WritesOnly = writesOnly, ForeignZone = foreign,
        }, null);
    }

    public static DateOnly? Day(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && (text.Length == 10 || text[10] is 'T' or ' ') && day.Year is >= 1970 and < 2200 ? day : null;

    /// <summary>The person who asks.</summary>
    public static async Task<UserSettings> UserAsync(ClaimsPrincipal principal, UserQueries users, CancellationToken ct) =>
        await users.FindAsync(Caller.Of(principal).UserId, ct) ?? throw new InvalidOperationException("Who was let in has no account.");

    private DateSpan? ReadSpan(string? range, string? usual, DateTimeOffset now, DayClock clock, DateOnly? first)
    {
        if (Start is null && End is null) return (range ?? usual) is { } name ? DateSpan.Parse(name, now, clock, first) : null;
        var today = clock.DayOf(now);
        var (start, end) = (Named(Start, today), Named(End ?? (range is null ? Start : null), today));
        return start is { } from && end is { } to ? new DateSpan("custom", "Custom Range", from, to) : null;
    }

    private string RangeError(string? range) => (Start, End) is (null, null)
        ? range is null ? "Please say start and end, or a range." : "Unknown range."
        : "Start and end are dates such as 2026-11-20.";

    private static DateOnly? Named(string? text, DateOnly today) => text?.ToLowerInvariant() switch
    {
        "today" => today,
        "yesterday" => today.AddDays(-1),
        _ => Day(text),
    };

    private List<StatFilter> Filters()
    {
        var filters = new List<StatFilter>(2);
        if (Project is not null) filters.Add(new StatFilter(Dimension.Repository, [Project is "Unknown Project" ? "" : Project]));
        if (Branches is not null) filters.Add(new StatFilter(Dimension.Branch, Branches.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
        return filters;
    }
}
