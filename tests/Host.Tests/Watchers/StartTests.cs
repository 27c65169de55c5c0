using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests.Watchers;

/// <summary>What a start says that cannot be as it is wished; it comes before the database is touched.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("daybook-watchers-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_port_that_is_taken_is_explained_by_the_server_that_usually_has_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var said = await RefusedAsync("--activitywatch", "--ActivityWatch:Port=" + port);

        said.ShouldContain($"Port {port} is taken");
        said.ShouldContain("aw-server");
        Directory.EnumerateFileSystemEntries(_data).ShouldBeEmpty("the database was touched");
    }

    [Theory]
    [InlineData("--ActivityWatch:Port=many", "ActivityWatch:Port takes a number")]
    [InlineData("--ActivityWatch:Port=0", "ActivityWatch:Port takes a number")]
    [InlineData("--ActivityWatch:Port=70000", "ActivityWatch:Port takes a number")]
    [InlineData("--ActivityWatch:User=kim", "ActivityWatch:User takes the address")]
    public async Task A_setting_that_cannot_be_is_named(string setting, string words) => (await RefusedAsync("--activitywatch", setting)).ShouldContain(words);

    [Fact]
    public async Task Whether_to_listen_is_true_or_false() => (await RefusedAsync("--ActivityWatch:Listen=perhaps")).ShouldContain("ActivityWatch:Listen takes true or false");

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        var (code, said) = await HostProcess.RefusedAsync(["--port", "0", "--data", _data, .. arguments]);
        code.ShouldBe(1, said);
        return said;
    }
}
