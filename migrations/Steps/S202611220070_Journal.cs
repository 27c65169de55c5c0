using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>
/// A person's days as texts. What was written stands beside what the person made of it; a text that late data replaced is kept as a version.
/// </summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220070_Journal")]
internal sealed class S202611220070_Journal : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create schema journal;

        create table journal.work_log (
            user_id integer not null,
            day date not null,
            id uuid not null,
            state text not null check (state in ('none', 'draft', 'final')),
            source text not null check (source in ('template', 'model')),
            locale text not null,
            body text not null,
            sections jsonb not null,
            facts jsonb not null,
            facts_hash text not null,
            total_ms bigint not null,
            revision integer not null,
            written_at timestamptz not null,
            told_at timestamptz,
            model_note text,
            notes text not null,
            edited text,
            edited_from text,
            edited_at timestamptz,
            primary key (user_id, day),
            unique (id),
            check ((edited is null) = (edited_from is null))
        );

        create table journal.version (
            user_id integer not null,
            day date not null,
            revision integer not null,
            state text not null,
            source text not null,
            body text not null,
            edited boolean not null,
            written_at timestamptz not null,
            replaced_at timestamptz not null,
            primary key (user_id, day, revision)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop schema journal cascade;");
}
