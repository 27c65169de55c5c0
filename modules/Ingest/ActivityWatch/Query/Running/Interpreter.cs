using Daybook.Ingest.ActivityWatch.Query.Language;
using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Running;

/// <summary>Runs the statements of one program over one period.</summary>
internal sealed class Interpreter(BucketFunctions buckets, QueryBudget budget)
{
    private const string Result = "RETURN";
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    public async Task<object?> RunAsync(IReadOnlyList<IStatement> program, string name, DateTimeOffset start, DateTimeOffset end)
    {
        _variables["NAME"] = name;
        _variables["STARTTIME"] = AwTime.Format(start);
        _variables["ENDTIME"] = AwTime.Format(end);
        _variables["TIMEINTERVAL"] = $"{AwTime.Format(start)}/{AwTime.Format(end)}";
        await ExecuteAsync(program);
        return _variables.TryGetValue(Result, out var result)
            ? result
            : throw QueryException.Parse("Query doesn't assign the RETURN variable, nothing to respond");
    }

    /// <summary>Whether the program has returned.</summary>
    private async ValueTask<bool> ExecuteAsync(IReadOnlyList<IStatement> statements)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case Assignment assignment:
                    Assign(assignment.Name, await ValueAsync(assignment.Value));
                    break;
                case Return result:
                    _variables[Result] = await ValueAsync(result.Value);
                    return true;
                case Evaluation evaluation:
                    await ValueAsync(evaluation.Value);
                    break;
                case Condition condition when await ExecuteAsync(await BranchAsync(condition)):
                    return true;
            }
        }

        return false;
    }

    // The period is what the variables say, also after a program has changed them.
    private void Assign(string name, object? value)
    {
        _variables[name] = value;
        if (name != "TIMEINTERVAL" || value is not string interval || interval.Split('/') is not [var start, var end]) return;
        _variables["STARTTIME"] = start;
        _variables["ENDTIME"] = end;
    }

    private async ValueTask<IReadOnlyList<IStatement>> BranchAsync(Condition condition)
    {
        foreach (var (test, block) in condition.Branches)
            if (AwValue.IsTrue(await ValueAsync(test))) return block;
        return condition.Otherwise;
    }

    private async ValueTask<object?> ValueAsync(IExpression expression) => budget.Checked(expression switch
    {
        Literal literal => literal.Value,
        Variable variable => _variables.TryGetValue(variable.Name, out var value)
            ? value
            : throw QueryException.Interpret($"Tried to reference variable '{Shown(variable.Name)}' which is not defined"),
        ListLiteral list => new AwList(await ValuesAsync(list.Items)),
        MapLiteral map => await MapAsync(map),
        Call call => await CallAsync(call),
        Negation negation => Arithmetic.Negate(await ValueAsync(negation.Operand)),
        Chain chain => await ChainAsync(chain),
        _ => throw new InvalidOperationException($"No expression: {expression.GetType().Name}"),
    });

    private async ValueTask<object?[]> ValuesAsync(IReadOnlyList<IExpression> expressions)
    {
        var values = new object?[expressions.Count];
        budget.Take(values.Length * (long)QueryBudget.Reference);
        for (var i = 0; i < values.Length; i++) values[i] = await ValueAsync(expressions[i]);
        return values;
    }

    private async ValueTask<AwData> MapAsync(MapLiteral map)
    {
        var members = new List<KeyValuePair<string, object?>>(map.Members.Count);
        foreach (var (key, value) in map.Members) members.Add(KeyValuePair.Create(key, await ValueAsync(value)));
        budget.Take(QueryBudget.Data + members.Count * 64L);
        return AwData.Of(members);
    }

    private async ValueTask<object?> ChainAsync(Chain chain)
    {
        var value = await ValueAsync(chain.First);
        foreach (var (sign, operand) in chain.Rest) value = budget.Checked(Arithmetic.Of(sign, value, await ValueAsync(operand), budget));
        return value;
    }

    private async ValueTask<object?> CallAsync(Call call)
    {
        var function = Functions.Find(call.Function);
        if (function is null && !BucketFunctions.Has(call.Function))
            throw QueryException.Interpret($"Tried to call function '{Shown(call.Function)}' which doesn't exist");
        var arguments = new Arguments(call.Function, await ValuesAsync(call.Arguments), budget);
        if (function is null) return await buckets.CallAsync(call.Function, arguments, Instant("STARTTIME"), Instant("ENDTIME"));
        return arguments.Count >= function.Least && arguments.Count <= function.Most ? function.Run(arguments) : throw arguments.WrongCall();
    }

    private DateTimeOffset Instant(string variable) => _variables[variable] is string text && AwTime.TryParse(text, out var instant)
        ? instant
        : throw QueryException.Function($"{variable} is no instant");

    private static string Shown(string name) => name.Length > 120 ? name[..120] + "…" : name;
}
