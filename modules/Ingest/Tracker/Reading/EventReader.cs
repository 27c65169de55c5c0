using System.Text.Json;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Tracker.Reading;

/// <summary>Reads one event of a batch. Whatever is wrong with it stays with it: the reader ends behind the event.</summary>
internal sealed class EventReader(bool mended, string? homeZone)
{
    private const long MaxIdleS = 24 * 86_400;

    private readonly RepeatedText id = new(64, mended: false);
    private readonly RepeatedText boot = new(64, mended);
    private readonly ContextReader context = new(mended);
    private readonly ExtraReader extra = new(mended, homeZone);
    private Draft now;

    private record struct Draft
    {
        public uint Seen;
        public bool Twice, BadCadence, InCall, HasApp;
        public string Id;
        public Guid EventId;
        public DateTimeOffset? Ts;
        public long? Seq, IntervalMs;
        public double IdleS;
        public SampleState State;
        public string? BootId;
        public int Keys, Mice;
        public Repairs Repairs;
    }

    public TrackerEvent Read(ref Utf8JsonReader json)
    {
        now = new Draft { Id = "", Keys = -1, Mice = -1 };
        context.Clear();
        extra.Clear();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return new TrackerEvent("", null, "bad_event", Repairs.None);
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName) ReadMember(ref json);
        return Reason() is { } reason ? new TrackerEvent(now.Id, null, reason, now.Repairs) : new TrackerEvent(now.Id, Sample(), null, now.Repairs);
    }

    private void ReadMember(ref Utf8JsonReader json)
    {
        ref var repairs = ref now.Repairs;
        if (Take(ref json, "event_id"u8, 0)) ReadId(ref json);
        else if (Take(ref json, "client_seq"u8, 1)) now.Seq = TrackerValues.Sequence(ref json);
        else if (Take(ref json, "ts"u8, 2)) now.Ts = TrackerValues.Instant(ref json);
        else if (Take(ref json, "interval_s"u8, 3)) now.IntervalMs = TrackerValues.Interval(ref json);
        else if (Take(ref json, "active_app"u8, 4)) now.HasApp = context.ReadApp(ref json, ref repairs);
        else if (Take(ref json, "idle_s"u8, 5)) now.IdleS = Parts.Number(ref json, MaxIdleS, ref repairs) ?? 0;
        else if (Take(ref json, "state"u8, 6)) now.State = TrackerValues.State(ref json, ref repairs);
        else if (Take(ref json, "browser"u8, 7)) context.ReadBrowser(ref json, ref repairs);
        else if (Take(ref json, "file_context"u8, 8)) context.ReadFile(ref json, ref repairs);
        else if (Take(ref json, "dev_context"u8, 9)) context.ReadDev(ref json, ref repairs);
        else if (Take(ref json, "input_cadence"u8, 10)) ReadCadence(ref json);
        else if (Take(ref json, "meeting"u8, 11)) now.InCall = context.ReadMeeting(ref json, ref repairs);
        else if (Take(ref json, "boot_id"u8, 12)) now.BootId = boot.Read(ref json, ref repairs);
        else if (Take(ref json, "system"u8, 13)) extra.ReadSystem(ref json, ref repairs);
        else if (Take(ref json, "evidence_ref"u8, 14)) extra.ReadEvidence(ref json, ref repairs);
        else if (Take(ref json, "tz"u8, 15)) extra.ReadZone(ref json, ref repairs);
        else json.Skip();
    }

    private bool Take(ref Utf8JsonReader json, ReadOnlySpan<byte> name, int bit)
    {
        if (!Parts.Take(ref json, name)) return false;
        now.Twice |= (now.Seen & (1u << bit)) != 0;
        now.Seen |= 1u << bit;
        return true;
    }

    private void ReadId(ref Utf8JsonReader json)
    {
        var ignored = Repairs.None;
        if (json.TokenType == JsonTokenType.String && json.TryGetGuid(out now.EventId))
        {
            now.Id = json.GetString()!;
            return;
        }

        now.Id = id.Read(ref json, ref ignored) ?? "";
        now.EventId = Guid.Empty;
    }

    /// <summary>Counts only: any other member could be what was typed, and the whole event is refused.</summary>
    private void ReadCadence(ref Utf8JsonReader json)
    {
        if (!Parts.Open(ref json, ref now.Repairs)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Parts.Take(ref json, "key_events"u8)) now.Keys = (int)(Parts.Number(ref json, short.MaxValue, ref now.Repairs) ?? -1);
            else if (Parts.Take(ref json, "mouse_events"u8)) now.Mice = (int)(Parts.Number(ref json, short.MaxValue, ref now.Repairs) ?? -1);
            else
            {
                now.BadCadence = true;
                json.Skip();
            }
        }
    }

    private string? Reason()
    {
        if (now.Twice) return "duplicate_field";
        if (now.EventId == Guid.Empty) return "bad_event_id";
        if (now.Seq is null) return "bad_client_seq";
        if (now.Ts is null) return "bad_ts";
        if (now.IntervalMs is null) return "bad_interval";
        if (now.BadCadence) return "extra_input_fields";

        // An app that nobody may know of cannot be named.
        return now.HasApp || now.State is not (SampleState.Active or SampleState.Idle) ? null : "bad_active_app";
    }

    private IncomingSample Sample() => new(
        now.EventId, now.Ts!.Value, now.IntervalMs!.Value, (long)Math.Round(now.IdleS * 1000), now.State, SampleSource.Human, now.InCall,
        now.Seq!.Value, now.BootId, context.Context(), extra.Json())
    {
        KeyEvents = now.Keys,
        MouseEvents = now.Mice,
    };
}
