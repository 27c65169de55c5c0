using Daybook.Kernel;
using Daybook.Kernel.Schedules;
using Daybook.Workspace.Access;
using Daybook.Workspace.Audit;
using Daybook.Workspace.Clients;
using Daybook.Workspace.Contracts;
using Daybook.Workspace.EditorKeys;
using Daybook.Workspace.Looks;
using Daybook.Workspace.Members;
using Daybook.Workspace.People;
using Daybook.Workspace.Projects;
using Daybook.Workspace.Repositories;
using Daybook.Workspace.Secrets;
using Daybook.Workspace.Sessions;
using Daybook.Workspace.SignIn;
using Daybook.Workspace.Tasks;
using Daybook.Workspace.Tokens;
using Daybook.Workspace.Workspaces;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Workspace;

public sealed class WorkspaceModule : IModule
{
    public string Name => "workspace";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
        AccessServices.Add(services);
        services.AddHttpContextAccessor()
            .AddSingleton(provider => WorkspaceSettings.From(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<Pepper>().AddSingleton<Passwords>()
            .AddSingleton<AuditStore>()
            .AddSingleton<SessionStore>().AddSingleton<TokenStore>()
            .AddSingleton<UserStore>().AddSingleton<SignInThrottle>().AddSingleton<SetupStore>()
            .AddSingleton<WorkspaceStore>().AddSingleton<MemberStore>()
            .AddSingleton<ProjectStore>().AddSingleton<CatalogTouch>()
            .AddSingleton<TaskStore>().AddSingleton<TaskSync>()
            .AddSingleton<RepositoryStore>()
            .AddSingleton<ClientStore>();
        services.AddSchedule(new ScheduledTask("workspace.sweep", "0 17 4 * * ?", Misfire.RunOnce, SweepAsync));
        services.AddSingleton<WatcherPerson>().AddSingleton<UserQueries>().AddSingleton<MemberQueries>().AddSingleton<CatalogQueries>()
            .AddSingleton<TeamQueries>().AddSingleton<AccessLog>()
            .AddSingleton(provider => new SecretLinks(provider.GetRequiredService<Pepper>()))
            .AddSingleton(provider => new TrackerSwitch(provider.GetRequiredService<ProjectStore>(), provider.GetRequiredService<CatalogTouch>()))
            .AddSingleton(provider => new AuditLog(provider.GetRequiredService<AuditStore>()))
            .AddSingleton(provider => new DeviceTokens(provider.GetRequiredService<TokenStore>(), provider.GetRequiredService<AuditStore>()))
            .AddSingleton(provider => new WorkItems(provider.GetRequiredService<TaskSync>(), provider.GetRequiredService<CatalogTouch>()));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        GetSetup.Map(routes);
        RunSetup.Map(routes);
        SignInWithPassword.Map(routes);
        SignOut.Map(routes);
        ListProviders.Map(routes);
        GetMe.Map(routes);
        UpdateMe.Map(routes);
        ChangePassword.Map(routes);
        ListSessions.Map(routes);
        RevokeSession.Map(routes);
        ListTokens.Map(routes);
        CreateToken.Map(routes);
        RevokeToken.Map(routes);
        ListEditorKeys.Map(routes);
        CreateEditorKey.Map(routes);
        RevokeEditorKey.Map(routes);
        CreateDevTimeToken.Map(routes);
        ListProjects.Map(routes);
        CreateProject.Map(routes);
        UpdateProject.Map(routes);
        ProjectMembers.Map(routes);
        ListTasks.Map(routes);
        FindTasks.Map(routes);
        CreateTask.Map(routes);
        UpdateTask.Map(routes);
        DeleteTask.Map(routes);
        ListWorkspaces.Map(routes);
        CreateWorkspace.Map(routes);
        RenameWorkspace.Map(routes);
        ListMembers.Map(routes);
        AddMember.Map(routes);
        ChangeMember.Map(routes);
        RemoveMember.Map(routes);
        ListRepositories.Map(routes);
        MapRepository.Map(routes);
        UnmapRepository.Map(routes);
        ListClients.Map(routes);
        CreateClient.Map(routes);
        UpdateClient.Map(routes);
        SetProjectClient.Map(routes);
        ListAccessLog.Map(routes);
    }

    // Nothing depends on it: what has ended is refused by its own date. It only keeps the tables small.
    private static async Task SweepAsync(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<SessionStore>().SweepAsync(ct);
        await services.GetRequiredService<TokenStore>().SweepAsync(ct);
        await services.GetRequiredService<SignInThrottle>().SweepAsync(ct);
    }
}
