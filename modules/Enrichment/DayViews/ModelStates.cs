using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Asking;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Settings;
using Daybook.Kernel.Days;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.DayViews;

/// <summary>How a day stands with a model. <paramref name="State"/>: off, none, pending, answered, failed.</summary>
internal sealed record ModelState(string State, DateTimeOffset? Since, string? Reason);

/// <summary>Says whether a model was asked about a day, and what became of it.</summary>
internal sealed class ModelStates(ModelSettingsStore settings, MemberQueries members, AnswerStore store, DayWorkQueries work)
{
    public async Task<ModelState> OfAsync(UserDay day, CancellationToken ct)
    {
        try
        {
            var access = await AccessAsync(day.UserId, ct);
            if (access.Settings is null) return new ModelState("off", null, access.Reason);
        }
        catch (ModelException unreadable)
        {
            return new ModelState("failed", null, unreadable.Reason);
        }

        if (await store.StateAsync(day, ct) is { } known) return new ModelState(known.State, known.Since, known.Reason);
        return await work.StateAsync(AskDay.StageName, day, ct) is { Waiting: true } waiting
            ? new ModelState("pending", waiting.NotBefore, null)
            : new ModelState("none", null, null);
    }

    /// <exception cref="ModelException">The stored key cannot be read any more.</exception>
    public async Task<ModelAccess> AccessAsync(int userId, CancellationToken ct) =>
        await settings.AccessAsync(userId, await members.WorkspacesOfAsync(userId, ct), ct);
}
