using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>Devices and what they observed: narrow samples, their texts once per person, the rest aside.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611210003_Ingest")]
internal sealed class S202611210003_Ingest : Migration
{
    // The columns of ingest.sample stand in this order so that a row has no padding: 69 bytes, 96 with its header.
    // It has no foreign keys: its rows are written in bulk by one class that has just read the device.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create schema ingest;

        create table ingest.device (
            user_id integer not null,
            device_id integer generated always as identity,
            public_id uuid not null,
            client_id text not null check (length(client_id) between 1 and 512),
            enrolled boolean not null,
            kind smallint not null,
            name text not null,
            machine text not null,
            platform text not null,
            project_id uuid,
            config_etag text not null default 'cfg_0',
            sample_interval_s integer not null default 60 check (sample_interval_s between 1 and 600),
            idle_threshold_s integer not null default 300 check (idle_threshold_s between 30 and 3600),
            screenshot_policy text not null default 'off' check (screenshot_policy in ('off', 'active_window', 'full_screen')),
            screenshot_every_n_samples integer not null default 5 check (screenshot_every_n_samples between 1 and 100),
            excluded_bundle_ids text[] not null default '{}',
            paused_at timestamptz,
            revoked_at timestamptz,
            server_seq bigint not null default 0,
            clock_skew_ms bigint not null default 0,
            last_seen_at timestamptz,
            created_at timestamptz not null default now(),
            primary key (user_id, device_id)
        ) with (fillfactor = 70);
        create unique index device_number on ingest.device (device_id);
        create unique index device_public on ingest.device (public_id);
        create unique index device_client on ingest.device (user_id, client_id);
        create unique index device_enrolled on ingest.device (client_id) where enrolled;

        create table ingest.boot (
            user_id integer not null,
            device_id integer not null,
            boot integer not null,
            boot_id text not null,
            first_seen timestamptz not null default now(),
            primary key (user_id, device_id, boot)
        );
        create unique index boot_name on ingest.boot (user_id, device_id, boot_id);

        create table ingest.context (
            user_id integer not null,
            hash bigint not null,
            app text,
            bundle_id text,
            title text,
            url text,
            file text,
            repository text,
            branch text,
            language text,
            cwd text,
            command text,
            call_app text,
            calendar_event text,
            primary key (user_id, hash)
        );

        create table ingest.sample (
            user_id integer not null,
            device_id integer not null,
            event_id uuid not null,
            ts timestamptz not null check (ts >= '2000-01-01Z' and ts < '2200-01-01Z'),
            context bigint not null,
            seq bigint not null,
            duration_ms integer not null check (duration_ms >= 0),
            idle_ms integer not null check (idle_ms >= 0),
            boot integer not null,
            state smallint not null,
            source smallint not null,
            key_events smallint not null,
            mouse_events smallint not null,
            in_call boolean not null,
            primary key (user_id, device_id, event_id)
        );
        create index sample_time on ingest.sample (user_id, device_id, ts);
        create index sample_long on ingest.sample (user_id, device_id, ts) where duration_ms > 3600000;

        create table ingest.sample_extra (
            user_id integer not null,
            device_id integer not null,
            event_id uuid not null,
            skew_ms bigint not null,
            body text,
            primary key (user_id, device_id, event_id)
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop schema ingest cascade;
        """);
}
