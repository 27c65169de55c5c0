using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Statistics: a person's days rolled up by interned dimensions, the hours for the heat map, sessions, and how time is counted.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210016_Insights")]
internal sealed class S202611210016_Insights : Migration
{
    // A facet is one combination of dimensions, so that a day's row is narrow and its key four numbers. Value 0 is the unknown one and is not stored.
    // head and tail: the heartbeats near the day's edges, on which its neighbours depend.
    // ms: the person's activity with their timeout; strict_ms: with two minutes; waka_ms: agents in the same stream; agent_ms: the agents' own lane.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create schema insights;

        create table insights.setting (
            user_id integer primary key,
            mode smallint not null,
            timeout_minutes smallint not null check (timeout_minutes between 5 and 240),
            include_browser boolean not null
        );

        create table insights.value (
            user_id integer not null,
            value_id integer generated always as identity,
            digest uuid not null,
            text text not null,
            primary key (user_id, value_id),
            constraint value_once unique (user_id, digest)
        );

        create table insights.facet (
            user_id integer not null,
            facet_id integer generated always as identity,
            tool integer not null,
            repository integer not null,
            language integer not null,
            branch integer not null,
            machine integer not null,
            os integer not null,
            category integer not null,
            source smallint not null,
            primary key (user_id, facet_id),
            constraint facet_once unique (user_id, tool, repository, language, branch, machine, os, category, source)
        );

        create table insights.day (
            user_id integer not null,
            day date not null,
            digest uuid not null,
            head uuid not null,
            tail uuid not null,
            primary key (user_id, day)
        );

        create table insights.day_total (
            user_id integer not null,
            day date not null,
            facet_id integer not null,
            ms integer not null,
            strict_ms integer not null,
            waka_ms integer not null,
            agent_ms integer not null,
            supervised_ms integer not null,
            prompts integer not null,
            stream smallint not null,
            lines_ai bigint not null,
            lines_human bigint not null,
            tokens_in bigint not null,
            tokens_out bigint not null,
            tokens_cached bigint not null,
            primary key (user_id, stream, day, facet_id)
        );

        create table insights.day_file (
            user_id integer not null,
            day date not null,
            facet_id integer not null,
            file integer not null,
            ms integer not null,
            strict_ms integer not null,
            waka_ms integer not null,
            agent_ms integer not null,
            supervised_ms integer not null,
            stream smallint not null,
            lines_ai bigint not null,
            lines_human bigint not null,
            primary key (user_id, stream, day, facet_id, file)
        );

        create table insights.day_tool (
            user_id integer not null,
            day date not null,
            tool integer not null,
            own_ms integer not null,
            own_strict_ms integer not null,
            primary key (user_id, day, tool)
        );

        create table insights.day_hour (
            user_id integer not null,
            day date not null,
            ms integer not null,
            strict_ms integer not null,
            waka_ms integer not null,
            stream smallint not null,
            hour smallint not null,
            primary key (user_id, stream, day, hour)
        );

        create table insights.session (
            user_id integer not null,
            day date not null,
            start_ms bigint not null,
            end_ms bigint not null check (end_ms >= start_ms),
            tool integer not null,
            repository integer not null,
            beats integer not null,
            source smallint not null,
            from_before boolean not null,
            into_next boolean not null,
            primary key (user_id, day, start_ms, tool, repository, source)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop schema insights cascade");
}
