using System.Buffers.Text;
using System.Security.Cryptography;
using Daybook.Workspace.Secrets;

namespace Daybook.Workspace.Contracts;

/// <summary>
/// Links that let in whoever knows them. A secret names the shared thing and proves itself by a keyed hash over its purpose, its id and a
/// random salt. The key lies beside the database and the secret nowhere: a stolen dump opens no link, and a new salt ends the old one.
/// </summary>
public sealed class SecretLinks
{
    private const int IdLength = 16;
    private const int ProofLength = 20;

    /// <summary>Every secret has this many letters of base64url.</summary>
    public const int Length = 48;

    /// <summary>How long a salt is.</summary>
    public const int SaltLength = 16;

    private readonly Pepper pepper;

    internal SecretLinks(Pepper pepper) => this.pepper = pepper;

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <summary>The secret of a link; the same for the same three, on every host of one key.</summary>
    /// <param name="purpose">What the link opens: a link for one purpose never passes for another.</param>
    public string For(string purpose, Guid id, ReadOnlySpan<byte> salt)
    {
        Span<byte> secret = stackalloc byte[IdLength + ProofLength];
        id.TryWriteBytes(secret, bigEndian: true, out _);
        pepper.Hash("link:" + purpose, id.ToString("n") + ":" + Convert.ToHexStringLower(salt)).AsSpan(0, ProofLength).CopyTo(secret[IdLength..]);
        return Base64Url.EncodeToString(secret);
    }

    /// <summary>The id that a secret claims to open, or null when it cannot be one. It proves nothing: ask <see cref="IsFor"/> next.</summary>
    public static Guid? IdOf(string secret)
    {
        Span<byte> bytes = stackalloc byte[IdLength + ProofLength];
        if (secret.Length != Length || !Base64Url.TryDecodeFromChars(secret, bytes, out var length) || length != bytes.Length) return null;
        return new Guid(bytes[..IdLength], bigEndian: true);
    }

    /// <summary>Whether this is the link's present secret; the time it takes tells nothing.</summary>
    public bool IsFor(string secret, string purpose, Guid id, ReadOnlySpan<byte> salt) =>
        CryptographicOperations.FixedTimeEquals(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(secret.AsSpan()),
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(For(purpose, id, salt).AsSpan()));
}
