using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Daybook.Benchmarks.Rig;

/// <summary>
/// What single events are compared with: a server that does nothing but run one statement per request, on the same web server, with the
/// same pool. No sign-in, no verdicts, no days touched.
/// </summary>
internal static class SingleStatementServer
{
    private const string Insert = """
        insert into ingest.sample (user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, flags, key_events, mouse_events, body)
        values (999, $1, $2, $3, 1, 1, 60000, 0, 0::smallint, 0::smallint, (-1)::smallint, (-1)::smallint, '')
        on conflict do nothing
        """;

    public static async Task<int> RunAsync(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        await using var source = NpgsqlDataSource.Create(connectionString);
        app.MapPost("/{**path}", async (HttpContext http) =>
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            var sample = body.RootElement.GetProperty("events")[0];
            await using var command = source.CreateCommand(Insert);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = 7 });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = sample.GetProperty("event_id").GetGuid() });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = sample.GetProperty("ts").GetDateTime().ToUniversalTime() });
            var stored = await command.ExecuteNonQueryAsync(http.RequestAborted);
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"accepted":{{stored}}}"""), http.RequestAborted);
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine("Daybook is ready at " + address);
        await app.WaitForShutdownAsync();
        return 0;
    }
}
