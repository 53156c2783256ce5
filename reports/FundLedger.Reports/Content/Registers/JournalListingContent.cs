using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>序时账: every line of every entry in the order of days.</summary>
public static class JournalListingContent
{
    public static ReportContent Of(JournalListing journal) => new(
        "journalListing", new("序时账", "Journal listing"), journal.Head,
        [
            .. Register.Days(journal.Head, journal.LineCount),
            new("debit", new("借方合计", "Debits"), Cell.Of(journal.Debit), FactPlace.Headline), new("credit", new("贷方合计", "Credits"), Cell.Of(journal.Credit), FactPlace.Headline),
        ],
        [Table(journal), Register.Notes(
            new("含下级基金。逐行列出账内、已立项未拨付和备查三层的全部分录；每一分录按基金、来源和币种各自平衡。", "Funds below are in it. All entries of the three layers, actual, committed and memo, line by line; each balances for every fund, source and currency in it."),
            new("合计取自每日发生额；打印时逐行相加，与之不符就不出表。", "The totals are those stored by day; the lines are added up as they are printed, and a listing that does not come to them is not written."))]);

    private static TableSection Table(JournalListing journal)
    {
        var zero = Money.Zero(journal.Head.Currency);
        return new(
            "lines", new("分录", "Entries"),
            [
                new("occurredOn", Words.Date, CellKind.Date), new("entry", Register.Entry, CellKind.Integer, IsEntry: true), new("kind", Register.Kind, CellKind.Text, ColumnWidth.Narrow),
                new("description", Register.Description, CellKind.Text, ColumnWidth.Wide), new("account", new("科目", "Account"), CellKind.Text, ColumnWidth.Narrow),
                new("accountName", new("科目名称", "Name of account"), CellKind.Text), new("fund", Register.Fund, CellKind.Text, ColumnWidth.Narrow), new("source", Words.Source, CellKind.Text, ColumnWidth.Wide),
                new("debit", new("借方", "Debit"), CellKind.Amount, ZeroIsBlank: true), new("credit", new("贷方", "Credit"), CellKind.Amount, ZeroIsBlank: true),
            ],
            Register.Adding(
                journal.Lines,
                line => new Row(RowKind.Line,
                [
                    Cell.Of(line.On), Cell.Of(line.Entry), Cell.Of(line.Kind), line.IsFirst ? Cell.Of(line.Description) : Cell.Empty, Cell.Of(line.Account), Cell.Of(line.AccountName),
                    Cell.Of(line.Fund), Cell.Of(line.Source), Cell.Of(line.Debit), Cell.Of(line.Credit),
                ]),
                [(line => line.Debit, journal.Debit), (line => line.Credit, journal.Credit)], journal.LineCount,
                () => new Row(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(journal.Debit), Cell.Of(journal.Credit)])),
            new("本期没有任何分录。", "There was no entry in these days."), IsMain: true)
        {
            Checks = [Check.Of("debitsAreCredits", new("借方合计 = 贷方合计", "debits = credits"), journal.Debit, journal.Credit)],
        };
    }
}
