using Daybook.Workspace.Secrets;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class TokenTextTests
{
    [Fact]
    public void The_checksum_is_the_crc_that_scanners_compute()
    {
        // CRC-32 of "dbp_" + 43 × "0", computed with zlib, in base62.
        TokenText.IsWellFormed("dbp_" + new string('0', 43) + ZeroChecksum, TokenText.Personal).ShouldBeTrue();
        TokenText.IsWellFormed("dbd_" + new string('0', 43) + ZeroChecksum, TokenText.Device).ShouldBeFalse();
    }

    [Fact]
    public void A_single_wrong_letter_anywhere_is_noticed()
    {
        var token = TokenText.Create(TokenText.Personal);
        for (var i = 0; i < token.Length; i++)
        {
            var wrong = token[..i] + (token[i] == 'x' ? 'y' : 'x') + token[(i + 1)..];
            TokenText.IsWellFormed(wrong, TokenText.Personal).ShouldBeFalse($"position {i}");
        }
    }

    [Fact]
    public void Of_a_million_made_up_tokens_the_checksum_lets_none_through()
    {
        const string letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var passed = 0;
        Parallel.For(0, 1_000_000, _ =>
        {
            if (TokenText.IsWellFormed("dbp_" + new string(Random.Shared.GetItems<char>(letters, 49)), TokenText.Personal)) Interlocked.Increment(ref passed);
        });
        passed.ShouldBe(0);
    }

    [Fact]
    public void Tokens_never_repeat() =>
        Enumerable.Range(0, 1000).Select(_ => TokenText.Create(TokenText.Device)).Distinct(StringComparer.Ordinal).Count().ShouldBe(1000);

    private const string ZeroChecksum = "1JY2Sq";
}
