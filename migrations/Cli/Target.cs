namespace Daybook.Migrations.Cli;

/// <summary>Finds the step a person means: its number, its name, its full name, or 0 for none at all.</summary>
internal static class Target
{
    public static string? Find(string text, IReadOnlyList<string> steps)
    {
        if (text == Migrator.Nothing) return text;
        var found = steps.Where(step =>
        {
            var (number, name) = step.Split('_', 2) is [var left, var right] ? (left, right) : (step, step);
            return Same(step) || Same(number) || Same(name);
        }).ToList();
        return found.Count == 1 ? found[0] : null;

        bool Same(string other) => string.Equals(other, text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where a step stands in the order; 0 is before the first.</summary>
    public static int Position(string step, IReadOnlyList<string> steps) => step == Migrator.Nothing ? 0 : steps.ToList().IndexOf(step) + 1;
}
