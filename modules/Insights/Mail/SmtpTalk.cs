using System.Text;
using Daybook.Insights.Outbox;

namespace Daybook.Insights.Mail;

/// <summary>Lines to and from a mail server.</summary>
internal sealed class SmtpTalk(Stream stream)
{
    private const int LongestLine = 2_000;
    private const int MostLines = 100;

    private readonly byte[] buffer = new byte[1024];
    private int from;
    private int to;

    /// <summary>Whether something is there that nobody asked for.</summary>
    public bool HasMore => from < to;

    public async Task SayAsync(string line, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), ct);
        await stream.FlushAsync(ct);
    }

    /// <summary>The lines of an answer whose code begins with this digit, without their codes.</summary>
    public async Task<IReadOnlyList<string>> ExpectAsync(int digit, string otherwise, CancellationToken ct)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await LineAsync(ct);
            if (line.Length < 3 || !line.AsSpan(0, 3).ContainsOnlyDigits()) throw new PostFailure(PostFailure.BadAnswer);
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length > 3 && line[3] == '-') continue;
            return line[0] - '0' == digit ? lines : throw new PostFailure(otherwise);
        }

        throw new PostFailure(PostFailure.BadAnswer);
    }

    private async Task<string> LineAsync(CancellationToken ct)
    {
        var line = new List<byte>();
        while (line.Count < LongestLine)
        {
            if (from == to)
            {
                (from, to) = (0, await stream.ReadAsync(buffer, ct));
                if (to == 0) throw new PostFailure(PostFailure.BadAnswer);
            }

            var letter = buffer[from++];
            if (letter == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(letter);
        }

        throw new PostFailure(PostFailure.BadAnswer);
    }
}

internal static class Digits
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
            if (!char.IsAsciiDigit(letter)) return false;
        return true;
    }
}
