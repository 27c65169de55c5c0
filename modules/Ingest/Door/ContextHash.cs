using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Door;

/// <summary>The 64-bit name of a context: the same texts have the same name for ever. 0 names the empty context. Texts that came later to the
/// list count only where there are any, so that older contexts keep their names.</summary>
internal static class ContextHash
{
    // Never occurs in UTF-8: it ends a text, so that no two lists of texts look alike.
    private const byte End = 0xff;

    public static long Of(SampleContext context)
    {
        if (context == SampleContext.Empty) return 0;
        ReadOnlySpan<string?> texts =
        [
            context.App, context.BundleId, context.Title, context.Url, context.File, context.Repository,
            context.Branch, context.Language, context.Cwd, context.Command, context.CallApp, context.CalendarEvent,
        ];
        ReadOnlySpan<string?> later = [context.Category, context.EntityType, context.UserAgent, context.Data];
        var last = later.Length;
        while (last > 0 && later[last - 1] is null) last--;
        later = later[..last];

        var size = texts.Length + later.Length;
        foreach (var text in texts) size += Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0);
        foreach (var text in later) size += Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var length = 0;
        foreach (var text in (ReadOnlySpan<string?>)[.. texts, .. later])
        {
            length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
            buffer[length++] = End;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), digest);
        ArrayPool<byte>.Shared.Return(buffer);
        var name = BinaryPrimitives.ReadInt64BigEndian(digest);
        return name == 0 ? 1 : name;
    }
}
