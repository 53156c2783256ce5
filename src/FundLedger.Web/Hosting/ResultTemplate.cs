using FundLedger.Reports.Content;
using FundLedger.Reports.Xlsx;
using FundLedger.Spaces;
using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>The sheet in which operating results are filled in, with a row for each period that is missed.</summary>
internal static class ResultTemplate
{
    private static readonly Bilingual[] Notes =
    [
        new("每行一个空间的一个月或连续三个月，期间不能重叠。", "Each row is one month, or three months in a row, of one space; periods do not overlap."),
        new("日期写成 2026-01-31，金额写成 1234.50，没有的留空。", "Write days as 2026-01-31 and amounts as 1234.50; leave empty what there is none of."),
        new("收入不含基金给的运营支持。“不予支持的成本”计入总成本，不计入可支持成本。", "Revenue is without the fund's own support. 'Costs outside support' count as cost, not as cost that support may be given for."),
        new("更正已报告的一期时填写“更正理由”；首次报告不填。", "Give 'Reason of a correction' where a period that was reported is corrected; not the first time."),
        new("说明中请勿写居民姓名、电话。", "No names or telephones of residents in the remarks."),
        new("任何一行有误则全部不导入。", "With one row wrong, none is taken."),
    ];

    /// <param name="due">Periods without a report; a space without any has an empty row.</param>
    internal static void Write(IReadOnlyList<(Space Space, IReadOnlyList<DuePeriod> Due)> due, Language language, Stream output)
    {
        var currency = due.Count > 0 ? due[0].Space.Fund.Currency : Currency.Cny;
        var rows = due.SelectMany(one => one.Due.Count == 0 ? [RowOf(one.Space, null)] : one.Due.Select(period => RowOf(one.Space, period)));
        var table = new TableSection("results", new("运营报告", "Operating results"), [.. ResultSheet.Columns.Select(ColumnOf)], rows, new("没有空间。", "There is no space."), IsMain: true);
        TableWorkbook.Write(table, new NoteSection("notes", new("填写说明", "How to fill it in"), Notes), currency, language, output);
    }

    private static Column ColumnOf(ResultColumn column) => new(column.Code, Bilingual.Same(column.Heading), column.Code switch
    {
        "space" or "name" or "text" or "reason" => CellKind.Text,
        "first" or "last" => CellKind.Date,
        "users" or "hours" or "volunteers" or "volunteer-hours" => CellKind.Integer,
        _ => CellKind.Amount,
    });

    private static Row RowOf(Space space, DuePeriod? period)
    {
        var cells = new Cell[ResultSheet.Columns.Count];
        (cells[0], cells[1]) = (Cell.Of(space.Code), Cell.Of(space.Name));
        if (period is not null) (cells[2], cells[3]) = (Cell.Of(period.First), Cell.Of(period.Last));
        return new Row(RowKind.Line, cells);
    }
}
