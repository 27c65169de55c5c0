using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>What people decided about their time and what was on the screen then, rules that were suspended for it, and rules that were proposed.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220040_Reviews")]
internal sealed class S202611220040_Reviews : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table enrichment.review_event (
            user_id integer not null,
            id uuid not null,
            day date not null,
            entry_id uuid not null,
            verb smallint not null,
            at timestamptz not null,
            started_at timestamptz not null,
            ended_at timestamptz not null,
            from_kind smallint not null,
            from_project_id uuid,
            from_task_id uuid,
            from_confidence double precision not null,
            from_stage smallint not null,
            rule_id uuid,
            rule_version integer,
            to_kind smallint not null,
            to_project_id uuid,
            to_task_id uuid,
            contexts jsonb not null,
            undo_of uuid,
            primary key (user_id, id)
        );
        create index review_event_day on enrichment.review_event (user_id, day);
        create index review_event_entry on enrichment.review_event (user_id, entry_id);
        create index review_event_rule on enrichment.review_event (user_id, rule_id) where rule_id is not null;

        create table enrichment.lesson (
            user_id integer primary key,
            version bigint not null,
            spread bigint not null
        );

        create table enrichment.rule_suspension (
            user_id integer not null,
            rule_id uuid not null,
            rule_version integer not null,
            hits integer not null,
            corrections integer not null,
            suspended_at timestamptz not null,
            resumed_at timestamptz,
            primary key (user_id, rule_id)
        );

        create table enrichment.rule_proposal (
            user_id integer not null,
            id uuid not null,
            accepted boolean not null,
            decided_at timestamptz not null,
            primary key (user_id, id)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table enrichment.rule_proposal;
        drop table enrichment.rule_suspension;
        drop table enrichment.lesson;
        drop table enrichment.review_event;
        """);
}
