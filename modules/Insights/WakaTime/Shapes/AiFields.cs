using Daybook.Insights.Stats;

namespace Daybook.Insights.WakaTime.Shapes;

/// <summary>
/// What WakaTime says of agents since 2026. Heartbeats bring net lines, so a net loss counts as deletions. What is not counted by day is null,
/// for a zero would be a claim.
/// </summary>
internal static class AiFields
{
    public static Dictionary<string, object?> Of(AiCounts ai) => new(StringComparer.Ordinal)
    {
        ["ai_additions"] = Math.Max(0, ai.LinesAi),
        ["ai_deletions"] = Math.Max(0, -ai.LinesAi),
        ["human_additions"] = Math.Max(0, ai.LinesHuman),
        ["human_deletions"] = Math.Max(0, -ai.LinesHuman),
        ["ai_input_tokens"] = ai.TokensIn,
        ["ai_cached_input_tokens"] = ai.TokensCached,
        ["ai_output_tokens"] = ai.TokensOut,
        ["ai_sessions"] = null,
        ["ai_prompt_events_total"] = ai.Prompts,
        ["ai_prompt_length_sum"] = null,
        ["ai_model_total_cost"] = null,
        ["ai_model_breakdown"] = Array.Empty<object>(),
        ["ai_model_costs"] = new Dictionary<string, object>(StringComparer.Ordinal),
    };
}
