using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>审计查询登记簿: what auditors asked, and what they were answered.</summary>
public static class AuditQueriesContent
{
    private static readonly Bilingual Empty = new("本期没有审计查询。", "Auditors asked nothing in these days.");
    private static readonly Bilingual Erased = new("（无，或已擦除）", "(none, or erased)");

    public static ReportContent Of(AuditQueryRegister register) => new(
        "auditQueries", new("审计查询登记簿", "Register of audit queries"), register.Head, [.. Register.Days(register.Head, register.Queries.Count), new("late", new("逾期未答", "Late"), Cell.Of(register.Queries.LongCount(query => query.IsLate)), FactPlace.Title)],
        [
            Counts(register), List(register),
            Register.NotesOfNow(new Bilingual("所列为在这段日期向本基金、其下级基金和整个会计主体提出的查询；提问与答复不能修改，只能再问再答，文字可以擦除。逾期按截止日判断。", "Listed is what was asked in these days of this fund, those below it and the whole entity. Questions and answers are never changed, only added to; their words can be erased. What is late is told by the last day.")),
        ]);

    private static TableSection Counts(AuditQueryRegister register) => new(
        "counts", new("按状态", "By state"), [new("state", new("状态", "State"), CellKind.Text), new("count", new("件数", "Queries"), CellKind.Integer)],
        register.Queries.Count == 0 ? [] : [.. register.States.Select(state => new Row(RowKind.Line, [Cell.Of(state.Name), Cell.Of(state.Count)])), new(RowKind.Total, [Cell.Of(Words.Total), Cell.Of(register.Queries.Count)])], Empty)
    {
        Checks = [Check.Of("everyOneHasAState", new("各状态之和 = 全部查询", "queries by state = all of them"), register.States.Sum(state => state.Count), register.Queries.Count)],
    };

    private static TableSection List(AuditQueryRegister register) => new(
        "lines", new("逐件", "One by one"),
        [
            new("number", new("编号", "No."), CellKind.Integer), new("askedOn", new("提出日", "Asked on"), CellKind.Date), new("about", new("关于", "About"), CellKind.Text, ColumnWidth.Narrow), new("subject", new("对象", "Of"), CellKind.Text),
            new("entry", Register.Entry, CellKind.Integer, IsEntry: true), new("dueOn", new("答复期限", "Due on"), CellKind.Date), new("state", new("状态", "State"), CellKind.Text, ColumnWidth.Narrow),
            new("question", new("问", "Question"), CellKind.Text, ColumnWidth.Wide), new("answer", new("最后答复", "Last answer"), CellKind.Text, ColumnWidth.Wide), new("answers", new("答复次数", "Answers"), CellKind.Integer),
            new("closedOn", new("了结日", "Closed on"), CellKind.Date), new("conclusion", new("结论", "Conclusion"), CellKind.Text, ColumnWidth.Narrow),
        ],
        [.. register.Queries.Select(query => new Row(RowKind.Line,
        [
            Cell.Of(query.Number), Cell.Of(query.AskedOn), Cell.Of(query.About), Cell.Of(query.Code), query.Entry is { } entry ? Cell.Of(entry) : Cell.Empty, Cell.Of(query.DueOn),
            Cell.Of(query.IsLate ? new Bilingual($"{query.State.Zh}（逾期）", $"{query.State.En} (late)") : query.State),
            query.Question is { } question ? Cell.Of(question) : Cell.Of(Erased), query.Answer is { } answer ? Cell.Of(answer) : query.Answers > 0 ? Cell.Of(Erased) : Cell.Empty, Cell.Of(query.Answers),
            query.ClosedOn is { } closed ? Cell.Of(closed) : Cell.Empty, query.Conclusion is { } conclusion ? Cell.Of(conclusion) : Cell.Empty,
        ]))],
        Empty, IsMain: true);
}
