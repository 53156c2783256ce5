using FundLedger.Reporting;
using FundLedger.Reports.Content.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>审计样本: how a sample was drawn, its items, what was found, and what that says of the population.</summary>
public static class AuditSampleContent
{
    private static readonly Bilingual Amount = new("账面金额", "Book amount");
    private static readonly Bilingual Misstatement = new("错报", "Misstatement");

    public static ReportContent Of(AuditSampleReport sample) => new(
        "auditSample", new($"审计样本 {sample.Number}", $"Audit sample {sample.Number}"), sample.Head,
        [
            .. Register.Days(sample.Head, sample.Items.Count), new("tested", new("已测试", "Looked at"), Cell.Of(sample.Tested), FactPlace.Title),
            new("populationCount", new("总体项数", "Items in the population"), Cell.Of(sample.PopulationCount), FactPlace.Headline), new("populationSum", new("总体合计", "Population"), Cell.Of(sample.PopulationSum), FactPlace.Headline),
            new("drawn", new("抽出合计", "Drawn"), Cell.Of(Sum(sample, item => item.Amount)), FactPlace.Headline), new("known", new("已查出错报", "Misstatements found"), Cell.Of(sample.Known), FactPlace.Headline),
        ],
        [Drawing(sample), Items(sample), Projection(sample), Notes(sample)]);

    private static TableSection Drawing(AuditSampleReport sample) => new(
        "drawing", new("怎样抽取", "How it was drawn"),
        [new("what", new("项目", "Item"), CellKind.Text), new("text", new("内容", "Content"), CellKind.Text, ColumnWidth.Wide), new("number", new("数", "Number"), CellKind.Integer), new("amount", Register.Amount, CellKind.Amount)],
        [
            .. sample.Facts.Select(fact => new Row(RowKind.Line, [Cell.Of(fact.Label), fact.Text is { } text ? Cell.Of(text) : Cell.Empty, fact.Number is { } number ? Cell.Of(number) : Cell.Empty, fact.Amount is { } amount ? Cell.Of(amount) : Cell.Empty])),
            new(RowKind.Line, [Cell.Of(new Bilingual("另一符号的项目", "Items of the other sign")), Cell.Empty, Cell.Of(sample.OtherCount), Cell.Of(sample.OtherSum)]),
        ],
        new("没有记下抽取方法。", "How it was drawn is not recorded."))
    {
        Checks =
        [
            Check.Of("isTheLedger", new("总体合计 − 另一符号的项目 = 科目的发生额", "population − items of the other sign = what moved the accounts"), sample.PopulationSum - sample.OtherSum, sample.Ledger),
            Check.Of("drawnAgain", new("按同一种子重抽的项数 = 样本项数", "items drawn again by the same seed = items of the sample"), sample.Again, sample.Items.Count),
            Check.Of("sameItems", new("重抽得到的同一项目 = 样本项数", "items that are the same when drawn again = items of the sample"), sample.Same, sample.Items.Count),
        ],
    };

    private static TableSection Items(AuditSampleReport sample) => new(
        "items", new("样本项目", "Items"),
        [
            new("no", new("项", "No."), CellKind.Integer), new("entry", Register.Entry, CellKind.Integer, IsEntry: true), new("line", new("行", "Line"), CellKind.Integer), new("on", Words.Date, CellKind.Date), new("kind", Register.Kind, CellKind.Text),
            new("account", new("科目", "Account"), CellKind.Text, ColumnWidth.Narrow), new("fund", Register.Fund, CellKind.Text, ColumnWidth.Narrow), new("place", new("总体中第几项", "Place"), CellKind.Integer),
            new("upTo", new("总体累计", "Population up to it"), CellKind.Amount, IsRunning: true), new("hits", new("命中", "Hits"), CellKind.Integer), new("amount", Amount, CellKind.Amount),
            new("result", new("结果", "Result"), CellKind.Text, ColumnWidth.Narrow), new("audited", new("审定金额", "Audited"), CellKind.Amount), new("misstatement", Misstatement, CellKind.Amount, ZeroIsBlank: true), new("note", new("说明", "Note"), CellKind.Text),
        ],
        [
            .. sample.Items.Select(item => new Row(RowKind.Line,
            [
                Cell.Of(item.No), Cell.Of(item.Entry), Cell.Of(item.Line), Cell.Of(item.On), Cell.Of(item.Kind), Cell.Of(item.Account), Cell.Of(item.Fund), Cell.Of(item.Place), Cell.Of(item.UpTo), Cell.Of(item.Hits), Cell.Of(item.Amount),
                item.Result is { } result ? Cell.Of(result) : Cell.Empty, item.Audited is { } audited ? Cell.Of(audited) : Cell.Empty, Cell.Of(item.Misstatement ?? Money.Zero(item.Amount.Currency)), Cell.Of(item.Note),
            ])),
            .. sample.Items.Count == 0 ? Array.Empty<Row>() :
            [
                new Row(RowKind.Total,
                [
                    Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(sample.Items[^1].UpTo), Cell.Empty, Cell.Of(Sum(sample, item => item.Amount)),
                    Cell.Empty, Cell.Empty, Cell.Of(Sum(sample, item => item.Misstatement)), Cell.Empty,
                ]),
            ],
        ],
        new("没有一项达到起点金额。", "No item is as large as that."), IsMain: true)
    {
        Checks = [Check.Of("foundIsKnown", new("各项错报之和 = 已查出错报", "misstatements of the items = misstatements found"), Sum(sample, item => item.Misstatement), sample.Known)],
    };

    private static TableSection Projection(AuditSampleReport sample) => new(
        "projection", new("推断", "Projection"),
        [new("estimate", new("项目", "Estimate"), CellKind.Text), new("formula", new("公式", "Formula"), CellKind.Text, ColumnWidth.Wide), new("amount", Register.Amount, CellKind.Amount)],
        [.. sample.Estimates.Select(estimate => new Row(RowKind.Line, [Cell.Of(estimate.Name), Cell.Of(estimate.Formula), Cell.Of(estimate.Amount)]))],
        new("还没有可推断的结果，或全部逐项查过。", "Nothing was looked at yet, or every item that counts was."));

    private static NoteSection Notes(AuditSampleReport sample)
    {
        List<Bilingual> notes =
        [
            new("错报 = 账面 − 审定，多记为正数。无凭据的项目按全部错报推断。", "Misstatement = book − audited; too much is positive. An item without a document is projected as wholly wrong."),
            new("总体只有一种符号的项目；另一符号的项目另行抽查。年末结转和科目转换不在其中。", "A population has items of one sign; those of the other are looked at apart. Year-end closings and changes of the chart are not in it."),
            new("任何人都可以按种子重抽：方法见说明文档《审计》。", "Anybody can draw it again from the seed: the guide to auditing, docs/auditing.md, says how."),
        ];
        if (sample.Tested < sample.Items.Count)
            notes.Add(new($"还有 {sample.Items.Count - sample.Tested} 项未测试，推断只按已测试的项目。", $"{sample.Items.Count - sample.Tested} item(s) are still to be looked at; the projection is of the others alone."));
        return Register.NotesOfNow(notes);
    }

    private static Money Sum(AuditSampleReport sample, Func<AuditSampleLine, Money?> of) => Register.Sum(sample.Head, sample.Items, item => of(item) ?? Money.Zero(sample.Head.Currency));
}
