using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Rules with their versions, and what is derived of a day: its blocks and its observed time.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210004_Enrichment")]
internal sealed class S202611210004_Enrichment : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create schema enrichment;

        create table enrichment.rule (
            id uuid primary key,
            workspace_id uuid not null,
            user_id integer,
            version integer not null,
            name text not null,
            enabled boolean not null,
            priority integer not null,
            definition jsonb not null,
            updated_at timestamptz not null
        );
        create index rule_user on enrichment.rule (user_id) where user_id is not null;
        create index rule_workspace on enrichment.rule (workspace_id) where user_id is null;

        create table enrichment.rule_version (
            rule_id uuid not null,
            version integer not null,
            name text not null,
            definition jsonb not null,
            created_at timestamptz not null,
            primary key (rule_id, version)
        );

        create table enrichment.day (
            user_id integer not null,
            day date not null,
            observed_ms bigint not null,
            digest text not null,
            derived_at timestamptz not null,
            primary key (user_id, day)
        );

        create table enrichment.block (
            user_id integer not null,
            day date not null,
            key uuid not null,
            started_at timestamptz not null,
            ended_at timestamptz not null,
            kind smallint not null,
            category text not null,
            project_id uuid,
            task_id uuid,
            description text not null,
            confidence double precision not null,
            stage smallint not null,
            rule_id uuid,
            evidence jsonb not null,
            alternatives jsonb not null,
            primary key (user_id, day, key),
            check (ended_at > started_at)
        );
        create index block_key on enrichment.block (user_id, key);
        create index block_rule on enrichment.block (rule_id, day) where rule_id is not null;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop schema enrichment cascade;
        """);
}
