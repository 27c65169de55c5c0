using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Daybook.Enrichment.Spans;

/// <summary>128 bits that name a signature: what was learned or answered about a context is kept under them.</summary>
internal static class SignatureHash
{
    public static Guid Of(Signature signature)
    {
        // Lengths before the texts, so that no text can be read as the end of another.
        var text = new StringBuilder(160);
        foreach (var part in (ReadOnlySpan<string>)
            [signature.App, signature.Host, signature.Path, signature.Repository, signature.Branch, signature.Directory, signature.Title, signature.Calendar])
        {
            text.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? 0}:").Append(part);
        }

        text.Append(signature.InCall ? '1' : '0');
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
