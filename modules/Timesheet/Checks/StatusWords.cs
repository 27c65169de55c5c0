using Daybook.Kernel.Problems;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Checks;

/// <summary>Statuses as lists are asked for them: words with commas between; null means any.</summary>
internal static class StatusWords
{
    public static string[]? Read(string field, string? value, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(value)) return null;
        var words = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(word => errors.Word(field, word, Enum.GetValues<EntryStatus>())).ToArray();
        return errors.Any ? null : [.. words.Select(word => EntryRow.Word(word!.Value))];
    }
}
