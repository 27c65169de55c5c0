namespace Daybook.Ingest.ActivityWatch.Query.Language;

internal interface IExpression;

internal sealed record Literal(object? Value) : IExpression;

internal sealed record Variable(string Name) : IExpression;

internal sealed record ListLiteral(IReadOnlyList<IExpression> Items) : IExpression;

internal sealed record MapLiteral(IReadOnlyList<KeyValuePair<string, IExpression>> Members) : IExpression;

internal sealed record Call(string Function, IReadOnlyList<IExpression> Arguments) : IExpression;

internal sealed record Negation(IExpression Operand) : IExpression;

/// <summary>Operands of one precedence, from left to right; flat, so that a long sum is not a deep one.</summary>
internal sealed record Chain(IExpression First, IReadOnlyList<(string Operator, IExpression Operand)> Rest) : IExpression;

internal interface IStatement;

internal sealed record Assignment(string Name, IExpression Value) : IStatement;

internal sealed record Return(IExpression Value) : IStatement;

internal sealed record Evaluation(IExpression Value) : IStatement;

/// <summary>The first branch whose test is true, else the last block.</summary>
internal sealed record Condition(IReadOnlyList<(IExpression Test, IReadOnlyList<IStatement> Block)> Branches, IReadOnlyList<IStatement> Otherwise) : IStatement;
