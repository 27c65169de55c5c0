namespace Daybook.Insights.Outbox;

/// <summary>A message did not get through. The reason is a stable word, never what the other side said.</summary>
internal sealed class PostFailure(string reason, Exception? inner = null) : Exception(reason, inner)
{
    public const string Unreachable = "unreachable";
    public const string Denied = "denied";
    public const string TimedOut = "timed-out";
    public const string Insecure = "no-encryption";
    public const string BadCertificate = "bad-certificate";
    public const string SignInRefused = "sign-in-refused";
    public const string Refused = "refused";
    public const string Redirected = "redirected";
    public const string BadAnswer = "bad-answer";
    public const string NoServer = "no-mail-server";
    public const string SecretUnreadable = "secret-unreadable";
    public const string Gone = "gone";

    public string Reason { get; } = reason;
}
