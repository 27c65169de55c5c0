using Daybook.Timesheet.Contracts;

namespace Daybook.Insights.Ask.Plans;

internal enum SubjectKind { Project, Task, Category, Words }

/// <summary>What a question is about: a thing time can be for.</summary>
/// <param name="Label">What it is called, as the person wrote it.</param>
/// <param name="Of">Which time is for it.</param>
internal sealed record Subject(SubjectKind Kind, Guid? Id, string Label, Func<EntryPiece, bool> Of);
