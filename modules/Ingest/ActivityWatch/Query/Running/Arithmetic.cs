using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Running;

/// <summary>The operators: numbers; <c>+</c> also joins two texts or two lists; <c>==</c> compares anything.</summary>
internal static class Arithmetic
{
    public static object Of(string sign, object? left, object? right, QueryBudget budget) => (sign, left, right) switch
    {
        ("==", _, _) => AwValue.Same(left, right),
        ("+", string one, string other) => Join(one, other, budget),
        ("+", AwList one, AwList other) => Join(one, other, budget),
        _ when Number(left) is { } one && Number(right) is { } other => Whole(Calculate(sign, one, other), sign != "/" && left is long && right is long),
        _ => throw QueryException.Interpret($"Operator {sign} needs two numbers{(sign == "+" ? ", two texts or two lists" : "")}"),
    };

    public static object Negate(object? value) => value switch
    {
        long whole and not long.MinValue => (object)(-whole),
        _ when Number(value) is { } number => -number,
        _ => throw QueryException.Interpret("Operator - needs a number"),
    };

    private static double Calculate(string sign, double one, double other)
    {
        if (sign is "/" or "%" && other == 0) throw QueryException.Interpret("Division by zero");
        var number = sign switch
        {
            "+" => one + other,
            "-" => one - other,
            "*" => one * other,
            "/" => one / other,
            // The sign of the divisor, as in Python.
            _ => one - other * Math.Floor(one / other),
        };
        return double.IsFinite(number) ? number : throw QueryException.Interpret("A number is too large");
    }

    // Of whole numbers as long as a double counts them exactly.
    private static object Whole(double number, bool whole) => number switch
    {
        _ when whole && Math.Abs(number) < 9e15 => (object)(long)number,
        _ => number,
    };

    private static string Join(string one, string other, QueryBudget budget)
    {
        budget.Take((one.Length + (long)other.Length) * 2);
        return one + other;
    }

    private static AwList Join(AwList one, AwList other, QueryBudget budget)
    {
        budget.Take((one.Count + (long)other.Count) * QueryBudget.Reference);
        return new AwList([.. one, .. other]);
    }

    private static double? Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        _ => null,
    };
}
