using Daybook.Enrichment;
using Daybook.Host.Admin;
using Daybook.Host.Ai;
using Daybook.Host.Demo;
using Daybook.Host.Http;
using Daybook.Host.Live;
using Daybook.Host.Operations;
using Daybook.Host.Start;
using Daybook.Host.Watchers;
using Daybook.Ingest;
using Daybook.Insights;
using Daybook.Integrations;
using Daybook.Journal;
using Daybook.Kernel;
using Daybook.Timesheet;
using Daybook.Workspace;

if (!StartArguments.TryParse(args, out var start, out var complaint))
{
    await Console.Error.WriteLineAsync(complaint);
    return 2;
}

IModule[] modules =
[
    new KernelModule(), new WorkspaceModule(), new IngestModule(), new EnrichmentModule(), new TimesheetModule(), new JournalModule(),
    new InsightsModule(), new IntegrationsModule(),
];

var builder = WebApplication.CreateBuilder(start.Rest);
Settings.Add(builder, start);
using var signals = new StartSignals();
var watchers = await signals.GuardAsync(_ => Task.FromResult(WatcherPlace.Of(builder.Configuration)));
if (watchers is null) return 1;
await using var database = await signals.GuardAsync(ct => StartDatabase.OpenAsync(builder.Configuration, ct));
if (database is null) return 1;

Listening.Add(builder, watchers);
Json.Add(builder.Services);
WatcherErrors.Add(builder.Services);
ProblemAnswers.Add(builder.Services);
AccessRules.Add(builder.Services);
OpenApiDocument.Add(builder.Services);
Metrics.Add(builder.Services);
Readiness.Add(builder.Services);
Parking.Add(builder.Services);
DemoLoader.Add(builder.Services);
database.Add(builder.Services);
foreach (var module in modules.Where(module => !Settings.IsOff(builder.Configuration, module.Name)))
{
    builder.Services.AddSingleton(module);
    module.AddServices(builder.Services, builder.Configuration);
}

var app = builder.Build();
UnreadBodies.Use(app);
ProblemAnswers.Use(app);
SecurityHeaders.Use(app);
HostNames.Use(app);
HeadRequests.Use(app);
app.UseRouting();
WatcherDoor.Use(app);
PageAnswers.Use(app);
AccessRules.Use(app);
Parking.Use(app);
app.UseAuthentication();
WatcherDoor.UsePerson(app);
app.UseAuthorization();
foreach (var module in app.Services.GetServices<IModule>()) module.MapEndpoints(app);
GetHealth.Map(app);
GetReadiness.Map(app);
GetMetrics.Map(app);
StreamEvents.Map(app);
ListSchedules.Map(app);
TriggerSchedule.Map(app);
PauseSchedule.Map(app);
ResumeSchedule.Map(app);
GetWork.Map(app);
GetModel.Map(app);
ReplaceModel.Map(app);
TestModel.Map(app);
ListModelCalls.Map(app);
GetMyModel.Map(app);
ReplaceMyModel.Map(app);
RetryWork.Map(app);
OpenApiDocument.Map(app);
DocsPage.Map(app);

return await Running.RunAsync(app, start);

/// <summary>The host's entry point; public so that tests can start it.</summary>
public sealed partial class Program;
