namespace Daybook.Ingest.ActivityWatch.Query.Language;

/// <summary>
/// Reads a program: what either of ActivityWatch's servers takes. Statements end with a semicolon; the last one, and one before a
/// closing brace, may go without.
/// </summary>
internal sealed class Parser
{
    private readonly Lexer _lexer;
    private Token _token;
    private int _depth;
    private int _statements;

    private Parser(string program)
    {
        _lexer = new Lexer(program);
        _token = _lexer.Next();
    }

    /// <exception cref="QueryException">It is no program.</exception>
    public static IReadOnlyList<IStatement> Read(string program)
    {
        if (program.Length > QueryLimits.ProgramLength) throw QueryException.Parse($"The query is longer than {QueryLimits.ProgramLength} characters");
        var parser = new Parser(program);
        var statements = parser.Statements();
        return parser._token.Kind == TokenKind.End ? statements : throw parser.Unexpected("a statement");
    }

    private List<IStatement> Statements()
    {
        var statements = new List<IStatement>();
        while (true)
        {
            while (Take(";"))
            {
            }

            if (_token.Kind == TokenKind.End || Is("}")) return statements;
            if (++_statements > QueryLimits.Statements) throw QueryException.Parse($"The query has more than {QueryLimits.Statements} statements");
            var statement = Statement();
            statements.Add(statement);
            if (statement is not Condition && _token.Kind != TokenKind.End && !Is("}")) Expect(";");
        }
    }

    private IStatement Statement()
    {
        if (TakeWord("if")) return If();
        if (TakeWord("return")) return new Return(Expression());
        var value = Expression();
        if (!Take("=")) return new Evaluation(value);
        return value is Variable variable ? new Assignment(variable.Name, Expression()) : throw QueryException.Parse("Cannot assign to something that isn't a variable");
    }

    private Condition If()
    {
        var branches = new List<(IExpression, IReadOnlyList<IStatement>)> { (Expression(), Block()) };
        while (TakeWord("elif")) branches.Add((Expression(), Block()));
        return new Condition(branches, TakeWord("else") ? Block() : []);
    }

    private List<IStatement> Block()
    {
        Expect("{");
        Enter();
        var statements = Statements();
        _depth--;
        Expect("}");
        return statements;
    }

    private IExpression Expression()
    {
        Enter();
        var value = InChain(() => InChain(() => InChain(Unary, "*", "/", "%"), "+", "-"), "==");
        _depth--;
        return value;
    }

    private IExpression InChain(Func<IExpression> operand, params string[] operators)
    {
        var first = operand();
        List<(string, IExpression)>? rest = null;
        while (_token.Kind == TokenKind.Sign && operators.Contains(_token.Text, StringComparer.Ordinal))
        {
            var sign = _token.Text;
            Advance();
            (rest ??= []).Add((sign, operand()));
        }

        return rest is null ? first : new Chain(first, rest);
    }

    private IExpression Unary()
    {
        var negative = false;
        while (Is("-") || Is("+"))
        {
            negative ^= Is("-");
            Advance();
        }

        var value = Primary();
        return negative ? new Negation(value) : value;
    }

    private IExpression Primary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Text:
                Advance();
                return new Literal(token.Text);
            case TokenKind.Number:
                Advance();
                return new Literal(token.Value);
            case TokenKind.Name:
                return Named();
        }

        if (Take("[")) return new ListLiteral(Items("]"));
        if (Take("{")) return Map();
        if (!Take("(")) throw Unexpected("a value");
        var inner = Expression();
        Expect(")");
        return inner;
    }

    private IExpression Named()
    {
        var name = _token.Text;
        if (name is "if" or "elif" or "else" or "return") throw Unexpected("a value");
        Advance();
        return name switch
        {
            "True" or "true" => new Literal(true),
            "False" or "false" => new Literal(false),
            _ => Take("(") ? new Call(name, Items(")")) : new Variable(name),
        };
    }

    private List<IExpression> Items(string close)
    {
        var items = new List<IExpression>();
        while (!Take(close))
        {
            items.Add(Expression());
            if (!Take(",") && !Is(close)) throw Unexpected($"',' or '{close}'");
        }

        return items;
    }

    private MapLiteral Map()
    {
        var members = new List<KeyValuePair<string, IExpression>>();
        while (!Take("}"))
        {
            if (_token.Kind != TokenKind.Text) throw Unexpected("a key in quotes");
            var key = _token.Text;
            Advance();
            Expect(":");
            members.Add(KeyValuePair.Create(key, Expression()));
            if (!Take(",") && !Is("}")) throw Unexpected("',' or '}'");
        }

        return new MapLiteral(members);
    }

    private void Enter()
    {
        if (++_depth > QueryLimits.Depth) throw QueryException.Parse($"The query is nested deeper than {QueryLimits.Depth} levels");
    }

    private void Advance() => _token = _lexer.Next();

    private bool Is(string sign) => _token.Kind == TokenKind.Sign && _token.Text == sign;

    private bool Take(string sign)
    {
        if (!Is(sign)) return false;
        Advance();
        return true;
    }

    private bool TakeWord(string word)
    {
        if (_token.Kind != TokenKind.Name || _token.Text != word) return false;
        Advance();
        return true;
    }

    private void Expect(string sign)
    {
        if (!Take(sign)) throw Unexpected($"'{sign}'");
    }

    private QueryException Unexpected(string expected)
    {
        var found = _token.Kind == TokenKind.End ? "the end" : $"'{(_token.Text.Length > 40 ? _token.Text[..40] : _token.Text)}'";
        return QueryException.Parse($"Expected {expected} on line {_lexer.LineOf(_token.At)}, but found {found}");
    }
}
