using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Where people cut proposed time, and how entries were split and merged, so that it can be taken back.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220062_Shapes")]
internal sealed class S202611220062_Shapes : Migration
{
    // The entries before and after are whole rows: what is taken back is what was there, and only as long as nobody changed it since.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table timesheet.cut (
            user_id integer not null,
            at timestamptz(3) not null,
            primary key (user_id, at)
        );

        create table timesheet.shape (
            user_id integer not null,
            shape_id uuid not null,
            start_ms bigint not null,
            end_ms bigint not null,
            before jsonb not null,
            after jsonb not null,
            cuts_made bigint[] not null,
            cuts_gone bigint[] not null,
            made_at timestamptz(3) not null,
            primary key (user_id, shape_id)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table timesheet.shape;
        drop table timesheet.cut;
        """);
}
