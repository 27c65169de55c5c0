using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Daybook.Timesheet.Export;

/// <summary>
/// One sheet as an Office Open XML workbook, written row by row: nothing of it is held in memory. Numbers are numbers, days and moments are
/// dates; text is text and nothing else, so no cell is ever a formula.
/// </summary>
internal sealed class XlsxFile : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static readonly DateTime Epoch = new(1899, 12, 30);

    private readonly ZipArchive zip;
    private readonly XmlWriter sheet;
    private readonly Stream part;

    public XlsxFile(Stream file, string name)
    {
        zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        Part("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>
            """);
        Part("_rels/.rels", $"""<Relationships xmlns="{Packages}"><Relationship Id="rId1" Type="{Office}officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Packages}"><Relationship Id="rId1" Type="{Office}worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}styles" Target="styles.xml"/></Relationships>""");
        Part("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        Part("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf numFmtId="2" applyNumberFormat="1"/></cellXfs></styleSheet>
            """);
        part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        sheet = XmlWriter.Create(part, new XmlWriterSettings { CloseOutput = false, CheckCharacters = false });
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteStartElement("sheetData", Main);
    }

    public void Head(IEnumerable<string> titles)
    {
        sheet.WriteStartElement("row", Main);
        foreach (var title in titles) Text(title, 3);
        sheet.WriteEndElement();
    }

    /// <summary>Cells are text, long, decimal, DateOnly, DateTime (as the wall showed it) or null.</summary>
    public void Row(IEnumerable<object?> cells)
    {
        sheet.WriteStartElement("row", Main);
        foreach (var cell in cells)
        {
            switch (cell)
            {
                case null: sheet.WriteElementString("c", Main, ""); break;
                case string text: Text(text, 0); break;
                case long number: Number(number.ToString(CultureInfo.InvariantCulture), 0); break;
                case decimal number: Number(number.ToString(CultureInfo.InvariantCulture), 4); break;
                case DateOnly day: Number((day.ToDateTime(TimeOnly.MinValue) - Epoch).Days.ToString(CultureInfo.InvariantCulture), 1); break;
                case DateTime moment: Number((moment - Epoch).TotalDays.ToString("0.##########", CultureInfo.InvariantCulture), 2); break;
                default: throw new ArgumentException(cell.GetType().Name, nameof(cells));
            }
        }

        sheet.WriteEndElement();
    }

    public void Dispose()
    {
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.Dispose();
        part.Dispose();
        zip.Dispose();
    }

    private void Number(string value, int style)
    {
        sheet.WriteStartElement("c", Main);
        if (style > 0) sheet.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        sheet.WriteElementString("v", Main, value);
        sheet.WriteEndElement();
    }

    private void Text(string text, int style)
    {
        sheet.WriteStartElement("c", Main);
        if (style > 0) sheet.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        sheet.WriteAttributeString("t", "inlineStr");
        sheet.WriteStartElement("is", Main);
        sheet.WriteStartElement("t", Main);
        sheet.WriteAttributeString("xml", "space", null, "preserve");
        sheet.WriteString(Clean(text));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.WriteEndElement();
    }

    // What XML cannot hold no cell can: it is left out. A cell takes 32,767 letters.
    private static string Clean(string text)
    {
        if (text.Length > 32_767) text = text[..32_767];
        return text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Where(rune =>
            rune.Value is '\t' or '\n' or '\r' or >= 0x20 and not (0xFFFE or 0xFFFF or 0xFFFD)).Select(rune => rune.ToString()));
    }

    private void Part(string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        writer.Write(text);
    }
}
