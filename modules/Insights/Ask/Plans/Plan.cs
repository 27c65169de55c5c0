using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Words;

namespace Daybook.Insights.Ask.Plans;

/// <summary>Why there are no figures.</summary>
internal enum Refusal { None, NotUnderstood, OtherPeople, NotFound, Ambiguous, Future, OutOfScope }

/// <summary>A question as it was understood: nothing in it was chosen by anything but the grammar and the person's own names.</summary>
/// <param name="Range">The days that are counted: within the scope and not after today.</param>
/// <param name="Asked">The days the question is about.</param>
/// <param name="Before">What <paramref name="Range"/> is compared with.</param>
/// <param name="Rivals">What an ambiguous name may mean.</param>
/// <param name="Said">The words that were looked for.</param>
/// <param name="Widened">The question is about more than the chosen range; null when not.</param>
internal sealed record Plan(
    Intent Intent, Grouping Group, DayRange Range, DayRange Asked, DayRange? Before, Subject? Subject, IReadOnlyList<Subject> Rivals, string Said,
    PersonalTime Personal, Refusal Refusal, DayRange? Widened, string Language);
