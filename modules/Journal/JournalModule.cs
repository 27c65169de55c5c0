using Daybook.Journal.Contracts;
using Daybook.Journal.Logs;
using Daybook.Journal.Sources;
using Daybook.Journal.Telling;
using Daybook.Journal.Views;
using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Journal;

public sealed class JournalModule : IModule
{
    public string Name => "journal";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<JournalOptions>().BindConfiguration("Journal").ValidateDataAnnotations().ValidateOnStart();
        services
            .AddSingleton<JournalQueries>()
            .AddSingleton<WorkLogStore>()
            .AddSingleton<LogDesk>()
            .AddSingleton<FactsLoader>()
            .AddSingleton<StandupLoader>()
            .AddSingleton<Teller>()
            .AddSingleton<DayWriter>()
            .AddSchedule(CloseDays.Schedule)
            .AddDayStage<WriteDay>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ListJournal.Map(routes);
        GetJournal.Map(routes);
        PutNotes.Map(routes);
        PutText.Map(routes);
        DecideOffer.Map(routes);
        RegenerateJournal.Map(routes);
        ListVersions.Map(routes);
        GetStandup.Map(routes);
        GetWeek.Map(routes);
    }
}
