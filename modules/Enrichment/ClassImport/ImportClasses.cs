using System.Security.Claims;
using System.Text.Json;
using Daybook.Enrichment.RuleBook;
using Daybook.Enrichment.Rules;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.ClassImport;

/// <summary>POST /api/v1/rules/import/activitywatch: the "classes" of ActivityWatch's settings become rules. What is there already is not made twice.</summary>
internal static class ImportClasses
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/rules/import/activitywatch", Handle).RequireAuthorization(Policies.Write).WithName(nameof(ImportClasses)).WithTags("Rules");

    /// <param name="Classes">An array of {name: [path…], rule: {type, regex, ignore_case}}, as ActivityWatch's settings hold it.</param>
    internal sealed record ClassesBody(JsonElement Classes);

    internal sealed record SkippedClass(string Name, string Reason);

    internal sealed record ImportAnswer(int Created, IReadOnlyList<SkippedClass> Skipped);

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> Handle(
        ClassesBody body, ClaimsPrincipal principal, RuleStore store, RuleDesk desk, TimeProvider clock, CancellationToken ct)
    {
        if (body.Classes.ValueKind != JsonValueKind.Array) return Problem.Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["classes"] = ["required"] });
        var caller = Caller.Of(principal);
        var (rules, skipped) = ClassReader.Read(body.Classes, clock.GetUtcNow());
        var known = (await store.ForUserAsync(caller.UserId, [], ct)).Select(Same).ToHashSet();
        var fresh = rules.Where(rule => known.Add(Same(rule))).ToArray();
        var answers = skipped.Select(item => new SkippedClass(item.Name, item.Reason))
            .Concat(rules.Except(fresh).Select(rule => new SkippedClass(rule.Name, "exists")));
        if (fresh.Length > 0 && (await desk.AddAsync(caller, RuleDesk.OwnerFor(caller, RuleScope.User), fresh, RuleReach.Default, ct)).Refusal is { } refusal) return refusal;
        return TypedResults.Ok(new ImportAnswer(fresh.Length, [.. answers]));
    }

    private static (string, string) Same(LabelRule rule) => (rule.Name, string.Join('\n', rule.All.Select(condition => condition.Value)));
}
