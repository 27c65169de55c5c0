using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>What a person shows to whoever knows a link. The link itself is not stored: it follows from the id, the salt and the server's key.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210019_Shares")]
internal sealed class S202611210019_Shares : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table insights.share (
            user_id integer not null,
            id uuid not null,
            kind text not null check (kind in ('badge', 'summary')),
            label text not null check (length(label) between 1 and 60),
            metric text not null check (metric in ('total', 'project', 'language', 'tool')),
            value text check ((value is null) = (metric = 'total')),
            range text not null,
            fields text[] not null,
            salt bytea not null check (length(salt) = 16),
            created_at timestamptz not null,
            expires_at timestamptz check (expires_at is not null or kind = 'badge'),
            last_seen_at timestamptz,
            primary key (user_id, id)
        );
        create unique index share_id on insights.share (id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table insights.share;
        """);
}
