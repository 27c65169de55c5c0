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
        var (ids, ends) = (new Guid[count], new DateTime[count]);
        var (contexts, seqs) = (new long[count], new long[count]);
        var (durations, idles, boot) = (new int[count], new int[count], new int[count]);
        var (states, sources) = (new short[count], new short[count]);
        var (keys, mice) = (new short[count], new short[count]);
        var calls = new bool[count];
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            ids[i] = row.EventId;
            ends[i] = row.End.UtcDateTime;
            contexts[i] = row.Context;
            seqs[i] = row.Seq;
            durations[i] = row.DurationMs;
            idles[i] = row.IdleMs;
            boot[i] = row.BootId is { } name ? boots[name] : 0;
            states[i] = (short)row.State;
            sources[i] = (short)row.Source;
            keys[i] = row.KeyEvents;
            mice[i] = row.MouseEvents;
            calls[i] = row.InCall;
        }

        parameters.Add(new NpgsqlParameter<int>("user", device.UserId));
        parameters.Add(new NpgsqlParameter<int>("device", device.DeviceId));
        parameters.Add(new NpgsqlParameter<Guid[]>("ids", ids));
        parameters.Add(new NpgsqlParameter<DateTime[]>("ends", ends));
        parameters.Add(new NpgsqlParameter<long[]>("contexts", contexts));
        parameters.Add(new NpgsqlParameter<long[]>("seqs", seqs));
        parameters.Add(new NpgsqlParameter<int[]>("durations", durations));
        parameters.Add(new NpgsqlParameter<int[]>("idles", idles));
        parameters.Add(new NpgsqlParameter<int[]>("boots", boot));
        parameters.Add(new NpgsqlParameter<short[]>("states", states));
        parameters.Add(new NpgsqlParameter<short[]>("sources", sources));
        parameters.Add(new NpgsqlParameter<short[]>("keys", keys));
        parameters.Add(new NpgsqlParameter<short[]>("mice", mice));
        parameters.Add(new NpgsqlParameter<bool[]>("calls", calls));
    }
}
