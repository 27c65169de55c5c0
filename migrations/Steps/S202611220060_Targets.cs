using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>How long people mean to work, and when they do not.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220060_Targets")]
internal sealed class S202611220060_Targets : Migration
{
    // week_ms: Monday first. Nobody and nothing named: the whole workspace. Half days are halves of whatever the day's target is.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table timesheet.target (
            workspace_id uuid not null,
            target_id uuid not null,
            project_id uuid,
            user_id integer,
            valid_from date not null,
            week_ms integer[] not null check (cardinality(week_ms) = 7 and 0 <= all (week_ms) and 86400000 >= all (week_ms)),
            set_by integer not null,
            updated_at timestamptz(3) not null,
            primary key (workspace_id, target_id),
            constraint target_once unique nulls not distinct (workspace_id, user_id, project_id, valid_from)
        );

        create table timesheet.leave (
            user_id integer not null,
            day date not null,
            kind text not null check (kind in ('vacation', 'sick', 'other')),
            half boolean not null,
            note text not null,
            updated_at timestamptz(3) not null,
            primary key (user_id, day)
        );

        create table timesheet.holiday (
            workspace_id uuid not null,
            day date not null,
            name text not null check (length(name) between 1 and 120),
            half boolean not null,
            updated_at timestamptz(3) not null,
            primary key (workspace_id, day)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table timesheet.holiday;
        drop table timesheet.leave;
        drop table timesheet.target;
        """);
}
