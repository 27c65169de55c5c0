using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Secrets;
using Daybook.Workspace.Sessions;
using Daybook.Workspace.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Daybook.Workspace.Access;

/// <summary>
/// Finds out who asks: a token when the Authorization header names one (a wrong one is never mended by a cookie), else the
/// session of the cookie. Answers 401 and 403 as problems; there are no redirects.
/// </summary>
internal sealed class AccessHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    TokenStore tokens, SessionStore sessions, Pepper pepper)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Daybook";
    private bool notOurPage;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Pages and whatever else is for everybody cost no look into the database.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return AuthenticateResult.NoResult();
        var editors = Context.GetEndpoint()?.Metadata.GetMetadata<AcceptsEditorKey>() is not null;
        if (Credentials.AreGiven(Request, editors)) return await ByTokenAsync(editors);
        return SessionCookie.Read(Request) is { Length: > 0 } secret ? await BySessionAsync(secret) : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (notOurPage)
            return Problem.Forbidden("antiforgery", "The request did not come from our own page.").ExecuteAsync(Context);
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Of(StatusCodes.Status401Unauthorized, "sign-in-needed", "You need to sign in.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Forbidden("forbidden", "You may not do this.").ExecuteAsync(Context);

    private async Task<AuthenticateResult> ByTokenAsync(bool editors)
    {
        if ((editors ? Credentials.EditorTokenOf(Request) : Credentials.TokenOf(Request)) is not { } text) return AuthenticateResult.Fail("The credential is not a token.");
        if (await tokens.FindAsync(text, editors, Context.RequestAborted) is not { } token) return AuthenticateResult.Fail("The token is not valid.");
        return Success(token.UserId, token.WorkspaceId, token.Role, Scopes.Of(token.Scopes), token.DeviceId is { } device
            ? [new Claim(Caller.DeviceClaim, device.ToString(CultureInfo.InvariantCulture))]
            : []);
    }

    private async Task<AuthenticateResult> BySessionAsync(string secret)
    {
        if (await sessions.FindAsync(secret, Context.RequestAborted) is not { } session) return AuthenticateResult.Fail("The session has ended.");
        if (!SessionCookie.IsOurPage(Request, pepper, secret))
        {
            notOurPage = true;
            return AuthenticateResult.Fail("The request did not come from our own page.");
        }

        SessionCookie.RenewXsrf(Context, pepper, secret);
        return Success(session.UserId, session.WorkspaceId, session.Role, Scopes.All,
            [new Claim(SessionCookie.SessionClaim, session.Id.ToString())]);
    }

    private AuthenticateResult Success(int userId, Guid workspaceId, string role, IReadOnlyList<string> scopes, IEnumerable<Claim> more)
    {
        IEnumerable<Claim> claims =
        [
            new(Caller.UserClaim, userId.ToString(CultureInfo.InvariantCulture)),
            new(Caller.WorkspaceClaim, workspaceId.ToString()),
            new(Caller.RoleClaim, role),
            .. scopes.Select(scope => new Claim(Caller.ScopeClaim, scope)),
            .. more,
        ];
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name)), Scheme.Name));
    }
}
