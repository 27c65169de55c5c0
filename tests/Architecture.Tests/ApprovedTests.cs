using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Architecture.Tests;

/// <summary>What outsiders build on equals its approved file; <c>DAYBOOK_APPROVE=1</c> writes the file anew, for a person to look at.</summary>
public sealed class ApprovedTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task The_public_api_is_the_approved_one()
    {
        await using var app = new DaybookApp(postgres.ConnectionString);
        using var client = app.Anonymous();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!.AsObject();
        document.Remove("servers");

        Approve("host/web/openapi/api.json", document.ToJsonString(Indented));
    }

    private static void Approve(string file, string actual)
    {
        var path = Path.Combine(House.Root, file);
        if (Environment.GetEnvironmentVariable("DAYBOOK_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual + "\n");
        }

        File.Exists(path).ShouldBeTrue($"{file} is missing: run with DAYBOOK_APPROVE=1 and look at it");
        File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd().ShouldBe(actual.ReplaceLineEndings("\n").TrimEnd(), $"{file} differs");
    }
}
