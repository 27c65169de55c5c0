using System.Text.Json;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Editors;

namespace Daybook.Ingest.WakaTime.Reading;

/// <summary>Reads one heartbeat as any client of the contract sends it. Whatever is wrong with it stays with it: the reader ends behind it.</summary>
/// <param name="sender">What the request says of its sender, for heartbeats that do not say it themselves.</param>
internal sealed class HeartbeatReader(HeartbeatSender sender, bool mended)
{
    private const long Most = 1_000_000_000_000;

    private readonly RepeatedText entity = new(CanonicalContext.Path, mended);
    private readonly RepeatedText type = new(64, mended);
    private readonly RepeatedText category = new(64, mended);
    private readonly RepeatedText project = new(CanonicalContext.Name, mended);
    private readonly RepeatedText branch = new(CanonicalContext.Name, mended);
    private readonly RepeatedText language = new(CanonicalContext.Name, mended);
    private readonly RepeatedText otherProject = new(CanonicalContext.Name, mended);
    private readonly RepeatedText otherBranch = new(CanonicalContext.Name, mended);
    private readonly RepeatedText otherLanguage = new(CanonicalContext.Name, mended);
    private readonly RepeatedText userAgent = new(CanonicalContext.Agent, mended);
    private readonly RepeatedText plugin = new(CanonicalContext.Agent, mended);
    private readonly RepeatedText machine = new(CanonicalContext.Name, mended);
    private readonly RepeatedText folder = new(CanonicalContext.Path, mended);
    private readonly RepeatedText session = new(128, mended);
    private readonly RepeatedText model = new(128, mended);
    private readonly RepeatedText agent = new(64, mended);
    private readonly RepeatedTexts dependencies = new(100, 255);
    private Draft now;

    private record struct Draft
    {
        public string? Entity, Type, EntityType, Category, Project, Branch, Language, OtherProject, OtherBranch, OtherLanguage;
        public string? UserAgent, Plugin, Machine, Dependencies, Folder, Session, Model, Agent;
        public long? Time, Timestamp, RootCount, Lines, Line, Cursor, AiLines, HumanLines, Added, Deleted, Input, Output, Cached, Prompt;
        public bool IsWrite;
        public Repairs Repairs;
    }

    public SentHeartbeat Read(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        now = default;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            var nothing = new SentHeartbeat();
            nothing.Refuse("heartbeat", "This is not a heartbeat.");
            return nothing;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName) ReadMember(ref json, body);
        return Make();
    }

    private void ReadMember(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        ref var repairs = ref now.Repairs;
        if (Parts.Take(ref json, "entity"u8)) now.Entity = entity.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "time"u8)) now.Time = LooseValues.Time(ref json);
        else if (Parts.Take(ref json, "type"u8)) now.Type = type.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "project"u8)) now.Project = project.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "branch"u8)) now.Branch = branch.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "language"u8)) now.Language = language.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "category"u8)) now.Category = category.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "is_write"u8)) now.IsWrite = LooseValues.Flag(ref json);
        else if (Parts.Take(ref json, "lines"u8) || Parts.Take(ref json, "lines_in_file"u8)) now.Lines = LooseValues.Integer(ref json, 0, Most) ?? now.Lines;
        else if (Parts.Take(ref json, "lineno"u8)) now.Line = LooseValues.Integer(ref json, 0, Most);
        else if (Parts.Take(ref json, "cursorpos"u8)) now.Cursor = LooseValues.Integer(ref json, 0, Most);
        else if (Parts.Take(ref json, "user_agent"u8)) now.UserAgent = userAgent.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "dependencies"u8)) now.Dependencies = dependencies.Read(ref json, body);
        else if (Parts.Take(ref json, "project_root_count"u8)) now.RootCount = LooseValues.Integer(ref json, 0, 10_000);
        else if (Parts.Take(ref json, "plugin"u8)) now.Plugin = plugin.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "alternate_project"u8)) now.OtherProject = otherProject.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "alternate_branch"u8)) now.OtherBranch = otherBranch.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "alternate_language"u8)) now.OtherLanguage = otherLanguage.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "entity_type"u8)) now.EntityType = type.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "timestamp"u8)) now.Timestamp = LooseValues.Time(ref json);
        else if (Parts.Take(ref json, "project_folder"u8)) now.Folder = folder.Read(ref json, ref repairs);
        else if (Parts.Take(ref json, "machine"u8) || Parts.Take(ref json, "machine_name"u8) || Parts.Take(ref json, "hostname"u8))
            now.Machine ??= machine.Read(ref json, ref repairs);
        else ReadCounts(ref json);
    }

    /// <summary>Whatever else there is, prompts and answers of agents among it, is passed over.</summary>
    private void ReadCounts(ref Utf8JsonReader json)
    {
        if (Parts.Take(ref json, "human_line_changes"u8)) now.HumanLines = LooseValues.Integer(ref json, -Most, Most);
        else if (Parts.Take(ref json, "ai_line_changes"u8)) now.AiLines = LooseValues.Integer(ref json, -Most, Most);
        else if (Parts.Take(ref json, "line_additions"u8)) now.Added = LooseValues.Integer(ref json, -Most, Most);
        else if (Parts.Take(ref json, "line_deletions"u8)) now.Deleted = LooseValues.Integer(ref json, -Most, Most);
        else if (Parts.Take(ref json, "ai_session"u8)) now.Session = session.Read(ref json, ref now.Repairs);
        else if (Parts.Take(ref json, "ai_input_tokens"u8)) now.Input = LooseValues.Integer(ref json, -Most, Most);
        else if (Parts.Take(ref json, "ai_output_tokens"u8)) now.Output = LooseValues.Integer(ref json, -Most, Most);
        else if (Parts.Take(ref json, "ai_cached_input_tokens"u8)) now.Cached = LooseValues.Integer(ref json, -Most, Most);
        else if (Parts.Take(ref json, "ai_prompt_length"u8)) now.Prompt = LooseValues.Integer(ref json, -Most, Most);
        else if (Parts.Take(ref json, "ai_model"u8)) now.Model = model.Read(ref json, ref now.Repairs);
        else if (Parts.Take(ref json, "ai_agent"u8)) now.Agent = agent.Read(ref json, ref now.Repairs);
        else json.Skip();
    }

    private SentHeartbeat Make()
    {
        var told = now.UserAgent ?? now.Plugin ?? sender.UserAgent;
        var beat = new SentHeartbeat
        {
            TimeUs = now.Time ?? now.Timestamp, Entity = now.Entity, Type = now.Type ?? now.EntityType ?? "file", Category = now.Category,
            Project = now.Project ?? now.OtherProject, Branch = now.Branch ?? now.OtherBranch, Language = now.Language ?? now.OtherLanguage,
            UserAgent = told, Tool = sender.Tool(told, now.Agent), Machine = now.Machine ?? sender.Machine, IsWrite = now.IsWrite,
            Dependencies = now.Dependencies, ProjectRootCount = now.RootCount, ProjectFolder = now.Folder, Model = now.Model, Repairs = now.Repairs,
            Numbers = new HeartbeatNumbers
            {
                Lines = now.Lines, LineNumber = now.Line, CursorPosition = now.Cursor, AiLineChanges = now.AiLines, HumanLineChanges = now.HumanLines,
                LineAdditions = now.Added, LineDeletions = now.Deleted, AiSession = now.Session, AiInputTokens = now.Input,
                AiOutputTokens = now.Output, AiCachedInputTokens = now.Cached, AiPromptLength = now.Prompt,
            },
        };
        if (beat.Entity is null) beat.Refuse("entity", "This field is required.");
        if (beat.TimeUs is null) beat.Refuse("time", "This is not a time.");
        return beat;
    }
}
