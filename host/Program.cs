using Daybook.Enrichment;
using Daybook.Ingest;
using Daybook.Integrations;
using Daybook.Kernel;
using Daybook.Timesheet;
using Daybook.Workspace;

IModule[] modules =
    [new WorkspaceModule(), new IngestModule(), new EnrichmentModule(), new TimesheetModule(), new IntegrationsModule()];

var builder = WebApplication.CreateBuilder(args);
foreach (var module in modules) module.AddServices(builder.Services, builder.Configuration);

var app = builder.Build();
foreach (var module in modules) module.MapEndpoints(app);
app.Run();

public sealed partial class Program;
