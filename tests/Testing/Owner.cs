namespace Daybook.Testing;

/// <summary>Somebody with an account: a client that sends their token, and who they are.</summary>
public sealed record Owner(HttpClient Client, Guid UserId, Guid WorkspaceId, string Token, string Email, string Password);
