using Daybook.Insights.Stats;

namespace Daybook.Insights.Reports;

/// <summary>Answers report questions: from the rollups where they know, from the heartbeats where they do not.</summary>
internal sealed class ReportReader(StatQueries stats, BeatQueries beats)
{
    /// <summary>How many days may be computed from heartbeats in one request.</summary>
    public const int MostDaysOfBeats = 31;

    /// <summary>The report, or null where it would have to read the heartbeats of more than 31 days.</summary>
    public async Task<Report?> ReadAsync(ReportQuestion question, CancellationToken ct)
    {
        var settings = await stats.SettingsAsync(question.UserId, ct);
        var usual = settings.TimeoutOf(settings.Mode);
        var timeout = question.TimeoutMinutes ?? usual;
        if (timeout == usual && !question.WritesOnly && !question.ForeignZone && question.Span.From is null)
            return await RolledUpAsync(question, settings, ct);
        if (question.Span.DayCount > MostDaysOfBeats) return null;

        var found = await LoadAsync(question, timeout, ct);
        return new Report(question.Span, question.Clock, timeout, question.WritesOnly, BeatReport.Of(found, question, settings, timeout));
    }

    /// <summary>The heartbeats of the range, and those just outside it that reach into it.</summary>
    public Task<IReadOnlyList<Beat>> LoadAsync(ReportQuestion question, int timeoutMinutes, CancellationToken ct)
    {
        var reach = TimeSpan.FromMinutes(timeoutMinutes);
        return beats.LoadAsync(question.UserId, question.Clock.Of(question.Span.Start).Start - reach, question.Clock.Of(question.Span.End).End + reach, ct);
    }

    private async Task<Report> RolledUpAsync(ReportQuestion question, StatSettings settings, CancellationToken ct)
    {
        var asked = new StatQuestion(question.UserId, question.Span.Start, question.Span.End, StatStream.Tools, settings.Mode, question.Filters);
        var totals = (await stats.DaysAsync(asked, ct)).ToDictionary(day => day.Day);
        var dimensions = totals.Count == 0 ? [] : question.Dimensions;
        var found = new Dictionary<Dimension, IReadOnlyList<DayPart>>();
        foreach (var dimension in dimensions)
            found[dimension] = question.AsOne ? await stats.SumsAsync(asked, dimension, ct) : await stats.PartsAsync(asked, dimension, ct);
        var byDay = found.ToDictionary(part => part.Key, part => (question.AsOne ? [] : part.Value).ToLookup(row => row.Day, Part));
        var days = question.Span.Days.Select(date => totals.TryGetValue(date, out var total)
            ? new ReportDay(date, total.Ms, total.Ai, byDay.ToDictionary(part => part.Key, part => Report.Merge(part.Value[date])))
            : new ReportDay(date, 0, default, new Dictionary<Dimension, IReadOnlyList<ReportPart>>()));
        return new Report(question.Span, question.Clock, settings.TimeoutOf(settings.Mode), false, [.. days])
        {
            Whole = question.AsOne ? found.ToDictionary(part => part.Key, part => Report.Merge(part.Value.Select(Part))) : null,
        };
    }

    private static ReportPart Part(DayPart row) => new(row.Value, row.Ms, row.Ai);
}
