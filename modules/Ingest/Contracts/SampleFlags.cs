namespace Daybook.Ingest.Contracts;

/// <summary>The small facts of a sample in one number, as it is stored: state (bits 0–2), source (3–4), in call (5), write (6), longer than an hour (7), numbered (8).</summary>
internal readonly record struct SampleFlags(short Bits)
{
    private const int Call = 1 << 5;
    private const int Write = 1 << 6;
    private const int Long = 1 << 7;
    private const int Numbered = 1 << 8;

    // A sample of up to an hour is found by its start alone; the index of the longer ones is small.
    private const int HourMs = 3_600_000;

    public SampleState State => (SampleState)(Bits & 7);

    public SampleSource Source => (SampleSource)((Bits >> 3) & 3);

    public bool InCall => (Bits & Call) != 0;

    public bool IsWrite => (Bits & Write) != 0;

    public static SampleFlags Of(SampleState state, SampleSource source, bool inCall, bool isWrite, int durationMs, bool isNumbered = false) =>
        new((short)((int)state | (int)source << 3 | (inCall ? Call : 0) | (isWrite ? Write : 0) | (durationMs > HourMs ? Long : 0)
            | (isNumbered ? Numbered : 0)));
}
