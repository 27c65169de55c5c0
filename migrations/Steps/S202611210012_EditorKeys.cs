using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Keys of editors beside people's and devices' tokens, and what a person keeps from being stored at all.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210012_EditorKeys")]
internal sealed class S202611210012_EditorKeys : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table workspace.token drop constraint token_kind_check;
        alter table workspace.token add constraint token_kind_check check (kind in ('personal', 'device', 'editor'));

        create table ingest.privacy (
            user_id integer primary key,
            hash_paths boolean not null,
            path_secret bytea not null,
            excluded_projects text[] not null,
            excluded_files text[] not null,
            fill_browser_projects boolean not null,
            changed_at timestamptz not null
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table ingest.privacy;

        delete from workspace.token where kind = 'editor';
        alter table workspace.token drop constraint token_kind_check;
        alter table workspace.token add constraint token_kind_check check (kind in ('personal', 'device'));
        """);
}
