namespace Daybook.Enrichment.Continuity;

/// <summary>The numbers by which a day is weighed, all log weights unless said otherwise. Fitted on the training seeds of tests/Evaluation, and on nothing else.</summary>
internal static class Weights
{
    /// <summary>The share of its probability at which a task, or a project, is named.</summary>
    public const double TaskAt = 0.80, ProjectAt = 0.60;

    /// <summary>Confidence: of a probability of one, and of a project in a meeting's name.</summary>
    public const double SureAtMost = 0.95, SureOfMeeting = 0.90;

    /// <summary>How long people stay with a purpose, how long an absence makes them forget it, how long a look is a whole look; milliseconds.</summary>
    public const double Stint = 1_800_000, Gap = 840_000, Look = 84_000;

    /// <summary>The probability of a change between two moments, at least and at most.</summary>
    public const double LeastSwitch = 0.02, MostSwitch = 0.6;

    /// <summary>A word of a task's title, divided by how many tasks have it; a word in a branch counts this share.</summary>
    public const double WordScale = 5, BranchShare = 0.7;

    /// <summary>Against purposes of another project than the repository's, and than the one whose name is said.</summary>
    public const double OtherRepository = -5, OtherName = -5;

    /// <summary>Priors: nothing, a project as a whole, a task that nobody said was begun; a task in progress is 1.</summary>
    public const double Nothing = 0.5, Whole = 0.2, NotBegun = 0.37;

    /// <summary>For nothing, by what sort of thing it is.</summary>
    public const double Comms = 3, Code = -1.5, Work = -1;

    /// <summary>Keys: in a branch, in a title or an address, of a project only.</summary>
    public const double KeyInBranch = 4, KeyInTitle = 3.5, KeyOfProject = 2;

    /// <summary>What the day's words teach: from which probability on a moment teaches, how strongly, at most per word and in all, with how many minutes of doubt.</summary>
    public const double Witness = 0.8, DayWord = 0.3, MostWord = 1.5, MostWords = 4, Doubt = 8, MostMinutes = 10;

    /// <summary>What reviewed days teach: how strongly, at most against and in all, with how many minutes of doubt, from how many minutes on a task is considered.</summary>
    public const double PastWord = 0.2, LeastPast = 0.5, MostPast = 3, PastDoubt = 4, Remembered = 2;

    /// <summary>Against what the person said a context is not for.</summary>
    public const double Forbidden = 3;
}
