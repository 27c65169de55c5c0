using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>How long a task is expected to take, where somebody said so, and what it takes to hold a task's whole time against that.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220080_Estimates")]
internal sealed class S202611220080_Estimates : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table workspace.task add column estimate_minutes integer check (estimate_minutes between 1 and 59940);
        create index time_entry_task on timesheet.time_entry (user_id, task_id) where task_id is not null;
        create index insight_overrun on insights.insight (user_id) where kind = 'estimate_overrun' and open;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index insights.insight_overrun;
        drop index timesheet.time_entry_task;
        alter table workspace.task drop column estimate_minutes;
        """);
}
