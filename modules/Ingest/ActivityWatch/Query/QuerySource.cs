using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query;

/// <summary>A bucket a query may name.</summary>
internal sealed record QueryBucket(string Id, string? Hostname);

/// <summary>Where a query reads from: one person's buckets. Called one at a time, within one run of a query.</summary>
/// <param name="Buckets">All buckets, in the order in which they were made.</param>
/// <param name="Events">
/// The events of a known bucket that overlap the range, newest start first, clipped to it. Events of one context should share their
/// <see cref="AwData"/>: what a query derives from data is then derived once.
/// </param>
/// <param name="Count">How many events of a known bucket overlap the range.</param>
internal sealed record QuerySource(
    Func<CancellationToken, Task<IReadOnlyList<QueryBucket>>> Buckets,
    Func<string, DateTimeOffset, DateTimeOffset, CancellationToken, Task<IReadOnlyList<AwEvent>>> Events,
    Func<string, DateTimeOffset, DateTimeOffset, CancellationToken, Task<long>> Count);
