using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.DataProtection;

namespace Daybook.Ingest.Contracts;

/// <summary>Links of data dumps: whoever has one reads that person's dump of that type, for an hour.</summary>
public sealed class DumpLinks(IDataProtectionProvider protection)
{
    /// <summary>Every heartbeat, by day.</summary>
    public const string Heartbeats = "heartbeats";

    /// <summary>What each day comes to.</summary>
    public const string Daily = "daily";

    public static readonly TimeSpan Good = TimeSpan.FromHours(1);

    public string Make(int userId, string type) => Of(type).Protect(userId.ToString(CultureInfo.InvariantCulture), Good);

    /// <summary>Whose dump the link opens; null for a link that has ended, is of another type, or never was one.</summary>
    public int? UserOf(string token, string type)
    {
        try
        {
            return int.Parse(Of(type).Unprotect(token), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>What every dump begins with: whose it is, from when to when, and the open list of its days.</summary>
    public static void WriteHead(Utf8JsonWriter json, UserSettings person, (DateTimeOffset First, DateTimeOffset Last)? range)
    {
        json.WriteStartObject();
        json.WriteStartObject("user");
        json.WriteString("id", person.PublicId);
        json.WriteString("username", person.Name);
        json.WriteString("full_name", person.Name);
        json.WriteString("display_name", person.Name);
        json.WriteString("email", person.Email);
        json.WriteString("timezone", person.TimeZone);
        json.WriteEndObject();
        json.WriteStartObject("range");
        json.WriteNumber("start", range?.First.ToUnixTimeSeconds() ?? 0);
        json.WriteNumber("end", range?.Last.ToUnixTimeSeconds() ?? 0);
        json.WriteEndObject();
        json.WriteStartArray("days");
    }

    private ITimeLimitedDataProtector Of(string type) => protection.CreateProtector("Daybook.Ingest.DataDump", type).ToTimeLimitedDataProtector();
}
