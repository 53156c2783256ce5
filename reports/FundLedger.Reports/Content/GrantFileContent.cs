using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>资助档案: one award from its application to its end, every total compared with what the ledger and the registers hold.</summary>
public static class GrantFileContent
{
    private static readonly Bilingual Amount = new("金额", "Amount");
    private static readonly Bilingual TrancheNo = new("批次", "Tranche");
    private static readonly Bilingual None = new("没有。", "There is none.");

    private static readonly (string Key, Bilingual Name, Func<GrantMove, Money> Of)[] Figures =
    [
        ("committed", Words.Committed, move => move.Committed), ("borne", new("资助支出", "Cost of the grant"), move => move.Borne), ("owed", new("应付未付", "Owed"), move => move.Owed),
        ("paid", new("已付", "Paid"), move => move.Paid), ("claimed", new("应追回未回", "To come back"), move => move.Claimed),
    ];

    public static ReportContent Of(GrantFile file) => new(
        "grantFile", new("资助档案", "File of a grant"), file.Head, Facts(file),
        [Terms(file), Sources(file), Course(file), Tranches(file), Reports(file), Findings(file), Claims(file), Moves(file), Evidence(file), Notes()]);

    private static IReadOnlyList<Fact> Facts(GrantFile file) =>
    [
        new("award", new("立项编号", "Award no."), Cell.Of(file.Number), FactPlace.Title),
        new("stage", new("状态", "State"), Cell.Of(file.Stage), FactPlace.Title),
        new("starts", new("项目开始", "Project starts"), Cell.Of(file.Head.Span.First), FactPlace.Title),
        new("ends", new("项目结束", "Project ends"), Cell.Of(file.Head.Span.Last), FactPlace.Title),
        new("amount", new("资助额", "Award"), Cell.Of(file.Amount), FactPlace.Headline),
        new("paid", new("已付", "Paid"), Cell.Of(Sum(file, move => move.Paid)), FactPlace.Headline),
        new("committed", Words.Committed, Cell.Of(file.Committed), FactPlace.Headline),
        new("owed", new("应付未付", "Owed"), Cell.Of(Sum(file, move => move.Owed)), FactPlace.InTable),
        new("borne", new("资助支出", "Cost of the grant"), Cell.Of(Sum(file, move => move.Borne)), FactPlace.InTable),
        new("claimed", new("应追回未回", "To come back"), Cell.Of(Sum(file, move => move.Claimed)), FactPlace.InTable),
    ];

    private static TableSection Terms(GrantFile file)
    {
        List<(Bilingual Label, Bilingual Value)> rows =
        [
            (new("资助方", "Funder"), Bilingual.Same(file.Head.Entity)), (new("承办机构", "Grantee"), Bilingual.Same(file.Organisation)),
            .. file.CreditCode.Length == 0 ? [] : new[] { (new Bilingual("统一社会信用代码", "Unified social credit code"), Bilingual.Same(file.CreditCode)) },
            (new("项目", "Project"), Bilingual.Same(file.Title)), (new("资助计划", "Grant programme"), file.Programme),
            .. file.Round.Length == 0 ? [] : new[] { (new Bilingual("申报批次", "Round"), Bilingual.Same(file.Round)) },
            .. file.Application.Length == 0 ? [] : new[] { (new Bilingual("申请编号", "Application"), Bilingual.Same(file.Application)) },
            (new("资助额（大写）", "Award in Chinese capitals"), Bilingual.Same(ChineseAmount.Of(file.Amount))),
            (new("机构自筹", "The organisation's own"), Bilingual.Same($"{file.Own.ToGroupedText()} {file.Own.Currency}")),
            (new("现行协议文本校验值 (SHA-256)", "SHA-256 of the present agreement"), Bilingual.Same(file.TextSha256)),
        ];
        return new TableSection(
            "terms", new("立项与条款", "Award and terms"), [new("item", new("事项", "Item"), CellKind.Text), new("value", new("内容", "Value"), CellKind.Text, ColumnWidth.Wide)],
            [.. rows.Select(row => new Row(RowKind.Line, [Cell.Of(row.Label), Cell.Of(row.Value)]))], None);
    }

    private static TableSection Sources(GrantFile file) => new(
        "sources", new("资金来源", "Money by source"), [new("code", Words.SourceCode, CellKind.Text, ColumnWidth.Narrow), new("kind", Words.SourceKind, CellKind.Text), new("name", Words.Source, CellKind.Text, ColumnWidth.Wide), new("amount", Amount, CellKind.Amount)],
        [
            .. file.Sources.Select(source => new Row(RowKind.Line, [Cell.Of(source.Code), Cell.Of(source.Kind), Cell.Of(source.Name), Cell.Of(source.Amount)])),
            new Row(RowKind.Total, [Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Of(Add(file, file.Sources, source => source.Amount))]),
        ],
        new("没有来源。", "There is no source."))
    {
        Checks = [Check.Of("sourcesAreAward", new("各来源之和 = 资助额", "sources together = award"), Add(file, file.Sources, source => source.Amount), file.Amount)],
    };

    private static TableSection Course(GrantFile file) => new(
        "course", new("经过", "What happened"), [new("on", Words.Date, CellKind.Date), new("what", new("事项", "What"), CellKind.Text, ColumnWidth.Wide), new("amount", new("资助额", "Award"), CellKind.Amount), new("entry", Words.Entry, CellKind.Integer, IsEntry: true)],
        [.. file.Course.Select(one => new Row(RowKind.Line, [Cell.Of(one.On), Cell.Of(one.What), one.Amount is { } amount ? Cell.Of(amount) : Cell.Empty, one.Entry is { } entry ? Cell.Of(entry) : Cell.Empty]))], None);

    private static TableSection Tranches(GrantFile file) => new(
        "tranches", new("拨付批次", "Tranches"),
        [
            new("no", TrancheNo, CellKind.Integer), new("name", new("名称", "Name"), CellKind.Text), new("needs", new("拨付条件", "Conditions"), CellKind.Text, ColumnWidth.Wide), new("dueOn", new("到期日", "Due on"), CellKind.Date), new("state", new("状态", "State"), CellKind.Text, ColumnWidth.Narrow),
            new("planned", new("计划", "Planned"), CellKind.Amount), new("trancheOwed", new("应付未付", "Owed"), CellKind.Amount, ZeroIsBlank: true), new("tranchePaid", new("已付", "Paid"), CellKind.Amount, ZeroIsBlank: true),
        ],
        [
            .. file.Tranches.Select(one => new Row(RowKind.Line,
            [
                Cell.Of(one.No), Cell.Of(one.Name), Cell.Of(new Bilingual(string.Join('、', one.Needs.Select(need => need.Zh)), string.Join(", ", one.Needs.Select(need => need.En)))), one.DueOn is { } due ? Cell.Of(due) : Cell.Empty, Cell.Of(one.State),
                Cell.Of(one.Planned), Cell.Of(one.Owed), Cell.Of(one.Paid),
            ])),
            .. file.Tranches.Count == 0 ? [] : new[] { new Row(RowKind.Total, [Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(Add(file, file.Tranches, one => one.Planned)), Cell.Of(Add(file, file.Tranches, one => one.Owed)), Cell.Of(Add(file, file.Tranches, one => one.Paid))]) },
        ],
        new("签约之前没有批次。", "There is no tranche before the agreement is signed."))
    {
        Checks = [Check.Of("waitingIsCommitted", new("资助额中未拨付、未取消的 = 账上已立项未拨付", "of the award, neither released nor cancelled = committed in the ledger"), file.Waiting, file.Committed)],
    };

    private static TableSection Reports(GrantFile file) => new(
        "reports", new("进展报告", "Progress reports"),
        [
            new("number", new("编号", "No."), CellKind.Integer), new("version", new("版本", "Version"), CellKind.Integer), new("tranche", TrancheNo, CellKind.Integer), new("first", Words.From, CellKind.Date), new("last", Words.To, CellKind.Date), new("submittedOn", new("提交于", "Handed in"), CellKind.Date),
            new("beneficiaries", new("受益人数", "People reached"), CellKind.Integer), new("decision", new("审核", "Decision"), CellKind.Text, ColumnWidth.Narrow), new("spent", new("列支", "Spent"), CellKind.Amount), new("refused", new("不予列支", "Not borne"), CellKind.Amount, ZeroIsBlank: true),
        ],
        [.. file.Reports.Select(one => new Row(RowKind.Line,
        [
            Cell.Of(one.Number), Cell.Of(one.Version), one.Tranche is { } no ? Cell.Of(no) : Cell.Empty, Cell.Of(one.Days.First), Cell.Of(one.Days.Last), Cell.Of(one.SubmittedOn), Cell.Of(one.Beneficiaries), Cell.Of(one.Decision), Cell.Of(one.Spent), Cell.Of(one.Refused),
        ]))],
        new("没有提交过报告。", "No report was handed in."));

    private static TableSection Findings(GrantFile file) => new(
        "findings", new("评估", "Evaluations"),
        [
            new("number", new("编号", "No."), CellKind.Integer), new("kind", new("种类", "Kind"), CellKind.Text), new("heldOn", Words.Date, CellKind.Date), new("evaluator", new("评估机构", "Evaluator"), CellKind.Text), new("verdict", new("结论", "Verdict"), CellKind.Text), new("score", new("得分", "Score"), CellKind.Integer),
            new("conditionsMetOn", new("条件满足于", "Conditions met"), CellKind.Date),
        ],
        [.. file.Findings.Select(one => new Row(RowKind.Line,
        [
            Cell.Of(one.Number), Cell.Of(one.Kind), Cell.Of(one.HeldOn), Cell.Of(one.Evaluator), Cell.Of(one.Verdict), one.Score is { } score ? Cell.Of(score) : Cell.Empty, one.ConditionsMetOn is { } met ? Cell.Of(met) : Cell.Empty,
        ]))],
        new("没有评估。", "There was no evaluation."));

    private static TableSection Claims(GrantFile file) => new(
        "claims", new("追回", "Clawbacks"),
        [new("no", new("编号", "No."), CellKind.Integer), new("claimedOn", Words.Date, CellKind.Date), new("entry", Words.Entry, CellKind.Integer, IsEntry: true), new("state", new("状态", "State"), CellKind.Text), new("claim", new("追回金额", "Claimed"), CellKind.Amount), new("open", new("未回", "Open"), CellKind.Amount, ZeroIsBlank: true)],
        [
            .. file.Claims.Select(claim => new Row(RowKind.Line, [Cell.Of(claim.No), Cell.Of(claim.ClaimedOn), Cell.Of(claim.Entry), Cell.Of(claim.Open.IsZero ? new("已结清", "settled") : new Bilingual("未结清", "open")), Cell.Of(claim.Amount), Cell.Of(claim.Open)])),
            .. file.Claims.Count == 0 ? [] : new[] { new Row(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(Words.Total), Cell.Of(Add(file, file.Claims, claim => claim.Amount)), Cell.Of(Add(file, file.Claims, claim => claim.Open))]) },
        ],
        new("没有追回。", "Nothing was claimed back."))
    {
        Checks = [Check.Of("claimedIsOpen", new("应追回未回：逐笔分录 = 各笔追回之和", "to come back: entry by entry = clawback by clawback"), Sum(file, move => move.Claimed), Add(file, file.Claims, claim => claim.Open))],
    };

    private static TableSection Moves(GrantFile file) => new(
        "moves", new("资金变动", "What moved its money"),
        [
            new("entry", Words.Entry, CellKind.Integer, IsEntry: true), new("on", Words.Date, CellKind.Date), new("kind", Words.Summary, CellKind.Text), new("tranche", TrancheNo, CellKind.Integer), new("claim", new("追回", "Clawback"), CellKind.Integer),
            .. Figures.Select(figure => new Column(figure.Key, figure.Name, CellKind.Amount, ZeroIsBlank: true)),
        ],
        [
            .. file.Moves.Select(move => new Row(RowKind.Line,
                [Cell.Of(move.Entry), Cell.Of(move.On), Cell.Of(move.Kind), move.Tranche is { } no ? Cell.Of(no) : Cell.Empty, move.Claim is { } claim ? Cell.Of(claim) : Cell.Empty, .. Figures.Select(figure => Cell.Of(figure.Of(move)))])),
            .. file.Moves.Count == 0 ? [] : new[] { new Row(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Empty, .. Figures.Select(figure => Cell.Of(Sum(file, figure.Of)))]) },
        ],
        new("没有分录。", "There is no entry."), IsMain: true)
    {
        Checks =
        [
            Check.Of("committedIsOpen", new("已立项未拨付：逐笔分录 = 账上余额", "committed: entry by entry = the ledger's balance"), Sum(file, move => move.Committed), file.Committed),
            Check.Of("owedIsTranches", new("应付未付：逐笔分录 = 各批之和", "owed: entry by entry = tranche by tranche"), Sum(file, move => move.Owed), Add(file, file.Tranches, one => one.Owed)),
            Check.Of("paidIsTranches", new("已付：逐笔分录 = 各批之和", "paid: entry by entry = tranche by tranche"), Sum(file, move => move.Paid), Add(file, file.Tranches, one => one.Paid)),
            Check.Of("borneIsPaid", new("资助支出 = 已付 + 应付未付 − 追回", "cost of the grant = paid + owed − claimed back"), Sum(file, move => move.Borne),
                Add(file, file.Tranches, one => one.Paid + one.Owed) - Add(file, file.Claims, claim => claim.Amount)),
        ],
    };

    private static TableSection Evidence(GrantFile file) => new(
        "evidence", new("凭据", "Evidence"),
        [new("what", new("内容", "What"), CellKind.Text), new("tranche", TrancheNo, CellKind.Integer), new("on", Words.Date, CellKind.Date), new("sha256", Bilingual.Same("SHA-256"), CellKind.Text, ColumnWidth.Wide), new("state", new("状态", "State"), CellKind.Text, ColumnWidth.Narrow)],
        [.. file.Evidence.Select(one => new Row(RowKind.Line, [Cell.Of(one.What), one.Tranche is { } no ? Cell.Of(no) : Cell.Empty, Cell.Of(one.On), Cell.Of(one.Sha256), Cell.Of(one.IsVoid ? new("已作废", "void") : new Bilingual("有效", "counts"))]))],
        new("没有文件。", "There is no file."));

    private static NoteSection Notes() => new("notes", Words.Notes,
    [
        new("条款、批次、报告、评估和追回按出表时的登记；资金变动按账上全部分录，日期为业务日。", "Terms, tranches, reports, evaluations and clawbacks are as registered when this was drawn; what moved money is every entry, on the day it counts for."),
        new("人们写下的文字和姓名不在本表内；文件以其 SHA-256 列出，可在账本中打开。", "What people wrote and their names are not in it; files are listed by their SHA-256 and are opened in the ledger."),
    ]);

    private static Money Sum(GrantFile file, Func<GrantMove, Money> of) => Add(file, file.Moves, of);

    private static Money Add<T>(GrantFile file, IEnumerable<T> rows, Func<T, Money> of) => rows.Aggregate(Money.Zero(file.Head.Currency), (sum, row) => sum + of(row));
}
