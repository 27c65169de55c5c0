using System.Globalization;
using System.Text.Json.Nodes;
using Daybook.Ingest.ActivityWatch.Query.Values;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Query;

/// <summary>Transforms where no recording says what to expect.</summary>
public sealed class TransformTests
{
    private static AwEvent One(double start, double seconds, string data = "{}") => Buckets.Event(start, seconds, data);

    private static async Task<string> Spans(string program, AwEvent[] window, params AwEvent[] away)
    {
        var json = JsonNode.Parse(await new Buckets().With("w", window).With("a", away).JsonAsync($"w = query_bucket('w'); a = query_bucket('a'); RETURN = {program};"))!;
        return string.Join(' ', json.AsArray().Select(one => string.Create(CultureInfo.InvariantCulture,
            $"{one!["data"]!.AsObject().FirstOrDefault().Key}{(AwTime.TryParse((string)one["timestamp"]!, out var at) ? (at - Buckets.Start).TotalSeconds : -1)}+{(double)one["duration"]!}")));
    }

    [Fact]
    public async Task Three_equal_neighbours_need_not_become_one() =>
        (await Spans("flood(w)", [One(0, 10, """{"a":0}"""), One(11, 2, """{"a":0}"""), One(14, 1, """{"a":0}""")])).ShouldBe("a0+13 a13+2");

    [Fact]
    public async Task Equal_data_that_overlaps_becomes_one_and_an_emptied_event_is_dropped() =>
        (await Spans("flood(w)", [One(0, 10, """{"a":0}"""), One(5, 2, """{"a":0}"""), One(30, 0, """{"b":0}""")])).ShouldBe("a0+10");

    [Fact]
    public async Task The_midpoint_splits_a_gap_in_half()
    {
        AwEvent[] events = [One(0, 10, """{"a":0}"""), One(14, 2, """{"b":0}"""), One(21, 0, """{"c":0}"""), One(22, 5, """{"d":0}"""), One(26, 2, """{"d":0}"""), One(27, 9, """{"e":0}""")];
        (await Spans("flood(w, 'midpoint')", events)).ShouldBe("a0+12 b12+4 c21+0.5 d21.5+6.5 e27+9");
        (await Spans("flood(w)", events)).ShouldBe("a0+14 b14+7 d21+7 e27+9");
    }

    [Fact]
    public async Task Time_that_two_filters_cover_counts_once() =>
        (await Spans("filter_period_intersect(w, a)", [One(0, 60, """{"w":0}""")], One(10, 20), One(20, 20), One(35, 2))).ShouldBe("w10+20 w30+10");

    [Fact]
    public async Task Overlapping_events_each_meet_all_filters() =>
        (await Spans("filter_period_intersect(w, a)", [One(0, 100, """{"w":0}"""), One(10, 10, """{"x":0}""")], One(5, 10), One(15, 100))).ShouldBe("w5+10 w15+85 x10+5 x15+5");

    [Fact]
    public async Task An_event_within_another_is_not_seen_beside_it() =>
        (await Spans("union_no_overlap(w, a)", [One(10, 20, """{"w":0}""")], One(12, 3, """{"a":0}"""), One(15, 0, """{"b":0}"""), One(25, 10, """{"c":0}"""), One(40, 0, """{"d":0}""")))
            .ShouldBe("w10+20 c30+5 d40+0");

    [Fact]
    public async Task What_is_merged_counts_ones_and_trues_as_equal() =>
        (await Spans("merge_events_by_keys(w, ['k'])", [One(0, 1, """{"k":1}"""), One(2, 1, """{"k":true}"""), One(4, 1, """{"k":1.0}"""), One(6, 1, """{"k":"1"}"""), One(8, 1, """{"x":1}""")]))
            .ShouldBe("8+1 k6+1 k4+3");

    [Theory]
    [InlineData("https://www.example.com:8080/p/a;x=1?q=2#frag", "https", "example.com:8080", "/p/a", "x=1", "q=2", "frag")]
    [InlineData("HTTP://user:pw@www.Host.org", "http", "Host.org", "", "", "", "")]
    [InlineData("https://www.www.x.y/a?b#c?d", "https", "www.x.y", "/a", "", "b", "c?d")]
    [InlineData("about:blank", "about", "about", "blank", "", "", "")]
    [InlineData("file:///home/x;y", "file", "file", "/home/x;y", "", "", "")]
    [InlineData("no address", "", "", "no address", "", "", "")]
    [InlineData("moz-extension://abc/p.html#x", "moz-extension", "abc", "/p.html", "", "", "x")]
    public async Task An_address_is_taken_apart(string url, params string[] parts)
    {
        var json = JsonNode.Parse(await new Buckets().With("w", [One(0, 1, $$"""{"url":"{{url}}"}"""), One(-2, 1, """{"url":5}""")])
            .JsonAsync("RETURN = limit_events(split_url_events(query_bucket('w')), 1);"))!;
        string[] names = ["$protocol", "$domain", "$path", "$params", "$options", "$identifier"];
        names.Select(name => (string)json[0]!["data"]![name]!).ShouldBe(parts);
    }

    [Fact]
    public async Task Tags_keep_the_order_of_their_rules()
    {
        var json = await new Buckets().With("w", [One(0, 1, """{"app":"Code","n":5}""")])
            .JsonAsync("RETURN = tag(query_bucket('w'), [['b', {'regex': 'code', 'ignore_case': true}], ['a', {'regex': '^C'}], ['b', {'regex': 'd'}], ['x', {'regex': '5'}], ['y', {}]]);");
        json.ShouldContain("""$tags":["b","a","b"]""");
    }

    [Fact]
    public async Task Patterns_of_Python_that_look_around_or_name_groups_work() =>
        (await new Buckets().With("w", [One(0, 1, """{"t":"foobar"}"""), One(2, 1, """{"t":"foo"}""")])
            .JsonAsync("e = query_bucket('w'); RETURN = [sum_durations(filter_keyvals_regex(e, 't', 'foo(?!bar)')), sum_durations(filter_keyvals_regex(e, 't', '(?P<x>o)o(?P<y>b)'))];"))
        .ShouldBe("[1.0,1.0]");
}
