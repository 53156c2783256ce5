using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>The agreement of an award: parties, purpose, money by source, budget, tranches with what each waits for, duties, and where both sign.</summary>
public static class AgreementContent
{
    private static readonly Bilingual Amount = new("金额", "Amount");
    private static readonly Bilingual Funder = new("甲方（资助方）", "Funder");
    private static readonly Bilingual Grantee = new("乙方（承办机构）", "Grantee");

    public static ReportContent Of(AgreementDocument agreement) => new(
        "agreement", agreement.Version == 1 ? new("资助协议", "Grant agreement") : new($"资助协议（变更，第 {agreement.Version} 版）", $"Grant agreement, amended (version {agreement.Version})"),
        agreement.Head, Facts(agreement), [Parties(agreement), Sources(agreement), Budget(agreement), Tranches(agreement), Clauses(agreement), Signatures(agreement)]);

    private static IReadOnlyList<Fact> Facts(AgreementDocument agreement) =>
    [
        new("number", new("立项编号", "Award no."), Cell.Of(agreement.Number), FactPlace.Title),
        new("version", new("版本", "Version"), Cell.Of(agreement.Version), FactPlace.Title),
        new("starts", new("项目开始", "Project starts"), Cell.Of(agreement.Head.Span.First), FactPlace.Title),
        new("ends", new("项目结束", "Project ends"), Cell.Of(agreement.Head.Span.Last), FactPlace.Title),
        new("amount", new("资助额", "Award"), Cell.Of(agreement.Amount), FactPlace.Headline),
        new("own", new("机构自筹", "The organisation's own"), Cell.Of(agreement.Own), FactPlace.Headline),
        new("textSha256", new("文本校验值", "SHA-256 of the text"), Cell.Of(agreement.TextSha256), FactPlace.InTable),
    ];

    private static TableSection Parties(AgreementDocument agreement)
    {
        List<(Bilingual Label, Bilingual Value)> rows =
        [
            (Funder, Bilingual.Same(agreement.Head.Entity)), (Grantee, Bilingual.Same(agreement.Organisation)),
            .. agreement.CreditCode.Length == 0 ? [] : new[] { (new Bilingual("统一社会信用代码", "Unified social credit code"), Bilingual.Same(agreement.CreditCode)) },
            (new("项目", "Project"), Bilingual.Same(agreement.Title)), (new("资助计划", "Grant programme"), agreement.Programme),
            .. agreement.Round.Length == 0 ? [] : new[] { (new Bilingual("申报批次", "Round"), Bilingual.Same(agreement.Round)) },
            .. agreement.Application.Length == 0 ? [] : new[] { (new Bilingual("申请编号", "Application"), Bilingual.Same(agreement.Application)) },
            (new("立项日期", "Decided on"), Bilingual.Same(agreement.DecidedOn.ToIso())),
            (new("资助额（大写）", "Award in Chinese capitals"), Bilingual.Same(ChineseAmount.Of(agreement.Amount))),
            (new("资助额（小写）", "Award in figures"), Bilingual.Same($"{agreement.Amount.ToGroupedText()} {agreement.Amount.Currency}")),
            .. agreement.Reason.Length == 0 ? [] : new[] { (new Bilingual("变更理由", "Why it is amended"), Bilingual.Same(agreement.Reason)) },
            (new("文本校验值 (SHA-256)", "SHA-256 of the text"), Bilingual.Same(agreement.TextSha256)),
        ];
        return new TableSection(
            "parties", new("双方与项目", "Parties and purpose"), [new("item", new("事项", "Item"), CellKind.Text), new("value", new("内容", "Value"), CellKind.Text, ColumnWidth.Wide)],
            [.. rows.Select(row => new Row(RowKind.Line, [Cell.Of(row.Label), Cell.Of(row.Value)]))], new("没有内容。", "There is nothing."));
    }

    private static TableSection Sources(AgreementDocument agreement) => new(
        "sources", new("资金来源", "Money by source"), [new("code", Words.SourceCode, CellKind.Text, ColumnWidth.Narrow), new("kind", Words.SourceKind, CellKind.Text), new("name", Words.Source, CellKind.Text, ColumnWidth.Wide), new("amount", Amount, CellKind.Amount)],
        [
            .. agreement.Sources.Select(source => new Row(RowKind.Line, [Cell.Of(source.Code), Cell.Of(source.Kind), Cell.Of(source.Name), Cell.Of(source.Amount)])),
            new Row(RowKind.Total, [Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Of(agreement.Amount)]),
        ],
        new("没有来源。", "There is no source."))
    {
        Checks = [Comes("sourcesAreTheAward", new("各来源之和 = 资助金额", "sources = the award"), agreement.Sources.Select(one => one.Amount), agreement)],
    };

    private static TableSection Budget(AgreementDocument agreement) => new(
        "budget", new("项目预算", "Budget"),
        [
            new("code", new("预算项", "Line"), CellKind.Text, ColumnWidth.Narrow), new("name", new("名称", "Name"), CellKind.Text, ColumnWidth.Wide), new("kind", new("费用种类", "Kind of cost"), CellKind.Text),
            new("amount", new("资助承担", "Award bears"), CellKind.Amount), new("own", new("机构自筹", "Own"), CellKind.Amount, ZeroIsBlank: true),
        ],
        [
            .. agreement.Budget.Select(line => new Row(RowKind.Line, [Cell.Of(line.Code), Cell.Of(line.Name), Cell.Of(line.Kind), Cell.Of(line.Amount), Cell.Of(line.Own)])),
            new Row(RowKind.Total, [Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Of(agreement.Amount), Cell.Of(agreement.Own)]),
        ],
        new("没有预算。", "There is no budget."), IsMain: true)
    {
        Checks = [Comes("budgetAreTheAward", new("预算各项之和 = 资助金额", "lines of the budget = the award"), agreement.Budget.Select(one => one.Amount), agreement)],
    };

    private static TableSection Tranches(AgreementDocument agreement) => new(
        "tranches", new("拨付批次", "Tranches"),
        [
            new("no", new("批次", "No."), CellKind.Integer), new("name", new("名称", "Name"), CellKind.Text), new("when", new("到期", "Due"), CellKind.Text, ColumnWidth.Medium),
            new("needs", new("拨付前须具备", "Needed before it is paid"), CellKind.Text, ColumnWidth.Wide), new("amount", Amount, CellKind.Amount),
        ],
        [
            .. agreement.Tranches.Select(tranche => new Row(RowKind.Line,
            [
                Cell.Of(tranche.No), Cell.Of(tranche.Name), Cell.Of(tranche.When),
                tranche.Needs.Count == 0 ? Cell.Of(new Bilingual("无", "nothing more")) : Cell.Of(new Bilingual(string.Join("；", tranche.Needs.Select(need => need.Zh)), string.Join("; ", tranche.Needs.Select(need => need.En)))), Cell.Of(tranche.Amount),
            ])),
            new Row(RowKind.Total, [Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Of(agreement.Amount)]),
        ],
        new("没有批次。", "There is no tranche."))
    {
        Checks = [Comes("tranchesAreTheAward", new("各批之和 = 资助金额", "tranches = the award"), agreement.Tranches.Select(one => one.Amount), agreement)],
    };

    private static Check Comes(string key, Bilingual what, IEnumerable<Money> parts, AgreementDocument agreement) => Check.Of(key, what, parts.Aggregate(Money.Zero(agreement.Amount.Currency), (sum, part) => sum + part), agreement.Amount);

    private static TableSection Clauses(AgreementDocument agreement) => new(
        "clauses", new("双方约定", "What both agree to"), [new("no", new("条", "No."), CellKind.Integer), new("clause", new("内容", "Clause"), CellKind.Text, ColumnWidth.Wide)],
        [.. ClausesOf(agreement).Select((clause, i) => new Row(RowKind.Line, [Cell.Of(i + 1), Cell.Of(clause)]))], new("没有约定。", "There is none."));

    private static IEnumerable<Bilingual> ClausesOf(AgreementDocument agreement)
    {
        var rules = agreement.Rules;
        yield return new(
            "资助款只用于上列项目和预算。各预算项之间的调整，以及金额、期限、批次的变更，须先申请并以变更协议另行签订；变更签订之前不再拨付。",
            "The award is spent on this project and its budget only. Moving money between lines, and any other amount, period or tranches, is asked for first and signed as an amendment; nothing more is paid before that is signed.");
        yield return new(
            "各批在到期且上列条件齐备后拨付至乙方在目录中指定的收款方；缺少条件的批次暂缓，后面各批的日期不变。",
            "Each tranche is paid to the payee that the directory names for the grantee, once it is due and what it needs is there. One that lacks something is held; the days of later ones do not move.");
        if (rules.TakesApproval) yield return new("每一批拨付前由甲方另行批准。", "The funder approves each tranche before it is paid.");
        yield return new(
            "乙方按批次提交进展报告：按预算项列明支出，写明受益人数和指标，并附凭据。甲方可退回修改；不予列支的费用逐笔写明依据的规则。",
            "The grantee reports its progress for the tranches that wait for it: what was spent by line of the budget, whom it reached, indicators, with evidence. The funder may send a report back; a cost that is not borne is named one by one, with its rule.");
        if (rules.LateIsFail) yield return new("报告、评估逾期的，视为不通过。", "A report or an evaluation that comes late counts as not passed.");
        yield return Costs(rules);
        if (rules.PublicShareAtMost is { } most)
            yield return new($"项目支出中公共资金不超过 {most}；乙方须按批次证明社会资金到位。", $"Public money bears at most {most} of what is spent; the grantee proves the social money that came, tranche by tranche.");
        yield return new(
            "评估不通过、支出不合规或项目终止的，未拨付部分不再拨付；甲方可追回已付款项，乙方按约定分期返还。",
            "Where an evaluation is failed, money was spent against the rules or the project ends early, what is not paid is not paid any more; the funder may claim back what was paid, and the grantee gives it back in the instalments set.");
        if (rules.BarYears > 0)
            yield return new($"因前条追回或终止的，甲方可将乙方列入禁入期，一般为 {rules.BarYears} 年；禁入期内不予立项。", $"In that case the funder may keep the grantee out for {rules.BarYears} year(s) by default; nothing is awarded to it meanwhile.");
        yield return new(
            "双方约定的是本协议所列立项编号、机构、版本和条款；其校验值印在上面，与网站和签订记录中的一致。",
            "What both agree to is the award's number, the organisation, the version and the terms above; their hash is printed above and is the same on the site and in the record of the signing.");
    }

    private static Bilingual Costs(AgreementRules rules)
    {
        var (zh, en) = ("可列支的是项目期内发生、在预算项余额之内的费用", "Costs are borne that arise within the project and within what their line of the budget has left");
        if (rules.Forbidden.Count > 0)
        {
            zh += $"；不列支：{string.Join("、", rules.Forbidden.Select(kind => kind.Zh))}";
            en += $"; never borne: {string.Join(", ", rules.Forbidden.Select(kind => kind.En.ToLowerInvariant()))}";
        }

        if (rules.StaffAtMost is { } staff)
        {
            zh += $"；人员费用不超过资助额的 {staff}";
            en += $"; staff at most {staff} of the award";
        }

        return new(zh + "。", en + ".");
    }

    private static SignatureSection Signatures(AgreementDocument agreement) => new(
        "signatures", new("签署", "Signatures"), [new(Funder, agreement.Head.Entity), new(Grantee, agreement.Organisation)],
        agreement.Signed is { } signed
            ? signed.IsScan ? new Bilingual($"本版已于 {signed.On.ToIso()} 签订，扫描件存于账本。", $"This version was signed on {signed.On.ToIso()}; its scan is kept in the ledger.")
                : new($"本版已于 {signed.On.ToIso()} 由乙方签署人在网站确认。", $"This version was accepted on the site by the grantee's certifier on {signed.On.ToIso()}.")
            : new("本版尚未签订。", "This version is not signed yet."));
}
