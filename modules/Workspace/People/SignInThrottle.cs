using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Secrets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Workspace.People;

/// <summary>
/// Counts tries at passwords, by account and by network address, for all hosts together: a bucket of tries each that refills
/// slowly. A try is taken before the password is looked at, so that many tries at once do not slip through.
/// The address is the connection's; forwarded headers are not believed.
/// </summary>
internal sealed class SignInThrottle(Db db, Pepper pepper, TimeProvider time)
{
    private static readonly Bucket Account = new("account", 10, TimeSpan.FromMinutes(3));
    private static readonly Bucket Address = new("address", 30, TimeSpan.FromSeconds(10));

    private sealed record Bucket(string Kind, int Size, TimeSpan Refill);

    /// <summary>Takes a try for both; null when there was one, else how long to wait.</summary>
    public async Task<TimeSpan?> TakeAsync(string email, IPAddress? address, CancellationToken ct) =>
        await TakeAsync(Address, Network(address), ct) ?? await TakeAsync(Account, KeyOf(email), ct);

    public Task<TimeSpan?> TakeForUserAsync(Guid userId, CancellationToken ct) => TakeAsync(Account, userId.ToString(), ct);

    public Task ForgetUserAsync(Guid userId, CancellationToken ct) => ForgetAsync(Account, userId.ToString(), ct);

    /// <summary>The right password was given: the account's failures are forgotten, and the address gets its try back.</summary>
    public async Task ForgiveAsync(string email, IPAddress? address, CancellationToken ct)
    {
        await ForgetAsync(Account, KeyOf(email), ct);
        await using var connection = await db.OpenAsync(ct);
        var back = new { Address.Kind, Key = Hash(Network(address)), Size = (double)Address.Size };
        await connection.ExecuteAsync(new CommandDefinition(GiveBack, back, cancellationToken: ct));
    }

    public static ProblemHttpResult Answer(HttpResponse response, TimeSpan wait)
    {
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem.Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "Too many tries. Wait a little, then try again.");
    }

    /// <summary>Drops buckets that are full again.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var full = new { Before = time.GetUtcNow() - Account.Size * Account.Refill };
        await connection.ExecuteAsync(new CommandDefinition(DeleteFull, full, cancellationToken: ct));
    }

    private async Task<TimeSpan?> TakeAsync(Bucket bucket, string key, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var row = new { bucket.Kind, Key = Hash(key), Size = (double)bucket.Size, Rate = 1 / bucket.Refill.TotalSeconds, now };
        await using var connection = await db.OpenAsync(ct);
        if (await connection.QuerySingleOrDefaultAsync<double?>(new CommandDefinition(TakeOne, row, cancellationToken: ct)) is not null) return null;
        var left = await connection.QuerySingleOrDefaultAsync<double?>(new CommandDefinition(ReadLeft, row, cancellationToken: ct)) ?? 0;
        return TimeSpan.FromSeconds(Math.Max(1, (1 - left) * bucket.Refill.TotalSeconds));
    }

    private async Task ForgetAsync(Bucket bucket, string key, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(DeleteBucket, new { bucket.Kind, Key = Hash(key) }, cancellationToken: ct));
    }

    // Hashed, because people type passwords into the e-mail field.
    private byte[] Hash(string key) => pepper.Hash("throttle", key);

    private static string KeyOf(string email) => email.Trim().ToUpperInvariant();

    // One household has one IPv4 address, but a whole /64 of IPv6.
    private static string Network(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private const string TakeOne = """
        insert into workspace.sign_in_bucket as b (kind, key, tokens, at) values (@Kind, @Key, @Size - 1, @now)
        on conflict (kind, key) do update
            set tokens = least(@Size, b.tokens + greatest(0, extract(epoch from @now - b.at)) * @Rate) - 1, at = greatest(b.at, @now)
            where least(@Size, b.tokens + greatest(0, extract(epoch from @now - b.at)) * @Rate) >= 1
        returning tokens
        """;

    private const string ReadLeft = """
        select least(@Size, tokens + greatest(0, extract(epoch from @now - at)) * @Rate) from workspace.sign_in_bucket
        where kind = @Kind and key = @Key
        """;

    private const string GiveBack = """
        update workspace.sign_in_bucket set tokens = least(@Size, tokens + 1) where kind = @Kind and key = @Key
        """;

    private const string DeleteBucket = "delete from workspace.sign_in_bucket where kind = @Kind and key = @Key";
    private const string DeleteFull = "delete from workspace.sign_in_bucket where at < @Before";
}
