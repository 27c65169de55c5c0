using System.Net.Sockets;
using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Primitives;
using Npgsql;

namespace Daybook.Host.Watchers;

/// <summary>
/// Requests that their clients would lose wait while the database is away: the body is kept, one probe asks for the database four times a second,
/// and when it answers all of them run again from the beginning. What they store they store once, for an event has one identity. They wait as long as
/// it takes: a watcher has one request on its way and keeps the rest, and loses what is answered with an error. Only when too many wait is one refused.
/// </summary>
internal sealed partial class Parking(NpgsqlDataSource source, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<Parking> logger)
{
    private const int MaxParked = 1_000;

    // A request whose own question takes too long looks as if the database were away: it is not asked for ever.
    private const int Tries = 8;
    private static readonly TimeSpan Probe = TimeSpan.FromMilliseconds(250);
    private readonly Lock gate = new();
    private TaskCompletionSource? back;
    private int parked;

    public static void Add(IServiceCollection services) => services.AddSingleton<Parking>();

    /// <summary>Stands behind routing and before authentication, which asks the database, too.</summary>
    public static void Use(WebApplication app)
    {
        var parking = app.Services.GetRequiredService<Parking>();
        app.Use((http, next) => http.GetEndpoint()?.Metadata.GetMetadata<WaitsForDatabase>() is { } waits ? parking.RunAsync(http, next, waits.MaxBytes) : next(http));
    }

    private async Task RunAsync(HttpContext http, RequestDelegate next, int maxBytes)
    {
        if (http.Request.ContentLength > maxBytes)
        {
            await next(http);
            return;
        }

        var (body, whole) = await KeepAsync(http.Request, maxBytes);
        if (!whole)
        {
            http.Request.Body = new Prefixed(body, http.Request.Body);
            await next(http);
            return;
        }

        var headers = http.Response.Headers.ToArray();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RunOnceAsync(http, next, body);
                return;
            }
            catch (Exception failure) when (attempt < Tries && IsAway(failure) && !http.Response.HasStarted)
            {
                if (!await WaitAsync(http.RequestAborted))
                {
                    await RefuseAsync(http, headers);
                    return;
                }

                Reset(http, headers);
            }
        }
    }

    /// <summary>In a scope of its own: an authentication that failed is remembered by its scope.</summary>
    private static async Task RunOnceAsync(HttpContext http, RequestDelegate next, byte[] body)
    {
        var services = http.RequestServices;
        await using var scope = services.CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        http.Request.Body = new MemoryStream(body, writable: false);
        try
        {
            await next(http);
        }
        finally
        {
            http.RequestServices = services;
        }
    }

    /// <summary>Waits until the database answers; false when there is no room to wait, or the client or the host ends.</summary>
    private async Task<bool> WaitAsync(CancellationToken aborted)
    {
        if (Interlocked.Increment(ref parked) > MaxParked)
        {
            Interlocked.Decrement(ref parked);
            return false;
        }

        try
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
            await Back().WaitAsync(ending.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref parked);
        }
    }

    private Task Back()
    {
        lock (gate)
        {
            if (back is { } known) return known.Task;
            back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = ProbeAsync(back);
            return back.Task;
        }
    }

    /// <summary>One question for all who wait.</summary>
    private async Task ProbeAsync(TaskCompletionSource waiting)
    {
        Waiting(logger);
        try
        {
            do await Task.Delay(Probe, clock, lifetime.ApplicationStopping);
            while (!await IsBackAsync());
        }
        catch (OperationCanceledException)
        {
            // The host stops; who waits is told so by the same token.
        }

        lock (gate) back = null;
        waiting.TrySetResult();
    }

    private async Task<bool> IsBackAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await using var connection = await source.OpenConnectionAsync(limit.Token);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(limit.Token);

            // Connections from before the outage are dead, but the pool does not know yet.
            NpgsqlConnection.ClearPool(connection);
            return true;
        }
        catch (Exception away) when (away is NpgsqlException or SocketException or TimeoutException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static bool IsAway(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => true,
        NpgsqlException { IsTransient: true } => true,
        _ => failure.InnerException is { } inner && IsAway(inner),
    };

    private static async Task<(byte[] Body, bool Whole)> KeepAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength == 0) return ([], true);
        using var kept = new MemoryStream((int)(request.ContentLength ?? 1024));
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var read and > 0)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > maxBytes) return (kept.ToArray(), false);
        }

        return (kept.ToArray(), true);
    }

    private static void Reset(HttpContext http, KeyValuePair<string, StringValues>[] headers)
    {
        http.Response.Clear();
        foreach (var (name, value) in headers) http.Response.Headers[name] = value;
        http.User = new ClaimsPrincipal();
        http.Features.Set<IAuthenticateResultFeature>(null);
    }

    private async Task RefuseAsync(HttpContext http, KeyValuePair<string, StringValues>[] headers)
    {
        if (http.RequestAborted.IsCancellationRequested) return;
        Full(logger, MaxParked);
        Reset(http, headers);
        http.Response.Headers.RetryAfter = "2";
        await Problem.Of(StatusCodes.Status503ServiceUnavailable, "database-away", "The database cannot be reached at the moment.").ExecuteAsync(http);
    }

    [LoggerMessage(9020, LogLevel.Warning, "The database is away: requests of watchers wait for it.")]
    private static partial void Waiting(ILogger logger);

    [LoggerMessage(9021, LogLevel.Warning, "A request could not wait for the database: {Places} wait already, or the host stops.")]
    private static partial void Full(ILogger logger, int places);
}
