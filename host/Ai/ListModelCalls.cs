using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Daybook.Host.Admin;
using Daybook.Kernel.Access;
using Daybook.Kernel.Ai.Ledger;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Daybook.Host.Ai;

/// <summary>GET /api/v1/admin/ai/ledger: every call to a model, newest first; who, what for, what it cost and how it ended, never what was said.</summary>
internal static class ListModelCalls
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/admin/ai/ledger", Handle).WithName(nameof(ListModelCalls)).WithTags("Models").RequireAuthorization(Policies.Admin);

    /// <param name="UserId">Null when the person is no member any more.</param>
    /// <param name="Redactions">How many texts of each class were replaced before.</param>
    /// <param name="CostMicros">Null when nobody knows the price.</param>
    internal sealed record Call(
        Guid Id, DateTimeOffset At, Guid? UserId, string? User, string Purpose, string Model, string Host, int Items, Dictionary<string, int> Redactions,
        long TokensIn, long TokensOut, long? CostMicros, long Ms, string Outcome, string Hash);

    internal sealed record Answer(IReadOnlyList<Call> Items, string? Next, LedgerTotals Totals);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string? cursor, [FromQuery(Name = "user_id")] string? user_id, ClaimsPrincipal principal, LedgerQueries ledger, MemberQueries members, UserQueries users, CancellationToken ct)
    {
        var workspace = Caller.Of(principal).WorkspaceId;
        var people = await WorkPerson.OfAsync(members, users, workspace, ct);
        var errors = new FieldErrors();
        var before = Position(errors, cursor);
        var asked = errors.Id("user_id", user_id);
        var person = asked is { } id ? people.FirstOrDefault(known => known.PublicId == id) : null;
        if (asked is not null && person is null) errors.Add("user_id", "unknown");
        if (errors.Any) return errors.Answer();

        var rows = await ledger.PageAsync(workspace, person?.UserId, before, PageSize + 1, ct);
        var names = people.ToDictionary(known => known.UserId);
        var page = rows.Take(PageSize).ToArray();
        return TypedResults.Ok(new Answer(
            [.. page.Select(row => new Call(
                row.Id, row.At, names.GetValueOrDefault(row.UserId)?.PublicId, names.GetValueOrDefault(row.UserId)?.Name, row.Purpose, row.Model, row.Host,
                row.Items, JsonSerializer.Deserialize<Dictionary<string, int>>(row.Redactions) ?? [], row.TokensIn, row.TokensOut, row.CostMicros, row.Ms,
                row.Outcome, row.Hash))],
            rows.Count > PageSize ? Cursor(page[^1]) : null, await ledger.TotalsAsync(workspace, person?.UserId, ct)));
    }

    private static string Cursor(LedgerEntry last) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.At.UtcTicks}|{last.Id:n}")));

    private static (DateTimeOffset At, Guid Id)? Position(FieldErrors errors, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        Span<byte> bytes = stackalloc byte[100];
        if (cursor.Length <= 100 && Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.ASCII.GetString(bytes[..length]).Split('|') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(id, "n", out var call))
            return (new DateTimeOffset(at, TimeSpan.Zero), call);
        errors.Add("cursor", "invalid");
        return null;
    }
}
