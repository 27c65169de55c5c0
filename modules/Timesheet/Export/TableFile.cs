using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Timesheet.Export;

internal enum TableFormat { Csv, Json, Xlsx }

/// <summary>Rows as a file, in one of three formats, streamed. Cells are text, long, decimal, DateOnly, DateTime (as the wall showed it) or null.</summary>
internal sealed record TableFile(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<object?[]> Rows)
{
    /// <param name="bom">A byte order mark makes Excel read UTF-8; everybody else is better off without.</param>
    public PushStreamHttpResult As(TableFormat format, bool bom, CancellationToken ct) => format switch
    {
        TableFormat.Csv => TypedResults.Stream(body => CsvAsync(body, bom, ct), "text/csv; charset=utf-8", Name + ".csv"),
        TableFormat.Json => TypedResults.Stream(body => JsonAsync(body, ct), "application/json; charset=utf-8", Name + ".json"),
        _ => TypedResults.Stream(body => XlsxAsync(body, ct), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Name + ".xlsx"),
    };

    private async Task CsvAsync(Stream body, bool bom, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(body, CsvWriterOptions.Default with { WriteByteOrderMark = bom }, leaveOpen: true);
        await csv.WriteRecordAsync([.. Columns], ct);
        await foreach (var row in Rows.WithCancellation(ct)) await csv.WriteRecordAsync(Array.ConvertAll(row, Cell), ct);
        await csv.FlushAsync(ct);
    }

    private async Task JsonAsync(Stream body, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(body);
        json.WriteStartArray();
        await foreach (var row in Rows.WithCancellation(ct))
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++) Write(json, Columns[i], row[i]);
            json.WriteEndObject();
            if (json.BytesPending > 32_768) await json.FlushAsync(ct);
        }

        json.WriteEndArray();
        await json.FlushAsync(ct);
    }

    // A workbook is a zip, whose parts are written one after the other: it is made in a file that vanishes when it has been sent.
    private async Task XlsxAsync(Stream body, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);
        using (var book = new XlsxFile(file, "Daybook"))
        {
            book.Head(Columns);
            await foreach (var row in Rows.WithCancellation(ct)) book.Row(row);
        }

        file.Position = 0;
        await file.CopyToAsync(body, ct);
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => SafeCell.Of(text),
        decimal number => number.ToString("0.00", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case long number: json.WriteNumber(name, number); break;
            case decimal number: json.WriteNumber(name, number); break;
            case null: json.WriteNull(name); break;
            case DateTime moment: json.WriteString(name, moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)); break;
            case string text: json.WriteString(name, text); break;
            default: json.WriteString(name, Cell(value)); break;
        }
    }
}
