namespace Daybook.Kernel.Access;

/// <summary>The authorization policies every endpoint chooses from. The fallback denies.</summary>
public static class Policies
{
    /// <summary>A session, or a token with scope read (write and admin include it).</summary>
    public const string Read = "read";

    /// <summary>A session, or a token with scope write (admin includes it).</summary>
    public const string Write = "write";

    /// <summary>A device token, or a personal token with scope ingest or write, or a session.</summary>
    public const string Ingest = "ingest";

    /// <summary>An owner or admin of the workspace: a session, or a token with scope admin.</summary>
    public const string Admin = "admin";

    /// <summary>Heartbeats: an editor key, or whatever the policy ingest takes.</summary>
    public const string EditorWrite = "editor-write";

    /// <summary>What editors show of a person's own time: an editor key, or whatever the policy read takes.</summary>
    public const string EditorRead = "editor-read";
}
