using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Running;

/// <summary>What a function was called with: each read as what the function needs, or the call is refused by name and place.</summary>
internal readonly struct Arguments(string function, IReadOnlyList<object?> values, QueryBudget budget)
{
    public QueryBudget Budget => budget;

    public int Count => values.Count;

    public object? this[int at] => values[at];

    public IReadOnlyList<AwEvent> Events(int at)
    {
        if (values[at] is AwList list && list.Events() is { } events) return events;
        throw Wrong(at, "a list of events");
    }

    public string Text(int at) => values[at] as string ?? throw Wrong(at, "a text");

    public AwList List(int at) => values[at] as AwList ?? throw Wrong(at, "a list");

    public IReadOnlyList<string> Texts(int at)
    {
        var texts = List(at).OfType<string>().ToArray();
        return texts.Length == List(at).Count ? texts : throw Wrong(at, "a list of texts");
    }

    public int Whole(int at) => values[at] switch
    {
        long whole => (int)Math.Clamp(whole, 0, int.MaxValue),
        double number when Math.Floor(number) == number => (int)Math.Clamp(number, 0, int.MaxValue),
        _ => throw Wrong(at, "a whole number"),
    };

    public QueryException Wrong(int at, string expected) =>
        QueryException.Function($"{function}: argument {at + 1} should be {expected}, but is {NameOf(values[at])}");

    /// <summary>What the original says of a wrong number of arguments, and of much else that it did not expect.</summary>
    public QueryException WrongCall() =>
        QueryException.Interpret($"Tried to call function {function} with invalid amount of arguments");

    private static string NameOf(object? value) => value switch
    {
        null => "nothing",
        bool => "true or false",
        long or double => "a number",
        string => "a text",
        AwList => "a list",
        AwData => "an object",
        _ => "an event",
    };
}
