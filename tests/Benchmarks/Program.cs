using System.Diagnostics;
using Daybook.Benchmarks;
using Daybook.Benchmarks.Measures;
using Daybook.Benchmarks.Pure;
using Daybook.Benchmarks.Rig;

if (args is ["single-statement", var address]) return await SingleStatementServer.RunAsync(address);
if (!Arguments.TryParse(args, Catalog.All.SelectMany(measure => measure.Ids), out var options, out var complaint))
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

var clock = Stopwatch.StartNew();
var figures = new List<Figure>();
var wanted = Catalog.All.Where(measure => measure.Ids.Any(options.Wants)).ToArray();
await using var rig = await Bench.StartAsync(options, stop.Token);
for (var i = 0; i < wanted.Length && !stop.IsCancellationRequested; i++)
{
    var measure = wanted[i];
    try
    {
        Console.WriteLine($"\n== {i + 1} of {wanted.Length}, after {clock.Elapsed:mm\\:ss}: {string.Join(", ", measure.Ids)}: {measure.What}");
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
        figures.Add(Figure.Failed(measure.Ids[0], measure.What, failure.Message));
        Console.WriteLine($"   failed: {failure.Message}\n{failure.StackTrace}");
        await rig.RestartHostAsync(derive: false, CancellationToken.None);
    }
}

if (options.Wants(Arguments.Pure) && !stop.IsCancellationRequested)
{
    Console.WriteLine($"\n== after {clock.Elapsed:mm\\:ss}: the pure parts, by BenchmarkDotNet");
    figures.AddRange(PureRun.Figures(options.Quick));
}

var report = await Report.MakeAsync(rig, figures, options, clock.Elapsed);
Console.WriteLine();
Console.WriteLine(report);
if (options.Write && !stop.IsCancellationRequested) await Report.KeepAsync(report, options.IsWhole);
return stop.IsCancellationRequested ? 130 : figures.Exists(figure => figure.IsFailed) ? 1 : 0;
