using System.Globalization;
using System.Text;
using CsvHelper;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Export;
using Daybook.Timesheet.Sheet;
using Daybook.Timesheet.Tests.Reconcile;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Export;

public sealed class CsvSheetTests
{
    private static readonly Guid Ticket = Guid.CreateVersion7();

    [Fact]
    public async Task Rows_say_what_when_and_for_whom_in_local_time()
    {
        var row = Reviewed(EntryStatus.Confirmed, 540, 600);
        row = row with { State = row.State with { Label = row.Label with { ProjectId = Project, TaskId = Ticket, Description = "said \"yes\",\nthen no" } } };

        var text = await Csv([row], "Asia/Kolkata");

        text.ShouldBe(
            "date,start,end,utc_offset,hours,minutes,duration_ms,project,task_key,task_title,description,status,category,lane\r\n" +
            "2026-11-20,2026-11-20 14:30:00,2026-11-20 15:30:00,UTC+05:30,1.00,60,3600000,Website,ENG-1,Fix it," +
            "\"said \"\"yes\"\",\nthen no\",confirmed,Development,primary\r\n");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")")]
    [InlineData("+1+1")]
    [InlineData("-1+1|cmd")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1")]
    public async Task A_cell_that_a_spreadsheet_would_run_stays_text(string payload)
    {
        var row = Reviewed(EntryStatus.Confirmed, 540, 600);
        row = row with { State = row.State with { Label = row.Label with { Description = payload, Category = payload, ProjectId = Project, TaskId = Ticket } } };

        var cells = Read(await Csv([row], "Etc/UTC", payload))[1];

        foreach (var column in new[] { 7, 8, 9, 10, 12 }) cells[column].ShouldBe("'" + payload);
    }

    [Fact]
    public async Task A_days_minutes_and_hours_add_to_the_rounded_day()
    {
        // Twenty entries of 61,3 seconds: one by one they would round to 20 minutes; together they are 20 min 26 s.
        var rows = Enumerable.Range(0, 20).Select(i =>
        {
            var row = Reviewed(EntryStatus.Confirmed, 540 + i * 2, 541 + i * 2);
            return row with { State = row.State with { EndMs = row.StartMs + 61_300 } };
        }).ToArray();

        var lines = Read(await Csv(rows, "Etc/UTC")).Skip(1).ToArray();

        lines.Sum(line => long.Parse(line[6], CultureInfo.InvariantCulture)).ShouldBe(20 * 61_300);
        lines.Sum(line => int.Parse(line[5], CultureInfo.InvariantCulture)).ShouldBe(20);
        lines.Sum(line => decimal.Parse(line[4], CultureInfo.InvariantCulture)).ShouldBe(0.34m);
    }

    [Fact]
    public async Task Dismissed_personal_private_and_idle_time_stays_at_home()
    {
        var rows = After(
            Derived(Block(1, 0, 60, BlockKind.Personal), Block(2, 60, 120, BlockKind.Private), Block(3, 120, 180, BlockKind.Idle), Block(4, 180, 240)),
            [Reviewed(EntryStatus.Dismissed, 300, 360)]);

        Read(await Csv(rows, "Etc/UTC")).Count.ShouldBe(2, "the header and the one stretch of work");
    }

    private static async Task<string> Csv(IReadOnlyList<TimeEntry> rows, string zone, string name = "")
    {
        var clock = DayClock.TryCreate(zone, TimeSpan.Zero)!;
        var refs = new RefBook(
            new Dictionary<Guid, ProjectRef> { [Project] = new(Project, name.Length > 0 ? name : "Website", "#000000") },
            new Dictionary<Guid, TaskRef> { [Ticket] = new(Ticket, name.Length > 0 ? name : "ENG-1", name.Length > 0 ? name : "Fix it") });
        using var bytes = new MemoryStream();
        await using (var csv = CsvWriter.Create(bytes, CsvWriterOptions.Default, leaveOpen: true))
        {
            var sheet = new CsvSheet(csv, clock);
            await sheet.HeadAsync(default);
            foreach (var day in DaySheet.Of(new DateRange(Date, Date), clock, new EntrySnapshot(rows, new Dictionary<DateOnly, long>())))
                await sheet.AddAsync(day, refs, default);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    // A small reader of its own, so that the writer is not measured by itself.
    private static List<List<string>> Read(string text)
    {
        List<List<string>> lines = [[""]];
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var line = lines[^1];
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') { line[^1] += '"'; i++; }
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] == ',') line.Add("");
            else if (!quoted && text[i] == '\r') { lines.Add([""]); i++; }
            else line[^1] += text[i];
        }

        return lines[..^1];
    }
}
