namespace Daybook.Ingest.ActivityWatch.Query;

/// <summary>What is wrong with a query, said to its author: ActivityWatch answers 400 with this type and message.</summary>
internal sealed class QueryException(string type, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary><c>QueryParseException</c>, <c>QueryInterpretException</c> or <c>QueryFunctionException</c>.</summary>
    public string Type => type;

    /// <summary>The text is no program.</summary>
    public static QueryException Parse(string message) => new("QueryParseException", message);

    /// <summary>The program names what is not there, or goes beyond a limit.</summary>
    public static QueryException Interpret(string message) => new("QueryInterpretException", message);

    /// <summary>A function cannot work with what it was given.</summary>
    public static QueryException Function(string message, Exception? inner = null) => new("QueryFunctionException", message, inner);
}
