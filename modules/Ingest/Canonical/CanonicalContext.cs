using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Canonical;

/// <summary>A context whose texts are canonical and within their fields' limits (in characters).</summary>
internal static class CanonicalContext
{
    public const int Name = 255;
    public const int Title = 1024;
    public const int Path = 2048;
    public const int Command = 1024;
    public const int Agent = 512;

    public static SampleContext Of(SampleContext raw, ref Repairs repairs) => new(
        App: CanonicalText.Of(raw.App, Name, ref repairs),
        BundleId: CanonicalText.Of(raw.BundleId, Name, ref repairs),
        Title: CanonicalText.Of(raw.Title, Title, ref repairs),
        Url: CanonicalText.Of(raw.Url, Path, ref repairs),
        File: CanonicalText.Of(raw.File, Path, ref repairs),
        Repository: CanonicalText.Of(raw.Repository, Name, ref repairs),
        Branch: CanonicalText.Of(raw.Branch, Name, ref repairs),
        Language: CanonicalText.Of(raw.Language, Name, ref repairs),
        Cwd: CanonicalText.Of(raw.Cwd, Path, ref repairs),
        Command: CanonicalText.Of(raw.Command, Command, ref repairs),
        CallApp: CanonicalText.Of(raw.CallApp, Name, ref repairs),
        CalendarEvent: CanonicalText.Of(raw.CalendarEvent, Name, ref repairs),
        Category: CanonicalText.Of(raw.Category, Name, ref repairs),
        EntityType: CanonicalText.Of(raw.EntityType, Name, ref repairs),
        UserAgent: CanonicalText.Of(raw.UserAgent, Agent, ref repairs),
        Data: CanonicalJson.Of(raw.Data, ref repairs));
}
