using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>People, their sessions and tokens, workspaces, and what time can be for.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210002_Workspace")]
internal sealed class S202611210002_Workspace : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create schema workspace;

        create table workspace.setup (
            done boolean primary key default true check (done),
            done_at timestamptz not null
        );

        create table workspace.workspace (
            id uuid primary key,
            name text not null,
            created_at timestamptz not null
        );

        create table workspace.user (
            user_id integer generated always as identity primary key,
            id uuid not null unique,
            workspace_id uuid references workspace.workspace (id),
            email text not null,
            password_hash text not null,
            name text not null,
            time_zone text not null,
            day_start_minutes integer not null default 0 check (day_start_minutes between 0 and 1439),
            locale text not null default 'en',
            week_schedule jsonb not null,
            created_at timestamptz not null
        );
        create unique index user_email on workspace.user (lower(email));

        create table workspace.member (
            user_id integer not null references workspace.user (user_id),
            workspace_id uuid not null references workspace.workspace (id),
            role text not null check (role in ('owner', 'admin', 'manager', 'member')),
            joined_at timestamptz not null,
            primary key (user_id, workspace_id)
        );
        create index member_workspace on workspace.member (workspace_id);

        create table workspace.session (
            id uuid primary key,
            user_id integer not null references workspace.user (user_id),
            hash bytea not null unique,
            created_at timestamptz not null,
            last_seen_at timestamptz not null,
            expires_at timestamptz not null,
            user_agent text,
            address text
        );
        create index session_of_user on workspace.session (user_id);

        create table workspace.token (
            id uuid primary key,
            user_id integer not null references workspace.user (user_id),
            workspace_id uuid references workspace.workspace (id),
            device_id integer,
            kind text not null check (kind in ('personal', 'device')),
            name text not null,
            prefix text not null,
            hash bytea not null,
            scopes text[] not null,
            created_at timestamptz not null,
            expires_at timestamptz,
            last_used_at timestamptz,
            revoked_at timestamptz,
            unique (kind, hash),
            check ((kind = 'device') = (device_id is not null))
        );
        create index token_of_user on workspace.token (user_id, kind);

        create table workspace.sign_in_bucket (
            kind text not null,
            key bytea not null,
            tokens double precision not null,
            at timestamptz not null,
            primary key (kind, key)
        );

        create table workspace.audit (
            id bigint generated always as identity primary key,
            at timestamptz not null,
            action text not null,
            user_id integer,
            workspace_id uuid,
            subject text,
            address text,
            details jsonb
        );
        create index audit_workspace on workspace.audit (workspace_id, id);

        create table workspace.project (
            id uuid primary key,
            workspace_id uuid not null references workspace.workspace (id),
            name text not null,
            key text,
            color text not null,
            tracker_enabled boolean not null,
            everyone boolean not null,
            created_at timestamptz not null,
            archived_at timestamptz
        );
        create index project_workspace on workspace.project (workspace_id);
        create unique index project_key on workspace.project (workspace_id, lower(key)) where key is not null;
        create unique index project_name on workspace.project (workspace_id, lower(name)) where archived_at is null;

        create table workspace.project_member (
            user_id integer not null references workspace.user (user_id),
            project_id uuid not null references workspace.project (id),
            added_at timestamptz not null,
            primary key (user_id, project_id)
        );
        create index project_member_project on workspace.project_member (project_id);

        create view workspace.project_access as
            select m.user_id, p.id as project_id, p.workspace_id
            from workspace.project p
            join workspace.member m on m.workspace_id = p.workspace_id
            where p.everyone or exists (
                select 1 from workspace.project_member pm where pm.project_id = p.id and pm.user_id = m.user_id);

        create table workspace.task (
            id uuid primary key,
            workspace_id uuid not null references workspace.workspace (id),
            project_id uuid not null references workspace.project (id),
            key text not null,
            title text not null,
            status text not null,
            labels text[] not null,
            url text,
            assignee_id integer references workspace.user (user_id),
            source text,
            external_id text,
            created_at timestamptz not null,
            closed_at timestamptz,
            deleted_at timestamptz,
            check ((source is null) = (external_id is null))
        );
        create unique index task_key on workspace.task (project_id, lower(key)) where deleted_at is null;
        create unique index task_external on workspace.task (workspace_id, source, external_id) where source is not null;

        create table workspace.repository (
            workspace_id uuid not null references workspace.workspace (id),
            repository text not null,
            project_id uuid not null references workspace.project (id),
            task_id uuid references workspace.task (id),
            created_at timestamptz not null,
            primary key (workspace_id, repository)
        );
        create unique index repository_name on workspace.repository (workspace_id, lower(repository));
        create index repository_project on workspace.repository (project_id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table workspace.repository;
        drop table workspace.task;
        drop view workspace.project_access;
        drop table workspace.project_member;
        drop table workspace.project;
        drop table workspace.audit;
        drop table workspace.sign_in_bucket;
        drop table workspace.token;
        drop table workspace.session;
        drop table workspace.member;
        drop table workspace.user;
        drop table workspace.workspace;
        drop table workspace.setup;
        drop schema workspace;
        """);
}
