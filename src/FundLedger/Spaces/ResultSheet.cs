using System.Globalization;
using FundLedger.Donations.Lists;

namespace FundLedger.Spaces;

/// <param name="Code">Of what stands in it: <c>space</c>, <c>first</c>, a line's code, <c>users</c> and so on.</param>
public sealed record ResultColumn(string Code, Bilingual Name)
{
    /// <summary>As the template heads it: both languages in one cell.</summary>
    public string Heading => $"{Name.Zh} {Name.En}";
}

/// <param name="Row">In the file, from 1.</param>
/// <param name="Column">Its heading; empty where the whole row is meant.</param>
public sealed record SheetProblem(long Row, Bilingual Column, Bilingual Why);

/// <param name="Row">In the file, from 1.</param>
public sealed record SheetResult(long Row, NewResult Result);

/// <summary>Operating results in a sheet, one row for each space and period.</summary>
/// <param name="Problems">Cells that cannot be read; with any of them nothing is taken.</param>
public sealed record ResultSheet(IReadOnlyList<SheetResult> Results, IReadOnlyList<SheetProblem> Problems)
{
    public const int MostRows = 500;

    public static IReadOnlyList<ResultColumn> Columns { get; } =
    [
        new("space", new("空间代码", "Space code")), new("name", new("空间名称", "Space name")), new("first", new("开始日期", "First day")), new("last", new("结束日期", "Last day")),
        .. ResultLines.Costs.Select(kind => new ResultColumn(kind.Code, kind.Name)), .. ResultLines.Revenues.Select(kind => new ResultColumn(kind.Code, kind.Name)),
        new("users", new("服务人次", "Visits")), new("hours", new("开放小时", "Hours open")), new("volunteers", new("志愿者人数", "Volunteers")), new("volunteer-hours", new("志愿服务小时", "Volunteer hours")),
        new("text", new("说明", "Remarks")), new("reason", new("更正理由", "Reason of a correction")),
    ];

    private static readonly string[] Needed = ["space", "first", "last"];

    /// <summary>Reads the first sheet that has the headings, in either language or both.</summary>
    /// <param name="spaces">All there are.</param>
    /// <param name="by">Code of the organisation that reports; null where the fund's people do.</param>
    public static Outcome<ResultSheet> Read(ListFile file, IReadOnlyList<Space> spaces, string? by)
    {
        try
        {
            var places = file.IsSpreadsheet ? file.Sheets().Where(sheet => !sheet.Hidden).Select(sheet => (XlsxSheet?)sheet) : [null];
            foreach (var place in places)
            {
                using var rows = file.OpenRows(place);
                if (HeaderOf(rows) is not { } header) continue;
                return header.IsDone(out var columns, out var refusal) ? ReadRows(rows, columns, spaces.ToDictionary(space => space.Code), by) : refusal;
            }
        }
        catch (ListRefusedException refused)
        {
            return refused.Reason;
        }
        catch (Exception broken) when (ListFile.IsDamage(broken))
        {
            return ListRefusals.BrokenSpreadsheet();
        }

        return Refusal.Of("sheet-header", "file", $"表格前 {ListLimits.HeaderRows} 行中没有表头“{Headings(Needed, true)}”。请从模板开始填写。", $"The first {ListLimits.HeaderRows} rows have no headings '{Headings(Needed, false)}'. Begin with the template.");
    }

    private static string Headings(IEnumerable<string> codes, bool isChinese) => string.Join(isChinese ? "、" : ", ", codes.Select(code => Columns.First(column => column.Code == code).Name).Select(name => isChinese ? name.Zh : name.En));

    /// <summary>Where each column is; null where no row is a header, a refusal where one is and is wrong.</summary>
    private static Outcome<IReadOnlyList<(ResultColumn Column, int At)>>? HeaderOf(ListRows rows)
    {
        while (rows.Number < ListLimits.HeaderRows && rows.Read())
        {
            var cells = Enumerable.Range(0, rows.Count).Select(at => (Text: rows[at].Text.ToString(), At: at)).Where(cell => !Blanks.AreAll(cell.Text)).ToList();
            var known = cells.Select(cell => (Column: ColumnOf(cell.Text), cell.At)).Where(cell => cell.Column is not null).Select(cell => (Column: cell.Column!, cell.At)).ToList();
            if (Needed.Any(code => known.All(cell => cell.Column.Code != code))) continue;
            if (cells.FirstOrDefault(cell => ColumnOf(cell.Text) is null).Text is { } stranger)
                return Refusal.Of("sheet-column", "file", $"不认识列“{stranger}”。请用模板的列名，或删去这一列。", $"The column '{stranger}' is not known. Use the template's headings, or take the column out.");
            if (known.GroupBy(cell => cell.Column.Code).FirstOrDefault(same => same.Count() > 1) is { } twice)
                return Refusal.Of("sheet-column-twice", "file", $"列“{twice.First().Column.Name.Zh}”出现了两次。", $"The column '{twice.First().Column.Name.En}' stands there twice.");
            return known;
        }

        return null;
    }

    private static ResultColumn? ColumnOf(string text)
    {
        var folded = Blanks.Fold(text);
        return Columns.FirstOrDefault(column => folded == Blanks.Fold(column.Heading) || folded == Blanks.Fold(column.Name.Zh) || folded == Blanks.Fold(column.Name.En));
    }

    private static Outcome<ResultSheet> ReadRows(ListRows rows, IReadOnlyList<(ResultColumn Column, int At)> columns, Dictionary<string, Space> spaces, string? by)
    {
        var (results, problems) = (new List<SheetResult>(), new List<SheetProblem>());
        while (rows.Read())
        {
            if (columns.All(column => column.Column.Code == "name" || rows.CellOrBlank(column.At).IsBlank)) continue;
            if (results.Count + problems.Count >= MostRows) return Refusal.Of("sheet-rows", "file", $"一个表格最多 {MostRows} 行。请分成几个文件。", $"A sheet has at most {MostRows} rows. Split it.");
            var row = new RowOfSheet(rows, columns, problems);
            if (row.Read(spaces, by) is { } result) results.Add(new SheetResult(rows.Number, result));
        }

        return results.Count + problems.Count == 0 ? Refusal.Of("sheet-empty", "file", "表格中没有数据行。", "The sheet has no rows below its headings.") : new ResultSheet(results, problems);
    }

    /// <summary>One row as it is read; what cannot be read goes to the problems.</summary>
    private sealed class RowOfSheet(ListRows rows, IReadOnlyList<(ResultColumn Column, int At)> columns, List<SheetProblem> problems)
    {
        private bool isWrong;

        internal NewResult? Read(Dictionary<string, Space> spaces, string? by)
        {
            var code = Text("space");
            if (!spaces.TryGetValue(code, out var space))
            {
                Wrong("space", code.Length == 0 ? new("请填写空间代码。", "Give the space's code.") : new($"没有代码为“{code}”的公共空间。", $"There is no space of the code '{code}'."));
                return null;
            }

            var (first, last) = (Day("first"), Day("last"));
            Money?[] Amounts(IReadOnlyList<ResultLineKind> kinds) => [.. kinds.Select(kind => Amount(kind.Code, space.Fund.Currency))];
            var content = new ResultContent(
                ResultLines.Of(ResultLines.Costs, Amounts(ResultLines.Costs)), ResultLines.Of(ResultLines.Revenues, Amounts(ResultLines.Revenues)), Number("users"), Number("hours"), Number("volunteers"), Number("volunteer-hours"), Text("text"));
            var reason = Text("reason");
            return isWrong ? null : new NewResult(space.Code, first, last, content, reason.Length == 0 ? null : reason, By: by);
        }

        private ListCell Cell(string code)
        {
            foreach (var (column, at) in columns)
                if (column.Code == code) return rows.CellOrBlank(at);
            return default;
        }

        private string Text(string code) => Blanks.Trim(Cell(code).Span).ToString();

        private DateOnly Day(string code)
        {
            if (DateText.TrySplit(Cell(code).Span, out var parts) && parts.TryRead(DateFormat.YearFirst, out var day)) return day;
            Wrong(code, new($"“{Text(code)}”不是日期。请写成 2026-01-31。", $"'{Text(code)}' is no date. Write it as 2026-01-31."));
            return default;
        }

        private Money? Amount(string code, Currency currency)
        {
            if (Cell(code).IsBlank) return null;
            if (Decimal(code, currency) is { } value && value >= 0 && AmountText.TryMoney(value, currency, out var amount)) return amount;
            Wrong(code, new($"“{Text(code)}”不是金额，或小数位数过多。请写成 1234.50。", $"'{Text(code)}' is no amount, or has too many decimals. Write it as 1234.50."));
            return null;
        }

        private int Number(string code)
        {
            if (Cell(code).IsBlank) return 0;
            if (Decimal(code, Currency.Cny) is { } value && value == decimal.Truncate(value) && value is >= 0 and <= ResultRules.MostOfAKind) return (int)value;
            Wrong(code, new($"“{Text(code)}”不是整数。", $"'{Text(code)}' is no whole number."));
            return 0;
        }

        private decimal? Decimal(string code, Currency currency)
        {
            var cell = Cell(code);
            return (cell.Kind == CellKind.Number ? AmountText.TryReadStored(cell.Span, out var value) : AmountText.TryRead(cell.Span, NumberFormat.DecimalPoint, currency, out value)) ? value : null;
        }

        private void Wrong(string code, Bilingual why)
        {
            isWrong = true;
            problems.Add(new SheetProblem(rows.Number, Columns.First(column => column.Code == code).Name, why));
        }
    }
}
