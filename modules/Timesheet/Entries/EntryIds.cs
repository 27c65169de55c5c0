using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Daybook.Timesheet.Entries;

/// <summary>Names of inferred entries: made from the block, so that two derivations of the same day agree.</summary>
internal static class EntryIds
{
    /// <summary>The name of a block's piece number <paramref name="ordinal"/> (UUID version 8).</summary>
    public static Guid Derive(Guid blockKey, int ordinal)
    {
        Span<byte> source = stackalloc byte[20];
        blockKey.TryWriteBytes(source, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(source[16..], ordinal);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(source, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The first name of the block that nobody has; it is taken from then on.</summary>
    public static Guid Next(Guid blockKey, HashSet<Guid> taken)
    {
        for (var ordinal = 0; ; ordinal++)
        {
            var id = Derive(blockKey, ordinal);
            if (taken.Add(id)) return id;
        }
    }
}
