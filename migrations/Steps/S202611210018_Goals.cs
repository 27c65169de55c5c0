using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>What a person wants to reach or not to exceed.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210018_Goals")]
internal sealed class S202611210018_Goals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create schema if not exists insights;

        create table insights.goal (
            user_id integer not null,
            id uuid not null,
            name text not null check (length(name) between 1 and 120),
            period text not null check (period in ('day', 'week')),
            subject text not null check (subject in ('total', 'project', 'language', 'tool', 'category')),
            value text check ((value is null) = (subject = 'total')),
            target_ms bigint not null check (target_ms > 0),
            at_most boolean not null,
            skip_weekdays smallint[] not null,
            enabled boolean not null,
            created_at timestamptz not null,
            updated_at timestamptz not null,
            primary key (user_id, id)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table insights.goal;
        do $$
        begin
            if not exists (select from pg_class where relnamespace = 'insights'::regnamespace) then
                drop schema insights;
            end if;
        end $$;
        """);
}
