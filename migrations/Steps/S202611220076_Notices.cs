using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Daybook.Migrations.Steps;

/// <summary>What people are told and how: their switches, what the bell shows, and the mail and calls that still have to go out.</summary>
[DbContext(typeof(PlatformSchema)), Migration("202611220076_Notices")]
internal sealed class S202611220076_Notices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table insights.notice_setting (
            user_id integer primary key,
            settings text not null,
            digest_day date,
            updated_at timestamptz not null
        );

        create table insights.notice (
            user_id integer not null,
            notice_id uuid not null,
            digest boolean not null,
            insights uuid[] not null,
            shown boolean not null,
            created_at timestamptz not null,
            read_at timestamptz,
            primary key (user_id, notice_id)
        );
        create index notice_latest on insights.notice (user_id, created_at desc);

        create table insights.delivery (
            user_id integer not null,
            delivery_id uuid not null,
            channel text not null check (channel in ('mail', 'webhook')),
            webhook_id uuid,
            digest boolean not null,
            insights uuid[] not null,
            state text not null check (state in ('waiting', 'sent', 'failed')),
            attempts integer not null,
            not_before timestamptz not null,
            last_error text,
            created_at timestamptz not null,
            sent_at timestamptz,
            primary key (user_id, delivery_id)
        );
        create index delivery_due on insights.delivery (not_before) where state = 'waiting';

        create table insights.webhook (
            user_id integer not null,
            webhook_id uuid not null,
            url text not null,
            secret_cipher bytea not null,
            enabled boolean not null,
            created_at timestamptz not null,
            last_at timestamptz,
            last_error text,
            primary key (user_id, webhook_id)
        );

        create table insights.mail_server (
            workspace_id uuid primary key,
            host text not null,
            port integer not null,
            security text not null check (security in ('none', 'starttls', 'tls')),
            user_name text,
            password_cipher bytea,
            sender text not null,
            updated_at timestamptz not null
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop table insights.mail_server;
        drop table insights.webhook;
        drop table insights.delivery;
        drop table insights.notice;
        drop table insights.notice_setting;
        """);
}
