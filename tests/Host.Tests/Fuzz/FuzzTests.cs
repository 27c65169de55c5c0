using System.Diagnostics;
using System.Globalization;
using System.Net;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests.Fuzz;

/// <summary>Requests that no client should send, by the thousand, at every endpoint that takes something in; after each a valid one, which is served.</summary>
[Collection(FuzzCollection.Name), Trait("speed", "slow")]
public sealed class FuzzTests(FuzzHost host, ITestOutputHelper output)
{
    private const int Workers = 16;

    // One in so many goes to what the same clients read.
    private const int Reading = 12;

    // DAYBOOK_FUZZ_SEED, DAYBOOK_FUZZ_REQUESTS and DAYBOOK_FUZZ_KIND say otherwise.
    private static readonly int Seed = Setting("DAYBOOK_FUZZ_SEED", 20261121);
    private static readonly int Requests = Setting("DAYBOOK_FUZZ_REQUESTS", 22_000);

    [Fact]
    public void Every_endpoint_that_takes_something_in_is_shot_at()
    {
        host.Endpoints.Count(Targets.TakesIn).ShouldBeGreaterThan(40);
        host.Endpoints.Where(endpoint => Targets.TakesIn(endpoint) && !Targets.All.Any(target => target.Fits(endpoint)))
            .Select(endpoint => string.Join('|', Targets.MethodsOf(endpoint)) + " " + endpoint.RoutePattern.RawText).ShouldBeEmpty();
        Targets.All.Where(target => !host.Endpoints.Any(target.Fits)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_that_is_sent_breaks_the_host_or_reaches_the_database_as_an_error()
    {
        var kind = Environment.GetEnvironmentVariable("DAYBOOK_FUZZ_KIND") ?? "";
        output.WriteLine($"seed {Seed}, {Requests} requests {kind}");
        var there = Targets.All.Where(target => target.Kind.Contains(kind, StringComparison.Ordinal) && host.Endpoints.Any(target.Fits)).ToLookup(target => host.Endpoints.Any(endpoint => Targets.TakesIn(endpoint) && target.Fits(endpoint)));
        var (taking, reading) = (there[true].ToList(), there[false].ToList());
        var mutator = new Mutator(Seed, host.Device, host.Project);
        using var wire = new Wire(host, Workers * 2);
        foreach (var target in taking.Concat(reading)) await wire.SendValidAsync(mutator.Valid(target), "before any other");
        Report(wire);

        var (next, shots, clock, spent) = (-1, 0, Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < Requests && wire.Failures.Count < 50)
            {
                var isReading = number % Reading == Reading - 1 && reading.Count > 0;
                var mutant = mutator.Of(number, isReading ? reading : taking);
                await wire.SendAsync(mutant, number.ToString(CultureInfo.InvariantCulture));
                await wire.SendValidAsync(mutator.Valid(mutant.Target), $"after {number}");
                if (!isReading) Interlocked.Increment(ref shots);
            }
        }));

        output.WriteLine($"{shots} requests to what takes in, {Requests} in all, each with a valid one after it, in {clock.Elapsed.TotalSeconds:0} s, "
            + $"{(Process.GetCurrentProcess().TotalProcessorTime - spent).TotalSeconds:0} s of processor time: {wire.Answers}");
        var parked = await host.ParkedAsync();
        foreach (var day in parked.Take(20)) output.WriteLine(day);
        Report(wire);
        parked.ShouldBeEmpty();
        if (kind.Length == 0 && Requests >= 22_000) shots.ShouldBeGreaterThanOrEqualTo(20_000);
    }

    private void Report(Wire wire)
    {
        foreach (var failure in wire.Failures.Take(50)) output.WriteLine(failure);
        var complaints = host.Complaints();
        foreach (var complaint in complaints.GroupBy(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 1)..]).Take(30)) output.WriteLine($"{complaint.Count()} × {complaint.First()}");
        wire.Failures.ShouldBeEmpty($"seed {Seed}");
        complaints.ShouldBeEmpty($"seed {Seed}");
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
