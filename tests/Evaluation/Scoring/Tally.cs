using Daybook.Enrichment.Contracts;
using Daybook.Evaluation.Days;
using Daybook.Evaluation.Methods;

namespace Daybook.Evaluation.Scoring;

/// <summary>A day's account of a method in milliseconds; days add up, ratios are taken of the sum.</summary>
internal sealed class Tally
{
    public const int Bins = 10;

    public long Present, Right, TaskSaid, TaskRight, TaskTrue, ProjectRight, ProjectSaid, ProjectSaidRight, Personal, PersonalAsWork, PersonalInside, PersonalInsideAsWork;
    public long BilledWrong, BilledTrue, Unbalanced, Overlap, PresenceWrong;
    public int Rows, TrueRows;
    public readonly double[] Sure = new double[Bins], SureRight = new double[Bins], SureTime = new double[Bins];
    public readonly Dictionary<(string Person, Guid Task), (long Said, long True)> Bill = [];
    public readonly List<double> TookMs = [];
    public Shape Shape { get; private init; } = new();
    public double Unsure;

    public double Accuracy => Ratio(Right, Present);
    public double Precision => TaskSaid == 0 ? 1 : Ratio(TaskRight, TaskSaid);
    public double Recall => Ratio(TaskRight, TaskTrue);
    public double ProjectAccuracy => Ratio(ProjectRight, Present);
    public double ProjectPrecision => ProjectSaid == 0 ? 1 : Ratio(ProjectSaidRight, ProjectSaid);
    public double Billing => Ratio(BilledWrong, BilledTrue);
    public double BillingWhole => Ratio(Bill.Values.Sum(bill => Math.Abs(bill.Said - bill.True)), Bill.Values.Sum(bill => bill.True));
    public double RowRatio => Ratio(Rows, TrueRows);
    public double Leak => Ratio(PersonalInsideAsWork, PersonalInside);
    public double LeakWithEdges => Ratio(PersonalAsWork, Personal);
    public double PresenceError => Ratio(PresenceWrong, Present);

    /// <summary>How far confidence is from being right, over ten bands.</summary>
    public double CalibrationError => SureTime.Sum() is var all && all == 0 ? 0 : Enumerable.Range(0, Bins).Sum(bin => Math.Abs(Sure[bin] - SureRight[bin])) / all;

    /// <summary>The mean squared distance of confidence from what was right (1) and wrong (0).</summary>
    public double Brier => Ratio(Unsure, SureTime.Sum());

    public static Tally Of(LabelledDay day, Prediction said)
    {
        var tally = new Tally { Shape = Shape.Of(day, said.Guesses), Rows = said.Rows, TrueRows = Coalesced.Rows(day.Truth), Unbalanced = Math.Abs(said.ObservedMs - said.Guesses.Sum(guess => guess.End - guess.Start)) };
        tally.TookMs.Add(said.TookMs);
        var guesses = said.Guesses.OrderBy(guess => guess.Start).ToArray();
        for (var i = 1; i < guesses.Length; i++) tally.Overlap += Math.Max(0, guesses[i - 1].End - guesses[i].Start);

        var cuts = day.Truth.SelectMany(span => new[] { span.Start, span.End }).Concat(guesses.SelectMany(guess => new[] { guess.Start, guess.End })).Distinct().Order().ToArray();
        var bill = new Dictionary<Guid, (long Said, long True)>();
        var (t, g) = (0, 0);
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            var start = cuts[i];
            while (t < day.Truth.Count && day.Truth[t].End <= start) t++;
            while (g < guesses.Length && guesses[g].End <= start) g++;
            var truth = t < day.Truth.Count && day.Truth[t].Start <= start ? day.Truth[t] : null;
            var guess = g < guesses.Length && guesses[g].Start <= start ? guesses[g] : null;
            tally.Add(truth, guess, start, cuts[i + 1], day.Of.SamplingMs, bill);
        }

        foreach (var (task, times) in bill)
        {
            tally.BilledWrong += Math.Abs(times.Said - times.True);
            tally.BilledTrue += times.True;
            tally.Bill[(day.Of.Name, task)] = times;
        }

        return tally;
    }

    public static Tally Sum(IEnumerable<Tally> days)
    {
        var sum = new Tally();
        foreach (var day in days) sum.Take(day);
        return sum;
    }

    private void Add(TrueSpan? truth, Guess? guess, long start, long end, long samplingMs, Dictionary<Guid, (long Said, long True)> bill)
    {
        var length = end - start;
        var there = truth is { Present: true };
        var seen = guess is { Kind: BlockKind.Work or BlockKind.Neutral or BlockKind.Personal };
        if (guess is not null && there != seen) PresenceWrong += length;
        if (guess?.Task is { } task) bill[task] = bill.GetValueOrDefault(task) is var known ? (known.Said + length, known.True) : default;
        if (truth?.Task is { } real) bill[real] = bill.GetValueOrDefault(real) is var meant ? (meant.Said, meant.True + length) : default;
        if (!there) return;

        var personal = truth!.Kind == TrueKind.Personal;
        var sameSort = seen && guess!.Kind == BlockKind.Personal == personal;
        Present += length;
        if (sameSort && guess!.Task == truth.Task) Right += length;
        if (sameSort && guess!.Project == truth.Project) ProjectRight += length;
        if (truth.Task is not null) TaskTrue += length;
        if (guess?.Task is not null) TaskSaid += length;
        if (guess?.Task is not null && guess.Task == truth.Task) TaskRight += length;
        if (guess?.Project is not null) ProjectSaid += length;
        if (guess?.Project is not null && guess.Project == truth.Project) ProjectSaidRight += length;
        if (guess?.Project is not null)
        {
            var bin = Math.Clamp((int)(guess.Confidence * Bins), 0, Bins - 1);
            var right = guess.Task is not null ? guess.Task == truth.Task : guess.Project == truth.Project;
            SureTime[bin] += length;
            Sure[bin] += guess.Confidence * length;
            SureRight[bin] += right ? length : 0;
            Unsure += Math.Pow(guess.Confidence - (right ? 1 : 0), 2) * length;
        }

        if (!personal) return;
        var work = guess is { Kind: BlockKind.Work } or { Project: not null };
        Personal += length;
        PersonalAsWork += work ? length : 0;

        // What lies within one look of the true edge cannot be known by anybody who looks that seldom.
        var inside = Math.Max(0, Math.Min(end, truth.End - samplingMs) - Math.Max(start, truth.Start + samplingMs));
        PersonalInside += inside;
        PersonalInsideAsWork += work ? inside : 0;
    }

    private void Take(Tally day)
    {
        Present += day.Present; Right += day.Right; TaskSaid += day.TaskSaid; TaskRight += day.TaskRight; TaskTrue += day.TaskTrue;
        ProjectRight += day.ProjectRight; ProjectSaid += day.ProjectSaid; ProjectSaidRight += day.ProjectSaidRight;
        Personal += day.Personal; PersonalAsWork += day.PersonalAsWork; PersonalInside += day.PersonalInside; PersonalInsideAsWork += day.PersonalInsideAsWork;
        BilledWrong += day.BilledWrong; BilledTrue += day.BilledTrue; Unbalanced += day.Unbalanced; Overlap += day.Overlap; PresenceWrong += day.PresenceWrong;
        Rows += day.Rows; TrueRows += day.TrueRows;
        TookMs.AddRange(day.TookMs);
        Shape.Take(day.Shape);
        Unsure += day.Unsure;
        for (var bin = 0; bin < Bins; bin++)
        {
            Sure[bin] += day.Sure[bin];
            SureRight[bin] += day.SureRight[bin];
            SureTime[bin] += day.SureTime[bin];
        }

        foreach (var (key, times) in day.Bill)
        {
            var known = Bill.GetValueOrDefault(key);
            Bill[key] = (known.Said + times.Said, known.True + times.True);
        }
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
