using System.Text.RegularExpressions;
using Daybook.Ingest.Contracts;
using Daybook.Journal.Facts;

namespace Daybook.Journal.Sources;

/// <summary>Meetings and pull requests that samples speak of. What was excluded, locked or paused says nothing.</summary>
internal sealed partial record SeenThings(IReadOnlyList<CalendarEvent> Calendar, IReadOnlyList<SeenPullRequest> PullRequests)
{
    public static readonly SeenThings Nothing = new([], []);

    public static SeenThings In(DaySamples day)
    {
        var names = day.Contexts.Select(context => (Meeting: Meeting(context), PullRequest: PullRequest(context.Url))).ToArray();
        var (calendar, pulls) = (new List<CalendarEvent>(), new List<SeenPullRequest>());
        foreach (var sample in day.Samples)
        {
            if (sample.State is SampleState.Excluded or SampleState.Locked or SampleState.Paused or SampleState.Sleep) continue;
            var (meeting, pull) = names[sample.Context];
            var start = sample.EndMs - sample.DurationMs;
            if (meeting is not null) calendar.Add(new CalendarEvent(meeting, start, sample.EndMs));
            if (pull is not null && sample.Source == SampleSource.Human) pulls.Add(new SeenPullRequest(pull, start, Math.Max(sample.EndMs, start + 1)));
        }

        return new SeenThings(calendar, pulls);
    }

    private static string? Meeting(SampleContext context) => string.IsNullOrWhiteSpace(context.CalendarEvent) ? null : context.CalendarEvent.Trim();

    /// <summary>"acme/api #12", also of a merge request; null when the address is none.</summary>
    internal static string? PullRequest(string? url)
    {
        if (url is null || PullAddress.Match(url) is not { Success: true } match) return null;
        return $"{match.Groups["repo"].Value} #{match.Groups["number"].Value}";
    }

    [GeneratedRegex(@"^(https?://)?[A-Za-z0-9.-]+/(?<repo>[\w.-]+/[\w.-]+)/(-/)?(pull|pulls|merge_requests)/(?<number>[0-9]{1,7})(/|$|\?|#)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PullAddress { get; }
}
