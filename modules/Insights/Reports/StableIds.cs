using System.Security.Cryptography;
using System.Text;

namespace Daybook.Insights.Reports;

/// <summary>Ids for what has none here: the same name always has the same.</summary>
internal static class StableIds
{
    public static string Of(string kind, string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(kind + ":" + name), hash);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
