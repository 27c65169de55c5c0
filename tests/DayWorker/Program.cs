using System.Globalization;
using Daybook.DayWorker;
using Daybook.Kernel;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

// A host with nothing but the day queue. Now and then it freezes itself (SIGSTOP, beyond its leases) or kills itself:
// arguments: connection string, workers, lease seconds, share of claims frozen, share of claims killed.
var (connection, workers, lease) = (args[0], args[1], args[2]);
var (freeze, kill) = (double.Parse(args[3], CultureInfo.InvariantCulture), double.Parse(args[4], CultureInfo.InvariantCulture));
var perProcess = int.Parse(workers, CultureInfo.InvariantCulture);

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Error);
builder.Configuration["Kernel:Workers"] = workers;
builder.Configuration["Kernel:LeaseSeconds"] = lease;
builder.Configuration["Kernel:Schedules"] = "false";
builder.Services.AddSingleton(NpgsqlDataSource.Create(connection));
new KernelModule().AddServices(builder.Services, builder.Configuration);
builder.Services.AddSingleton<IDayStage>(provider => new LedgerStage(provider.GetRequiredService<Db>(), Disturb));
await builder.Build().RunAsync();

// A signal hits the whole process with all its workers' claims, so each claim's chance is divided by them.
void Disturb(UserDay day)
{
    var dice = Random.Shared.NextDouble() * perProcess;
    if (dice < kill) Signals.Raise(9);
    else if (dice < kill + freeze) Signals.Raise(19);
}
