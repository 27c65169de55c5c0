using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Workspace.Projects;

/// <summary>Who may do what with projects, and what their fields may hold.</summary>
internal static class ProjectRules
{
    public const int NameLength = 100;
    public const int KeyLength = 20;

    /// <summary>Owners, admins and managers look after all projects of the workspace; members work in theirs.</summary>
    public static bool MayManage(Caller caller) => caller.Role is "owner" or "admin" or "manager";

    public static ProblemHttpResult NotYours() =>
        Problem.Forbidden("forbidden", "Only owners, admins and managers change projects.");

    public static ProblemHttpResult Unknown() => Problem.NotFound("project-unknown", "There is no such project.");

    /// <summary>Letters, digits, dash and underscore, as ticket keys begin; empty means none.</summary>
    public static string? Key(FieldErrors errors, string? value)
    {
        var key = errors.OptionalText("key", value, KeyLength);
        if (key is not null && !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')) errors.Add("key", "invalid");
        return key;
    }
}
