using System.Net.Security;
using Daybook.Insights.Hooks;
using Daybook.Insights.Mail;
using Daybook.Insights.Notices.Bell;
using Daybook.Insights.Notices.Sending;
using Daybook.Insights.Notices.Settings;
using Daybook.Insights.Outbox;
using Daybook.Kernel;
using Daybook.Kernel.Schedules;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights.Notices;

/// <summary>Notifications: what people are told, over the bell, by mail and by webhook.</summary>
internal static class NoticeDesk
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<NoticeSettingStore>().AddSingleton<NoticeStore>().AddSingleton<TellPeople>().AddSingleton<SendDue>()
            .AddSingleton<DeliveryStore>().AddSingleton<SafeSocket>()
            .AddSingleton<TrustMailServer>(_ => errors => errors == SslPolicyErrors.None).AddSingleton<MailServerStore>().AddSingleton<SmtpPost>()
            .AddSingleton<HookStore>().AddSingleton<HookPost>();
        services.AddSchedule(new ScheduledTask("insights.tell", "20 * * * * ?", Misfire.Skip, (provider, ct) => provider.GetRequiredService<TellPeople>().RunAsync(ct)));
        services.AddSchedule(new ScheduledTask("insights.send", "0/30 * * * * ?", Misfire.Skip, (provider, ct) => provider.GetRequiredService<SendDue>().RunAsync(ct)));
        services.AddSchedule(new ScheduledTask("insights.sweep-deliveries", "0 41 3 * * ?", Misfire.RunOnce, (provider, ct) =>
            provider.GetRequiredService<DeliveryStore>().SweepAsync(provider.GetRequiredService<TimeProvider>().GetUtcNow() - Kept, ct)));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListNotices.Map(routes);
        NoticeSettingsEndpoints.Map(routes);
        HookEndpoints.Map(routes);
        MailServerEndpoints.Map(routes);
    }
}
