using System.Globalization;
using System.Text;

namespace Daybook.Ingest.ActivityWatch.Query.Language;

internal enum TokenKind
{
    End,
    Name,
    Text,
    Number,
    Sign,
}

/// <param name="Text">The characters as written; of a text in quotes what it says.</param>
/// <param name="Value">Of a number: <see cref="long"/> or <see cref="double"/>.</param>
/// <param name="At">Where it begins in the program.</param>
internal readonly record struct Token(TokenKind Kind, string Text, object? Value, int At);

/// <summary>Cuts a program into words, one at a time.</summary>
internal sealed class Lexer(string program)
{
    private int _at;

    public Token Next()
    {
        SkipSpaceAndComments();
        if (_at == program.Length) return new Token(TokenKind.End, "", null, _at);
        var first = program[_at];
        if (first is '"' or '\'') return Quoted(first);
        if (char.IsAsciiDigit(first) || (first == '.' && _at + 1 < program.Length && char.IsAsciiDigit(program[_at + 1]))) return Number();
        if (IsWord(first)) return Word();
        return Sign();
    }

    /// <summary>The line of a position, for messages.</summary>
    public int LineOf(int at) => 1 + program.AsSpan(0, at).Count('\n');

    private void SkipSpaceAndComments()
    {
        while (_at < program.Length && (char.IsWhiteSpace(program[_at]) || program[_at] == '#'))
        {
            if (program[_at] == '#')
            {
                var end = program.IndexOf('\n', _at);
                _at = end < 0 ? program.Length : end;
            }
            else _at++;
        }
    }

    /// <summary>
    /// Only its own quote can be escaped; every other backslash is itself, so that regular expressions stand as they are. An even
    /// number of backslashes before a quote escapes nothing: a pattern may end with an escaped backslash.
    /// </summary>
    private Token Quoted(char quote)
    {
        var start = _at++;
        var text = new StringBuilder();
        var backslashes = 0;
        for (; _at < program.Length; _at++)
        {
            var one = program[_at];
            if (one == quote)
            {
                if (backslashes % 2 == 0)
                {
                    _at++;
                    return new Token(TokenKind.Text, text.ToString(), null, start);
                }

                text.Length--;
            }

            backslashes = one == '\\' ? backslashes + 1 : 0;
            text.Append(one);
        }

        throw QueryException.Parse($"The text that begins on line {LineOf(start)} has no end");
    }

    private Token Number()
    {
        var start = _at;
        while (_at < program.Length && char.IsAsciiDigit(program[_at])) _at++;
        var whole = _at == program.Length || program[_at] is not ('.' or 'e' or 'E');
        if (_at < program.Length && program[_at] == '.')
        {
            _at++;
            while (_at < program.Length && char.IsAsciiDigit(program[_at])) _at++;
        }

        if (_at < program.Length && program[_at] is 'e' or 'E')
        {
            _at++;
            if (_at < program.Length && program[_at] is '+' or '-') _at++;
            while (_at < program.Length && char.IsAsciiDigit(program[_at])) _at++;
        }

        var text = program[start.._at];
        // "1a" and "1.2.3" are neither numbers nor two words.
        if (_at < program.Length && (IsWord(program[_at]) || program[_at] == '.')) throw NoNumber(text + program[_at], start);
        if (whole && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return new Token(TokenKind.Number, text, count, start);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return new Token(TokenKind.Number, text, number, start);
        throw NoNumber(text, start);
    }

    private QueryException NoNumber(string text, int at) =>
        QueryException.Parse($"Invalid syntax for a number on line {LineOf(at)}: {(text.Length > 40 ? text[..40] : text)}");

    private Token Word()
    {
        var start = _at;
        while (_at < program.Length && (IsWord(program[_at]) || char.IsAsciiDigit(program[_at]))) _at++;
        return new Token(TokenKind.Name, program[start.._at], null, start);
    }

    private Token Sign()
    {
        var start = _at++;
        if (program[start] == '=' && _at < program.Length && program[_at] == '=')
        {
            _at++;
            return new Token(TokenKind.Sign, "==", null, start);
        }

        if (!"=;,:()[]{}+-*/%".Contains(program[start])) throw QueryException.Parse($"Unexpected character on line {LineOf(start)}: {Shown(program[start])}");
        return new Token(TokenKind.Sign, program[start].ToString(), null, start);
    }

    private static string Shown(char one) => char.IsControl(one) || char.IsSurrogate(one) ? $"U+{(int)one:X4}" : one.ToString();

    private static bool IsWord(char one) => char.IsAsciiLetter(one) || one == '_';
}
