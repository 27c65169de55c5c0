using System.Text;

namespace Daybook.Timesheet.Imports;

/// <summary>A row of a CSV file and the line it begins on.</summary>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>Reads CSV (RFC 4180), with comma, semicolon or tab between cells: whichever the first line has most of. Pure.</summary>
internal static class CsvText
{
    public static List<CsvRow> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        var separator = Separator(text);
        var (rows, cells, cell) = (new List<CsvRow>(), new List<string>(), new StringBuilder());
        var (line, first, quoted, any) = (1, 1, false, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length ? text[i] : '\n';
            if (letter == '\n') line++;
            if (quoted && i < text.Length)
            {
                if (letter != '"') cell.Append(letter);
                else if (i + 1 < text.Length && text[i + 1] == '"') { cell.Append('"'); i++; }
                else quoted = false;
            }
            else if (letter == '"' && cell.Length == 0) (quoted, any) = (true, true);
            else if (letter == separator) Close();
            else if (letter == '\n')
            {
                Close();
                if (cells.Count > 1 || cells[0].Length > 0 || any) rows.Add(new CsvRow(first, [.. cells]));
                cells.Clear();
                (first, any, quoted) = (line, false, false);
            }
            else if (letter != '\r') cell.Append(letter);
        }

        return rows;

        void Close()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }

    private static char Separator(string text)
    {
        var head = text.AsSpan(0, text.IndexOf('\n') is >= 0 and var end ? end : text.Length);
        var (commas, semicolons, tabs) = (head.Count(','), head.Count(';'), head.Count('\t'));
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }
}
