using System.Globalization;
using System.Text;

namespace Daybook.Insights.Mail;

/// <summary>A message as it goes over the wire: plain text, encoded so that no server has to understand it.</summary>
internal static class MailText
{
    private const int EncodedBytes = 42;

    public static string Of(string sender, MailMessage message, DateTimeOffset now)
    {
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(message.Text), Base64FormattingOptions.InsertLineBreaks);
        return string.Join("\r\n",
            "From: Daybook <" + sender + ">",
            "To: <" + message.To + ">",
            "Subject: " + Words(message.Subject),
            "Date: " + now.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture),
            "Message-ID: <" + Guid.CreateVersion7(now).ToString("n") + "@" + sender[(sender.LastIndexOf('@') + 1)..] + ">",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated",
            "",
            body);
    }

    /// <summary>An address that can stand in a command and in a header: nothing that would end either.</summary>
    public static bool IsAddress(string text) =>
        text.Length is > 2 and <= 254 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && text.All(letter => letter is > ' ' and < '\x7f' and not ('<' or '>' or ',' or ';' or ':' or '"' or '\\' or '(' or ')'));

    /// <summary>RFC 2047: words that are cut between letters, each short enough for a line.</summary>
    private static string Words(string text)
    {
        if (text.All(letter => letter is >= ' ' and < '\x7f')) return text;
        var words = new List<string>();
        var part = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > EncodedBytes)
            {
                words.Add(part.ToString());
                part.Clear();
                bytes = 0;
            }

            part.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        words.Add(part.ToString());
        return string.Join("\r\n ", words.Select(word => "=?utf-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes(word)) + "?="));
    }
}
