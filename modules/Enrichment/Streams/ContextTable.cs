using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Streams;

/// <summary>What kind of program a context shows.</summary>
[Flags]
internal enum Traits : byte { None = 0, Browser = 1, Editor = 2, Call = 4, Lock = 8, MeetingWindow = 16, Agent = 32 }

/// <summary>The day's contexts, and those made by reading streams together. An index means something within one derivation only.</summary>
internal sealed class ContextTable
{
    public const int None = 0;

    private readonly List<SampleContext> contexts = [SampleContext.Empty];
    private readonly List<Traits> traits = [Traits.None];
    private readonly Dictionary<SampleContext, int> indexes = new() { [SampleContext.Empty] = None };

    public int Count => contexts.Count;

    public SampleContext this[int index] => contexts[index];

    public Traits TraitsOf(int index) => traits[index];

    public bool Is(int index, Traits trait) => traits[index].HasFlag(trait);

    public int IndexOf(SampleContext context)
    {
        if (indexes.TryGetValue(context, out var index)) return index;
        index = contexts.Count;
        contexts.Add(context);
        traits.Add(Apps.TraitsOf(context));
        indexes.Add(context, index);
        return index;
    }
}
