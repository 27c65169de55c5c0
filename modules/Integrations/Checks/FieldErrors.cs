using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Integrations.Checks;

/// <summary>Collects every wrong field of a request, so that all are answered at once.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    public bool Any => errors.Count > 0;

    public void Add(string field, string key)
    {
        if (!errors.TryGetValue(field, out var keys)) errors[field] = keys = [];
        keys.Add(key);
    }

    public ProblemHttpResult Answer() => Problem.Invalid(errors.ToDictionary(error => error.Key, error => error.Value.ToArray(), StringComparer.Ordinal));

    public static ProblemHttpResult Answer(string field, string key)
    {
        var single = new FieldErrors();
        single.Add(field, key);
        return single.Answer();
    }
}
