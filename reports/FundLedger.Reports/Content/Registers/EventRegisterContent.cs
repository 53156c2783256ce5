using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>Entries that took others back, and gifts in kind with their use.</summary>
public static class EventRegisterContent
{
    public static ReportContent OfReversals(EventRegister register) => new(
        "reversalRegister", new("红冲登记簿", "Register of reversals"), register.Head, [.. Register.Days(register.Head, register.Events.Count)],
        [
            Table(register, new("红冲", "Reversals"), hasReversed: true, new("本期没有红冲。", "Nothing was reversed in these days.")),
            Register.Notes(new Bilingual("入账的分录不能修改或删除，只能整笔冲销一次；冲销本身不能再冲销。", "An entry is never changed or deleted: it is reversed whole, once, and a reversal is not reversed again.")),
        ]);

    public static ReportContent OfInKind(EventRegister register) => new(
        "inKindRegister", new("实物捐赠登记簿", "Register of gifts in kind"), register.Head, [.. Register.Days(register.Head, register.Events.Count)],
        [
            Table(register, new("实物捐赠与领用", "Gifts in kind and their use"), hasReversed: false, new("本期没有实物捐赠。", "There was no gift in kind in these days.")),
            Register.Notes(new Bilingual("金额为凭据所载的公允价值；领用减少存货，计入成本。", "Amounts are fair values by their vouchers; use takes from the inventory and is a cost.")),
        ]);

    private static TableSection Table(EventRegister register, Bilingual heading, bool hasReversed, Bilingual whenEmpty) => new(
        "lines", heading,
        [
            new("occurredOn", Words.Date, CellKind.Date), new("entry", Register.Entry, CellKind.Integer, IsEntry: true), new("kind", Register.Kind, CellKind.Text),
            .. hasReversed ? new[] { new Column("reverses", new("被冲分录", "Reverses"), CellKind.Integer, IsEntry: true) } : [],
            new("description", Register.Description, CellKind.Text, ColumnWidth.Wide), new("funds", Register.Fund, CellKind.Text), new("amount", new("借方金额", "Debits"), CellKind.Amount),
        ],
        [.. register.Events.Select(one => new Row(RowKind.Line,
        [
            Cell.Of(one.On), Cell.Of(one.Entry), Cell.Of(one.Kind), .. hasReversed ? new[] { one.Reverses is { } reversed ? Cell.Of(reversed) : Cell.Empty } : [],
            Cell.Of(one.Description), Cell.Of(one.Funds), Cell.Of(one.Amount),
        ])), .. register.Events.Count == 0 ? Array.Empty<Row>() : [new Row(RowKind.Total,
        [
            Cell.Empty, Cell.Empty, Cell.Empty, .. hasReversed ? new[] { Cell.Empty } : [], Cell.Of(Words.Total), Cell.Empty, Cell.Of(Register.Sum(register.Head, register.Events, one => one.Amount)),
        ])]],
        whenEmpty, IsMain: true)
    {
        Checks = [Check.Of("debitsAreCredits", new("借方合计 = 同一分录的贷方合计", "debits = credits of the same entries"), Register.Sum(register.Head, register.Events, one => one.Amount), Register.Sum(register.Head, register.Events, one => one.Credit))],
    };
}
