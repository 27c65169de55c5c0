namespace Daybook.Timesheet.Export;

/// <summary>Text that a spreadsheet would take for a formula gets an apostrophe in front, so that it stays text.</summary>
internal static class SafeCell
{
    // The full-width forms too: some spreadsheets read them as the plain ones.
    private const string Dangerous = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    public static string Of(string? text) => string.IsNullOrEmpty(text) ? "" : Dangerous.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
}
