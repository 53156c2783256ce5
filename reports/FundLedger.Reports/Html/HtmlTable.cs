using System.Globalization;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Html;

/// <summary>A table whose rows leave as they are walked: groups and lines in bodies, the total in the foot.</summary>
internal sealed class HtmlTable
{
    private readonly HtmlWriter html;
    private readonly TableSection table;
    private readonly ReportContent content;
    private readonly Language language;
    private readonly HtmlOptions options;
    private readonly int[] columns;
    private readonly int names;
    private readonly int groups;
    private string? part;
    private string? group;
    private bool anyLine;
    private bool toldEmpty;

    public HtmlTable(HtmlWriter html, TableSection table, ReportContent content, Language language, HtmlOptions options)
    {
        (this.html, this.table, this.content, this.language, this.options) = (html, table, content, language, options);
        columns = [.. Enumerable.Range(0, table.Columns.Count).Where(i => !table.Columns[i].IsGroup)];
        groups = IndexOf(column => column.IsGroup);
        names = IndexOf(column => column.IsEntry) is var entry and >= 0 ? entry : columns[0];
    }

    /// <param name="headingTag">The heading of the section, which stands in the caption; null for a table that belongs to a section with a heading.</param>
    public void Write(string? headingTag)
    {
        var id = $"{content.Key}-{table.Key}{(headingTag is null ? "-table" : "")}";
        html.Open("div", "report-scroll", ("role", "region"), ("tabindex", "0"), ("aria-labelledby", id)).Break();
        html.Open("table", "report-table").Break();
        html.Open("caption");
        html.Open(headingTag ?? "span", null, ("id", id)).Text(table.Heading.In(language)).Close();
        if (table.Columns.Any(column => column.Kind == CellKind.Amount))
            html.Text(" ").Element("span", "report-unit", $"{Words.Currency.In(language)} {content.Head.Currency}");
        html.Close().Break();
        WriteHead();
        foreach (var row in table.Rows) WriteRow(row);
        TellEmpty();
        EndPart();
        html.Close().Break().Close().Break();
        WriteChecks();
    }

    private void WriteChecks()
    {
        if (table.Checks.Count == 0) return;
        html.Open("ul", "report-checks").Break();
        foreach (var check in table.Checks) html.Element("li", null, check.Said(language)).Break();
        html.Close().Break();
    }

    /// <summary>How a value wants to stand: amounts and numbers to the right, a negative one unmistakable.</summary>
    public static string? ClassOf(Cell cell) => cell.Kind switch
    {
        CellKind.Amount => cell.Amount.IsNegative ? "amount negative" : "amount",
        CellKind.Integer => "number",
        CellKind.Date => "date",
        _ => null,
    };

    private static string? ClassOf(Column column) => (column.Kind, column.Width) switch
    {
        (CellKind.Date, _) => "date",
        (CellKind.Text, ColumnWidth.Wide) => "wide",
        (CellKind.Text, ColumnWidth.Medium) => "medium",
        (CellKind.Text, _) => null,
        _ => "amount",
    };

    private void WriteHead()
    {
        html.Open("thead");
        if (table.IsMain) html.Open("tr", "report-running", ("aria-hidden", "true")).Open("td", null, ("colspan", Count), ("translate", "no")).Text(Running).Close().Close();
        html.Open("tr");
        foreach (var i in columns)
        {
            var column = table.Columns[i];
            html.Open("th", ClassOf(column), ("scope", "col")).Text(column.Heading.In(language)).Close();
        }

        html.Close().Close().Break();
    }

    private void WriteRow(Row row)
    {
        if (row.Kind == RowKind.Line) anyLine = true;
        if (row.Kind is RowKind.Subtotal or RowKind.Total or RowKind.Result) TellEmpty();
        if (row.Kind == RowKind.Line && groups >= 0) WriteGroup(row.Cells[groups]);
        BeginPart(row.Kind == RowKind.Total ? "tfoot" : "tbody");

        html.Open("tr", row.Kind switch
        {
            RowKind.BroughtForward => "brought-forward",
            RowKind.Subtotal => "subtotal",
            RowKind.Total or RowKind.Result => "total",
            _ => null,
        });
        // A line of which no entry is there yet is named by its first column.
        var name = row.Kind == RowKind.Line ? (CellTexts.Of(row.Cells[names], language).Length > 0 ? names : columns[0]) : Array.Find(columns, i => row.Cells[i].Kind == CellKind.Text && CellTexts.Of(row.Cells[i], language).Length > 0);
        foreach (var i in columns) WriteCell(row, i, isName: i == name);
        html.Close().Break();
    }

    private void WriteCell(Row row, int i, bool isName)
    {
        var (cell, column) = (row.Cells[i], table.Columns[i]);
        var blank = row.Kind == RowKind.Line && column.ZeroIsBlank && cell.Kind == CellKind.Amount && cell.Amount.IsZero;
        var text = blank ? "" : CellTexts.Of(cell, language);
        List<(string, string)> attributes = isName && text.Length > 0 ? [("scope", "row")] : [];
        if (cell.IsOwnWords) attributes.Add(("translate", "no"));
        html.Open(isName && text.Length > 0 ? "th" : "td", ClassOf(cell), [.. attributes]);
        if (column.IsEntry && cell.Kind == CellKind.Integer && options.EntryUrl is { } urlOf) html.Link(urlOf(cell.Integer), text);
        else WriteValue(html, cell, text, options);
        html.Close();
    }

    /// <summary>What a cell says; an amount leads to what it is made of where the page has a place for that.</summary>
    public static void WriteValue(HtmlWriter html, Cell cell, string text, HtmlOptions options)
    {
        if (text.Length > 0 && cell.Basis is { } basis && options.FigureUrl is { } urlOf) html.Link(urlOf(basis), text);
        else html.Text(text);
    }

    private void WriteGroup(Cell of)
    {
        var name = CellTexts.Of(of, language);
        if (name == group) return;
        group = name;
        EndPart();
        BeginPart("tbody");
        List<(string, string)> attributes = [("scope", "rowgroup"), ("colspan", Count)];
        if (of.IsOwnWords) attributes.Add(("translate", "no"));
        html.Open("tr", "group").Open("th", null, [.. attributes]).Text(name).Close().Close().Break();
    }

    private void TellEmpty()
    {
        if (anyLine || toldEmpty) return;
        toldEmpty = true;
        BeginPart("tbody");
        html.Open("tr", "empty").Open("td", null, ("colspan", Count)).Text(table.WhenEmpty.In(language)).Close().Close().Break();
    }

    /// <summary>On paper the head of a table stands again on each page, and with it which report this is.</summary>
    private string Running => $"{content.Title.In(language)} · {content.Head.FundText().In(language)} · {content.Days}";

    private string Count => columns.Length.ToString(CultureInfo.InvariantCulture);

    private void BeginPart(string name)
    {
        if (part == name) return;
        EndPart();
        html.Open(name).Break();
        part = name;
    }

    private void EndPart()
    {
        if (part is null) return;
        html.Close().Break();
        part = null;
    }

    /// <summary>The first such column; -1 when there is none.</summary>
    private int IndexOf(Func<Column, bool> isWanted) => Array.FindIndex([.. table.Columns], column => isWanted(column));
}
