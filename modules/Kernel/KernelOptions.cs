using System.ComponentModel.DataAnnotations;

namespace Daybook.Kernel;

/// <summary>Settings section "Kernel". The defaults are right for one machine.</summary>
public sealed record KernelOptions
{
    /// <summary>Days derived at once by this host. 0 switches the workers off (another host does the work).</summary>
    [Range(0, 64)]
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>How long a claimed day belongs to its worker without a renewal.</summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; init; } = 120;

    /// <summary>How often the queue is looked at without a wake-up.</summary>
    [Range(50, 60_000)]
    public int PollMilliseconds { get; init; } = 1000;

    /// <summary>How long a language model may take for an answer.</summary>
    [Range(1, 600)]
    public int ModelTimeoutSeconds { get; init; } = 20;

    /// <summary>Whether the schedules fire on this host.</summary>
    public bool Schedules { get; init; } = true;
}
