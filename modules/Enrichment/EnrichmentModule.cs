using Daybook.Enrichment.Accuracy;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Asking;
using Daybook.Enrichment.Blocks;
using Daybook.Enrichment.ClassImport;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.DayViews;
using Daybook.Enrichment.Preview;
using Daybook.Enrichment.Proposals;
using Daybook.Enrichment.Redaction;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.RuleBook;
using Daybook.Enrichment.Runs;
using Daybook.Enrichment.RunViews;
using Daybook.Enrichment.Teaching;
using Daybook.Kernel;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Schedules;
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
            .AddSingleton<RunStore>()
            .AddSingleton<DayGate>()
            .AddSingleton<DayRequests>()
            .AddSingleton<RunReader>()
            .AddSingleton<RulePreviewer>()
            .AddSingleton<DayLoader>()
            .AddSingleton<FocusReader>()
            .AddSingleton(provider => new FocusQueries(provider.GetRequiredService<FocusReader>().ReadAsync))
            .AddSingleton<ReviewStore>().AddSingleton<SuspensionStore>().AddSingleton<LessonBook>().AddSingleton<DriftWatch>().AddSingleton<CorrectionDesk>()
            .AddSingleton<ProposalStore>().AddSingleton<ProposalDesk>()
            .AddSingleton(provider =>
            {
                var desk = provider.GetRequiredService<CorrectionDesk>();
                return new Corrections(desk.PrepareAsync, desk.TouchAsync);
            })
            .AddSchedule(SpreadLessons.Schedule)
            .AddSingleton<AnswerStore>()
            .AddSingleton<Asker>()
            .AddSingleton<ModelStates>()
            .AddSingleton<FindSecret>(_ => Secrets.Find)
            .AddSingleton(_ => new OutgoingTexts(OutgoingCleaner.Clean))
            .AddDayStage<DeriveDay>()
            .AddDayStage<AskDay>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ListRules.Map(routes);
        CreateRule.Map(routes);
        ReplaceRule.Map(routes);
        PatchRule.Map(routes);
        DeleteRule.Map(routes);
        ListRuleFields.Map(routes);
        ListRuleVersions.Map(routes);
        PreviewRule.Map(routes);
        ListRuns.Map(routes);
        DecideRun.Map(routes);
        ImportClasses.Map(routes);
        ListUnlabelledWords.Map(routes);
        GetTimeline.Map(routes);
        GetBlocks.Map(routes);
        ExplainBlock.Map(routes);
        PreviewRequest.Map(routes);
        UndoCorrection.Map(routes);
        ForgetExamples.Map(routes);
        ResumeRule.Map(routes);
        ListProposals.Map(routes);
        DecideProposal.Map(routes);
        GetAccuracy.Map(routes);
    }
}
