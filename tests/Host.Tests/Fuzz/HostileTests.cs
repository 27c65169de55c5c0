using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests.Fuzz;

/// <summary>What chance would not find: large, deep, packed, cut off; at every endpoint that takes a body in.</summary>
[Collection(FuzzCollection.Name), Trait("speed", "slow")]
public sealed class HostileTests(FuzzHost host, ITestOutputHelper output)
{
    private const int Large = 10 * 1024 * 1024;

    private static readonly string[] Numbers = ["1e308", "-1e308", "1e-400", "1e309", "-1", "-253402300800", "253402300799", "1e131071", "-9223372036854775808", new('9', 1000)];

    private static readonly string[] Texts =
    [
        "\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "x\\ud83d", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "-0001-01-01T00:00:00Z", "1e308", "NaN",
    ];

    [Theory, InlineData("tracker"), InlineData("wakatime"), InlineData("devtime"), InlineData("activitywatch"), InlineData("import")]
    public async Task Bodies_that_no_reader_should_take_are_refused_or_mended(string kind)
    {
        var mutator = new Mutator(1, host.Device, host.Project);
        using var wire = new Wire(host, 4);
        var bomb = Corpus.Gzip(new byte[100 * 1024 * 1024]);
        var list = Corpus.Gzip(Encoding.ASCII.GetBytes("[" + new string(' ', 50 * 1024 * 1024) + "]"));
        foreach (var target in Bodies(kind)) await wire.SendValidAsync(mutator.Valid(target), "before any other");
        await Parallel.ForEachAsync(Bodies(kind), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (target, _) =>
        {
            foreach (var (name, mutant) in Of(mutator.Valid(target), bomb, list))
            {
                await wire.SendAsync(mutant, name);
                await wire.SendValidAsync(mutator.Valid(target), $"after {name} at {target}");
            }
        });
        Report(wire);
    }

    [Theory, InlineData("tracker"), InlineData("wakatime"), InlineData("devtime"), InlineData("activitywatch"), InlineData("import")]
    public async Task Every_value_of_a_body_may_be_any_number_and_any_text(string kind)
    {
        var mutator = new Mutator(1, host.Device, host.Project);
        using var wire = new Wire(host, 16);
        var shots = Bodies(kind).DistinctBy(target => target.Body)
            .SelectMany(target => Enumerable.Range(0, mutator.ValuesOf(target)).SelectMany(place => Numbers.Concat(Texts.Select(text => $"\"{text}\"")).Select(other => (target, place, other))));
        await Parallel.ForEachAsync(shots, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (shot, _) =>
            await wire.SendAsync(mutator.With(shot.target, shot.place, shot.other), $"value {shot.place} as {(shot.other.Length > 40 ? shot.other[..40] : shot.other)}"));
        foreach (var target in Bodies(kind)) await wire.SendValidAsync(mutator.Valid(target), $"after all at {target}");
        Report(wire);
    }

    [Fact]
    public async Task A_body_that_ends_before_it_should_harms_nobody()
    {
        var mutator = new Mutator(1, host.Device, host.Project);
        using var wire = new Wire(host, 4);
        foreach (var target in new[] { "tracker", "wakatime", "devtime", "activitywatch", "import" }.SelectMany(Bodies))
        {
            var valid = mutator.Valid(target);
            var half = Encoding.UTF8.GetString(valid.Body.AsSpan(0, valid.Body!.Length / 2));
            var length = string.Create(CultureInfo.InvariantCulture, $"{half.Length:x}\r\n{half}");
            string[] bodies =
            [
                $"Transfer-Encoding: chunked\r\n\r\n{length}\r\n", $"Transfer-Encoding: chunked\r\n\r\nffff\r\n{half}", "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", $"Content-Length: 100000\r\n\r\n{half}",
                $"Content-Encoding: gzip\r\nContent-Length: 2000\r\n\r\n\u001f",
            ];
            foreach (var body in bodies)
            {
                var answer = await CutOffAsync(valid, body);
                wire.Count(answer.Length == 0 ? "no answer" : answer.Split(' ')[1]);
                if (answer.Length > 0 && !answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)) wire.Fail($"{target} {body[..Math.Min(60, body.Length)]}: {answer}");
                await wire.SendValidAsync(mutator.Valid(target), $"after a cut at {target}");
            }
        }

        Report(wire);
    }

    // Under whatever prefix, the reader behind it is the same.
    private IEnumerable<Target> Bodies(string kind) => Targets.All.Where(target => target.Kind == kind && target.Body is not null && host.Endpoints.Any(target.Fits))
        .DistinctBy(target => $"{target.Method} {target.Path.Split('?')[0].TrimEnd('/').Split('/')[^1]} {target.Type} {target.Body!.Length}");

    private static IEnumerable<(string Name, Mutant Mutant)> Of(Mutant valid, byte[] bomb, byte[] list)
    {
        yield return ("a gzip bomb", valid with { Body = bomb, Encoding = "gzip" });
        yield return ("a gzip bomb of a list", valid with { Body = list, Encoding = "gzip" });
        yield return ("half a gzip", valid with { Body = list[..(list.Length / 2)], Encoding = "gzip" });
        yield return ("gzip that is none", valid with { Encoding = "gzip" });
        yield return ("10 MB of spaces", valid with { Body = Filled((byte)' ') });
        yield return ("10 MB in chunks", valid with { Body = Filled((byte)'['), IsChunked = true });
        yield return ("10 MB of text", valid with { Body = [(byte)'"', .. Filled((byte)'x'), (byte)'"'] });
        yield return ("NUL bytes", valid with { Body = [0, 0, .. valid.Body!, 0] });
        yield return ("nothing", valid with { Body = [] });
        foreach (var depth in new[] { 65, 1_001, 2_000_000 })
        {
            yield return ($"open lists, {depth} deep", valid with { Body = Encoding.ASCII.GetBytes(new string('[', depth)) });
            yield return ($"lists, {depth} deep", valid with { Body = Encoding.ASCII.GetBytes(new string('[', depth) + new string(']', depth)) });
        }

        foreach (var depth in new[] { 65, 50_000 })
            yield return ($"objects, {depth} deep", valid with { Body = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"data\":", depth)) + "1" + new string('}', depth)) });
        yield return ("data 100,000 deep", valid with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(valid.Body!).Replace("{\"app\"", "{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + ",\"app\"", StringComparison.Ordinal)) });
    }

    private static byte[] Filled(byte with)
    {
        var bytes = new byte[Large];
        bytes.AsSpan().Fill(with);
        return bytes;
    }

    /// <summary>Sends the beginning of a request and ends: the first line of what is answered, when something is.</summary>
    private async Task<string> CutOffAsync(Mutant valid, string body)
    {
        var address = host.App.Address;
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(
            $"{valid.Target.Method} {valid.Path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {host.Owner.Token}\r\nContent-Type: application/json\r\nConnection: close\r\n{body}"));
        socket.Client.Shutdown(SocketShutdown.Send);
        try
        {
            using var reader = new StreamReader(stream);
            return await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)) ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private void Report(Wire wire)
    {
        output.WriteLine(wire.Answers);
        foreach (var failure in wire.Failures.Take(30)) output.WriteLine(failure);
        foreach (var complaint in host.Complaints().Take(10)) output.WriteLine(complaint);
        wire.Failures.ShouldBeEmpty();
        host.Complaints().ShouldBeEmpty();
    }
}
