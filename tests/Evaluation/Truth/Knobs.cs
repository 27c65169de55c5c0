namespace Daybook.Evaluation.Truth;

/// <summary>What makes a day hard to read. Each is a slice of its own in the report.</summary>
[Flags]
internal enum Knobs
{
    None = 0,
    NoKeyInBranch = 1 << 0,
    TwoTasksInRepository = 1 << 1,
    StaleBranch = 1 << 2,
    LookAlikeTitles = 1 << 3,
    Drift = 1 << 4,
    ChatAboutTask = 1 << 5,
    MeetingsWithoutCalendar = 1 << 6,
    PairWork = 1 << 7,
    SecondDeviceIdle = 1 << 8,
    SecondDeviceActive = 1 << 9,
    OfflineBacklog = 1 << 10,
    Duplicates = 1 << 11,
    ClockSkew = 1 << 12,
    ClocksChange = 1 << 13,
    Midnight = 1 << 14,
    Travel = 1 << 15,
    SlowSampling = 1 << 16,
    IntervalLies = 1 << 17,
    Personal = 1 << 18,
    AgentAlone = 1 << 19,
    InjectedTitles = 1 << 20,
    NoisyTitles = 1 << 21,
    ClosedTasks = 1 << 22,
    Multilingual = 1 << 23,
    FastSampling = 1 << 24,
}

internal enum Difficulty { Easy, Medium, Hard }

internal enum Profile { Backend, Frontend, Designer, Manager, Consultant, OnCall, Student }

/// <summary>Which days a seed stands for: who, how hard, with which knobs.</summary>
internal sealed record Recipe(int Seed, Profile Profile, Difficulty Difficulty, Knobs Knobs)
{
    public const int FirstTrain = 1, FirstDev = 1000, FirstHeldOut = 9000;

    private static readonly Knobs[] Singles = [.. Enum.GetValues<Knobs>().Where(knob => knob != Knobs.None)];

    public bool IsHeldOut => Seed >= FirstHeldOut;

    public static Recipe Of(int seed)
    {
        var random = new Random(seed);
        var difficulty = (Difficulty)(seed % 3);
        var knobs = difficulty switch
        {
            Difficulty.Easy => Knobs.Personal | Knobs.NoisyTitles,
            Difficulty.Medium => Knobs.Personal | Knobs.NoisyTitles | Knobs.NoKeyInBranch | Knobs.TwoTasksInRepository | Knobs.ChatAboutTask | Knobs.Drift | Knobs.StaleBranch,
            _ => Knobs.Personal | Knobs.NoisyTitles | Knobs.NoKeyInBranch | Knobs.TwoTasksInRepository | Knobs.ChatAboutTask | Knobs.Drift | Knobs.StaleBranch
                | Knobs.LookAlikeTitles | Knobs.MeetingsWithoutCalendar | Knobs.InjectedTitles | Knobs.ClosedTasks,
        };

        // Two more of all kinds, so that each is a slice at every difficulty.
        for (var i = 0; i < 2; i++) knobs |= Singles[random.Next(Singles.Length)];
        return new Recipe(seed, (Profile)(seed / 3 % 7), difficulty, knobs);
    }

    public bool Has(Knobs knob) => Knobs.HasFlag(knob);
}
