using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>资助登记簿: awards with their tranches, planned, owed, paid and held.</summary>
public static class GrantRegisterContent
{
    private static readonly (string Key, Bilingual Name, Func<GrantLine, Money> Of)[] Figures =
    [
        ("planned", new("计划", "Planned"), line => line.Planned), ("waiting", new("未释放", "Not released"), line => line.Waiting), ("owed", new("应付未付", "Owed"), line => line.Owed), ("paid", new("已付", "Paid"), line => line.Paid),
    ];

    public static ReportContent Of(GrantRegister register) => new(
        "grantRegister", new("资助登记簿", "Register of grants"), register.Head,
        [
            .. Register.Days(register.Head), new("awardCount", new("立项数", "Awards"), Cell.Of(register.Tranches.Select(line => line.Award).Distinct().LongCount()), FactPlace.Title),
            .. Figures.Select(figure => new Fact(figure.Key, figure.Name, Cell.Of(Sum(register, figure.Of)), FactPlace.Headline)),
            new("held", new("暂缓的批次", "Tranches held"), Cell.Of(register.Tranches.LongCount(line => line.IsHeld)), FactPlace.InTable),
        ],
        [Table(register), Register.NotesOfNow(
            new("批次的金额和状态按出表时的账簿；是否到期按截止日判断。", "Amounts and states of tranches are those of the books when this was drawn; whether one is due is told by the last day."),
            new("已承诺而尚未分批的（未签约或变更待签）单列一行；未释放的合计应等于账上的已立项未拨付。", "What is promised and in no tranche yet, before an agreement or its amendment is signed, has a line of its own; all that is not released comes to what the ledger holds as committed."))]);

    private static TableSection Table(GrantRegister register) => new(
        "lines", new("立项与批次", "Awards and tranches"),
        [
            new("award", new("立项", "Award"), CellKind.Text, IsGroup: true), new("fund", Register.Fund, CellKind.Text, ColumnWidth.Narrow), new("no", new("批次", "Tranche"), CellKind.Integer), new("dueOn", new("到期日", "Due on"), CellKind.Date),
            .. Figures.Select(figure => new Column(figure.Key, figure.Name, CellKind.Amount, ZeroIsBlank: true)), new("state", new("状态", "State"), CellKind.Text, ColumnWidth.Narrow),
            new("entry", Register.Entry, CellKind.Integer, IsEntry: true),
        ],
        [.. Rows(register)], new("这些基金没有立项。", "These funds have no awards."), IsMain: true)
    {
        Checks = [Check.Of("waitingIsCommitted", new("未释放的批次 = 账上已立项未拨付", "tranches not released = committed in the ledger"), Sum(register, line => line.Waiting), register.Committed)],
    };

    private static IEnumerable<Row> Rows(GrantRegister register)
    {
        foreach (var award in register.Tranches.GroupBy(line => line.Award))
        {
            var first = award.First();
            var name = new Bilingual($"{award.Key}  {first.Organisation}  {first.DecidedOn.ToIso()}  {first.Stage.Zh}", $"{award.Key}  {first.Organisation}  {first.DecidedOn.ToIso()}  {first.Stage.En}");
            foreach (var line in award)
                yield return new(RowKind.Line, [Cell.Of(name), Cell.Of(line.Fund), line.No is { } no ? Cell.Of(no) : Cell.Empty, line.DueOn is { } due ? Cell.Of(due) : Cell.Empty, .. Figures.Select(figure => Cell.Of(figure.Of(line))), Cell.Of(line.State), line.Entry is { } entry ? Cell.Of(entry) : Cell.Empty]);
        }

        if (register.Tranches.Count > 0) yield return new(RowKind.Total, [Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Empty, .. Figures.Select(figure => Cell.Of(Sum(register, figure.Of))), Cell.Empty, Cell.Empty]);
    }

    private static Money Sum(GrantRegister register, Func<GrantLine, Money> of) => Register.Sum(register.Head, register.Tranches, of);
}
