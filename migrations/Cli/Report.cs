using System.Text.Json;
using Spectre.Console;

namespace Daybook.Migrations.Cli;

/// <summary>What a command tells: words and tables for people, one JSON object for scripts.</summary>
internal sealed class Report(TextWriter output, TextWriter errors, bool json)
{
    private static readonly JsonSerializerOptions Style = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public async Task StateAsync(SchemaState state)
    {
        if (json)
        {
            await JsonAsync(state);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("Step", "State");
        foreach (var (step, word) in Rows(state)) table.AddRow(Markup.Escape(step), word);
        var ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect;
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = ansi }).Write(table);
        await output.WriteLineAsync($"{state.Applied.Count} applied, {state.Pending.Count} pending{(state.Unknown.Count > 0 ? $", {state.Unknown.Count} unknown to this program" : "")}.");
    }

    /// <summary>What went down and up, in order.</summary>
    public Task ChangeAsync(IReadOnlyList<string> reverted, IReadOnlyList<string> applied)
    {
        if (json) return JsonAsync(new { reverted, applied });
        var lines = reverted.Select(step => $"reverted  {step}").Concat(applied.Select(step => $"applied   {step}")).ToList();
        return output.WriteLineAsync(lines.Count == 0 ? "Nothing to do: the database is there already." : string.Join(Environment.NewLine, lines));
    }

    public Task TextAsync(string text) => output.WriteLineAsync(text);

    /// <summary>Answers <paramref name="code"/>, so that a command can end with it.</summary>
    public async Task<int> FailAsync(int code, string sentence)
    {
        if (json) await JsonAsync(new { error = sentence, code });
        else await errors.WriteLineAsync(sentence);
        return code;
    }

    private static IEnumerable<(string Step, string Word)> Rows(SchemaState state) =>
        state.Applied.Select(step => (step, "[green]applied[/]"))
            .Concat(state.Pending.Select(step => (step, "[yellow]pending[/]")))
            .Concat(state.Unknown.Select(step => (step, "[red]unknown[/]")))
            .OrderBy(row => row.step, StringComparer.Ordinal);

    private Task JsonAsync(object value) => output.WriteLineAsync(JsonSerializer.Serialize(value, Style));
}
