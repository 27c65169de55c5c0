using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Integrations.Runs;

/// <summary>What is not there.</summary>
internal static class RunRules
{
    public static ProblemHttpResult IntegrationUnknown() => Problem.NotFound("integration-unknown", "There is no such integration.");

    public static ProblemHttpResult RunUnknown() => Problem.NotFound("run-unknown", "There is no such run.");
}
