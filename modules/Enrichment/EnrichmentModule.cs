using Daybook.Enrichment.Blocks;
using Daybook.Enrichment.ClassImport;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.DayViews;
using Daybook.Enrichment.RuleBook;
using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Enrichment;

public sealed class EnrichmentModule : IModule
{
    public string Name => "enrichment";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<EnrichmentOptions>().BindConfiguration("Enrichment").ValidateDataAnnotations().ValidateOnStart();
        services
            .AddSingleton<BlockQueries>()
            .AddSingleton<BlockStore>()
            .AddSingleton<RuleStore>()
            .AddSingleton<RuleDesk>()
            .AddSingleton<DayLoader>()
            .AddSingleton<FocusReader>()
            .AddSingleton(provider => new FocusQueries(provider.GetRequiredService<FocusReader>().ReadAsync))
            .AddSingleton(_ => new Corrections(
                (_, _, _) => Task.FromResult<RememberReviews>((_, _, _) => Task.FromResult<IReadOnlyList<Taught>>([])), (_, _, _, _) => Task.CompletedTask))
            .AddDayStage<DeriveDay>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ListRules.Map(routes);
        CreateRule.Map(routes);
        ReplaceRule.Map(routes);
        PatchRule.Map(routes);
        DeleteRule.Map(routes);
        ListRuleFields.Map(routes);
        ImportClasses.Map(routes);
        ListUnlabelledWords.Map(routes);
        GetTimeline.Map(routes);
        GetBlocks.Map(routes);
        ExplainBlock.Map(routes);
    }
}
