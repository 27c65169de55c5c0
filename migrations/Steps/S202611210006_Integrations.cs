using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Configured connectors, their secrets and checkpoints, and the runs that brought data.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210006_Integrations")]
internal sealed class S202611210006_Integrations : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create schema integrations;

        create table integrations.integration (
            user_id integer not null,
            id uuid not null,
            workspace_id uuid not null,
            connector text not null check (length(connector) between 1 and 64),
            name text not null check (length(name) between 1 and 120),
            settings jsonb not null,
            schedule_kind text not null check (schedule_kind in ('off', 'hourly', 'daily', 'cron')),
            schedule_cron text check ((schedule_cron is not null) = (schedule_kind = 'cron')),
            paused_at timestamptz,
            failures smallint not null default 0 check (failures between 0 and 10),
            next_run_at timestamptz,
            created_at timestamptz not null,
            primary key (user_id, id)
        );
        create unique index integration_id on integrations.integration (id);
        create index integration_due on integrations.integration (next_run_at) where paused_at is null and next_run_at is not null;

        create table integrations.secret (
            user_id integer not null,
            integration_id uuid not null,
            key text not null,
            cipher bytea not null,
            set_at timestamptz not null,
            primary key (user_id, integration_id, key),
            foreign key (user_id, integration_id) references integrations.integration on delete cascade
        );

        create table integrations.checkpoint (
            user_id integer not null,
            integration_id uuid not null,
            value text not null,
            updated_at timestamptz not null,
            primary key (user_id, integration_id),
            foreign key (user_id, integration_id) references integrations.integration on delete cascade
        );

        create table integrations.sync_run (
            user_id integer not null,
            id uuid not null,
            integration_id uuid not null,
            trigger text not null check (trigger in ('manual', 'schedule')),
            state text not null check (state in ('running', 'succeeded', 'partial', 'failed', 'cancelled')),
            phase text,
            item text,
            done bigint,
            total bigint,
            read bigint not null default 0,
            accepted bigint not null default 0,
            duplicates bigint not null default 0,
            repaired bigint not null default 0,
            rejected bigint not null default 0,
            error_slug text,
            error_message text,
            problems jsonb not null default '[]',
            cancel_asked boolean not null default false,
            lease_owner uuid,
            lease_until timestamptz,
            started_at timestamptz not null,
            finished_at timestamptz,
            primary key (user_id, id),
            foreign key (user_id, integration_id) references integrations.integration on delete cascade
        ) with (fillfactor = 70);
        create unique index sync_run_one_at_a_time on integrations.sync_run (integration_id) where state = 'running';
        create index sync_run_history on integrations.sync_run (user_id, integration_id, id desc);
        create index sync_run_lost on integrations.sync_run (lease_until) where state = 'running';
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop schema integrations cascade;
        """);
}
