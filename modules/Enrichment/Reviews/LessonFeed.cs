namespace Daybook.Enrichment.Reviews;

/// <summary>Touched when what a person's reviews teach for the day changed.</summary>
internal static class LessonFeed
{
    public const string Name = "enrichment.lessons";
}
