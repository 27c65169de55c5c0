using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Tracker;

public sealed class ReplayTests(TrackerApp tracker, ITestOutputHelper output)
{
    [Theory]
    [InlineData("backend", 4860, 4681)]
    [InlineData("consultant", 2674, 2575)]
    [InlineData("frontend", 4901, 4744)]
    public async Task The_sample_days_go_in_once_however_often_they_are_sent(string profile, int sent, int distinct)
    {
        var batches = Read(profile);
        foreach (var device in batches.Select(Device).Distinct())
            await ReadAsync(await tracker.Owner.Client.PostAsJsonAsync(
                "/api/v1/tracker/devices:enroll", new { device_id = device, project_id = tracker.Project, name = profile }));

        var clock = Stopwatch.StartNew();
        var first = await SendAllAsync(batches);
        output.WriteLine($"{profile}: {sent} events in {batches.Count} batches one after the other, {sent / clock.Elapsed.TotalSeconds:f0} events/s");
        first.Sum(answer => answer.Sent).ShouldBe(sent);
        first.Sum(answer => answer.Accepted).ShouldBe(distinct);
        first.Sum(answer => answer.Duplicates).ShouldBe(sent - distinct);
        first.SelectMany(answer => answer.Verdicts).Distinct().ShouldBe(["accepted", "duplicate"], ignoreOrder: true);
        (await CountAsync(profile)).ShouldBe(distinct);

        var second = await SendAllAsync(batches);
        second.Sum(answer => answer.Duplicates).ShouldBe(sent);
        (await CountAsync(profile)).ShouldBe(distinct);
    }

    private async Task<List<BatchAnswer>> SendAllAsync(List<string> batches)
    {
        var answers = new List<BatchAnswer>();
        foreach (var batch in batches) answers.Add(BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(batch))));
        return answers;
    }

    private async Task<long> CountAsync(string profile)
    {
        await using var connection = await tracker.OpenAsync();
        return await connection.QuerySingleAsync<long>(
            "select count(*) from ingest.sample s join ingest.device d using (user_id, device_id) where d.name = @profile", new { profile });
    }

    private static string Device(string batch) => JsonDocument.Parse(batch).RootElement.GetProperty("device_id").GetString()!;

    private static List<string> Read(string profile, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "samples", profile, "tracker-batches.jsonl.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
