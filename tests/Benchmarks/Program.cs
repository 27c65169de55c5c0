using BenchmarkDotNet.Running;
using Daybook.Benchmarks;
using Daybook.Benchmarks.Measures;
using Daybook.Benchmarks.Pure;
using Daybook.Benchmarks.Rig;

if (args is ["single-statement", var address]) return await SingleStatementServer.RunAsync(address);
if (!Arguments.TryParse(args, out var options, out var complaint))
{
    await Console.Error.WriteLineAsync(complaint);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

var figures = new List<Figure>();
if (options.Wants("pure")) BenchmarkSwitcher.FromTypes([typeof(PureParts)]).RunAllJoined(PureParts.Config(options.Quick));
await using var rig = await Bench.StartAsync(options, stop.Token);
foreach (var measure in Catalog.All.Where(measure => options.Wants(measure.Id)))
{
    try
    {
        Console.WriteLine($"\n== {measure.Id}: {measure.What}");
        await foreach (var figure in measure.RunAsync(rig, stop.Token))
        {
            figures.Add(figure);
            Console.WriteLine("   " + figure.Line);
        }
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        break;
    }
    catch (Exception failure) when (failure is not OutOfMemoryException)
    {
        figures.Add(Figure.Failed(measure.Id, measure.What, failure.Message));
        Console.WriteLine($"   failed: {failure.Message}");
    }
}

var report = await Report.MakeAsync(rig, figures, options, CancellationToken.None);
Console.WriteLine();
Console.WriteLine(report);
if (options.Write) await Report.AppendAsync(report);
return stop.IsCancellationRequested ? 130 : figures.Exists(figure => figure.Verdict == "failed") ? 1 : 0;
