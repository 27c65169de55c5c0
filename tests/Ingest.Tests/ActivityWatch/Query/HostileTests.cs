using System.Diagnostics;
using Daybook.Ingest.ActivityWatch.Query;
using Daybook.Ingest.ActivityWatch.Query.Values;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Query;

/// <summary>Queries that would hang or fill the memory of a reader without limits. Each is refused with a reason, and soon.</summary>
public sealed class HostileTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    private static readonly AwEvent[] Events = [.. Enumerable.Range(0, 50_000).Select(i => Buckets.Event(i, 1, """{"title":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!","n":{"x":[1,2]}}"""))];

    public static TheoryData<string, string> Programs
    {
        get
        {
            var many = string.Concat(Enumerable.Range(0, 2000).Select(_ => "e = concat(e, e); "));
            return new TheoryData<string, string>
            {
                { "long", new string(' ', QueryLimits.ProgramLength + 1) },
                { "parentheses", "RETURN = " + new string('(', 100_000) },
                { "lists", "RETURN = " + new string('[', 100_000) },
                { "calls", "RETURN = " + string.Concat(Enumerable.Repeat("flood(", 50_000)) },
                { "objects", "RETURN = " + string.Concat(Enumerable.Repeat("{'a':", 50_000)) },
                { "blocks", string.Concat(Enumerable.Repeat("if 1 {", 50_000)) },
                { "statements", string.Concat(Enumerable.Repeat("a=1;", 100_000)) + "RETURN=a;" },
                { "doubled lists", $"e = query_bucket('w'); {many} RETURN = 1;" },
                { "doubled texts", $"e = 'aaaaaaaa'; {many.Replace("concat(e, e)", "e + e", StringComparison.Ordinal)} RETURN = 1;" },
                { "a value within itself", $"e = 1; {many.Replace("concat(e, e)", "[e, e]", StringComparison.Ordinal)} RETURN = e;" },
                { "a value in many", $"e = 'a'; {string.Concat(Enumerable.Repeat($"e = [{string.Join(',', Enumerable.Repeat("e", 1000))}];", 10))} RETURN = e == e;" },
                { "parts within parts", $"e = query_bucket('w'); {string.Concat(Enumerable.Repeat("e = chunk_events_by_key(e, 'title');", 100))} RETURN = e;" },
                { "many arguments", $"e = query_bucket('w'); RETURN = concat({string.Join(',', Enumerable.Repeat("e", 60_000))});" },
                { "many copies", $"e = query_bucket('w'); {string.Concat(Enumerable.Range(0, 2000).Select(i => $"e{i} = sort_by_duration(e);"))} RETURN = 1;" },
                { "many pieces", "e = query_bucket('w'); f = query_bucket('l'); RETURN = filter_period_intersect(f, e);" },
                { "many rules", $"e = query_bucket('d'); RETURN = categorize(e, [{string.Join(',', Enumerable.Repeat("[['a'],{'regex':'(?=b)c(a|aa)*$'}]", 12_000))}]);" },
                { "a pattern that explodes", "e = query_bucket('w'); RETURN = filter_keyvals_regex(e, 'title', '(?=a)(a+)+$');" },
                { "a pattern that grows", "e = query_bucket('w'); RETURN = filter_keyvals_regex(e, 'title', '((a{1,100}){1,100}){1,100}$');" },
                { "a pattern of repeats", $"e = query_bucket('w'); RETURN = filter_keyvals_regex(e, 'title', '{string.Concat(Enumerable.Repeat("a{1000}", 100))}');" },
                { "a long pattern", $"e = query_bucket('w'); RETURN = filter_keyvals_regex(e, 'title', '{new string('a', 100_000)}');" },
            };
        }
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task It_is_refused(string what, string program)
    {
        var buckets = new Buckets().With("w", Events)
            .With("l", Enumerable.Range(0, 10_000).Select(i => Buckets.Event(i / 100.0, 80_000)))
            .With("d", Enumerable.Range(0, 50_000).Select(i => Buckets.Event(i, 1, $$"""{"t":"bcaaaaaaaaaaaaaa{{i}}"}""")));
        var (clock, before) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
        (await Should.ThrowAsync<QueryException>(buckets.RunAsync(program, time: Soon))).Message.ShouldNotBeEmpty(what);
        clock.Elapsed.ShouldBeLessThan(Soon + TimeSpan.FromSeconds(25));
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(3L * 1024 * 1024 * 1024);
    }

    [Theory]
    [InlineData("([a-z]+)+$")]
    [InlineData("(a|aa)*$")]
    [InlineData("(.*)*x")]
    [InlineData("(a?){50}a{50}x")]
    [InlineData("((a{20}){20}){20}?b|a")]
    [InlineData(@"(\w{0,200}){0,60}#")]
    public async Task A_pattern_of_any_shape_is_searched_in_time_or_refused(string pattern)
    {
        var clock = Stopwatch.StartNew();
        var buckets = new Buckets().With("w", Enumerable.Range(0, 200).Select(i => Buckets.Event(i, 1, $$"""{"title":"{{new string('a', 4000)}}{{i}}!"}""")));
        try
        {
            await buckets.RunAsync(time: Soon, program: $"RETURN = filter_keyvals_regex(query_bucket('w'), 'title', '{pattern}');");
        }
        catch (QueryException problem)
        {
            problem.Type.ShouldBeOneOf("QueryFunctionException", "QueryInterpretException");
        }

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_long_sum_is_no_deep_one() =>
        (await new Buckets().JsonAsync($"RETURN = {string.Join('+', Enumerable.Repeat("1", 100_000))} + {new string('-', 10_000)}1;")).ShouldBe("100001");

    [Fact]
    public async Task Durations_beyond_all_bounds_are_borne()
    {
        AwEvent[] events =
        [
            new(null, Buckets.Start, TimeSpan.MaxValue, AwData.Empty), new(null, Buckets.Start, TimeSpan.MinValue, AwData.Empty),
            new(null, DateTimeOffset.MaxValue, TimeSpan.FromHours(1), AwData.Empty), new(null, DateTimeOffset.MinValue, TimeSpan.FromHours(-1), AwData.Empty),
            new(null, Buckets.Start, TimeSpan.Zero, AwData.Empty), new(null, Buckets.Start, TimeSpan.MaxValue, AwData.Empty),
        ];
        var source = new QuerySource(
            _ => Task.FromResult<IReadOnlyList<QueryBucket>>([new QueryBucket("w", null)]), (_, _, _, _) => Task.FromResult<IReadOnlyList<AwEvent>>(events), (_, _, _, _) => Task.FromResult(6L));
        foreach (var call in new[] { "flood(e)", "flood(e, 'midpoint')", "filter_period_intersect(e, e)", "period_union(e, e)", "union_no_overlap(e, e)", "sum_durations(e)", "merge_events_by_keys(e, ['a'])", "sort_by_duration(e)" })
            Buckets.Json(await QueryRunner.RunAsync($"e = query_bucket('w'); RETURN = {call};", "n", Buckets.Start, Buckets.End, source, default)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_reader_that_leaves_ends_its_query()
    {
        using var leaving = new CancellationTokenSource();
        var buckets = new Buckets().With("w", Events);
        var run = Task.Run(() => buckets.RunAsync(
            $"e = query_bucket('w'); {string.Concat(Enumerable.Repeat("f = filter_keyvals_regex(e, 'title', '(?=a)a.*!');", 4000))} RETURN = 1;", ct: leaving.Token));
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(run);
    }
}
