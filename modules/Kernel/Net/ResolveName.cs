using System.Net;

namespace Daybook.Kernel.Net;

/// <summary>How names become addresses; replaced in tests.</summary>
public delegate Task<IPAddress[]> ResolveName(string host, CancellationToken ct);
