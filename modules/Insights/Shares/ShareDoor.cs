using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Shares;

/// <summary>Lets in whoever knows a link that still holds. Guessed, revoked, renewed and expired links get the same answer: nothing.</summary>
internal sealed class ShareDoor(ShareStore shares, SecretLinks links, TimeProvider time)
{
    public const string Purpose = "share";
    private static readonly byte[] NoSalt = new byte[SecretLinks.SaltLength];

    public async Task<ShareLink?> OpenAsync(string secret, ShareKind kind, CancellationToken ct)
    {
        if (SecretLinks.IdOf(secret) is not { } id) return null;
        var share = await shares.FindAsync(id, ct);
        var proven = links.IsFor(secret, Purpose, id, share?.Salt ?? NoSalt);
        var now = time.GetUtcNow();
        if (share is null || !proven || share.Kind != kind || share.ExpiresAt <= now) return null;
        await shares.SeenAsync(share, now, ct);
        return share;
    }
}
