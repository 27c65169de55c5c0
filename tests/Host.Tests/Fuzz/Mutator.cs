using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daybook.Host.Tests.Fuzz;

/// <summary>A request that is not quite what the endpoint expects.</summary>
internal sealed record Mutant(Target Target, string Path, byte[]? Body, string? Type, string? Encoding, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public bool IsChunked { get; init; }

    public string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"{Target.Method} {Short(Path, 400)} type={Type} encoding={Encoding} {string.Join(' ', Headers.Select(header => $"{header.Key}:{Short(header.Value, 200)}"))} body({Body?.Length ?? 0})=")
        + (Body is null ? "" : Short(Uri.EscapeDataString(System.Text.Encoding.Latin1.GetString(Body.AsSpan(0, Math.Min(Body.Length, 2000)))).Replace("%22", "\"", StringComparison.Ordinal), 2500));

    private static string Short(string text, int most) => text.Length > most ? text[..most] + "…" : text;
}

/// <summary>Makes the n-th request of a seed, always the same one but for ids and instants.</summary>
internal sealed class Mutator(int seed, string device, string project)
{
    private static readonly string[] Names = ["User-Agent", "X-Machine-Name", "X-Editor", "Timezone", "X-Origin", "Accept", "Origin", "If-None-Match", "Accept-Language", "X-Forwarded-For", "Range"];

    /// <summary>The number-th request, to one of these.</summary>
    public Mutant Of(int number, IReadOnlyList<Target> targets)
    {
        var dice = new Random(HashOf(seed, number));
        return Of(dice, targets[dice.Next(targets.Count)]);
    }

    /// <summary>The request as it should be.</summary>
    public Mutant Valid(Target target) => new(target, Filled(target.Path), target.Body is null ? null : Encoding.UTF8.GetBytes(Filled(target.Body)), target.Body is null ? null : target.Type, null, []);

    /// <summary>How many values the body of a target has.</summary>
    public int ValuesOf(Target target) => Below(JsonNode.Parse(Valid(target).Body!)!).Count();

    /// <summary>The request with another value at this place.</summary>
    public Mutant With(Target target, int place, string other)
    {
        var valid = Valid(target);
        var root = JsonNode.Parse(valid.Body!)!;
        var node = Below(root).ElementAt(place);
        const string hole = "@@hole@@";
        if (node.Parent is null) return valid with { Body = Encoding.UTF8.GetBytes(other) };
        if (node.Parent is JsonArray list) list[node.GetElementIndex()] = hole;
        else node.Parent[node.GetPropertyName()] = hole;
        return valid with { Body = Encoding.UTF8.GetBytes(root.ToJsonString().Replace($"\"{hole}\"", other, StringComparison.Ordinal)) };
    }

    private Mutant Of(Random dice, Target target)
    {
        var mutant = Valid(target);
        if (target.Body is null || dice.Next(12) == 0) mutant = mutant with { Path = OtherPath(dice, mutant.Path) };
        if (mutant.Body is not null) mutant = OtherBody(dice, mutant);
        if (dice.Next(15) == 0)
        {
            var value = new string([.. Corpus.Values[dice.Next(Corpus.Values.Length)].Where(letter => letter is >= ' ' and < (char)127)]);
            mutant = mutant with { Headers = [KeyValuePair.Create(Names[dice.Next(Names.Length)], dice.Next(8) == 0 ? new string('h', 8000) : value)] };
        }

        return mutant;
    }

    private Mutant OtherBody(Random dice, Mutant mutant)
    {
        var body = mutant.Body!;
        switch (dice.Next(20))
        {
            case < 8:
                return mutant with { Body = Value(dice, body) };
            case < 15:
                return mutant with { Body = Bytes(dice, body) };
            case 15:
                return mutant with { Body = Encoding.UTF8.GetBytes(Nasty(dice)) };
            case 16:
                return mutant with { Type = Corpus.Types[dice.Next(Corpus.Types.Length)] };
            case 17:
                var packed = Corpus.Gzip(dice.Next(3) == 0 ? Corpus.Gzip(body) : body);
                return mutant with { Body = dice.Next(2) == 0 ? packed : Bytes(dice, packed), Encoding = Corpus.Encodings[dice.Next(Corpus.Encodings.Length)] };
            case 18:
                return mutant with { Body = dice.Next(3) switch { 0 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)), 1 => [0xef, 0xbb, 0xbf, .. body], _ => body[..dice.Next(body.Length)] } };
            default:
                return mutant with { Body = Member(dice, body) };
        }
    }

    // Some value of the body, at any depth, becomes another.
    private byte[] Value(Random dice, byte[] body)
    {
        const string hole = "@@hole@@";
        var root = JsonNode.Parse(body)!;
        for (var times = dice.Next(5) == 0 ? 3 : 1; times > 0; times--)
        {
            var nodes = Below(root).ToList();
            var node = nodes[dice.Next(nodes.Count)];
            if (node.Parent is null) return Encoding.UTF8.GetBytes(Nasty(dice));
            var other = JsonValue.Create(hole + times.ToString(CultureInfo.InvariantCulture));
            if (node.Parent is JsonArray list) list[node.GetElementIndex()] = other;
            else node.Parent[node.GetPropertyName()] = other;
        }

        var text = root.ToJsonString();
        for (var times = 1; times <= 3; times++) text = text.Replace($"\"{hole}{times}\"", Nasty(dice), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(Filled(text));
    }

    // A member is left out, there twice, or has another name.
    private static byte[] Member(Random dice, byte[] body)
    {
        var root = JsonNode.Parse(body)!;
        var owners = Below(root).OfType<JsonObject>().Where(data => data.Count > 0).ToList();
        if (owners.Count == 0) return body;
        var owner = owners[dice.Next(owners.Count)];
        var (name, value) = owner.ElementAt(dice.Next(owner.Count));
        owner.Remove(name);
        if (dice.Next(3) == 0) return Encoding.UTF8.GetBytes(root.ToJsonString());
        var text = Corpus.Values[dice.Next(Corpus.Values.Length)];
        owner["@@hole@@"] = value?.DeepClone();
        var member = JsonSerializer.Serialize(name);
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("\"@@hole@@\":", dice.Next(2) == 0 && text.Length > 0 ? $"{member}:{text},{member}:" : $"\"\\u0000{new string('k', dice.Next(400))}\\ud800\":",
            StringComparison.Ordinal));
    }

    private static byte[] Bytes(Random dice, byte[] body)
    {
        var bytes = body.ToList();
        for (var times = dice.Next(1, 9); times > 0; times--)
        {
            var at = dice.Next(bytes.Count + 1);
            switch (dice.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)(bytes[at] ^ (1 << dice.Next(8)));
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(dice.Next(1, 20), bytes.Count - at));
                    break;
                case 2 when at < bytes.Count:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(dice.Next(1, 40), bytes.Count - at)));
                    break;
                case 3 when at < bytes.Count:
                    bytes[at] = (byte)dice.Next(256);
                    break;
                default:
                    bytes.InsertRange(at, Corpus.Bytes[dice.Next(Corpus.Bytes.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }

    // A step of the path or a value of the query becomes another.
    private string OtherPath(Random dice, string path)
    {
        var nasty = Filled(Corpus.Path[dice.Next(Corpus.Path.Length)]);
        var question = path.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0 && dice.Next(3) > 0)
        {
            var values = path[(question + 1)..].Split('&');
            var at = dice.Next(values.Length);
            values[at] = values[at].Split('=')[0] + (dice.Next(8) == 0 ? "" : "=" + nasty);
            return path[..(question + 1)] + string.Join('&', dice.Next(6) == 0 ? [.. values, values[at]] : dice.Next(6) == 0 ? values.Where((_, i) => i != at) : values);
        }

        if (question < 0 && dice.Next(4) == 0) return $"{path}?{(dice.Next(2) == 0 ? "limit" : "start")}={nasty}";
        var steps = (question < 0 ? path : path[..question]).Split('/');
        steps[dice.Next(Math.Min(3, steps.Length - 1), steps.Length)] = nasty;
        return string.Join('/', steps) + (question < 0 ? "" : path[question..]);
    }

    private static string Nasty(Random dice) => dice.Next(60) == 0 ? Corpus.Large[dice.Next(Corpus.Large.Length)].Value : Corpus.Values[dice.Next(Corpus.Values.Length)];

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        yield return node;
        var children = node switch { JsonObject data => data.Select(member => member.Value), JsonArray list => list, _ => [] };
        foreach (var child in children.OfType<JsonNode>())
            foreach (var below in Below(child)) yield return below;
    }

    private string Filled(string text)
    {
        var now = TimeProvider.System.GetUtcNow();
        text = text.Replace("{device}", device, StringComparison.Ordinal).Replace("{project}", project, StringComparison.Ordinal)
            .Replace("{now}", now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{epoch}", (now.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        while (text.IndexOf("{id}", StringComparison.Ordinal) is >= 0 and var at) text = text[..at] + Guid.CreateVersion7() + text[(at + 4)..];
        return text;
    }

    // The same in every process, other than HashCode.
    private static int HashOf(int one, int other) => unchecked((one * 486187739 + other) * 1640531527);
}
