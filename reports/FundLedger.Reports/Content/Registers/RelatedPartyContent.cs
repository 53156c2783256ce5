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
            Register.NotesOfNow(new Bilingual("关联方的捐赠不参加配比。登记以会计主体为单位，姓名已遮盖。", "Gifts of related parties are not matched. The register is the entity's, and names are masked.")),
        ]);
}
