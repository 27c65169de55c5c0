using System.Globalization;
using System.Text.Json.Serialization;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Editors;
using Daybook.Ingest.Limits;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Daybook.Ingest.DevTime;

/// <summary>POST heartbeat and heartbeat/batch of the DevTime contract; what it says was taken is committed.</summary>
internal static class ReceiveDevTime
{
    internal sealed record Refusal(int Index, string Reason);

    /// <summary>accepted + duplicates + rejected = what was sent.</summary>
    internal sealed record BatchAnswer(bool Ok, int Accepted, int Duplicates, IReadOnlyList<Refusal> Rejected);

    internal sealed record OneAnswer(
        bool Ok, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.MapUnder(routes, "/api", "POST", "heartbeat/batch", TakeBatchAsync, Policies.EditorWrite, "SendDevTimeHeartbeats");
        WakaTimeRoutes.MapUnder(routes, "/api/v1", "POST", "heartbeat/batch", TakeBatchAsync, Policies.EditorWrite);
        WakaTimeRoutes.MapUnder(routes, "/v1", "POST", "heartbeat/batch", TakeBatchAsync, Policies.EditorWrite);
    }

    /// <summary>One heartbeat, on the path this contract shares with another.</summary>
    public static async Task TakeOneAsync(HttpContext http, Memory<byte> body)
    {
        var (beats, refused) = await TakeAsync(http, body);
        if (refused is not null)
        {
            await refused.ExecuteAsync(http);
            return;
        }

        var beat = beats[0];
        await (beat.Outcome == HeartbeatOutcome.Rejected ? Refuse(StatusCodes.Status400BadRequest, Reason(beat)) : TypedResults.Json(new OneAnswer(true)))
            .ExecuteAsync(http);
    }

    private static async Task<Results<JsonHttpResult<BatchAnswer>, JsonHttpResult<OneAnswer>>> TakeBatchAsync(HttpContext http, IOptions<IngestOptions> options)
    {
        using var body = await BodyReader.ReadAsync(http.Request, options.Value.MaxBodyBytes, http.RequestAborted);
        if (body.Problem is { } unreadable) return Refuse(unreadable.StatusCode, unreadable.ProblemDetails.Title ?? "The body cannot be read.");
        var (beats, refused) = await TakeAsync(http, body.Bytes);
        return refused is null ? TypedResults.Json(Sum(beats)) : refused;
    }

    private static async Task<(List<SentHeartbeat> Beats, JsonHttpResult<OneAnswer>? Refused)> TakeAsync(HttpContext http, Memory<byte> body)
    {
        if (DevTimeReader.Read(body) is not { } beats) return ([], Refuse(StatusCodes.Status400BadRequest, "The body is not JSON."));
        if (beats.Count > DevTimeReader.Most) return ([], Refuse(StatusCodes.Status413PayloadTooLarge, "At most 1000 heartbeats at once."));
        var intake = http.RequestServices.GetRequiredService<HeartbeatIntake>();
        if (await intake.TakeAsync(Caller.Of(http.User).UserId, HeartbeatContract.DevTime, beats, http.RequestAborted) is not { } wait) return (beats, null);
        http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ([], Refuse(StatusCodes.Status429TooManyRequests, "Too many heartbeats at once. Nothing was stored; try again later."));
    }

    private static BatchAnswer Sum(List<SentHeartbeat> beats)
    {
        var rejected = new List<Refusal>();
        var duplicates = 0;
        for (var i = 0; i < beats.Count; i++)
        {
            if (beats[i].Outcome == HeartbeatOutcome.Rejected) rejected.Add(new Refusal(i, Reason(beats[i])));
            else if (beats[i].Outcome == HeartbeatOutcome.Duplicate) duplicates++;
        }

        return new BatchAnswer(true, beats.Count - duplicates - rejected.Count, duplicates, rejected);
    }

    private static string Reason(SentHeartbeat beat) => beat.Refusal.Field switch
    {
        "time" => "ts_out_of_range",
        "machine" => "device_revoked",
        var field => "bad_" + field,
    };

    private static JsonHttpResult<OneAnswer> Refuse(int status, string error) => TypedResults.Json(new OneAnswer(false, error), statusCode: status);
}
