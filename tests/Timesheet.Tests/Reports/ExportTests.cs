using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Daybook.Timesheet.Tests.Http;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reports.Crew;

namespace Daybook.Timesheet.Tests.Reports;

public sealed class ExportTests(HostFixture host)
{
    private const string Week = "start=2026-11-16&end=2026-11-22";
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task A_workbook_holds_numbers_as_numbers_dates_as_dates_and_no_formula()
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager", "Asia/Kolkata");
        var project = await ProjectAsync(boss, "=1+1");
        await crew.SpendAsync(boss, "2026-11-16T08:00:00Z", 5400, project, description: "@SUM(A1) \u0001 नमस्ते");

        var rows = Rows(await BookAsync(boss, "/api/v1/exports/timesheet?" + Week + "&format=xlsx"));

        rows[0][..3].ShouldBe(["date", "start", "end"]);
        var day = (new DateTime(2026, 11, 16) - new DateTime(1899, 12, 30)).TotalDays;
        double.Parse(rows[1][0], CultureInfo.InvariantCulture).ShouldBe(day);
        double.Parse(rows[1][1], CultureInfo.InvariantCulture).ShouldBe(day + 13.5 / 24, 1e-7);
        rows[1][4].ShouldBe("1.5");
        rows[1][5].ShouldBe("5400000");
        rows[1][6].ShouldBe("=1+1", "text, as it is");
        rows[1][9].ShouldBe("@SUM(A1)  नमस्ते");
    }

    [Fact]
    public async Task Every_format_of_a_report_adds_up_to_the_report()
    {
        var crew = await OpenAsync(host);
        var boss = await crew.JoinAsync("manager");
        var project = await ProjectAsync(boss, "Alpha, \"quoted\"");
        await crew.SpendAsync(boss, "2026-11-16T08:00:00Z", 1234.567, project);
        await crew.SpendAsync(boss, "2026-11-17T08:00:00Z", 777, project);
        var path = $"/api/v1/exports/report?{Week}&group_by=day,project&format=";

        var json = JsonDocument.Parse(await boss.Client.GetStringAsync(path + "json")).RootElement;
        json.EnumerateArray().Sum(row => Ms(row)).ShouldBe(2_011_567);
        var csv = await boss.Client.GetStringAsync(path + "csv");
        csv.Split("\r\n")[0].ShouldBe("day,project,raw_hours,rounded_hours,raw_ms,rounded_ms,billable_ms,reviewed_ms,amount_minor,currency");
        csv.Split("\r\n")[1].ShouldBe("2026-11-16,\"Alpha, \"\"quoted\"\"\",0.34,0.34,1234567,1234567,0,1234567,0,EUR");
        var rows = Rows(await BookAsync(boss, path + "xlsx"));
        rows.Skip(1).Sum(row => long.Parse(row[4], CultureInfo.InvariantCulture)).ShouldBe(2_011_567);
    }

    [Theory]
    [InlineData("/api/v1/exports/report")]
    [InlineData("/api/v1/exports/timesheet")]
    public async Task An_unknown_format_is_named(string path)
    {
        var boss = await (await OpenAsync(host)).JoinAsync("manager");

        (await Desk.ProblemAsync(boss.Client.GetAsync(path + "?format=pdf"))).Body.GetProperty("errors").GetProperty("format")[0].GetString().ShouldBe("unknown");
    }

    private static async Task<ZipArchive> BookAsync(Person person, string path)
    {
        var answer = await person.Client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static List<string[]> Rows(ZipArchive book)
    {
        var sheet = XDocument.Load(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        sheet.Descendants(Main + "f").ShouldBeEmpty();
        return [.. sheet.Descendants(Main + "row").Select(row => row.Elements(Main + "c").Select(cell => cell.Value).ToArray())];
    }
}
