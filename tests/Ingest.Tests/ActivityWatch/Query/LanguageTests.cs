using Daybook.Ingest.ActivityWatch.Query;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Query;

/// <summary>The language of both servers.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("RETURN = 1 + 2 * 3 - 4;", "3")]
    [InlineData("RETURN = (1 + 2) * 3", "9")]
    [InlineData("RETURN = 7 / 2;", "3.5")]
    [InlineData("RETURN = 6 / 2;", "3.0")]
    [InlineData("RETURN = [7 % 3, -7 % 3, -2.5, +4, 1e3, .5];", "[1,2,-2.5,4,1000.0,0.5]")]
    [InlineData("RETURN = 1 == 1.0;", "true")]
    [InlineData("RETURN = ['a' + \"b\", [1] + [2], true == 1, 'x' == 1, {'a': [1]} == {'a': [1.0]}];", """["ab",[1,2],true,false,true]""")]
    [InlineData("return 5; RETURN = 6;", "5")]
    [InlineData("RETURN = 1; RETURN = 2", "2")]
    [InlineData("if 1 == 2 { return 1; } elif false { return 2; } else { RETURN = 3; } RETURN = RETURN + 1;", "4")]
    [InlineData("if true { if [] { return 1 } else { return 2 } } return 3;", "2")]
    [InlineData("# a comment; RETURN = 1;\nRETURN = 2; # another", "2")]
    [InlineData("RETURN = '# no comment; no end';", "\"# no comment; no end\"")]
    [InlineData(@"RETURN = ['C:\\', 'a\'b', ""\d+\\\""x""];", """["C:\\\\","a\u0027b","\\d\u002B\\\\\u0022x"]""")]
    [InlineData("print('x', 1); RETURN = [nop(), contains([1, 'a'], 'a'), contains({'k': 1}, 'k'), contains([], 1)];", "[1,true,true,false]")]
    [InlineData("RETURN = { };", "{}")]
    [InlineData("RETURN = [1, 2,];;", "[1,2]")]
    [InlineData("RETURN = TIMEINTERVAL;", "\"2024-01-01T00:00:00\\u002B00:00/2024-01-02T00:00:00\\u002B00:00\"")]
    public async Task A_program_returns(string program, string json) => (await new Buckets().JsonAsync(program)).ShouldBe(json);

    [Theory]
    [InlineData("", "QueryParseException")]
    [InlineData("a = 1;", "QueryParseException")]
    [InlineData("RETURN = ;", "QueryParseException")]
    [InlineData("RETURN = 1 RETURN = 2;", "QueryParseException")]
    [InlineData("RETURN = 'open;", "QueryParseException")]
    [InlineData("RETURN = 1a;", "QueryParseException")]
    [InlineData("RETURN = 1.2.3;", "QueryParseException")]
    [InlineData("RETURN = [1 2];", "QueryParseException")]
    [InlineData("RETURN = {a: 1};", "QueryParseException")]
    [InlineData("RETURN = nop(;", "QueryParseException")]
    [InlineData("nop() = 1;", "QueryParseException")]
    [InlineData("if true { RETURN = 1;", "QueryParseException")]
    [InlineData("RETURN = 1; }", "QueryParseException")]
    [InlineData("RETURN = 1e999;", "QueryParseException")]
    [InlineData("RETURN = \0;", "QueryParseException")]
    [InlineData("RETURN = 1 / 0;", "QueryInterpretException")]
    [InlineData("RETURN = 1 % 0;", "QueryInterpretException")]
    [InlineData("RETURN = 1 + 'a';", "QueryInterpretException")]
    [InlineData("RETURN = -'a';", "QueryInterpretException")]
    [InlineData("RETURN = sort_by_timestamp();", "QueryInterpretException")]
    [InlineData("RETURN = find_bucket('x', 'y', 'z');", "QueryInterpretException")]
    [InlineData("RETURN = sort_by_timestamp([1]);", "QueryFunctionException")]
    [InlineData("RETURN = flood([], 'other');", "QueryFunctionException")]
    [InlineData("RETURN = query_bucket('none');", "QueryFunctionException")]
    [InlineData("RETURN = find_bucket('none');", "QueryFunctionException")]
    [InlineData("RETURN = filter_keyvals_regex([], 'a', '(');", "QueryFunctionException")]
    [InlineData("RETURN = categorize([], [['a', {}]]);", "QueryFunctionException")]
    [InlineData("STARTTIME = 'soon'; RETURN = query_bucket_eventcount('w');", "QueryFunctionException")]
    public async Task A_mistake_is_said(string program, string type)
    {
        var problem = await Should.ThrowAsync<QueryException>(new Buckets().With("w", []).RunAsync(program));
        problem.Type.ShouldBe(type);
        problem.Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_parse_error_names_the_line() =>
        (await Should.ThrowAsync<QueryException>(new Buckets().RunAsync("a = 1;\nb = [1,\n2;\nRETURN = 1;"))).Message.ShouldBe("Expected ',' or ']' on line 3, but found ';'");

    [Fact]
    public async Task A_program_may_choose_its_own_period()
    {
        var buckets = new Buckets().With("w", Enumerable.Range(0, 10).Select(hour => Buckets.Event(hour * 3600, 60)));
        (await buckets.JsonAsync("RETURN = query_bucket_eventcount('w');")).ShouldBe("10");
        (await buckets.JsonAsync("STARTTIME = '2024-01-01T05:00:00+00:00'; RETURN = query_bucket_eventcount('w');")).ShouldBe("5");
        (await buckets.JsonAsync("TIMEINTERVAL = '2024-01-01T02:30:00Z/2024-01-01T04:00:30Z'; RETURN = query_bucket_eventcount('w');")).ShouldBe("2");
        (await buckets.JsonAsync("STARTTIME = ENDTIME; ENDTIME = '2024-01-01'; RETURN = query_bucket('w');")).ShouldBe("[]");
    }

    [Fact]
    public async Task Buckets_are_found_by_a_part_of_their_id_in_the_order_they_were_made()
    {
        var buckets = new Buckets().With("aw-watcher-web-firefox_b", [], "b").With("aw-watcher-window_a", [], "a").With("aw-watcher-window_b", [], "b");
        (await buckets.JsonAsync("RETURN = [find_bucket('window'), find_bucket('window', 'b'), find_bucket('watcher'), query_bucket_names()];"))
            .ShouldBe("""["aw-watcher-window_a","aw-watcher-window_b","aw-watcher-web-firefox_b",["aw-watcher-web-firefox_b","aw-watcher-window_a","aw-watcher-window_b"]]""");
        (await Should.ThrowAsync<QueryException>(buckets.RunAsync("RETURN = find_bucket('window', 'c');"))).Message
            .ShouldBe("Unable to find bucket matching 'window' (hostname filter set to 'c')");
    }

    [Fact]
    public async Task A_bucket_is_read_once_in_a_run()
    {
        var buckets = new Buckets().With("w", [Buckets.Event(0, 10), Buckets.Event(20, 10)]);
        (await buckets.JsonAsync("e = query_bucket('w'); f = query_bucket('w'); RETURN = sum_durations(concat(e, f, query_bucket('w')));")).ShouldBe("60.0");
        buckets.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_name_stands_for_does_not_change_behind_it()
    {
        var buckets = new Buckets().With("w", [Buckets.Event(0, 10, """{"app":"A"}""")]);
        (await buckets.JsonAsync("e = query_bucket('w'); f = categorize(e, [[['X'], {'regex': 'A'}]]); RETURN = [contains(e, f), sum_durations(e)];")).ShouldBe("[false,10.0]");
        (await buckets.JsonAsync("e = query_bucket('w'); f = categorize(e, [[['X'], {'regex': 'A'}]]); RETURN = e;")).ShouldNotContain("$category");
    }
}
