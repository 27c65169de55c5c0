using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Models;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights.Ask;

/// <summary>Questions and answers about a person's own time.</summary>
internal static class AskDesk
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<FactsReader>()
        .AddSingleton<AskLimiter>()
        .AddSingleton<AnswerCache>()
        .AddSingleton<AnswerStream>()
        .AddSingleton<ModelTalk>()
        .AddSingleton<Asking>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        AskQuestion.Map(routes);
        AskTracker.Map(routes);
    }
}
