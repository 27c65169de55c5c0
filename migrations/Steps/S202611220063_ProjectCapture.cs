using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>What is asked of every device of a project; a device enrolled into it starts with that.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220063_ProjectCapture")]
internal sealed class S202611220063_ProjectCapture : Migration
{
    // config: only what somebody set; the rest of a device's settings stays its own.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table ingest.project_capture (
            project_id uuid primary key,
            config jsonb not null,
            config_etag text not null,
            updated_at timestamptz(3) not null
        );
        create index device_project on ingest.device (project_id) where enrolled;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ingest.device_project;
        drop table ingest.project_capture;
        """);
}
