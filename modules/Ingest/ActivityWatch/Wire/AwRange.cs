using System.Globalization;
using Daybook.Ingest.ActivityWatch.Query.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Ingest.ActivityWatch.Wire;

/// <summary>?start=&amp;end=&amp;limit= of a request.</summary>
internal readonly record struct AwRange(DateTimeOffset? Start, DateTimeOffset? End, long Limit)
{
    public static (AwRange Range, ContentHttpResult? Refused) Of(IQueryCollection query)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var (start, end) = (Instant(query, "start", errors), Instant(query, "end", errors));
        var limit = long.MaxValue;
        if (query["limit"].ToString() is { Length: > 0 } text)
        {
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out limit)) errors["limit"] = "is no number";
            else if (limit < 0) limit = long.MaxValue;
        }

        return errors.Count > 0 ? (default, AwAnswers.Invalid(errors)) : (new AwRange(start, end, limit), null);
    }

    private static DateTimeOffset? Instant(IQueryCollection query, string name, Dictionary<string, string> errors)
    {
        if (query[name].ToString() is not { Length: > 0 } text) return null;
        if (AwTime.TryParse(text, out var instant)) return instant;
        errors[name] = "is no instant";
        return null;
    }
}
