using System.Text.Json;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Tracker.Reading;

/// <summary>The parts of an event that say what was on the screen: app, file, terminal, browser, meeting.</summary>
internal sealed class ContextReader(bool mended)
{
    private readonly RepeatedText app = new(CanonicalContext.Name, mended);
    private readonly RepeatedText bundle = new(CanonicalContext.Name, mended);
    private readonly RepeatedText title = new(CanonicalContext.Title, mended);
    private readonly RepeatedText path = new(CanonicalContext.Path, mended);
    private readonly RepeatedText repository = new(CanonicalContext.Name, mended);
    private readonly RepeatedText branch = new(CanonicalContext.Name, mended);
    private readonly RepeatedText cwd = new(CanonicalContext.Path, mended);
    private readonly RepeatedText command = new(CanonicalContext.Command, mended);
    private readonly RepeatedText editorFile = new(CanonicalContext.Path, mended);
    private readonly RepeatedText url = new(CanonicalContext.Path, mended);
    private readonly RepeatedText tabTitle = new(CanonicalContext.Title, mended);
    private readonly RepeatedText callApp = new(CanonicalContext.Name, mended);
    private readonly RepeatedText calendarEvent = new(CanonicalContext.Name, mended);
    private SampleContext last = SampleContext.Empty;
    private ScreenTexts now;

    private record struct ScreenTexts(
        string? App, string? Bundle, string? Title, string? Path, string? Repository, string? Branch, string? Cwd, string? Command,
        string? EditorFile, string? Url, string? TabTitle, string? CallApp, string? CalendarEvent);

    public void Clear() => now = default;

    /// <summary>Reads active_app; false when it lacks a name or a bundle id.</summary>
    public bool ReadApp(ref Utf8JsonReader json, ref Repairs repairs)
    {
        var (hasName, hasBundle) = (false, false);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = json.ValueTextEquals("name"u8) ? 1 : json.ValueTextEquals("bundle_id"u8) ? 2 : json.ValueTextEquals("window_title"u8) ? 3 : 0;
            json.Read();
            hasName |= field == 1 && json.TokenType == JsonTokenType.String;
            hasBundle |= field == 2 && json.TokenType == JsonTokenType.String;
            if (field == 1) now.App = app.Read(ref json, ref repairs);
            else if (field == 2) now.Bundle = bundle.Read(ref json, ref repairs);
            else if (field == 3) now.Title = title.Read(ref json, ref repairs);
            else json.Skip();
        }

        return hasName && hasBundle;
    }

    public void ReadFile(ref Utf8JsonReader json, ref Repairs repairs)
    {
        if (!Parts.Open(ref json, ref repairs)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Parts.Take(ref json, "path"u8)) now.Path = path.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "repo"u8)) now.Repository = repository.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "branch"u8)) now.Branch = branch.Read(ref json, ref repairs);
            else json.Skip();
        }
    }

    public void ReadDev(ref Utf8JsonReader json, ref Repairs repairs)
    {
        if (!Parts.Open(ref json, ref repairs)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Parts.Take(ref json, "terminal_cwd"u8)) now.Cwd = cwd.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "last_command"u8)) now.Command = command.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "editor_file"u8)) now.EditorFile = editorFile.Read(ref json, ref repairs);
            else json.Skip();
        }
    }

    public void ReadBrowser(ref Utf8JsonReader json, ref Repairs repairs)
    {
        if (!Parts.Open(ref json, ref repairs)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Parts.Take(ref json, "url"u8)) now.Url = url.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "title"u8)) now.TabTitle = tabTitle.Read(ref json, ref repairs);
            else json.Skip();
        }
    }

    /// <summary>Reads meeting; true when the person is in a call.</summary>
    public bool ReadMeeting(ref Utf8JsonReader json, ref Repairs repairs)
    {
        var inCall = false;
        if (!Parts.Open(ref json, ref repairs)) return inCall;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Parts.Take(ref json, "in_call"u8)) inCall = Parts.Flag(ref json, ref repairs) ?? false;
            else if (Parts.Take(ref json, "call_app"u8)) now.CallApp = callApp.Read(ref json, ref repairs);
            else if (Parts.Take(ref json, "calendar_event_id"u8)) now.CalendarEvent = calendarEvent.Read(ref json, ref repairs);
            else json.Skip();
        }

        return inCall;
    }

    /// <summary>The context of what was read since <see cref="Clear"/>; the same object while nothing changes.</summary>
    public SampleContext Context()
    {
        var context = new SampleContext(
            now.App, now.Bundle, now.Title ?? now.TabTitle, now.Url, now.Path ?? now.EditorFile, now.Repository, now.Branch, Language: null,
            now.Cwd, now.Command, now.CallApp, now.CalendarEvent);
        return last = context == last ? last : context;
    }
}
