using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Days that are derived again because something changed that is no observation: what moved, and what waits for the person.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220051_Runs")]
internal sealed class S202611220051_Runs : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table enrichment.day add seen text;
        alter table enrichment.day add said text;
        alter table enrichment.day add rules text;

        create table enrichment.run (
            user_id integer not null,
            id uuid not null,
            reason text not null check (reason in ('rule', 'workspace_rule', 'request', 'other')),
            rule_id uuid,
            rule_name text,
            started_at timestamptz not null,
            primary key (user_id, id)
        );

        create table enrichment.run_day (
            user_id integer not null,
            day date not null,
            run_id uuid not null,
            state text not null check (state in ('asked', 'touched', 'done', 'held', 'discarded', 'superseded')),
            moved_ms bigint not null,
            shift jsonb,
            settled_at timestamptz,
            primary key (user_id, day, run_id),
            foreign key (user_id, run_id) references enrichment.run (user_id, id) on delete cascade
        );
        create index run_day_run on enrichment.run_day (user_id, run_id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table enrichment.run_day;
        drop table enrichment.run;
        alter table enrichment.day drop seen, drop said, drop rules;
        """);
}
