using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>关联方登记簿: donors who stand close to the entity, names masked.</summary>
public static class RelatedPartyContent
{
    public static ReportContent Of(RelatedPartyRegister register) => new(
        "relatedParties", new("关联方登记簿", "Register of related parties"), register.Head, [.. Register.Days(register.Head, register.Parties.Count)],
        [
            new TableSection(
                "lines", new("关联方", "Related parties"),
                [
                    new("number", new("编号", "No."), CellKind.Integer), new("donor", new("捐赠人", "Donor"), CellKind.Text), new("relation", new("关系", "Relation"), CellKind.Text, ColumnWidth.Wide),
                    new("from", Words.From, CellKind.Date), new("to", Words.To, CellKind.Date),
                ],
                [.. register.Parties.Select(one => new Row(RowKind.Line, [Cell.Of(one.Number), Cell.Of(one.Donor), Cell.Of(one.Relation), Cell.Of(one.First), one.Last is { } last ? Cell.Of(last) : Cell.Empty]))],
                new("登记簿中没有这段日期的关联方。", "The register has no related party of these days."), IsMain: true),
            Dealings(register),
            Register.NotesOfNow(new Bilingual("关联方的捐赠不参加配比。登记以会计主体为单位，姓名已遮盖。", "Gifts of related parties are not matched. The register is the entity's, and names are masked."), new Bilingual("关联方本人任法定代表人、负责人、理事、监事或登记为其关系人的机构，按姓名的密钥比对；同名者可能不是同一人，须核实。", "Organisations in which a related party represents, heads, directs, supervises or is entered as close to somebody are found by keys of names; people of one name may be two, so look.")),
        ]);

    /// <summary>What was agreed with organisations that related parties stand in.</summary>
    private static TableSection Dealings(RelatedPartyRegister register) => new(
        "dealings", new("与关联机构的往来", "Dealings with related organisations"),
        [
            new("on", Words.Date, CellKind.Date), new("what", Register.Kind, CellKind.Text), new("number", new("编号", "No."), CellKind.Text, ColumnWidth.Narrow), new("fund", Register.Fund, CellKind.Text, ColumnWidth.Narrow),
            new("organisation", new("机构", "Organisation"), CellKind.Text, ColumnWidth.Wide), new("person", new("关联人", "Person"), CellKind.Text, ColumnWidth.Narrow), new("as", new("身份", "As"), CellKind.Text),
            new("party", new("关联方编号", "Related party"), CellKind.Integer), new("amount", Register.Amount, CellKind.Amount), new("paid", new("已付", "Paid"), CellKind.Amount, ZeroIsBlank: true),
        ],
        [.. register.Dealings.Select(one => new Row(RowKind.Line,
        [
            Cell.Of(one.On), Cell.Of(one.What), Cell.Of(one.Number), Cell.Of(one.Fund), Cell.Of(one.OrganisationName), Cell.Of(one.Person), Cell.Of(one.As), Cell.Of(one.Party), Cell.Of(one.Amount), Cell.Of(one.Paid),
        ]))],
        new("这段日期没有与关联机构的往来。", "Nothing was agreed with a related organisation in these days."));
}
