namespace Daybook.Kernel.Access;

/// <summary>
/// The second listener for ActivityWatch's watchers, which know no address but 127.0.0.1:5600 and send no credentials: who comes by it is the one
/// person chosen here, on endpoints that <see cref="AcceptsWatchers"/>.
/// </summary>
/// <param name="Port">Where it listens; null when it does not.</param>
/// <param name="Email">Whose it is; empty: the first, who set Daybook up.</param>
public sealed record WatcherListener(int? Port, string Email);
