using System.IO.Compression;
using System.Text;

namespace Daybook.Host.Tests.Fuzz;

/// <summary>What has broken readers before.</summary>
internal static class Corpus
{
    /// <summary>To stand where a value stands in JSON; not all of it is JSON.</summary>
    public static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "\"\"", "\"5\"", "[]", "{}", "[[]]", "{\"\":0}", "", "undefined", "NaN", "\"NaN\"", "Infinity", "-Infinity", "'x'", "1e400",
        "-1e400", "1e131071", "1e-131071", "1e18", "1e300", "-1e300", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "2147483648", "0.1e1", "01", "+1", "1.", ".5",
        "1.00000000000000000000000000000001", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\x\"", "\"\u0001\"", "\"\n\"",
        "\"\u202e\u2028\u2029\u0085\"", "\"👩‍👩‍👧 e\u0301\u0301\u0301\"", "\"\\u001b[31mred\"", "\"=cmd|'/c calc'!A0\"", "\"<img src=x onerror=alert(1)>\"", "\"{{7*7}} ${jndi:ldap://x}\"",
        "\"'; drop table ingest.sample; --\"", "\"../../../etc/passwd\"", "\"C:\\\\Windows\\\\..\\\\x\"", "\"https://u:p@host:99999/%zz?#\"", "\"http://[::1\"", "\"(a+)+$\"", "\"(?<n>[\"", "\"(a{1000}){1000}\"",
        "\"0001-01-01T00:00:00Z\"", "\"0000-00-00T00:00:00Z\"", "\"1969-12-31T23:59:59.999Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"10000-01-01T00:00:00Z\"", "\"-infinity\"", "\"infinity\"",
        "\"2026-11-21T10:00:60Z\"", "\"2026-11-21T24:00:00Z\"", "\"2026-02-30T00:00:00Z\"", "\"2026-11-21T10:00:00\"", "\"2026-11-21T10:00:00+0200\"", "\"2026-11-21T10:00:00+99:00\"", "\"2026-11-21\"", "\"2026\"",
        "\"2026-11-21T10:00:00.123456789012345678901234567890Z\"", "\"2024-10-27T02:30:00+02:00\"", "253402300800", "-62135596801", "1763719200.12345678901234567890", "1763719200123", "\"{F47AC10B-58CC-4372-A567-0E02B2C3D479}\"",
        "\"F47AC10B58CC4372A5670E02B2C3D479\"", "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"",
    ];

    /// <summary>Larger ones, taken less often.</summary>
    public static readonly Lazy<string>[] Large =
    [
        new(() => '"' + new string('x', 1024 * 1024) + '"'), new(() => '"' + new string('é', 20_000) + '"'), new(() => new string('9', 100_000)), new(() => "1." + new string('3', 5000)),
        new(() => new string('[', 33) + new string(']', 33)), new(() => new string('[', 65) + new string(']', 65)), new(() => new string('[', 100_000)),
        new(() => string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500)), new(() => "[" + string.Join(',', Enumerable.Repeat("{}", 1001)) + "]"),
        new(() => "{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"k{i}\":{i}")) + "}"), new(() => "[" + string.Join(',', Enumerable.Repeat("1", 50_000)) + "]"),
        new(() => '"' + string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 300)) + '"'), new(() => '"' + string.Concat(Enumerable.Repeat("\\u0000", 300)) + '"'),
    ];

    /// <summary>Bytes to put into a body.</summary>
    public static readonly byte[][] Bytes =
    [
        [0], [0xff], [0xfe, 0xff], [0xef, 0xbb, 0xbf], [0xc0, 0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf0, 0x28, 0x8c, 0xbc], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xe2, 0x82], [0x1b], [0x7f], [0x0d, 0x0a],
        .. new[] { "\"", "\\", "{", "}", "[", "]", ",", ":", "\\u0000", "\\ud800", "1e999", "-", "null", "/*x*/", "//x\n", "\"a\":1,", "\u2028", "😀" }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Pieces of a path or of a query's value, as they are sent.</summary>
    public static readonly string[] Path =
    [
        "%00", "a%00b", "%ff", "%c0%af", "%ed%a0%80", "%", "%2", "%zz", "%2F", "..", "%2e%2e%2f", "...", "%20", "+", "", "'", "%22", "%0a", "%0d%0aX:%20y", "%F0%9F%98%80", "null", "-1", "0", "1e400", "NaN", "Infinity",
        "99999999999999999999", "2026-02-30", "0001-01-01", "9999-12-31", "10000-01-01", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2026-11-21T10:00:00%2B0200", "2026-11-21T10:00:00+02:00", "last_9_days", "all_time",
        "';select%201--", "%3Cscript%3E", "current", "*", "{id}", "%25n%25s", "a&b=c", "a&a&a=&&=", "x;y", "%E2%80%AE", "[]", "[0]=1", new('a', 300), new('a', 5000),
    ];

    /// <summary>Kinds of content, and what of it is true.</summary>
    public static readonly string?[] Types =
    [
        "application/json", "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "text/plain;charset=UTF-8", null, "application/x-www-form-urlencoded", "multipart/form-data",
        "multipart/form-data; boundary=x", "multipart/form-data; boundary=" + new string('b', 500), "application/octet-stream", "garbage", "application/json, application/json", "application/x-protobuf",
    ];

    public static readonly string[] Encodings = ["gzip", "gzip", "gzip, gzip", "deflate", "br", "identity", "x-snappy", "GZIP", "gzip;q=1", ""];

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
