using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Daybook.Architecture.Tests;

/// <summary>Every log message has its own id, in its module's range, and none shows what people look at.</summary>
public sealed partial class LogTests
{
    private static readonly Dictionary<string, Range> Ranges = new(StringComparer.Ordinal)
    {
        ["modules/Kernel"] = 100..499, ["modules/Workspace"] = 500..999, ["modules/Ingest"] = 1000..1999, ["modules/Enrichment"] = 2000..2999,
        ["modules/Timesheet"] = 3000..3999, ["modules/Journal"] = 4000..4999, ["modules/Insights"] = 5000..5999, ["modules/Integrations"] = 6000..6499, ["connectors/Hosting"] = 6500..6999,
        ["connectors/ActivityWatch"] = 7000..7999, ["host"] = 9000..9999,
    };

    [Fact]
    public void Ids_are_unique_and_in_their_room()
    {
        var messages = Messages().ToList();
        messages.ShouldNotBeEmpty();
        messages.GroupBy(message => message.Id).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        messages.Where(message => !Ranges.TryGetValue(message.File.Room, out var range) || message.Id < range.Start.Value || message.Id > range.End.Value)
            .Select(message => $"{message.File.Path}: {message.Id}").ShouldBeEmpty();
    }

    [Fact]
    public void Titles_addresses_and_secrets_are_not_logged()
    {
        string[] secret = ["{Title", "{Url", "{Settings", "{Token", "{Password", "{Secret"];
        Messages().Where(message => message.Level is not ("Debug" or "Trace") && secret.Any(word => message.Text.Contains(word, StringComparison.Ordinal)))
            .Select(message => $"{message.File.Path}: {message.Text}").ShouldBeEmpty();
    }

    private static IEnumerable<(SourceFile File, int Id, string Level, string Text)> Messages() =>
        from file in House.Source
        from Match match in Message().Matches(file.Text)
        select (file, int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture), match.Groups["level"].Value, match.Groups["text"].Value);

    [GeneratedRegex("""\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(?<id>\d+),\s*(?:Level\s*=\s*)?LogLevel\.(?<level>\w+),\s*(?:Message\s*=\s*)?"(?<text>[^"]*)""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Message();
}
