using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>A version of a rule holds from a day on; the versions before it stay what held until then.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220050_RulesInTime")]
internal sealed class S202611220050_RulesInTime : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table enrichment.rule_version add since date;
        alter table enrichment.rule_version add enabled boolean not null default true;
        alter table enrichment.rule_version add priority integer not null default 0;
        update enrichment.rule_version version set enabled = rule.enabled, priority = rule.priority
        from enrichment.rule rule where rule.id = version.rule_id;
        alter table enrichment.rule_version alter enabled drop default, alter priority drop default;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table enrichment.rule_version drop since, drop enabled, drop priority;
        """);
}
