using Daybook.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Architecture.Tests;

/// <summary>The container builds, also with a module and all that stand on it switched off.</summary>
public sealed class ContainerTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData("integrations")]
    [InlineData("journal,insights")]
    [InlineData("timesheet,journal,insights")]
    [InlineData("insights")]
    [InlineData("timesheet,journal,insights,enrichment")]
    public async Task The_container_validates_without(string off)
    {
        var settings = off.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(module => $"Daybook:Off:{module}", _ => "true", StringComparer.Ordinal);
        await using var app = new DaybookApp(postgres.ConnectionString, settings: settings);
        await using var strict = app.WithWebHostBuilder(builder => builder.UseDefaultServiceProvider(options =>
        {
            options.ValidateOnBuild = true;
            options.ValidateScopes = true;
        }));

        using var client = strict.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        (await client.GetAsync("/healthz")).IsSuccessStatusCode.ShouldBeTrue();
    }
}
