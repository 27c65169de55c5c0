using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Signals raised for a person, what is kept of each day for their baselines, and what they do not want to hear of.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220075_Signals")]
internal sealed class S202611220075_Signals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table insights.insight (
            user_id integer not null,
            insight_id uuid not null,
            insight_key text not null unique,
            kind text not null,
            scope text not null,
            span text not null,
            day date not null,
            band smallint not null check (band between 1 and 3),
            numbers text not null,
            blocks uuid[] not null,
            open boolean not null,
            digest_only boolean not null,
            told_band smallint not null,
            digest_band smallint not null,
            raised_at timestamptz not null,
            changed_at timestamptz not null,
            resolved_at timestamptz,
            read_at timestamptz,
            useful boolean,
            primary key (user_id, insight_id)
        );
        create index insight_by_day on insights.insight (user_id, day desc, insight_id);
        create index insight_waiting on insights.insight (user_id) where open and (told_band < band or digest_band < band);

        create table insights.signal_day (
            user_id integer not null,
            day date not null,
            work_minutes integer not null,
            outside_minutes integer not null,
            switch_rate double precision,
            last_work integer,
            target_minutes integer,
            scheduled boolean not null,
            closed boolean not null,
            primary key (user_id, day)
        );

        create table insights.signal_mute (
            user_id integer not null,
            kind text not null,
            until timestamptz,
            muted_at timestamptz not null,
            primary key (user_id, kind)
        );

        create table insights.signal_asked (
            user_id integer not null,
            kind text not null,
            primary key (user_id, kind)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table insights.signal_asked;
        drop table insights.signal_mute;
        drop table insights.signal_day;
        drop table insights.insight;
        """);
}
