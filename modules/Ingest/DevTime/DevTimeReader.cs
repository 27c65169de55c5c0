using System.Text.Json;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Editors;

namespace Daybook.Ingest.DevTime;

/// <summary>Reads heartbeats of the DevTime contract. What it does not name is passed over: no prompt and no code is ever looked at.</summary>
internal sealed class DevTimeReader(bool mended)
{
    public const int Most = 1000;
    private const long MostCount = 1_000_000_000_000;

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 64 * 1024 * 1024, AllowTrailingCommas = true };

    private readonly RepeatedText tool = new(200, mended);
    private readonly RepeatedText activity = new(64, mended);
    private readonly RepeatedText project = new(CanonicalContext.Name, mended);
    private readonly RepeatedText file = new(CanonicalContext.Path, mended);
    private readonly RepeatedText language = new(CanonicalContext.Name, mended);
    private readonly RepeatedText branch = new(CanonicalContext.Name, mended);
    private readonly RepeatedText machine = new(CanonicalContext.Name, mended);
    private readonly RepeatedText session = new(128, mended);

    private record struct Draft
    {
        public string? Tool, Activity, Project, File, Language, Branch, Machine, Session;
        public long? Time, Lines, Line, Input, Output;
        public bool IsWrite;
        public Repairs Repairs;
    }

    /// <summary>Whether the body is meant for this contract, not for the other one that has the same path: it names a tool and no entity.</summary>
    public static bool IsItsShape(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body, Reading);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            var (hasTool, hasEntity) = (false, false);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                // Nobody spells these names with escapes, and half a surrogate pair among them cannot be compared.
                hasTool |= !json.ValueIsEscaped && json.ValueTextEquals("tool"u8);
                hasEntity |= !json.ValueIsEscaped && json.ValueTextEquals("entity"u8);
                json.Read();
                json.Skip();
            }

            return hasTool && !hasEntity;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>One heartbeat, or all of "heartbeats", or of a list; null when the body is no JSON of that shape. At most one more than allowed.</summary>
    public static List<SentHeartbeat>? Read(Memory<byte> body)
    {
        try
        {
            var bytes = JsonBytes.Mend(body, out var mended);
            var json = new Utf8JsonReader(bytes.Span, Reading);
            json.Read();
            var reader = new DevTimeReader(mended);
            var items = new List<SentHeartbeat>();
            if (json.TokenType == JsonTokenType.StartArray) reader.ReadList(ref json, items);
            else if (json.TokenType != JsonTokenType.StartObject || !reader.ReadRoot(ref json, items)) return null;

            // Nothing may follow: this throws when something does.
            json.Read();
            return items;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool ReadRoot(ref Utf8JsonReader json, List<SentHeartbeat> items)
    {
        var one = json;
        var isBatch = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Parts.Take(ref json, "heartbeats"u8))
            {
                if (json.TokenType != JsonTokenType.StartArray) return false;
                isBatch = true;
                ReadList(ref json, items);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        if (!isBatch) items.Add(ReadOne(ref one));
        return true;
    }

    private void ReadList(ref Utf8JsonReader json, List<SentHeartbeat> items)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count > Most) json.Skip();
            else items.Add(ReadOne(ref json));
        }
    }

    private SentHeartbeat ReadOne(ref Utf8JsonReader json)
    {
        var now = default(Draft);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            var nothing = new SentHeartbeat();
            nothing.Refuse("heartbeat", "This is not a heartbeat.");
            return nothing;
        }

        ref var repairs = ref now.Repairs;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Parts.Take(ref json, "tool"u8)) now.Tool = tool.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "timestamp"u8)) now.Time = LooseValues.Time(ref json);
            else if (Parts.Take(ref json, "activity_type"u8)) now.Activity = activity.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "project"u8)) now.Project = project.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "file"u8)) now.File = file.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "language"u8)) now.Language = language.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "branch"u8)) now.Branch = branch.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "machine_id"u8)) now.Machine = machine.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "is_write"u8)) now.IsWrite = LooseValues.Flag(ref json);
            else if (Parts.Take(ref json, "lines"u8)) now.Lines = LooseValues.Integer(ref json, 0, MostCount);
            else if (Parts.Take(ref json, "cursor_line"u8)) now.Line = LooseValues.Integer(ref json, 0, MostCount);
            else if (Parts.Take(ref json, "tokens_in"u8)) now.Input = LooseValues.Integer(ref json, -MostCount, MostCount);
            else if (Parts.Take(ref json, "tokens_out"u8)) now.Output = LooseValues.Integer(ref json, -MostCount, MostCount);
            else if (Parts.Take(ref json, "session_id"u8)) now.Session = session.Read(ref json, ref repairs);
            else json.Skip();
        }

        return Make(now);
    }

    private static SentHeartbeat Make(in Draft now)
    {
        var beat = new SentHeartbeat
        {
            TimeUs = now.Time, Entity = now.File ?? now.Tool, Type = now.File is null ? "app" : "file", Category = now.Activity, Project = now.Project,
            Branch = now.Branch, Language = now.Language, Tool = ToolOf(now.Tool), Machine = now.Machine, IsWrite = now.IsWrite, Repairs = now.Repairs,
            State = string.Equals(now.Activity, "idle", StringComparison.OrdinalIgnoreCase) ? SampleState.Idle : SampleState.Active,
            Numbers = new HeartbeatNumbers
            {
                Lines = now.Lines, LineNumber = now.Line, AiInputTokens = now.Input, AiOutputTokens = now.Output, AiSession = now.Session,
            },
        };
        if (beat.Tool is null) beat.Refuse("tool", "This field is required.");
        if (beat.TimeUs is null) beat.Refuse("timestamp", "This is not a time in milliseconds.");
        if (beat.Category is null) beat.Refuse("activity_type", "This field is required.");
        return beat;
    }

    private static ClientTool? ToolOf(string? tool)
    {
        if (tool is null) return null;
        var isAgent = ToolNames.IsAgent(tool);
        var name = isAgent ? ToolNames.Agent(tool) : ToolNames.App(tool);
        return new ClientTool(name, null, "", null, isAgent ? name : null, null, ToolNames.IsBrowser(tool));
    }
}
