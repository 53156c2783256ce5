using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>The matches of a fund's gifts, each with how it was worked out.</summary>
public static class MatchStatementReport
{
    private static readonly Bilingual Gifts = new("捐款合计", "Gifts");
    private static readonly Bilingual Matched = new("配比", "Match");
    private static readonly Bilingual Returned = new("随退款收回", "Taken back");
    private static readonly Bilingual Waived = new("免予追回", "Waived");
    private static readonly Bilingual Owed = new("待补回", "Still owed");
    private static readonly Bilingual Programme = new("计划", "Programme");
    private static readonly Bilingual Rule = new("规则版次", "Rule");

    public static ReportContent Of(MatchStatement statement) => Of(statement, Rows(statement));

    /// <summary>The same with one page of its lines, for the screen.</summary>
    public static ReportContent Of(MatchStatement statement, LinePage page) => Of(statement, Rows(statement, page));

    private static ReportContent Of(MatchStatement statement, IEnumerable<Row> rows) =>
        new("matchStatement", new("配比说明表", "Matches explained"), statement.Head, Facts(statement), [Rules(statement), Lines(statement, rows), Notes]);

    private static IReadOnlyList<Fact> Facts(MatchStatement statement) =>
    [
        new("from", Words.From, Cell.Of(statement.Head.Span.First), FactPlace.Title),
        new("to", Words.To, Cell.Of(statement.Head.Span.Last), FactPlace.Title),
        new("lineCount", new("捐款笔数", "Gifts"), Cell.Of(statement.LineCount), FactPlace.Title),
        new("gifts", Gifts, Cell.Of(statement.Gifts), FactPlace.Headline),
        new("matched", Matched, Cell.Of(statement.Matched), FactPlace.Headline),
        new("returned", Returned, Cell.Of(statement.Returned), FactPlace.Headline),
        new("kept", new("净配比", "Match kept"), Cell.Of(statement.Kept), FactPlace.Headline),
        new("waived", Waived, Cell.Of(statement.Waived), FactPlace.InTable),
        new("owed", Owed, Cell.Of(statement.Owed), FactPlace.InTable),
    ];

    private static TableSection Rules(MatchStatement statement) => new(
        "rules", new("适用的规则", "Rules that applied"),
        [
            new("programme", Programme, CellKind.Text, ColumnWidth.Narrow), new("name", new("名称", "Name"), CellKind.Text), new("rule", Rule, CellKind.Integer), new("from", new("自", "From"), CellKind.Date),
            new("terms", new("条款", "Terms"), CellKind.Text, ColumnWidth.Wide),
        ],
        [.. statement.Rules.Select(rule => new Row(RowKind.Line, [Cell.Of(rule.Programme), Cell.Of(rule.ProgrammeName), Cell.Of(rule.Version), Cell.Of(rule.From), Cell.Of(rule.Terms)]))],
        new("本期没有捐款适用配比规则。", "No gift of this period fell under a rule."));

    private static TableSection Lines(MatchStatement statement, IEnumerable<Row> rows) => new(
        "lines", new("逐笔说明", "Gift by gift"),
        [
            new("giftOn", Words.Date, CellKind.Date), new("gift", new("捐款", "Gift"), CellKind.Integer, IsEntry: true), new("programme", Programme, CellKind.Text), new("rule", Rule, CellKind.Integer),
            new("amount", new("捐款金额", "Amount"), CellKind.Amount), new("how", new("分档 × 比例", "Part × ratio"), CellKind.Text, ColumnWidth.Wide), new("entitled", new("按比例应配", "By the ratio"), CellKind.Amount),
            new("limit", new("受限于或原因", "Limit or reason"), CellKind.Text), new("matched", Matched, CellKind.Amount), new("entry", new("配比分录", "Entry"), CellKind.Integer, IsEntry: true),
            new("returned", Returned, CellKind.Amount, ZeroIsBlank: true), new("waived", Waived, CellKind.Amount, ZeroIsBlank: true), new("owed", Owed, CellKind.Amount, ZeroIsBlank: true),
        ],
        rows, new("本期没有捐款得到配比计划的答复。", "No programme answered a gift of this period."), IsMain: true)
    {
        Checks = [Check.Of("keptAddsUp", new("已配比 − 退回 = 净配比", "matched − taken back = kept"), statement.Matched - statement.Returned, statement.Kept)],
    };

    // The totals printed are those summed when the report was drawn up; the walk proves that the lines add up to them.
    private static IEnumerable<Row> Rows(MatchStatement statement, LinePage? page = null)
    {
        var zero = Money.Zero(statement.Head.Currency);
        var (at, gifts, matched, returned, waived, owed) = (0L, zero, zero, zero, zero, zero);
        foreach (var line in statement.Lines)
        {
            if (page is not { } only || at / only.Size == only.Number - 1) yield return Line(line);
            at++;
            (gifts, matched, returned, waived, owed) = (gifts + line.Amount, matched + line.Matched, returned + line.Returned, waived + line.Waived, owed + line.Owed);
        }

        Invariant.Holds((at, gifts, matched, returned, waived, owed) == (statement.LineCount, statement.Gifts, statement.Matched, statement.Returned, statement.Waived, statement.Owed));
        if (at > 0)
            yield return new(RowKind.Total,
            [
                Cell.Empty, Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Of(gifts), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(matched), Cell.Empty, Cell.Of(returned), Cell.Of(waived), Cell.Of(owed),
            ]);
    }

    private static Row Line(MatchLine line) => new(RowKind.Line,
    [
        Cell.Of(line.On), Cell.Of(line.Gift), Cell.Of(line.Programme), Cell.Of(line.Rule), Cell.Of(line.Amount), Cell.Of(line.How), Cell.Of(line.Entitled), Cell.Of(line.Limit), Cell.Of(line.Matched),
        line.Entry is { } entry ? Cell.Of(entry) : Cell.Empty, Cell.Of(line.Returned), Cell.Of(line.Waived), Cell.Of(line.Owed),
    ]);

    private static NoteSection Notes => new("notes", Words.Notes,
    [
        new("配比 = 按比例应配，不超过每一项上限和配比池当时的余额；“受限于”写明最紧的一项及其余额。", "A match is what the ratio gives, at most what each cap and the pot had left; the tightest is named with what it had left."),
        new("分档按单笔或按捐赠人累计，见条款；各档只对落在其中的部分计算。", "Brackets lie over the gift or over the donor's total, as the terms say; each holds for its own part only."),
        new("按比例分配的计划在结束时才分配，结束前的捐款不在表内。", "A pro-rata programme gives out at its close; gifts before that are not in this report."),
        Words.SameBytes,
    ]);
}
