using System.Text;
using System.Text.RegularExpressions;

namespace Daybook.Ingest.Privacy;

/// <summary>Patterns of names and paths: * is anything within a name, ** anything at all, ? one character; capitals do not matter.</summary>
internal static class Glob
{
    private const RegexOptions Kind = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline;

    /// <summary>A pattern for a whole name.</summary>
    public static Regex OfName(string glob) => new("^" + Expression(glob, ".*") + "$", Kind, TimeSpan.FromSeconds(1));

    /// <summary>A pattern for a file wherever it lies, or for all files of a folder; with a slash in front, from the root on.</summary>
    public static Regex OfPath(string glob)
    {
        var plain = Plain(glob);
        var rooted = plain.StartsWith('/') || (plain.Length > 1 && plain[1] == ':');
        return new Regex((rooted ? "^" : "(^|/)") + Expression(plain.TrimEnd('/'), "[^/]*") + "(/|$)", Kind, TimeSpan.FromSeconds(1));
    }

    /// <summary>The path with one kind of separator.</summary>
    public static string Plain(string path) => path.Replace('\\', '/');

    private static string Expression(string glob, string star)
    {
        var text = new StringBuilder(glob.Length * 2);
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob[i] == '*' && i + 1 < glob.Length && glob[i + 1] == '*')
            {
                // "a/**/b" is also "a/b".
                var between = i + 2 < glob.Length && glob[i + 2] == '/';
                text.Append(between ? "(.*/)?" : ".*");
                i += between ? 2 : 1;
            }
            else if (glob[i] == '*')
            {
                text.Append(star);
            }
            else
            {
                text.Append(glob[i] == '?' ? (star == ".*" ? "." : "[^/]") : Regex.Escape(glob[i].ToString()));
            }
        }

        return text.ToString();
    }
}
