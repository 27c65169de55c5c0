using System.Security.Claims;
using Daybook.Insights.Outbox;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Mail;

/// <summary>/api/v1/admin/mail: where the workspace's mail is handed in; read, write, remove, and a mail to oneself to try it.</summary>
internal static class MailServerEndpoints
{
    private const string Path = "/api/v1/admin/mail";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ReadAsync).RequireAuthorization(Policies.Admin).WithName("GetMailServer").WithTags("admin");
        routes.MapPut(Path, WriteAsync).RequireAuthorization(Policies.Admin).WithName("PutMailServer").WithTags("admin");
        routes.MapDelete(Path, DeleteAsync).RequireAuthorization(Policies.Admin).WithName("DeleteMailServer").WithTags("admin");
        routes.MapPost(Path + "/test", TestAsync).RequireAuthorization(Policies.Admin).WithName("TestMailServer").WithTags("admin");
    }

    /// <param name="Security">none, starttls or tls.</param>
    /// <param name="Password">Left out: the stored one stays; empty: none.</param>
    internal sealed record Request(string? Host, int? Port, string? Security, string? UserName, string? Password, string? Sender);

    internal sealed record Answer(bool Configured, string? Host, int? Port, string? Security, string? UserName, bool PasswordSet, string? Sender);

    internal sealed record TestAnswer(bool Ok, string? Error, string To);

    private static async Task<Ok<Answer>> ReadAsync(ClaimsPrincipal principal, MailServerStore store, CancellationToken ct) =>
        TypedResults.Ok(await store.FindAsync(Caller.Of(principal).WorkspaceId, ct) is { } known
            ? new Answer(true, known.Server.Host, known.Server.Port, MailServerStore.Word(known.Server.Security), known.Server.UserName, known.PasswordSet, known.Server.Sender)
            : new Answer(false, null, null, null, null, false, null));

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> WriteAsync(
        Request request, ClaimsPrincipal principal, MailServerStore store, Db db, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var host = errors.Text("host", request.Host, 253);
        if (host.Length > 0 && Uri.CheckHostName(host) == UriHostNameType.Unknown) errors.Add("host", "invalid");
        if (request.Port is not (> 0 and < 65_536)) errors.Add("port", request.Port is null ? "required" : "out-of-range");
        var security = errors.Word("security", request.Security ?? "starttls", Enum.GetValues<MailSecurity>());
        var user = errors.OptionalText("user_name", request.UserName, 200);
        if (request.Password is { Length: > 500 }) errors.Add("password", "too-long");
        var sender = errors.Text("sender", request.Sender, 254);
        if (sender.Length > 0 && !MailText.IsAddress(sender)) errors.Add("sender", "invalid");
        // A password in the clear is everybody's.
        if (user is not null && security == MailSecurity.None && host is not ("localhost" or "127.0.0.1" or "::1")) errors.Add("security", "needs-encryption");
        if (errors.Any) return errors.Answer();

        var workspaceId = Caller.Of(principal).WorkspaceId;
        await db.InTransactionAsync(tx => store.WriteAsync(tx, workspaceId, new MailServer(host, request.Port!.Value, security!.Value, user, request.Password, sender), ct), ct);
        return await ReadAsync(principal, store, ct);
    }

    private static async Task<NoContent> DeleteAsync(ClaimsPrincipal principal, MailServerStore store, Db db, CancellationToken ct)
    {
        await db.InTransactionAsync(tx => store.DeleteAsync(tx, Caller.Of(principal).WorkspaceId, ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<TestAnswer>, ProblemHttpResult>> TestAsync(
        ClaimsPrincipal principal, MailServerStore store, SmtpPost post, UserQueries users, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        string? error = null;
        try
        {
            if (await store.OpenAsync(caller.WorkspaceId, ct) is not { } server) return Problem.Conflict("no-mail-server", "No mail server is set up.");
            if (!MailText.IsAddress(user.Email)) throw new PostFailure(PostFailure.Refused);
            var hindi = user.Locale.StartsWith("hi", StringComparison.Ordinal);
            await post.SendAsync(server, new MailMessage(
                user.Email, hindi ? "Daybook: ईमेल काम कर रहा है" : "Daybook: mail works",
                hindi ? "यह एक परीक्षण संदेश है।\r\n" : "This is a test message.\r\n"), ct);
        }
        catch (PostFailure failure)
        {
            error = failure.Reason;
        }

        return TypedResults.Ok(new TestAnswer(error is null, error, user.Email));
    }
}
