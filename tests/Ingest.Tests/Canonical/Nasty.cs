using FsCheck;
using FsCheck.Fluent;

namespace Daybook.Ingest.Tests.Canonical;

/// <summary>Makes texts, JSON and bytes of the kind that break readers.</summary>
internal static class Nasty
{
    private static readonly string[] Pieces =
    [
        "\0", "\u0001", "\u001b[31m", "\n", "\r\n", "\t", "\u007f", "\u0085", "\u2028", "\u2029", "\ud800", "\udfff", "\ud83d\ude00", "\u202e",
        "👩‍👩‍👧", "e\u0301\u0301\u0301", "Ω", "plain", " ", "\"", "\\", "\\u0000", "\ufffd", "\ufeff", "\uffff", "=cmd|", "<img onerror>",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1.5", "1e400", "1e131071", "-1e131071", "1e-131071", "0e99999", "1E5", "123456789012345678901234567890123456789012345678",
        "0.1000000000000000000000000000000000000000000000001", "9007199254740993", "1e18", "1e-18", "99999999999999999999",
    ];

    public static Gen<string> Text =>
        from pieces in Gen.OneOf(Gen.Elements(Pieces), ArbMap.Default.GeneratorFor<char>().Select(letter => letter.ToString())).ArrayOf()
        select string.Concat(pieces);

    /// <summary>JSON text, most of it valid, all of it odd.</summary>
    public static Gen<string> Json => Gen.Frequency((8, Gen.Sized(size => Value(Math.Min(size, 5)))), (1, Text), (1, Gen.Constant(new string('[', 5000))),
        (1, Gen.Constant(new string('[', 60) + new string(']', 60))), (1, Gen.Constant("{\"a\":1} x")));

    public static Gen<byte[]> Bytes => Gen.OneOf(
        ArbMap.Default.GeneratorFor<byte[]>(),
        Json.Select(System.Text.Encoding.Unicode.GetBytes),
        Json.Select(System.Text.Encoding.UTF8.GetBytes),
        from text in Json from noise in ArbMap.Default.GeneratorFor<byte[]>() select (byte[])[.. System.Text.Encoding.UTF8.GetBytes(text), .. noise]);

    private static Gen<string> Value(int depth) => depth == 0
        ? Gen.OneOf(Gen.Elements(Numbers), Quoted, Gen.Elements("true", "false", "null", "\"NaN\"", "NaN", "\"\\ud800\"", "\"\\u0000\\udc00x\""))
        : Gen.OneOf(
            Value(depth - 1),
            Value(depth - 1).ArrayOf(3).Select(items => $"[{string.Join(',', items)}]"),
            from name in Quoted from other in Quoted from one in Value(depth - 1) from two in Value(depth - 1)
            select $"{{{name}:{one},{other}:{two},{name}:{two}}}");

    // Escaped as JavaScript does: the quotes and the backslash, half pairs and controls left raw half of the time.
    private static Gen<string> Quoted =>
        from text in Text from escape in ArbMap.Default.GeneratorFor<bool>()
        select '"' + string.Concat(text.Select(letter =>
            letter is '"' or '\\' ? "\\" + letter : escape && (letter < ' ' || char.IsSurrogate(letter)) ? $"\\u{(int)letter:x4}" : letter.ToString())) + '"';
}
