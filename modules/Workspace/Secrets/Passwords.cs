using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Daybook.Workspace.Secrets;

/// <summary>Hashes passwords with the framework's hasher: PBKDF2 with HMAC-SHA-512.</summary>
internal sealed class Passwords
{
    private static readonly object Nobody = new();
    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private readonly Lazy<string> decoy;

    public Passwords() => decoy = new(() => Hash(Guid.CreateVersion7().ToString()));

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <summary>Without a hash (nobody has that e-mail) the same work is done, so that the time tells nothing.</summary>
    public bool Verify(string? hash, string password)
    {
        var outcome = hasher.VerifyHashedPassword(Nobody, hash ?? decoy.Value, password);
        return hash is not null && outcome != PasswordVerificationResult.Failed;
    }
}
