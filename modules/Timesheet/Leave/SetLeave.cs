using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Leave;

/// <summary>PUT /api/v1/leave: the caller is away on these days, both ends included; DELETE takes a range back.</summary>
internal static class SetLeave
{
    private const int Most = 366;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/api/v1/leave", Handle).RequireAuthorization(Policies.Write).WithName(nameof(SetLeave)).WithTags("Timesheet");
        routes.MapDelete("/api/v1/leave", Remove).RequireAuthorization(Policies.Write).WithName("RemoveLeave").WithTags("Timesheet");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        LeaveBody request, ClaimsPrincipal principal, LeaveStore store, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var (start, end) = Range(request.Start, request.End, errors);
        var kind = errors.Word("kind", request.Kind, LeaveKind.Vacation, LeaveKind.Sick, LeaveKind.Other) ?? LeaveKind.Vacation;
        var note = errors.OptionalText("note", request.Note, 200) ?? "";
        if (errors.Any) return errors.Answer();
        var days = Enumerable.Range(0, end.DayNumber - start.DayNumber + 1).Select(start.AddDays).ToArray();
        await store.SetLeaveAsync(Caller.Of(principal).UserId, days, EntryRow.Word(kind), request.Half, note, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string? start, string? end, ClaimsPrincipal principal, LeaveStore store, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var (first, last) = Range(start, end, errors);
        if (errors.Any) return errors.Answer();
        await store.RemoveLeaveAsync(Caller.Of(principal).UserId, first, last, ct);
        return TypedResults.NoContent();
    }

    private static (DateOnly Start, DateOnly End) Range(string? from, string? to, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(from)) errors.Add("start", "required");
        var start = errors.Date("start", from);
        var end = errors.Date("end", to) ?? start;
        if (end < start) errors.Add("end", "invalid");
        else if (end?.DayNumber - start?.DayNumber >= Most) errors.Add("end", "too-long");
        return (start ?? default, end ?? default);
    }

    /// <param name="End">Left out: one day.</param>
    /// <param name="Kind">vacation (the default), sick or other.</param>
    internal sealed record LeaveBody(string? Start = null, string? End = null, string? Kind = null, bool Half = false, string? Note = null);
}
