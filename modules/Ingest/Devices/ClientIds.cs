using Daybook.Ingest.Canonical;

namespace Daybook.Ingest.Devices;

/// <summary>The ids that clients of the tracker contract give their devices: 1 to 36 plain characters, uuids in one spelling.</summary>
internal static class ClientIds
{
    public const int MaxLength = 36;

    /// <summary>The id as it is stored, or null when it is none.</summary>
    public static string? Normal(string? id)
    {
        if (id is not { Length: > 0 and <= MaxLength }) return null;
        if (Guid.TryParseExact(id, "D", out var uuid)) return uuid.ToString();
        var repairs = Repairs.None;
        return CanonicalText.Of(id, MaxLength, ref repairs) is { } text && repairs == Repairs.None ? text : null;
    }
}
