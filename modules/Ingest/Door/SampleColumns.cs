using Daybook.Ingest.Devices;
using Npgsql;

namespace Daybook.Ingest.Door;

/// <summary>Rows turned into columns: one array parameter each, so that one statement takes any number of rows.</summary>
internal static class SampleColumns
{
    /// <summary>The columns of rows of many devices.</summary>
    public static void Fill(NpgsqlParameterCollection parameters, IReadOnlyList<DeviceRow> rows)
    {
        var (users, devices, samples, boots) = (new int[rows.Count], new int[rows.Count], new SampleRow[rows.Count], new short[rows.Count]);
        for (var i = 0; i < rows.Count; i++) (users[i], devices[i], samples[i], boots[i]) = (rows[i].UserId, rows[i].DeviceId, rows[i].Row, rows[i].Boot);
        parameters.Add(new NpgsqlParameter<int[]>("users", users));
        parameters.Add(new NpgsqlParameter<int[]>("devices", devices));
        Fill(parameters, samples, boots);
    }

    public static void Fill(
        NpgsqlParameterCollection parameters, Device device, IReadOnlyList<SampleRow> rows, IReadOnlyDictionary<string, int> boots)
    {
        parameters.Add(new NpgsqlParameter<int>("user", device.UserId));
        parameters.Add(new NpgsqlParameter<int>("device", device.DeviceId));
        var numbers = new short[rows.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Boot(rows[i], boots);
        Fill(parameters, rows, numbers);
    }

    /// <summary>The row's boot as it is stored.</summary>
    public static short Boot(SampleRow row, IReadOnlyDictionary<string, int> boots) =>
        row.BootId is { } name ? (short)Math.Min(boots[name], short.MaxValue) : (short)0;

    private static void Fill(NpgsqlParameterCollection parameters, IReadOnlyList<SampleRow> rows, short[] boot)
    {
        var count = rows.Count;
        var (ids, starts) = (new Guid[count], new DateTime[count]);
        var contexts = new long[count];
        var (seqs, durations, idles) = (new int[count], new int[count], new int[count]);
        var flags = new short[count];
        var (keys, mice) = (new short[count], new short[count]);
        var bodies = new string[count];
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            ids[i] = row.EventId;
            starts[i] = row.Start.UtcDateTime;
            contexts[i] = row.Context;
            seqs[i] = (int)(row.Seq & int.MaxValue);
            durations[i] = row.DurationMs;
            idles[i] = row.IdleMs;
            flags[i] = row.Flags.Bits;
            keys[i] = row.KeyEvents;
            mice[i] = row.MouseEvents;
            bodies[i] = row.Extra ?? "";
        }

        parameters.Add(new NpgsqlParameter<Guid[]>("ids", ids));
        parameters.Add(new NpgsqlParameter<DateTime[]>("starts", starts));
        parameters.Add(new NpgsqlParameter<long[]>("contexts", contexts));
        parameters.Add(new NpgsqlParameter<int[]>("seqs", seqs));
        parameters.Add(new NpgsqlParameter<int[]>("durations", durations));
        parameters.Add(new NpgsqlParameter<int[]>("idles", idles));
        parameters.Add(new NpgsqlParameter<short[]>("boots", boot));
        parameters.Add(new NpgsqlParameter<short[]>("flags", flags));
        parameters.Add(new NpgsqlParameter<short[]>("keys", keys));
        parameters.Add(new NpgsqlParameter<short[]>("mice", mice));
        parameters.Add(new NpgsqlParameter<string[]>("bodies", bodies));
    }
}
