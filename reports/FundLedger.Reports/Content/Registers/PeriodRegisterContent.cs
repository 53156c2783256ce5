using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>结账与反结账登记簿.</summary>
public static class PeriodRegisterContent
{
    /// <param name="nameOf">Whom an id stands for.</param>
    public static ReportContent Of(PeriodRegister register, Func<string, Bilingual> nameOf) => new(
        "periodRegister", new("结账登记簿", "Register of closed months"), register.Head, [.. Register.Days(register.Head, register.Events.Count)],
        [
            new TableSection(
                "lines", new("结账与反结账", "Months closed and opened again"),
                [
                    new("month", new("月份", "Month"), CellKind.Text, ColumnWidth.Narrow), new("closing", new("第几次结账", "Closing no."), CellKind.Integer),
                    new("from", new("原状态", "From"), CellKind.Text), new("to", new("新状态", "To"), CellKind.Text), new("recordedOn", Words.Date, CellKind.Date),
                    new("by", new("经办", "By"), CellKind.Text), new("checkedBy", new("复核", "Checked by"), CellKind.Text), new("reason", new("原因", "Reason"), CellKind.Text, ColumnWidth.Wide),
                ],
                [.. register.Events.Select(one => new Row(RowKind.Line,
                [
                    Cell.Of(one.Month.ToString()), Cell.Of(one.ClosingNo), Cell.Of(one.From), Cell.Of(one.To), Register.Day(one.RecordedAt),
                    Cell.Of(nameOf(one.By)), one.CheckedBy is { } checker ? Cell.Of(nameOf(checker)) : Cell.Empty, Cell.Of(one.Reason),
                ]))],
                new("这些月份还没有结过账。", "None of these months was closed yet."), IsMain: true),
            Register.Notes(new Bilingual("结账以会计主体为单位；已结账的月份拒绝入账，反结账须两人。", "Months are closed for the whole entity; a closed one takes no entries, and opening it again takes two people.")),
        ]);
}
