using Daybook.Insights.Signals.Days;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Signals.Board;

/// <summary>Shows insights to their person, those about a task with what the task is called.</summary>
internal sealed class InsightViews(CatalogQueries catalog)
{
    public async Task<IReadOnlyList<InsightView>> OfAsync(IReadOnlyList<Insight> insights, CancellationToken ct)
    {
        var ids = insights.Select(TaskOf).OfType<Guid>().Distinct().ToArray();
        if (ids.Length == 0) return [.. insights.Select(InsightView.Of)];
        var tasks = (await catalog.NamesAsync([], ids, ct)).Tasks;
        return
        [
            .. insights.Select(insight => InsightView.Of(insight) with
            {
                Task = TaskOf(insight) is { } id && tasks.TryGetValue(id, out var task) ? new InsightTask(id, task.Key, task.Title) : null,
            }),
        ];
    }

    private static Guid? TaskOf(Insight insight) =>
        string.Equals(insight.Kind, Kinds.EstimateOverrun, StringComparison.Ordinal) && Guid.TryParse(insight.Scope, out var id) ? id : null;
}
