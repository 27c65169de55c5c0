using Daybook.Evaluation;

if (Arguments.Parse(args) is not { } asked)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

return await Run.AllAsync(asked);
