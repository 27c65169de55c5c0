using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Wire;

/// <summary>What all of ActivityWatch's endpoints have in common: watchers may come by the loopback listener, and nothing is lost while the database is away.</summary>
internal static class AwRoutes
{
    public static RouteHandlerBuilder ForWatchers(this RouteHandlerBuilder route, string policy) =>
        route.WithTags("activitywatch").ExcludeFromDescription().WithMetadata(new AcceptsWatchers(), new WaitsForDatabase()).RequireAuthorization(policy);
}
