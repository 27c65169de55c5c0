using Daybook.Ingest.Devices;
using Npgsql;

namespace Daybook.Ingest.Door;

/// <summary>Rows turned into columns: one array parameter each, so that one statement takes any number of rows.</summary>
internal static class SampleColumns
{
    public static void Fill(
        NpgsqlParameterCollection parameters, Device device, IReadOnlyList<SampleRow> rows, IReadOnlyDictionary<string, int> boots)
    {
        var count = rows.Count;
        var (ids, starts) = (new Guid[count], new DateTime[count]);
        var contexts = new long[count];
        var (seqs, durations, idles) = (new int[count], new int[count], new int[count]);
        var (boot, flags) = (new short[count], new short[count]);
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
            boot[i] = row.BootId is { } name ? (short)Math.Min(boots[name], short.MaxValue) : (short)0;
            flags[i] = row.Flags.Bits;
            keys[i] = row.KeyEvents;
            mice[i] = row.MouseEvents;
            bodies[i] = row.Extra ?? "";
        }

        parameters.Add(new NpgsqlParameter<int>("user", device.UserId));
        parameters.Add(new NpgsqlParameter<int>("device", device.DeviceId));
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
