using System.Runtime.InteropServices;
using Daybook.Ingest.Contracts;

namespace Daybook.Enrichment.Streams;

/// <summary>Samples → lanes: each stream read by its kind, and the streams of one machine read together.</summary>
internal static class DayReader
{
    public static DayStreams Read(DaySamples day)
    {
        var contexts = new ContextTable();
        var contextOf = day.Contexts.Select(contexts.IndexOf).ToArray();
        var streams = Distinct(day.Samples);
        var devices = day.Devices.Where(device => streams.ContainsKey(device.DeviceId)).OrderBy(device => device.DeviceId).ToArray();

        var lanes = new List<Lane>();
        var annotations = new List<Annotation>();
        var calendar = EventReader.Flatten([.. devices.Where(device => device.Kind == DeviceKind.Range)
            .SelectMany(device => Pieces(device).Where(piece => contexts[piece.Context].CalendarEvent is not null))]);

        foreach (var machine in devices.GroupBy(device => device.Machine.Length > 0 ? device.Machine : $"\0{device.DeviceId}", StringComparer.Ordinal))
        {
            var of = machine.ToLookup(device => device.Kind);
            var focus = of[DeviceKind.Agent].Concat(of[DeviceKind.Window]).ToArray();
            var presence = EventReader.Flatten([.. of[DeviceKind.Presence].SelectMany(Pieces)]);
            var covered = new List<Piece>();
            foreach (var device in focus)
            {
                var pieces = Pieces(device);
                foreach (var browser in of[DeviceKind.Browser])
                {
                    pieces = Joiner.Enrich(pieces, Pieces(browser), contexts, Traits.Browser, (window, tab) => MergeTab(window, tab, browser.Name));
                }

                foreach (var editor in of[DeviceKind.Editor]) pieces = Joiner.Enrich(pieces, Pieces(editor), contexts, Traits.Editor, MergeEditor);
                if (device.Kind == DeviceKind.Window) pieces = Joiner.ApplyPresence(pieces, presence, contexts);
                lanes.Add(new Lane(device.DeviceId, device.Name, LaneKind.Focus, Default(device), Joiner.Enrich(pieces, calendar, contexts, Traits.Call, MergeCalendar)));
                covered.AddRange(pieces);
            }

            if (focus.Length == 0)
            {
                foreach (var device in of[DeviceKind.Browser].Concat(of[DeviceKind.Editor]))
                {
                    var pieces = Joiner.ApplyPresence(Pieces(device), presence, contexts);
                    lanes.Add(new Lane(device.DeviceId, device.Name, device.Kind == DeviceKind.Browser ? LaneKind.Browser : LaneKind.Editor, Default(device), pieces));
                    covered.AddRange(pieces);
                }
            }

            if (presence.Length > 0)
            {
                var first = of[DeviceKind.Presence].First();
                var alone = Joiner.Outside(presence, EventReader.Flatten(covered));
                if (alone.Length > 0) lanes.Add(new Lane(first.DeviceId, first.Name, LaneKind.PresenceOnly, null, alone));
            }

            foreach (var device in of[DeviceKind.Range])
            {
                var timers = Pieces(device).Where(piece => contexts[piece.Context].CalendarEvent is null).ToArray();
                if (timers.Length > 0) lanes.Add(new Lane(device.DeviceId, device.Name, LaneKind.Timer, Default(device), timers));
            }

            annotations.AddRange(of[DeviceKind.CodingAgent].Select(device => new Annotation(device.DeviceId, device.Name, Pieces(device))));
        }

        return new DayStreams(contexts, [.. lanes.OrderBy(lane => lane.DeviceId).ThenBy(lane => lane.Kind)], annotations);

        Piece[] Pieces(SampleDevice device)
        {
            var samples = CollectionsMarshal.AsSpan(streams[device.DeviceId]);
            return device.Kind switch
            {
                DeviceKind.Agent => AgentReader.Read(samples, contexts, contextOf),
                DeviceKind.Browser or DeviceKind.Editor or DeviceKind.CodingAgent => EventReader.Pulses(samples, contexts, contextOf),
                _ => EventReader.Intervals(samples, contexts, contextOf),
            };
        }
    }

    /// <summary>An agent is enrolled in some project because its protocol wants one; only other sources' project is a statement.</summary>
    private static Guid? Default(SampleDevice device) => device.Kind == DeviceKind.Agent ? null : device.ProjectId;

    /// <summary>Each device's samples, every event once (its longest version), in an order that does not remember how they came.</summary>
    private static Dictionary<int, List<Sample>> Distinct(IReadOnlyList<Sample> samples)
    {
        var streams = new Dictionary<int, List<Sample>>();
        foreach (var sample in samples)
        {
            ref var stream = ref CollectionsMarshal.GetValueRefOrAddDefault(streams, sample.DeviceId, out _);
            (stream ??= []).Add(sample);
        }

        foreach (var stream in streams.Values)
        {
            var longest = new Dictionary<Guid, int>(stream.Count);
            foreach (var sample in stream)
            {
                ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(longest, sample.EventId, out _);
                known = Math.Max(known, sample.DurationMs);
            }

            var seen = new HashSet<Guid>(stream.Count);
            stream.RemoveAll(sample => sample.DurationMs < longest[sample.EventId] || !seen.Add(sample.EventId));
            stream.Sort(static (left, right) =>
            {
                var order = left.EndMs.CompareTo(right.EndMs);
                if (order == 0) order = left.Seq.CompareTo(right.Seq);
                return order != 0 ? order : left.EventId.CompareTo(right.EventId);
            });
        }

        return streams;
    }

    private static SampleContext MergeTab(SampleContext window, SampleContext tab, string stream) =>
        window.Url is null && Matches(window.App, stream) ? window with { Url = tab.Url, Title = string.IsNullOrEmpty(tab.Title) ? window.Title : tab.Title } : window;

    /// <summary>A stream that names its browser speaks for that browser only.</summary>
    private static bool Matches(string? app, string stream)
    {
        var named = Apps.BrowserIn(stream);
        return named is null || app is null || app.Contains(named, StringComparison.OrdinalIgnoreCase);
    }

    private static SampleContext MergeEditor(SampleContext window, SampleContext editor) => window with
    {
        File = window.File ?? editor.File, Repository = window.Repository ?? editor.Repository,
        Branch = window.Branch ?? editor.Branch, Language = window.Language ?? editor.Language, Category = window.Category ?? editor.Category,
    };

    private static SampleContext MergeCalendar(SampleContext call, SampleContext meeting) => call with { CalendarEvent = meeting.CalendarEvent, Data = meeting.Data ?? call.Data };
}
