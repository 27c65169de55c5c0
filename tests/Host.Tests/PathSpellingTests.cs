using System.Net;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

/// <summary>Sign-in is asked by the endpoint, never by the look of a path: no odd spelling gets past it.</summary>
public sealed class PathSpellingTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task No_spelling_of_a_path_gets_past_sign_in()
    {
        await using var app = new DaybookApp(database.ConnectionString);
        using var anybody = app.Anonymous();
        var walk = new Walk(new Dictionary<string, string>(StringComparer.Ordinal) { ["{date}"] = "2026-11-20" });
        var paths = Stop.All(app).Where(stop => stop.Method == "GET").Select(stop => walk.PathOf(stop.Route)).ToList();
        paths.Count.ShouldBeGreaterThan(20);

        var wrong = new List<string>();
        foreach (var spelling in paths.SelectMany(Spellings))
        {
            using var answer = await anybody.GetAsync(new Uri(anybody.BaseAddress!.GetLeftPart(UriPartial.Authority) + spelling), HttpCompletionOption.ResponseHeadersRead);
            // What is no API path is the site's: its page, or, where the pages were not built, the word that there are none.
            var page = answer is { StatusCode: HttpStatusCode.OK, Content.Headers.ContentType.MediaType: "text/html" }
                or { StatusCode: HttpStatusCode.ServiceUnavailable, Content.Headers.ContentType.MediaType: "text/plain" };
            if (!page && answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest))
                wrong.Add($"{spelling}: {(int)answer.StatusCode}");
        }

        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Spellings(string path) =>
    [
        path, "/" + path, path + "/", path + "//", path + ".", path + "/.", path + ";a=b", path + "%20", path.ToUpperInvariant(),
        path.Replace("/api/", "/%61pi/", StringComparison.Ordinal), path.Replace("/v1/", "//v1/", StringComparison.Ordinal),
        path.Replace("/v1/", "/v1/./", StringComparison.Ordinal), path.Replace("/v1/", "/x/%2e%2e/v1/", StringComparison.Ordinal),
        path.Replace("/v1/", "%2fv1/", StringComparison.Ordinal),
    ];
}
