using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>The kernel's tables: day work and schedule runs.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210001_Platform")]
internal sealed class S202611210001_Platform : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create schema if not exists platform;

        create table platform.day_work (
            stage text not null,
            user_id integer not null,
            day date not null,
            dirty bigint not null default 1,
            done bigint not null default 0,
            not_before timestamptz not null default now(),
            lease_until timestamptz,
            lease_owner text,
            attempts integer not null default 0,
            parked_at timestamptz,
            last_error text,
            primary key (user_id, stage, day)
        );
        create index day_work_due on platform.day_work (not_before) where dirty > done and parked_at is null;

        create table platform.schedule (
            name text primary key,
            cron text not null,
            paused boolean not null default false,
            last_fire timestamptz,
            last_outcome text,
            last_error text
        );

        create table platform.schedule_run (
            schedule text not null,
            fire_time timestamptz not null,
            host text not null,
            started_at timestamptz not null default now(),
            finished_at timestamptz,
            outcome text,
            error text,
            primary key (schedule, fire_time)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table platform.schedule_run;
        drop table platform.schedule;
        drop table platform.day_work;
        """);
}
