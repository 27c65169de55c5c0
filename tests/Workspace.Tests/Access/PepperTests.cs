using Daybook.Workspace.Secrets;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class PepperTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("daybook-pepper-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Hosts_that_start_at_once_make_one_pepper_that_only_its_owner_reads()
    {
        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
            Convert.ToHexString(new Pepper(new WorkspaceSettings(null, null, folder.FullName)).Hash("x", "secret")))));
        hashes.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        folder.GetFiles().Select(file => file.Name).ShouldBe(["pepper"]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(folder.FullName, "pepper")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_damaged_pepper_is_said_and_not_replaced()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "pepper"), "c2hvcnQ=");
        Should.Throw<InvalidOperationException>(() => new Pepper(new WorkspaceSettings(null, null, folder.FullName)).Hash("x", "secret"));
        File.ReadAllText(Path.Combine(folder.FullName, "pepper")).ShouldBe("c2hvcnQ=");
    }

    [Fact]
    public void One_kind_of_secret_never_passes_for_another()
    {
        var pepper = new Pepper(new WorkspaceSettings(null, "given", folder.FullName));
        pepper.Hash("session", "secret").ShouldNotBe(pepper.Hash("token:personal", "secret"));
        folder.GetFiles().ShouldBeEmpty();
    }
}
