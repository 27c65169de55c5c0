using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>What a model answered about the contexts of a day, and how far asking got. Contexts are named by their hash: no text is kept.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220031_ModelAnswers")]
internal sealed class S202611220031_ModelAnswers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table enrichment.model_answer (
            user_id integer not null,
            day date not null,
            signature uuid not null,
            event_id uuid not null,
            start_ms bigint not null,
            end_ms bigint not null,
            project_id uuid,
            task_id uuid,
            category text not null,
            confidence double precision not null,
            reason text not null,
            doubt text,
            model text not null,
            prompt integer not null,
            candidates uuid not null,
            call_id uuid,
            answered_at timestamptz not null,
            primary key (user_id, day, signature, event_id)
        );
        create index model_answer_signature on enrichment.model_answer (user_id, signature, answered_at desc);

        create table enrichment.model_day (
            user_id integer not null,
            day date not null,
            state text not null check (state in ('none', 'pending', 'answered', 'failed')),
            reason text,
            since timestamptz not null,
            looked_at timestamptz not null,
            next_at timestamptz not null,
            failures integer not null,
            asked integer not null,
            open integer not null,
            primary key (user_id, day)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table enrichment.model_day;
        drop table enrichment.model_answer;
        """);
}
