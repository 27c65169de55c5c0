using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Editors;

/// <summary>Turns the heartbeats of one request into samples. While the context repeats, it is the same object.</summary>
/// <param name="source">The contract's word, part of every sample's identity.</param>
internal sealed class HeartbeatSamples(string source)
{
    private readonly ArrayBufferWriter<byte> bytes = new(512);
    private readonly byte[] word = Encoding.UTF8.GetBytes(source);
    private ContextParts last;
    private SampleContext context = SampleContext.Empty;

    private readonly record struct ContextParts(
        ClientTool Tool, string? Entity, string Type, string? Category, string? Project, string? Branch, string? Language, string? UserAgent,
        string? Dependencies, long? ProjectRootCount, string? ProjectFolder, string? Model);

    /// <summary>What streams are told apart by, beside machine and tool.</summary>
    public static DeviceKind KindOf(SentHeartbeat beat) =>
        beat.Tool!.Agent is not null ? DeviceKind.CodingAgent
        : beat.Tool.IsBrowser || beat.IsBrowsing ? DeviceKind.Browser : DeviceKind.Editor;

    public IncomingSample Make(SentHeartbeat beat, long skewMs) => new(
        beat.Id, beat.Instant.AddMilliseconds(skewMs), 0, 0, beat.State, beat.Tool!.Agent is null ? SampleSource.Assist : SampleSource.Agent, InCall: false,
        0, null, Context(beat), Body(beat.Numbers))
    {
        IsWrite = beat.IsWrite,
        SkewMs = skewMs,
    };

    /// <summary>The same message has the same id for ever, whoever brings it again.</summary>
    public Guid IdOf(SentHeartbeat beat)
    {
        var size = word.Length + 16 + (3 * ((beat.Entity?.Length ?? 0) + beat.Type.Length + (beat.Category?.Length ?? 0)));
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var length = 0;
        word.CopyTo(buffer.AsSpan());
        length += word.Length;
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(length), beat.TimeUs ?? 0);
        length += 8;
        buffer[length++] = beat.IsWrite ? (byte)1 : (byte)0;
        foreach (var text in (ReadOnlySpan<string?>)[beat.Entity, beat.Type, beat.Category])
        {
            length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
            buffer[length++] = 0xff;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, length), digest);
        ArrayPool<byte>.Shared.Return(buffer);
        return new Guid(digest[..16], bigEndian: true);
    }

    private SampleContext Context(SentHeartbeat beat)
    {
        var parts = new ContextParts(
            beat.Tool!, beat.Entity, beat.Type, beat.Category, beat.Project, beat.Branch, beat.Language, beat.UserAgent, beat.Dependencies,
            beat.ProjectRootCount, beat.ProjectFolder, beat.Model);
        if (parts == last) return context;
        last = parts;
        var language = Languages.Canonical(beat.Language);
        return context = new SampleContext(
            App: beat.Tool!.Tool, Url: beat.IsBrowsing ? beat.Entity : null, File: beat.Type == "file" ? beat.Entity : null,
            Repository: beat.Project, Branch: beat.Branch, Language: language, Category: beat.Category, EntityType: beat.Type, UserAgent: beat.UserAgent,
            Data: Data(beat, language));
    }

    private string? Data(SentHeartbeat beat, string? language)
    {
        var entity = beat.IsBrowsing || beat.Type == "file" ? null : beat.Entity;
        var raw = language == beat.Language ? null : beat.Language;
        var model = beat.Model ?? beat.Tool!.Model;
        if (entity is null && raw is null && beat.Dependencies is null && beat.ProjectRootCount is null && beat.ProjectFolder is null
            && model is null && beat.Tool!.Agent is null && beat.Tool.Plugin is null) return null;

        bytes.ResetWrittenCount();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        Write(json, "entity", entity);
        Write(json, "raw_language", raw);
        if (beat.Dependencies is { } dependencies)
        {
            json.WritePropertyName("dependencies");
            json.WriteRawValue(dependencies);
        }

        Write(json, "project_root_count", beat.ProjectRootCount);
        Write(json, "project_folder", beat.ProjectFolder);
        Write(json, "agent", beat.Tool!.Agent);
        Write(json, "model", model);
        Write(json, "plugin", beat.Tool.Plugin);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private string? Body(HeartbeatNumbers numbers)
    {
        if (numbers == default) return null;
        bytes.ResetWrittenCount();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        Write(json, "lines", numbers.Lines);
        Write(json, "lineno", numbers.LineNumber);
        Write(json, "cursorpos", numbers.CursorPosition);
        Write(json, "ai_line_changes", numbers.AiLineChanges);
        Write(json, "human_line_changes", numbers.HumanLineChanges);
        Write(json, "line_additions", numbers.LineAdditions);
        Write(json, "line_deletions", numbers.LineDeletions);
        Write(json, "ai_session", numbers.AiSession);
        Write(json, "ai_input_tokens", numbers.AiInputTokens);
        Write(json, "ai_output_tokens", numbers.AiOutputTokens);
        Write(json, "ai_cached_input_tokens", numbers.AiCachedInputTokens);
        Write(json, "ai_prompt_length", numbers.AiPromptLength);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value) json.WriteNumber(name, value);
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }
}
