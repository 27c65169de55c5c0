using Daybook.Ingest.ActivityWatch.Query.Language;
using Daybook.Ingest.ActivityWatch.Query.Running;

namespace Daybook.Ingest.ActivityWatch.Query;

/// <summary>Runs programs of ActivityWatch's query language. Pure but for what it reads through the source; bounded in time and memory.</summary>
internal static class QueryRunner
{
    /// <summary>The text of a program from the lines of a request.</summary>
    public static string Join(IEnumerable<string> lines) => string.Join('\n', lines);

    /// <param name="program">The lines of the request, joined by <see cref="Join"/>.</param>
    /// <param name="name">What the program sees as <c>NAME</c>.</param>
    /// <param name="time">How long it may take, when not <see cref="QueryLimits.Time"/>.</param>
    /// <exception cref="QueryException">The author's mistake, or a limit: to be answered with 400.</exception>
    public static async Task<QueryAnswer> RunAsync(
        string program, string name, DateTimeOffset start, DateTimeOffset end, QuerySource source, CancellationToken ct, TimeSpan? time = null)
    {
        var statements = Parser.Read(program);
        var interpreter = new Interpreter(new BucketFunctions(source, ct), new QueryBudget(time ?? QueryLimits.Time, ct));
        return new QueryAnswer(await interpreter.RunAsync(statements, name, start, end));
    }
}
