using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Clients that projects are for, and the log of who looked at whose time.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220065_Clients")]
internal sealed class S202611220065_Clients : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table workspace.client (
            id uuid primary key,
            workspace_id uuid not null references workspace.workspace (id),
            name text not null check (length(name) between 1 and 100),
            created_at timestamptz not null,
            archived_at timestamptz
        );
        create unique index client_name on workspace.client (workspace_id, lower(name)) where archived_at is null;
        alter table workspace.project add column client_id uuid references workspace.client (id);

        create table workspace.access_log (
            user_id integer not null references workspace.user (user_id),
            id uuid not null,
            at timestamptz not null,
            viewer_id integer not null references workspace.user (user_id),
            workspace_id uuid not null,
            what text not null,
            first_day date not null,
            last_day date not null,
            primary key (user_id, id)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table workspace.access_log;
        alter table workspace.project drop column client_id;
        drop table workspace.client;
        """);
}
