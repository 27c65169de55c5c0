using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Workspace.SignIn;

/// <summary>Who is signed in now, by their public ids.</summary>
internal sealed record SignedIn(Guid UserId, Guid WorkspaceId)
{
    public static ProblemHttpResult WrongOrigin() =>
        Problem.Forbidden("antiforgery", "The request did not come from our own page.");
}
