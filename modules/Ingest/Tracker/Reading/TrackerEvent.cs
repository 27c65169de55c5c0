using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Tracker.Reading;

/// <summary>An event of a batch: a sample, or the reason why it can never be one.</summary>
/// <param name="Id">The event id as it was sent, canonical and short; empty when there was none.</param>
internal sealed record TrackerEvent(string Id, IncomingSample? Sample, string? Reason, Repairs Repairs);

/// <summary>A batch in shape; its events may each be good or bad.</summary>
internal sealed record TrackerBatch(string DeviceId, DateTimeOffset SentAt, IReadOnlyList<TrackerEvent> Events);
