using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>捐赠登记簿: everything that moved the income from gifts.</summary>
public static class GiftRegisterContent
{
    private static readonly Bilingual Total = new("捐赠收入", "Donation income");

    public static ReportContent Of(GiftRegister gifts) => new(
        "donationRegister", new("捐赠登记簿", "Register of donations"), gifts.Head,
        [.. Register.Days(gifts.Head, gifts.LineCount), new("total", Total, Cell.Of(gifts.Total), FactPlace.Headline)],
        [Table(gifts), Register.Notes(
            new Bilingual("姓名已遮盖，匿名捐赠不列姓名。退还和冲销为负数。含实物捐赠。", "Names are masked, and anonymous gifts have none. What was given back or reversed is negative. Gifts in kind are in it."))]);

    private static TableSection Table(GiftRegister gifts) => new(
        "lines", new("捐赠", "Donations"),
        [
            new("occurredOn", Words.Date, CellKind.Date), new("entry", Register.Entry, CellKind.Integer, IsEntry: true), new("kind", Register.Kind, CellKind.Text),
            new("description", Register.Description, CellKind.Text, ColumnWidth.Wide), new("fund", Register.Fund, CellKind.Text, ColumnWidth.Narrow), new("source", Words.Source, CellKind.Text, ColumnWidth.Wide),
            new("amount", Register.Amount, CellKind.Amount),
        ],
        Register.Adding(
            gifts.Lines,
            line => new Row(RowKind.Line, [Cell.Of(line.On), Cell.Of(line.Entry), Cell.Of(line.Kind), Cell.Of(line.Description), Cell.Of(line.Fund), Cell.Of(line.Source), Cell.Of(line.Amount)]),
            [(line => line.Amount, gifts.Total)], gifts.LineCount,
            () => new Row(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Of(gifts.Total)])),
        new("本期没有捐赠。", "There was no gift in these days."), IsMain: true)
    {
        Checks = [Check.Of("isDonationIncome", new("登记簿合计 = 捐赠收入科目的发生额", "total of the register = what moved the account of donation income"), gifts.Total, gifts.Stored)],
    };
}
