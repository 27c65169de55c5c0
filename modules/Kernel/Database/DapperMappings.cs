using System.Data;
using Dapper;

namespace Daybook.Kernel.Database;

/// <summary>How Dapper reads and writes what PostgreSQL means: snake_case columns, dates, times, instants in UTC.</summary>
public static class DapperMappings
{
    public static void Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new Instants());
        SqlMapper.AddTypeHandler(new Dates());
        SqlMapper.AddTypeHandler(new Times());
    }

    private sealed class Instants : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTimeOffset instant => instant.ToUniversalTime(),
            DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            _ => throw new DataException($"Not an instant: {value.GetType().Name}"),
        };

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
    }

    private sealed class Dates : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value switch
        {
            DateOnly date => date,
            DateTime time => DateOnly.FromDateTime(time),
            _ => throw new DataException($"Not a date: {value.GetType().Name}"),
        };

        public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value;
    }

    private sealed class Times : SqlMapper.TypeHandler<TimeOnly>
    {
        public override TimeOnly Parse(object value) => value switch
        {
            TimeOnly time => time,
            TimeSpan span => TimeOnly.FromTimeSpan(span),
            _ => throw new DataException($"Not a time of day: {value.GetType().Name}"),
        };

        public override void SetValue(IDbDataParameter parameter, TimeOnly value) => parameter.Value = value;
    }
}
