using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Review;
using Daybook.Timesheet.Tests.Reconcile;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Review;

public sealed class TransitionTests
{
    private const long Now = 1_800_000_000_000;
    private static readonly TimeEntry Inferred = After(Derived(Block(1, 540, 600, description: "main.cs")))[0];
    private static readonly Guid Task = Guid.CreateVersion7();

    [Theory]
    [InlineData(ReviewAction.Confirm, nameof(EntryStatus.Confirmed))]
    [InlineData(ReviewAction.Dismiss, nameof(EntryStatus.Dismissed))]
    public void A_decision_changes_the_status_and_nothing_else(object action, string status)
    {
        var after = Apply(Inferred, (ReviewAction)action);

        after.Status.ShouldBe(Enum.Parse<EntryStatus>(status));
        after.Stretch.ShouldBe(Inferred.Stretch);
        after.Label.ShouldBe(Inferred.Label);
        after.State.ReviewedMs.ShouldBe(Now);
    }

    [Theory]
    [InlineData(ReviewAction.Confirm)]
    [InlineData(ReviewAction.Dismiss)]
    [InlineData(ReviewAction.Correct)]
    [InlineData(ReviewAction.Edit)]
    public void Undo_returns_to_exactly_the_state_before(object action) =>
        Apply(Apply(Inferred, (ReviewAction)action, new Target(null, Project, Task), "new words", At(545), At(590)), ReviewAction.Undo).ShouldBe(Inferred);

    [Fact]
    public void Undo_of_the_undone_is_refused() =>
        Refused(Apply(Apply(Inferred, ReviewAction.Confirm), ReviewAction.Undo), ReviewAction.Undo).ShouldBe(Refusal.NothingToUndo);

    [Fact]
    public void Confirming_twice_keeps_the_first_undo()
    {
        var twice = Apply(Apply(Inferred, ReviewAction.Confirm), ReviewAction.Confirm);

        Apply(twice, ReviewAction.Undo).ShouldBe(Inferred);
    }

    [Fact]
    public void A_correction_is_the_persons_word()
    {
        var after = Apply(Inferred, ReviewAction.Correct, new Target(null, Project, Task));

        after.Status.ShouldBe(EntryStatus.Corrected);
        after.Label.ProjectId.ShouldBe(Project);
        after.Label.TaskId.ShouldBe(Task);
        after.Label.Confidence.ShouldBe(1);
        after.Label.Stage.ShouldBe(LabelStage.User);
    }

    [Fact]
    public void Correcting_personal_time_to_a_project_makes_it_work()
    {
        var personal = After(Derived(Block(1, 540, 600, BlockKind.Personal)))[0];

        Apply(personal, ReviewAction.Correct, new Target(null, Project, null)).Label.Kind.ShouldBe(BlockKind.Work);
    }

    [Fact]
    public void Confirming_a_correction_leaves_it_a_correction()
    {
        var corrected = Apply(Inferred, ReviewAction.Correct, new Target(null, Project, null));

        Apply(corrected, ReviewAction.Confirm).ShouldBe(corrected);
    }

    [Fact]
    public void New_words_alone_leave_a_confirmation_a_confirmation_and_other_times_make_it_a_correction()
    {
        var confirmed = Apply(Inferred, ReviewAction.Confirm);

        Apply(confirmed, ReviewAction.Edit, description: "x").Status.ShouldBe(EntryStatus.Confirmed);
        Apply(confirmed, ReviewAction.Edit, endMs: At(590)).Status.ShouldBe(EntryStatus.Corrected);
        Apply(Inferred, ReviewAction.Edit, description: "x").Status.ShouldBe(EntryStatus.Corrected);
    }

    [Fact]
    public void What_a_person_wrote_stays_manual_until_it_is_dismissed_and_comes_back_as_manual()
    {
        var manual = Reviewed(EntryStatus.Manual, 540, 600);

        Apply(manual, ReviewAction.Correct, new Target(null, Project, null)).Status.ShouldBe(EntryStatus.Manual);
        Apply(manual, ReviewAction.Confirm).ShouldBe(manual);
        var dismissed = Apply(manual, ReviewAction.Dismiss);
        dismissed.Status.ShouldBe(EntryStatus.Dismissed);
        Apply(dismissed, ReviewAction.Confirm).Status.ShouldBe(EntryStatus.Manual);
    }

    [Fact]
    public void A_dismissed_entry_is_not_edited_on_the_quiet() =>
        Refused(Apply(Inferred, ReviewAction.Dismiss), ReviewAction.Edit, description: "x").ShouldBe(Refusal.Dismissed);

    [Fact]
    public void Idle_time_is_no_entry_to_a_person() =>
        Refused(After(Derived(Block(1, 540, 600, BlockKind.Idle)))[0], ReviewAction.Confirm).ShouldBe(Refusal.Unknown);

    [Fact]
    public void An_entry_cannot_end_before_it_starts_or_last_longer_than_a_day()
    {
        Refused(Inferred, ReviewAction.Edit, endMs: At(540))!.Field.ShouldBe("end");
        Refused(Inferred, ReviewAction.Edit, startMs: At(600))!.Field.ShouldBe("start");
        Refused(Inferred, ReviewAction.Edit, endMs: At(541 + 1440))!.Key.ShouldBe("out-of-range");
    }

    private static TimeEntry Apply(
        TimeEntry entry, ReviewAction action, Target? target = null, string? description = null, long? startMs = null, long? endMs = null)
    {
        var (after, refusal) = Transition.Apply(entry, Fitting(action, target, description, startMs, endMs), Now);
        refusal.ShouldBeNull();
        return after!;
    }

    private static Refusal? Refused(TimeEntry entry, ReviewAction action, string? description = null, long? startMs = null, long? endMs = null)
    {
        var (after, refusal) = Transition.Apply(entry, new Decision(action, null, description, startMs, endMs), Now);
        after.ShouldBeNull();
        return refusal;
    }

    // Only a correction and an edit carry more than the action itself.
    private static Decision Fitting(ReviewAction action, Target? target, string? description, long? startMs, long? endMs) =>
        action is ReviewAction.Correct or ReviewAction.Edit
            ? new Decision(action, target, description, startMs, endMs)
            : new Decision(action, null, null, null, null);
}
