using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query;

/// <summary>What a program returned for one period: any value of <see cref="AwValue"/>.</summary>
internal sealed record QueryAnswer(object? Value)
{
    public void WriteTo(Utf8JsonWriter writer) => AwValue.Write(writer, Value);
}
