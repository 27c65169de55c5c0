using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daybook.Testing.Models;

/// <summary>A model's server on a loopback port. It speaks OpenAI's wire format and Anthropic's; what it says is a <see cref="FakeModel"/>'s affair.</summary>
public sealed class FakeModelServer : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly ConcurrentQueue<string> bodies = new();

    private FakeModelServer(WebApplication host) => this.host = host;

    /// <summary>What it answers from now on.</summary>
    public FakeModel Model { get; set; } = FakeModels.Garbage;

    /// <summary>Every request as it came over the wire, oldest first.</summary>
    public IReadOnlyList<string> Bodies => [.. bodies];

    public string Address => host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public string BaseUrl => Address + "/v1";

    public static async Task<FakeModelServer> StartAsync(FakeModel? model = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new FakeModelServer(app);
        if (model is not null) server.Model = model;
        app.MapPost("/v1/chat/completions", server.CompleteAsync);
        app.MapPost("/v1/messages", server.MessageAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await host.StopAsync(patience.Token);
        await host.DisposeAsync();
    }

    private async Task CompleteAsync(HttpContext http)
    {
        var reply = await ReplyAsync(http);
        if (reply is null) return;
        var answer = JsonSerializer.Serialize(new
        {
            id = "chatcmpl-1", @object = "chat.completion", created = 1_700_000_000, model = "fake",
            choices = new[] { new { index = 0, message = new { role = "assistant", content = reply.Text }, finish_reason = reply.Finish, logprobs = (object?)null } },
            usage = new { prompt_tokens = reply.TokensIn, completion_tokens = reply.TokensOut, total_tokens = reply.TokensIn + reply.TokensOut },
        });
        await WriteAsync(http, answer, reply.Torn);
    }

    private async Task MessageAsync(HttpContext http)
    {
        var reply = await ReplyAsync(http);
        if (reply is null) return;
        var answer = JsonSerializer.Serialize(new
        {
            id = "msg_1", type = "message", role = "assistant", model = "fake", content = new[] { new { type = "text", text = reply.Text } },
            stop_reason = reply.Finish == "length" ? "max_tokens" : "end_turn", stop_sequence = (string?)null,
            usage = new { input_tokens = reply.TokensIn, output_tokens = reply.TokensOut },
        });
        await WriteAsync(http, answer, reply.Torn);
    }

    private async Task<FakeReply?> ReplyAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        bodies.Enqueue(body);
        var reply = Model(new FakeRequest(body, bodies.Count));
        if (reply.Delay > TimeSpan.Zero) await Task.Delay(reply.Delay, http.RequestAborted);
        if (reply.Status == 200) return reply;
        http.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await http.Response.WriteAsJsonAsync(new { error = new { message = reply.Text, type = "invalid_request_error" } });
        return null;
    }

    private static async Task WriteAsync(HttpContext http, string answer, bool torn)
    {
        http.Response.ContentType = "application/json";
        if (!torn)
        {
            await http.Response.WriteAsync(answer);
            return;
        }

        http.Response.ContentLength = answer.Length;
        await http.Response.WriteAsync(answer[..(answer.Length / 2)]);
        await http.Response.Body.FlushAsync();
        http.Abort();
    }
}
