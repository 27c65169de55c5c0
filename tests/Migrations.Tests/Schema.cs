using Dapper;
using Npgsql;

namespace Daybook.Migrations.Tests;

/// <summary>A database's schema as text: everything of ours the catalogs know. Extensions are the
/// database's, not ours: a step asks for them and leaves them.</summary>
internal static class Schema
{
    public static async Task<string> DescribeAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return string.Join('\n', await connection.QueryAsync<string>(Sql));
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync(sql, commandTimeout: 120);
    }

    private const string Sql = """
        with ours as (select oid, nspname from pg_namespace where nspname !~ '^(pg_|information_schema$|public$)')
        select 'schema ' || nspname as line from ours
        union all
        select format('relation %s.%s %s %s', n.nspname, c.relname, c.relkind, coalesce(c.reloptions::text, '')) || ' ' || c.relpersistence::text || ' ' || coalesce(pg_get_expr(c.relpartbound, c.oid), '')
        from pg_class c join ours n on n.oid = c.relnamespace
        union all
        select format('column %s.%s %s %s %s %s %s %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                      coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity, a.attgenerated)
        from pg_attribute a join pg_class c on c.oid = a.attrelid join ours n on n.oid = c.relnamespace
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v')
        union all
        select format('index %s', pg_get_indexdef(i.indexrelid))
        from pg_index i join pg_class c on c.oid = i.indexrelid join ours n on n.oid = c.relnamespace
        union all
        select format('constraint %s.%s %s %s', n.nspname, c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
        from pg_constraint c join ours n on n.oid = c.connamespace
        union all
        select format('function %s', pg_get_functiondef(p.oid)) from pg_proc p join ours n on n.oid = p.pronamespace where p.prokind = 'f'
        union all
        select format('trigger %s', pg_get_triggerdef(t.oid))
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours n on n.oid = c.relnamespace where not t.tgisinternal
        union all
        select format('type %s.%s %s', n.nspname, t.typname, t.typtype) from pg_type t join ours n on n.oid = t.typnamespace where t.typtype in ('e', 'd')
        order by line
        """;
}
