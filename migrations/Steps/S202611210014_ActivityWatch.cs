using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>ActivityWatch's buckets, each the name of one stream; its clients' settings; and what came in and could not become a sample.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210014_ActivityWatch")]
internal sealed class S202611210014_ActivityWatch : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table ingest.bucket (
            user_id integer not null,
            owner_device integer not null,
            bucket_id text not null check (length(bucket_id) between 1 and 255),
            device_id integer not null,
            type text not null,
            client text not null,
            hostname text not null,
            created timestamptz not null,
            data text not null,
            primary key (user_id, bucket_id, owner_device)
        );
        create unique index bucket_device on ingest.bucket (user_id, device_id);

        create table ingest.aw_setting (
            user_id integer not null,
            key text not null check (length(key) between 1 and 255),
            value text not null,
            primary key (user_id, key)
        );

        create table ingest.quarantine (
            quarantine_id bigint generated always as identity primary key,
            user_id integer not null,
            source text not null,
            received_at timestamptz not null,
            reason text not null,
            body text not null
        );
        create index quarantine_user on ingest.quarantine (user_id, received_at);

        create index sample_number on ingest.sample (user_id, device_id, seq) where flags & 256 <> 0;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index ingest.sample_number;
        drop table ingest.quarantine;
        drop table ingest.aw_setting;
        drop table ingest.bucket;
        """);
}
