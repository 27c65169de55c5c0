using Daybook.Insights.Stats;

namespace Daybook.Insights.Reports;

/// <summary>Answers report questions: from the rollups where they know, from the heartbeats where they do not.</summary>
internal sealed class ReportReader(StatQueries stats, BeatQueries beats, DayFacets facets)
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
            return await (question.AsOne ? WholeAsync(question, settings, ct) : ByDayAsync(question, settings, ct));
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

    private async Task<Report> ByDayAsync(ReportQuestion question, StatSettings settings, CancellationToken ct)
    {
        var rows = (await facets.LoadAsync(question.UserId, question.Span.Start, question.Span.End, settings.Mode, ct))
            .Where(row => Passes(row, question)).ToLookup(row => row.Day);
        var files = question.Dimensions.Contains(Dimension.File)
            ? (await stats.PartsAsync(Asked(question, settings), Dimension.File, ct)).ToLookup(row => row.Day, Part)
            : null;
        return Of(question, settings, question.Span.Days.Select(date => new ReportDay(
            date, rows[date].Sum(row => row.Ms), Report.Sum(rows[date].Select(row => row.Ai)),
            question.Dimensions.ToDictionary(dimension => dimension, dimension => Report.Merge(dimension == Dimension.File
                ? files![date]
                : rows[date].Select(row => PartOf(row, dimension)))))));
    }

    private async Task<Report> WholeAsync(ReportQuestion question, StatSettings settings, CancellationToken ct)
    {
        var asked = Asked(question, settings);
        var totals = (await stats.DaysAsync(asked, ct)).ToDictionary(day => day.Day);
        var whole = new Dictionary<Dimension, IReadOnlyList<ReportPart>>();
        var asksParts = totals.Count > 0 && question.Dimensions.Count > 0;
        IReadOnlyList<FacetDay> rows = asksParts ? await facets.SumAsync(question.UserId, question.Span.Start, question.Span.End, settings.Mode, ct) : [];
        rows = [.. rows.Where(row => Passes(row, question))];
        foreach (var dimension in asksParts ? question.Dimensions : [])
        {
            whole[dimension] = Report.Merge(dimension == Dimension.File
                ? (await stats.SumsAsync(asked, dimension, ct)).Select(Part)
                : rows.Select(row => PartOf(row, dimension)));
        }

        var none = new Dictionary<Dimension, IReadOnlyList<ReportPart>>();
        return Of(question, settings, question.Span.Days.Select(date => totals.TryGetValue(date, out var total)
            ? new ReportDay(date, total.Ms, total.Ai, none)
            : new ReportDay(date, 0, default, none))) with { Whole = whole };
    }

    private static StatQuestion Asked(ReportQuestion question, StatSettings settings) =>
        new(question.UserId, question.Span.Start, question.Span.End, StatStream.Tools, settings.Mode, question.Filters);

    private static Report Of(ReportQuestion question, StatSettings settings, IEnumerable<ReportDay> days) =>
        new(question.Span, question.Clock, settings.TimeoutOf(settings.Mode), false, [.. days]);

    private static bool Passes(FacetDay row, ReportQuestion question) =>
        question.Filters.All(filter => filter.Values.Contains(row.Values[(int)filter.Dimension], StringComparer.Ordinal));

    private static ReportPart PartOf(FacetDay row, Dimension dimension) => new(row.Values[(int)dimension], row.Ms, row.Ai);

    private static ReportPart Part(DayPart row) => new(row.Value, row.Ms, row.Ai);
}
