using System.Net;
using System.Text;
using System.Text.Json;
using Daybook.AwStub;
using Shouldly;
using Xunit;

namespace Daybook.Integrations.Tests;

public sealed class ImportApiTests : IAsyncLifetime
{
    private const string Window = "aw-watcher-window_laptop";
    private readonly AwHost host = new();
    private string export = "";

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        host.Server.Store.Bucket(Window, "currentwindow");
        host.Server.Store.Bucket("aw-watcher-afk_laptop", "afkstatus");
        var from = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddDays(-3).ToUnixTimeSeconds());
        for (var index = 0; index < 4_500; index++)
            host.Server.Store.Add(Window, from.AddSeconds(index * 30), TimeSpan.FromSeconds(30), new { app = "Code", title = $"{index} – ü 漢 😀" });
        export = AwExport.Of(host.Server.Store, withIds: false);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_file_is_stored_once_however_often_and_however_it_is_sent()
    {
        var first = await UploadAsync(new StringContent(export, Encoding.UTF8, "application/json"));
        (first.GetProperty("buckets").GetInt32(), first.GetProperty("accepted").GetInt64(), first.GetProperty("rejected").GetArrayLength()).ShouldBe((2, 4_500, 0));

        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(export)), "buckets.json", "aw-buckets-export.json" } };
        var second = await UploadAsync(form);
        (second.GetProperty("accepted").GetInt64(), second.GetProperty("duplicates").GetInt64()).ShouldBe((0, 4_500));
        (await host.SamplesAsync(Window)).ShouldBe((4_500, 4_500L * 30_000));

        // And the server it came from, connected afterwards, tells the same events.
        (await host.SyncAsync(await host.ConnectAsync())).GetProperty("accepted").GetInt64().ShouldBe(0);
        (await host.SamplesAsync(Window)).ShouldBe((4_500, 4_500L * 30_000));
    }

    [Fact]
    public async Task Odd_content_costs_itself_and_never_the_file()
    {
        var now = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var answer = await UploadAsync(new StringContent($$$"""
            {"buckets":{"{{{Window}}}":{"type":"currentwindow","hostname":"laptop","events":[
              {"timestamp":"{{{now}}}","duration":1,"data":{"app":"a\u0000b\ud800","title":"fine"}}, 7,
              {"timestamp":"1999-01-01T00:00:00Z","duration":1,"data":{"app":"too old"} }] } } }
            """));
        (answer.GetProperty("repaired").GetInt64(), answer.GetProperty("accepted").GetInt64()).ShouldBe((1, 0));
        answer.GetProperty("rejected").EnumerateArray().Select(item => item.GetProperty("reason").GetString()).ShouldBe(["not-an-object", "ts_out_of_range"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("hello", "not-an-export")]
    [InlineData("", "not-an-export")]
    public async Task Something_else_is_refused_in_words(string body, string slug)
    {
        var answer = await UploadAsync(new StringContent(body), HttpStatusCode.UnprocessableEntity);
        answer.GetProperty("type").GetString().ShouldBe("/problems/" + slug);
    }

    [Fact]
    public async Task A_form_without_a_file_and_a_compressed_body_are_told()
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" } };
        (await UploadAsync(form, HttpStatusCode.BadRequest)).GetProperty("type").GetString().ShouldBe("/problems/file-missing");
        using var packed = new ByteArrayContent([0x1f, 0x8b]);
        packed.Headers.ContentEncoding.Add("gzip");
        (await UploadAsync(packed, HttpStatusCode.UnsupportedMediaType)).GetProperty("type").GetString().ShouldBe("/problems/encoding-unsupported");
    }

    [Fact]
    public async Task A_file_beyond_the_usual_limit_is_read_on_a_real_port()
    {
        await using var app = new Testing.DaybookApp(host.App.ConnectionString, kestrel: true, settings: AwHost.Settings);
        using var client = app.With(await app.TokenOfAsync(host.Owner.Email, host.Owner.Password));
        var text = new string('x', 200_000);
        var events = string.Join(',', Enumerable.Repeat($$$"""{"timestamp":"2026-11-20T10:00:00Z","duration":1,"data":{"note":"{{{text}}}"} }""", 200));
        using var content = new StringContent($$$"""{"buckets":{"notes":{"type":"something.else","hostname":"laptop","events":[{{{events}}}]} } }""");
        using var answer = await client.PostAsync(new Uri("/api/v1/imports/activitywatch", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        JsonSerializer.Deserialize<JsonElement>(body).GetProperty("accepted").GetInt64().ShouldBe(0);
    }

    private async Task<JsonElement> UploadAsync(HttpContent content, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await host.Api.PostAsync(new Uri("/api/v1/imports/activitywatch", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(expected, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
