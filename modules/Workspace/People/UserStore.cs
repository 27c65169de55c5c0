using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Workspace.People;

/// <summary>A person to be added.</summary>
internal sealed record NewUser(string Email, string PasswordHash, string Name, string TimeZone, string Locale);

/// <summary>What sign-in needs to know of a person.</summary>
internal sealed record Login
{
    public int UserId { get; init; }
    public Guid Id { get; init; }
    public Guid? WorkspaceId { get; init; }
    public string PasswordHash { get; init; } = "";
}

/// <summary>The fields of a person that a settings page changes.</summary>
internal sealed record Profile
{
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string TimeZone { get; init; } = "";
    public int DayStartMinutes { get; init; }
    public string Locale { get; init; } = "";
    public string WeekSchedule { get; init; } = "";
}

/// <summary>Writes workspace.user.</summary>
internal sealed class UserStore(Db db, PersonChanges changes, TimeProvider time)
{
    /// <summary>Adds the person, or answers null when the e-mail is taken.</summary>
    public async Task<(int UserId, Guid Id)?> AddAsync(NpgsqlTransaction tx, NewUser user, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var row = new
        {
            id, user.Email, user.PasswordHash, user.Name, user.TimeZone, user.Locale,
            Week = WeekSchedule.Write(WeekSchedule.Usual), Now = time.GetUtcNow(),
        };
        var userId = await tx.Connection!.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(InsertUser, row, tx, cancellationToken: ct));
        return userId is { } made ? (made, id) : null;
    }

    public async Task<Login?> FindLoginAsync(string email, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Login>(new CommandDefinition(FindByEmail, new { email }, cancellationToken: ct));
    }

    public async Task<Login> LoginOfAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleAsync<Login>(new CommandDefinition(FindById, new { userId }, cancellationToken: ct));
    }

    /// <summary>The person's settings, locked until the transaction ends.</summary>
    public Task<Profile> LockProfileAsync(NpgsqlTransaction tx, int userId, CancellationToken ct) =>
        tx.Connection!.QuerySingleAsync<Profile>(new CommandDefinition(LockProfile, new { userId }, tx, cancellationToken: ct));

    /// <summary>Writes the settings; false when the e-mail is somebody else's.</summary>
    public async Task<bool> UpdateProfileAsync(NpgsqlTransaction tx, int userId, Profile profile, CancellationToken ct)
    {
        var row = new
        {
            userId, profile.Name, profile.Email, profile.TimeZone, profile.DayStartMinutes, profile.Locale, profile.WeekSchedule,
        };
        await changes.AnnounceAsync(tx, userId, ct);
        try
        {
            await tx.Connection!.ExecuteAsync(new CommandDefinition(UpdateProfile, row, tx, cancellationToken: ct));
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    public Task SetPasswordAsync(NpgsqlTransaction tx, int userId, string passwordHash, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(SetPassword, new { userId, passwordHash }, tx, cancellationToken: ct));

    /// <summary>Moves the person to a workspace of theirs; false when they are no member of it.</summary>
    public async Task<bool> SwitchWorkspaceAsync(NpgsqlTransaction tx, int userId, Guid workspaceId, CancellationToken ct)
    {
        await changes.AnnounceAsync(tx, userId, ct);
        return await tx.Connection!.ExecuteAsync(new CommandDefinition(SwitchWorkspace, new { userId, workspaceId }, tx, cancellationToken: ct)) > 0;
    }

    /// <summary>Moves somebody who left a workspace to the oldest one they still have, or to none.</summary>
    public async Task LeaveWorkspaceAsync(NpgsqlTransaction tx, int userId, Guid workspaceId, CancellationToken ct)
    {
        await changes.AnnounceAsync(tx, userId, ct);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(LeaveWorkspace, new { userId, workspaceId }, tx, cancellationToken: ct));
    }

    private const string InsertUser = """
        insert into workspace.user (id, email, password_hash, name, time_zone, locale, week_schedule, created_at)
        values (@id, @Email, @PasswordHash, @Name, @TimeZone, @Locale, @Week::jsonb, @Now)
        on conflict (lower(email)) do nothing
        returning user_id
        """;

    private const string FindByEmail = "select user_id, id, workspace_id, password_hash from workspace.user where lower(email) = lower(@email)";
    private const string FindById = "select user_id, id, workspace_id, password_hash from workspace.user where user_id = @userId";

    private const string LockProfile = """
        select name, email, time_zone, day_start_minutes, locale, week_schedule::text as week_schedule
        from workspace.user where user_id = @userId for update
        """;

    private const string UpdateProfile = """
        update workspace.user set name = @Name, email = @Email, time_zone = @TimeZone, day_start_minutes = @DayStartMinutes,
            locale = @Locale, week_schedule = @WeekSchedule::jsonb
        where user_id = @userId
        """;

    private const string SetPassword = "update workspace.user set password_hash = @passwordHash where user_id = @userId";

    private const string SwitchWorkspace = """
        update workspace.user u set workspace_id = m.workspace_id
        from workspace.member m
        where u.user_id = @userId and m.user_id = u.user_id and m.workspace_id = @workspaceId
        """;

    private const string LeaveWorkspace = """
        update workspace.user u set workspace_id = (
            select m.workspace_id from workspace.member m where m.user_id = u.user_id order by m.joined_at, m.workspace_id limit 1)
        where u.user_id = @userId and u.workspace_id = @workspaceId
        """;
}
