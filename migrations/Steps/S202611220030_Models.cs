using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Language models: a workspace's settings, a person's own limit, what was spent, and the ledger of calls.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220030_Models")]
internal sealed class S202611220030_Models : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table platform.ai_settings (
            workspace_id uuid primary key,
            mode smallint not null check (mode between 0 and 2),
            provider smallint not null,
            base_url text not null,
            model text not null,
            key_cipher bytea,
            max_items integer not null check (max_items between 1 and 40),
            budget_period text not null check (budget_period in ('day', 'month')),
            budget_tokens bigint,
            budget_cost_micros bigint,
            user_period text not null check (user_period in ('day', 'month')),
            user_tokens bigint,
            user_cost_micros bigint,
            price_in_micros bigint,
            price_out_micros bigint,
            updated_at timestamptz not null
        );

        create table platform.ai_person (
            user_id integer primary key,
            mode smallint not null check (mode between 0 and 1),
            updated_at timestamptz not null
        );

        create table platform.ai_spend (
            workspace_id uuid not null,
            user_id integer not null,
            day date not null,
            tokens bigint not null,
            cost_micros bigint not null,
            primary key (workspace_id, user_id, day)
        );

        create table platform.ai_call (
            user_id integer not null,
            id uuid not null,
            workspace_id uuid not null,
            at timestamptz not null,
            purpose text not null,
            provider smallint not null,
            model text not null,
            host text not null,
            items integer not null,
            redactions jsonb not null,
            tokens_in bigint not null default 0,
            tokens_out bigint not null default 0,
            cost_micros bigint,
            ms bigint not null default 0,
            outcome text not null,
            hash text not null,
            primary key (user_id, id)
        );
        create index ai_call_workspace on platform.ai_call (workspace_id, at desc, id desc);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table platform.ai_call;
        drop table platform.ai_spend;
        drop table platform.ai_person;
        drop table platform.ai_settings;
        """);
}
