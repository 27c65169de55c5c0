using System.Globalization;
using Daybook.Insights.Signals;
using Daybook.Kernel.Problems;

namespace Daybook.Insights.Notices.Settings;

/// <summary>What a person sent → their settings, and what is wrong with it.</summary>
internal static class NoticeSettingsReader
{
    public static NoticeSettings Read(NoticeSettingsEndpoints.Request request, NoticeSettings before, FieldErrors errors)
    {
        if (request.DigestHour is < 0 or > 23) errors.Add("digest_hour", "out-of-range");
        var (from, to) = (Time(errors, "quiet_from", request.QuietFrom), Time(errors, "quiet_to", request.QuietTo));
        if (from is null != to is null && !errors.Any) errors.Add(from is null ? "quiet_from" : "quiet_to", "required");

        var modes = new Dictionary<string, TellMode>(before.Modes, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in request.Kinds ?? [])
        {
            var name = errors.OneOf("kinds", kind.Kind, Kinds.Names);
            if (!seen.Add(name)) errors.Add("kinds", "twice");
            Set(name, TellChannel.InApp, errors.Word("in_app", kind.InApp, Enum.GetValues<TellMode>()));
            Set(name, TellChannel.Mail, errors.Word("mail", kind.Mail, Enum.GetValues<TellMode>()));
            Set(name, TellChannel.Webhook, errors.Word("webhook", kind.Webhook, Enum.GetValues<TellMode>()));
        }

        return new NoticeSettings(request.DigestHour ?? before.DigestHour, from, to, modes);

        void Set(string kind, TellChannel channel, TellMode? mode)
        {
            if (mode is { } known) modes[NoticeSettings.Name(kind, channel)] = known;
        }
    }

    private static TimeOnly? Time(FieldErrors errors, string field, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        errors.Add(field, "invalid");
        return null;
    }
}
