using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Weeks and months that are handed in, approved and locked.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220061_Periods")]
internal sealed class S202611220061_Periods : Migration
{
    // One day is in one period of a workspace at most: the exclusion keeps weeks and months apart.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table timesheet.period_setting (
            workspace_id uuid primary key,
            kind text not null check (kind in ('week', 'month')),
            demand_review boolean not null,
            updated_at timestamptz(3) not null
        );

        create table timesheet.period (
            user_id integer not null,
            period_id uuid not null,
            workspace_id uuid not null,
            kind text not null check (kind in ('week', 'month')),
            start_day date not null,
            end_day date not null check (end_day >= start_day),
            state text not null check (state in ('open', 'submitted', 'approved', 'rejected', 'locked', 'unlocked')),
            reason text,
            total_ms bigint not null,
            target_ms bigint not null,
            to_review integer not null,
            submitted_at timestamptz(3) not null,
            decided_at timestamptz(3),
            decided_by integer,
            primary key (user_id, period_id),
            unique (period_id),
            constraint period_apart exclude using gist (user_id with =, workspace_id with =, daterange(start_day, end_day, '[]') with &&)
        );
        create index period_waiting on timesheet.period (workspace_id, state, start_day desc, period_id);

        create table timesheet.period_event (
            user_id integer not null,
            event_id uuid not null,
            period_id uuid not null,
            at timestamptz(3) not null,
            action text not null,
            by_user integer not null,
            reason text,
            total_ms bigint not null,
            primary key (user_id, event_id)
        );
        create index period_event_period on timesheet.period_event (user_id, period_id, event_id);

        create table timesheet.late_day (
            user_id integer not null,
            day date not null,
            late_ms bigint not null check (late_ms > 0),
            noticed_at timestamptz(3) not null,
            primary key (user_id, day)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table timesheet.late_day;
        drop table timesheet.period_event;
        drop table timesheet.period;
        drop table timesheet.period_setting;
        """);
}
