namespace Daybook.Kernel.Days;

/// <summary>The unit of change, of work, of locking and of scale-out: one person's local day.</summary>
public readonly record struct UserDay(int UserId, DateOnly Day);
