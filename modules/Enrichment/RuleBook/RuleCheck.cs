using System.Globalization;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Rules;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Enrichment.RuleBook;

/// <summary>A checked rule, or every field that is wrong.</summary>
internal sealed class RuleCheck(CatalogQueries catalog)
{
    internal const int MaxName = 200;
    private const int MaxConditions = 20;
    private const int MaxCategory = 100;
    private const int MaxPriority = 1000;

    private static readonly Dictionary<string, RuleField> FieldNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bundle_id"] = RuleField.Bundle, ["url_host"] = RuleField.Host, ["url_path"] = RuleField.Path, ["repo"] = RuleField.Repository,
        ["file_path"] = RuleField.File, ["ticket_key"] = RuleField.Ticket, ["calendar_title"] = RuleField.Calendar,
        ["organiser_domain"] = RuleField.OrganiserDomain, ["organizer_domain"] = RuleField.OrganiserDomain, ["participant_domain"] = RuleField.ParticipantDomain,
    };

    private static readonly Dictionary<string, RuleOp> OpNames = new(StringComparer.OrdinalIgnoreCase)
        { ["is"] = RuleOp.Equals, ["contains_word"] = RuleOp.Word, ["starts_with"] = RuleOp.Prefix, ["matches"] = RuleOp.Regex };

    private readonly Dictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    public async Task<(RuleScope Scope, string Name, IReadOnlyList<Condition> All, IReadOnlyList<Condition> Not, Effect Then)?> ReadAsync(
        int userId, RuleBody body, CancellationToken ct)
    {
        var scope = body.Scope is null ? RuleScope.User : Word<RuleScope>("scope", body.Scope, [], scope => scope != RuleScope.Pack);
        if (body.Name?.Trim().Length > MaxName) Add("name", "too-long");
        else if (body.Name?.Contains('\0', StringComparison.Ordinal) == true) Add("name", "invalid");
        if (body.Priority is < -MaxPriority or > MaxPriority) Add("priority", "out-of-range");
        var all = Conditions("when.all", body.When?.All);
        var not = Conditions("when.not", body.When?.Not);
        if (body.When?.All is not { Count: > 0 }) Add("when.all", "required");
        var then = await EffectAsync(userId, body.Then, ct);
        if (errors.Count > 0) return null;
        var name = string.IsNullOrWhiteSpace(body.Name) ? Describe(all) : body.Name.Trim();
        return (scope ?? RuleScope.User, name, all, not, then);
    }

    /// <summary>Further errors of the same request.</summary>
    public void Add(Dictionary<string, string[]> others)
    {
        foreach (var (field, keys) in others) errors[field] = [.. keys];
    }

    public ProblemHttpResult Answer() => Problem.Invalid(errors.ToDictionary(error => error.Key, error => error.Value.ToArray(), StringComparer.Ordinal));

    private List<Condition> Conditions(string at, IReadOnlyList<RuleConditionBody>? bodies)
    {
        var conditions = new List<Condition>();
        if (bodies?.Count > MaxConditions) Add(at, "too-many");
        foreach (var (body, index) in (bodies ?? []).Take(MaxConditions).Select((body, index) => (body, index)))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{at}[{index}]");
            var field = Word(place + ".field", body.Field, FieldNames);
            var op = Word(place + ".op", body.Op, OpNames);
            if (field is null || op is null) continue;
            var condition = new Condition(field.Value, op.Value, (body.Value ?? "").Trim());
            if (PatternTrial.Fault(condition) is { } fault) Add(place + ".value", fault);
            else conditions.Add(condition);
        }

        return conditions;
    }

    private async Task<Effect> EffectAsync(int userId, RuleThenBody? body, CancellationToken ct)
    {
        var kind = body?.Kind is null ? null : Word<BlockKind>("then.kind", body.Kind, [], kind => kind != BlockKind.Idle);
        var category = body?.Category?.Trim().Trim('/');
        if (category?.Length is 0) category = null;
        if (category?.Length > MaxCategory) Add("then.category", "too-long");
        else if (category is not null && category.Any(char.IsControl)) Add("then.category", "invalid");
        var projectId = body?.ProjectId;
        if (body?.TaskId is { } taskId)
        {
            if (await catalog.FindTaskAsync(userId, taskId, ct) is not { } task) Add("then.task_id", "unknown");
            else if (projectId is not null && projectId != task.ProjectId) Add("then.task_id", "invalid");
            else projectId = task.ProjectId;
        }

        if (body?.ProjectId is { } id && await catalog.FindProjectAsync(userId, id, ct) is null) Add("then.project_id", "unknown");
        var ignore = body?.Ignore == true || kind == BlockKind.Private;
        var (neverSend, neverStore) = (body?.NeverSend == true, body?.NeverStoreTitle == true);
        if (kind is null && category is null && projectId is null && !ignore && !neverSend && !neverStore) Add("then", "required");
        return new Effect(ignore ? null : kind, category, projectId, body?.TaskId, body?.Stop == true, ignore) { NeverSend = neverSend, NeverStoreTitle = neverStore };
    }

    private T? Word<T>(string at, string? text, Dictionary<string, T> others, Func<T, bool>? allowed = null) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Add(at, "required");
            return null;
        }

        if (others.TryGetValue(text, out var word)) return word;
        if (text.All(char.IsAsciiLetter) && Enum.TryParse(text, true, out word) && (allowed is null || allowed(word))) return word;
        Add(at, "unknown");
        return null;
    }

    private void Add(string field, string key)
    {
        if (!errors.TryGetValue(field, out var keys)) errors[field] = keys = [];
        keys.Add(key);
    }

    private static string Describe(IReadOnlyList<Condition> all)
    {
        var name = string.Join(", ", all.Select(condition => $"{condition.Field.ToString().ToLowerInvariant()} {condition.Op.ToString().ToLowerInvariant()} {condition.Value}"));
        return name.Length <= MaxName ? name : name[..MaxName];
    }
}
