using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Enrichment.Rules;

namespace Daybook.Enrichment.RuleBook;

/// <summary>What of a rule is stored as JSON.</summary>
internal sealed record RuleDefinition(IReadOnlyList<Condition> All, IReadOnlyList<Condition> Not, Effect Then)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}

/// <summary>A row of enrichment.rule.</summary>
internal class RuleRow
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }
    public int? UserId { get; set; }
    public int Version { get; set; }
    public string Name { get; set; } = "";
    public bool Enabled { get; set; }
    public int Priority { get; set; }
    public string Definition { get; set; } = "{}";
    public DateTimeOffset UpdatedAt { get; set; }

    public LabelRule ToRule()
    {
        var definition = JsonSerializer.Deserialize<RuleDefinition>(Definition, RuleDefinition.Json)!;
        return new LabelRule(Id, Version, Name, UserId is null ? RuleScope.Workspace : RuleScope.User, Enabled, Priority, UpdatedAt,
            definition.All, definition.Not, definition.Then);
    }
}
