namespace Daybook.Host.Postgres;

/// <summary>Why the host cannot start, as a sentence for the person at the terminal, with what to do about it.</summary>
internal sealed class StartFailure(string sentence) : Exception(sentence);
