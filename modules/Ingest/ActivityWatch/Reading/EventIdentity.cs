using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Daybook.Ingest.ActivityWatch.Reading;

/// <summary>
/// The id of an event: its stream, its start and its data, never its length. It is the id that the connector gives the same event when it
/// reads a server or an export, as long as the data has only texts, numbers and booleans. Pure.
/// </summary>
internal static class EventIdentity
{
    public static Guid Of(string streamId, PostedEvent posted)
    {
        var content = new ArrayBufferWriter<byte>(256);
        using (var document = JsonDocument.Parse(posted.Data))
        {
            foreach (var member in document.RootElement.EnumerateObject())
            {
                Append(content, member.Name);
                switch (member.Value.ValueKind)
                {
                    case JsonValueKind.String: Append(content, member.Value.GetString()!); break;
                    case JsonValueKind.True: Append(content, "true"); break;
                    case JsonValueKind.False: Append(content, "false"); break;
                    case JsonValueKind.Number: Append(content, member.Value.GetRawText()); break;
                    default:
                        // The connector leaves these out; here they tell two events apart.
                        content.Write([(byte)0xFE]);
                        Append(content, member.Value.GetRawText());
                        break;
                }
            }
        }

        var start = posted.Start.AddMilliseconds(-posted.SkewMs).UtcTicks.ToString(CultureInfo.InvariantCulture);
        var name = start + "-" + Convert.ToHexStringLower(SHA256.HashData(content.WrittenSpan).AsSpan(0, 12));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(streamId + "\n" + name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    // Each text ends with a byte no UTF-8 text contains, so that neighbours cannot be read as one another.
    private static void Append(ArrayBufferWriter<byte> content, string text)
    {
        Encoding.UTF8.GetBytes(text, content);
        content.Write([(byte)0xFF]);
    }
}
