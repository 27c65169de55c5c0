using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>What time costs, which of it is billed and how reports round it. Entries themselves stay as they are.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220066_Billing")]
internal sealed class S202611220066_Billing : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table timesheet.rate (
            workspace_id uuid not null,
            id uuid not null,
            client_id uuid,
            project_id uuid,
            task_id uuid,
            user_id integer,
            effective_from date not null,
            minor_per_hour bigint not null check (minor_per_hour between 0 and 100000000),
            created_by integer not null,
            created_at timestamptz not null,
            primary key (workspace_id, id),
            check (num_nonnulls(client_id, project_id, task_id) <= 1),
            constraint rate_of_a_day unique nulls not distinct (workspace_id, client_id, project_id, task_id, user_id, effective_from)
        );

        create table timesheet.billing_rule (
            workspace_id uuid not null,
            project_id uuid,
            billable boolean not null,
            currency text check (currency ~ '^[A-Z]{3}$'),
            round_mode text check (round_mode in ('none', 'up', 'nearest', 'down')),
            round_minutes integer check (round_minutes between 1 and 240),
            round_per text check (round_per in ('entry', 'day')),
            updated_at timestamptz not null,
            constraint billing_rule_one unique nulls not distinct (workspace_id, project_id),
            check ((round_mode is null) = (round_minutes is null) and (round_mode is null) = (round_per is null))
        );

        create table timesheet.entry_billing (
            user_id integer not null,
            entry_id uuid not null,
            billable boolean not null,
            updated_at timestamptz not null,
            primary key (user_id, entry_id)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table timesheet.entry_billing;
        drop table timesheet.billing_rule;
        drop table timesheet.rate;
        """);
}
