using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>信息公开登记簿: what fell due to be published, by duty and one by one.</summary>
public static class DisclosureRegisterContent
{
    private static readonly DisclosureEnd[] Ends = Enum.GetValues<DisclosureEnd>();

    public static ReportContent Of(DisclosureRegister register) => new(
        "disclosureRegister", new("信息公开登记簿", "Register of disclosures"), register.Head,
        [
            .. Register.Days(register.Head, register.Items.Count),
            .. Ends.Select(end => new Fact(KeyOf(end), end.Name(), Cell.Of(Count(register.Items, end)), FactPlace.InTable)),
        ],
        [
            Counts(register), List(register),
            Register.NotesOfNow(new Bilingual("所列为在这段日期到期的事项，包括整个会计主体的事项；状态按截止日。规定、期限和依据见信息公开说明。", "Listed is what fell due in these days, of these funds and of the whole entity, in its state on the last day. What is asked, by when and by which rule is said in the pages on disclosure.")),
        ]);

    private static TableSection Counts(DisclosureRegister register)
    {
        Row Counted(RowKind row, Bilingual name, IReadOnlyList<ListedDisclosure> of) => new(row, [Cell.Of(name), Cell.Of(of.Count), .. Ends.Select(end => Cell.Of(Count(of, end)))]);
        return new(
            "counts", new("按事项种类", "By duty"),
            [new("duty", Register.Kind, CellKind.Text, ColumnWidth.Wide), new("fellDue", new("到期", "Fell due"), CellKind.Integer), .. Ends.Select(end => new Column(KeyOf(end), end.Name(), CellKind.Integer))],
            [
                .. register.Items.GroupBy(one => one.Duty).OrderBy(group => group.Key.En, StringComparer.Ordinal).Select(group => Counted(RowKind.Line, group.Key, [.. group])),
                .. register.Items.Count == 0 ? Array.Empty<Row>() : [Counted(RowKind.Total, Words.Total, register.Items)],
            ],
            new("这段日期没有到期的公开事项。", "Nothing fell due to be published in these days."))
        {
            Checks = [Check.Of("everyOneHasAState", new("到期 = 各种状态之和", "fell due = all states"), register.Items.Count, Ends.Sum(end => Count(register.Items, end)))],
        };
    }

    private static TableSection List(DisclosureRegister register)
    {
        var published = register.Items.LongCount(one => one.FirstOn is not null);
        return new(
            "lines", new("逐项", "One by one"),
            [
                new("dueOn", new("到期日", "Due on"), CellKind.Date), new("name", Register.Kind, CellKind.Text, ColumnWidth.Wide), new("of", Register.Fund, CellKind.Text, ColumnWidth.Narrow),
                new("state", new("状态", "State"), CellKind.Text, ColumnWidth.Narrow), new("publishedOn", new("首次公开", "First published"), CellKind.Date), new("versions", new("版数", "Versions"), CellKind.Integer),
                new("corrections", new("更正", "Corrections"), CellKind.Integer),
            ],
            [
                .. register.Items.Select(one => new Row(RowKind.Line,
                [
                    Cell.Of(one.DueOn), Cell.OfOwnWords(one.Name), Cell.Of(one.Of), Cell.Of(StateOf(one)), one.FirstOn is { } first ? Cell.Of(first) : Cell.Empty, Cell.Of(one.Versions), Cell.Of(one.Corrections),
                ])),
                .. register.Items.Count == 0 ? Array.Empty<Row>() : [new Row(RowKind.Total, [Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(register.Items.Sum(one => (long)one.Versions)), Cell.Of(register.Items.Sum(one => (long)one.Corrections))])],
            ],
            new("这段日期没有到期的公开事项。", "Nothing fell due to be published in these days."), IsMain: true)
        {
            Checks = [Check.Of("versionsAreFirstsAndCorrections", new("版数 = 已公开的事项 + 更正", "versions = items published + corrections"), register.Items.Sum(one => (long)one.Versions), published + register.Items.Sum(one => (long)one.Corrections))],
        };
    }

    public static Bilingual Name(this DisclosureEnd end) => end switch
    {
        DisclosureEnd.Due => new("待公开", "Due"),
        DisclosureEnd.Prepared => new("已备好", "Prepared"),
        DisclosureEnd.Published => new("已公开", "Published"),
        DisclosureEnd.Late => new("逾期", "Late"),
        _ => new("不适用", "Does not apply"),
    };

    private static string KeyOf(DisclosureEnd end) => char.ToLowerInvariant($"{end}"[0]) + $"{end}"[1..];

    private static long Count(IReadOnlyList<ListedDisclosure> items, DisclosureEnd end) => items.LongCount(one => one.State == end);

    private static Bilingual StateOf(ListedDisclosure one) => one.WasLate ? new($"{one.State.Name().Zh}（逾期）", $"{one.State.Name().En} (late)") : one.State.Name();
}
