using System.Globalization;
using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>记账凭证: each voucher with its lines, its sum in words, and who made and checked it.</summary>
public static class VoucherContent
{
    // Asia/Shanghai has kept this offset since 1991.
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private static readonly Bilingual Documents = new("附件数", "Documents");
    private static readonly Bilingual Maker = new("制单", "Made by");
    private static readonly Bilingual Checker = new("审核", "Checked by");
    private static readonly Bilingual RecordedAt = new("记录时间", "Recorded at");

    /// <param name="nameOf">What people's ids are called where this is read.</param>
    public static ReportContent Of(VoucherBook book, Func<string, Bilingual> nameOf) =>
        new("vouchers", new("记账凭证", "Vouchers"), book.Head, Facts(book), [Vouchers(book, nameOf), Notes(book)]);

    private static IReadOnlyList<Fact> Facts(VoucherBook book) =>
    [
        new("from", Words.From, Cell.Of(book.Head.Span.First), FactPlace.Title),
        new("to", Words.To, Cell.Of(book.Head.Span.Last), FactPlace.Title),
        new("lineCount", new("分录行数", "Lines"), Cell.Of(book.LineCount), FactPlace.Title),
        new("count", new("凭证张数", "Vouchers"), Cell.Of(book.Count), FactPlace.Headline),
        new("unnumbered", new("未编号张数", "Not numbered"), Cell.Of(book.Unnumbered), FactPlace.Headline),
        new("missing", new("缺号", "Missing numbers"), Cell.Of(book.Missing), FactPlace.Headline),
        new("debit", new("借方合计", "Debits"), Cell.Of(book.Debit), FactPlace.Headline),
        new("credit", new("贷方合计", "Credits"), Cell.Of(book.Credit), FactPlace.Headline),
    ];

    private static TableSection Vouchers(VoucherBook book, Func<string, Bilingual> nameOf) => new(
        "lines", new("凭证分录", "Lines of the vouchers"),
        [
            new("voucher", new("凭证", "Voucher"), CellKind.Text, ColumnWidth.Wide, IsGroup: true), new("number", Words.Voucher, CellKind.Text, ColumnWidth.Narrow, IsGroup: true),
            new("on", Words.Date, CellKind.Date, IsGroup: true), new("documents", Documents, CellKind.Integer, IsGroup: true), new("maker", Maker, CellKind.Text, IsGroup: true),
            new("checker", Checker, CellKind.Text, IsGroup: true), new("recordedAt", RecordedAt, CellKind.Text, IsGroup: true),
            new("entry", Words.Entry, CellKind.Integer, IsEntry: true), new("summary", Words.Summary, CellKind.Text, ColumnWidth.Wide), new("code", Words.AccountCode, CellKind.Text, ColumnWidth.Narrow),
            new("account", Words.AccountName, CellKind.Text), new("fund", Words.Fund, CellKind.Text, ColumnWidth.Narrow), new("source", Words.Source, CellKind.Text, ColumnWidth.Narrow),
            new("subject", Words.Subject, CellKind.Text, ColumnWidth.Narrow), new("debit", Words.Debit, CellKind.Amount, ZeroIsBlank: true), new("credit", Words.Credit, CellKind.Amount, ZeroIsBlank: true),
        ],
        Rows(book, nameOf), new("这段时间没有凭证。", "There is no voucher in these days."), IsMain: true)
    {
        Checks = [Check.Of("debitsAreCredits", new("借方合计 = 贷方合计", "debits = credits"), book.Debit, book.Credit)],
    };

    // The totals printed are the stored ones; the walk proves that every voucher balances and that all of them add up to them.
    private static IEnumerable<Row> Rows(VoucherBook book, Func<string, Bilingual> nameOf)
    {
        var zero = Money.Zero(book.Head.Currency);
        var (count, unnumbered, lines, debit, credit) = (0L, 0L, 0L, zero, zero);
        foreach (var voucher in book.Vouchers)
        {
            var (voucherDebit, voucherCredit, of) = (zero, zero, HeadOf(voucher, nameOf));
            foreach (var line in voucher.Lines)
            {
                yield return new Row(RowKind.Line,
                [
                    .. of, Cell.Of(voucher.Entry), Cell.OfOwnWords(line.Summary), Cell.Of(line.AccountCode), Cell.Of(line.AccountName), Cell.Of(line.Fund.Code), Cell.Of(line.Source), Cell.Of(line.Subject),
                    Cell.Of(line.Debit), Cell.Of(line.Credit),
                ]);
                (voucherDebit, voucherCredit, lines) = (voucherDebit + line.Debit, voucherCredit + line.Credit, lines + 1);
            }

            Invariant.Holds(voucherDebit == voucherCredit);
            yield return Sum(RowKind.Subtotal, new($"合计 {ChineseAmount.Of(voucherDebit)}", $"Total '{ChineseAmount.Of(voucherDebit)}'"), voucherDebit, voucherCredit);
            (count, debit, credit) = (count + 1, debit + voucherDebit, credit + voucherCredit);
            if (voucher.Number is null) unnumbered++;
        }

        Invariant.Holds(count == book.Count && unnumbered == book.Unnumbered && lines == book.LineCount && debit == book.Debit && credit == book.Credit);
        if (count > 0) yield return Sum(RowKind.Total, new($"{count} 张凭证合计", $"Total of {count} voucher(s)"), debit, credit);
    }

    private static Cell[] HeadOf(Voucher voucher, Func<string, Bilingual> nameOf)
    {
        var (maker, checkers) = (nameOf(voucher.Maker), voucher.Checkers.Select(nameOf).ToList());
        var checker = new Bilingual(string.Join('、', checkers.Select(name => name.Zh)), string.Join(", ", checkers.Select(name => name.En)));
        var recorded = voucher.RecordedAt.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var of = new Bilingual(
            $"{voucher.Name.Zh}　{voucher.OccurredOn.ToIso()}　附件 {voucher.Documents} 张　制单：{maker.Zh}　审核：{(checkers.Count > 0 ? checker.Zh : "无")}　记录：{recorded}",
            $"{voucher.Name.En}   {voucher.OccurredOn.ToIso()}   {voucher.Documents} document(s)   made by {maker.En}   checked by {(checkers.Count > 0 ? checker.En : "nobody")}   recorded {recorded}");
        return [Cell.OfOwnWords(of), Cell.Of(voucher.Name), Cell.Of(voucher.OccurredOn), Cell.Of(voucher.Documents), Cell.Of(maker), Cell.Of(checker), Cell.Of(recorded)];
    }

    private static Row Sum(RowKind kind, Bilingual label, Money debit, Money credit) => new(kind,
    [
        Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.OfOwnWords(label), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(debit), Cell.Of(credit),
    ]);

    private static NoteSection Notes(VoucherBook book) => new("notes", Words.Notes,
    [
        book.Debit == book.Credit && book.Missing == 0
            ? new("核对：每张凭证借贷相等，全部凭证合计与账簿一致，已编的凭证号没有缺号。", "Checked: debits and credits of each voucher agree, all of them add up to the books, and no number given is missing.")
            : new("核对：借贷不等，或凭证号有缺。请运行校验。", "Checked: debits and credits differ, or a number is missing. Run the verification."),
        BookTexts.NumbersLater, BookTexts.WithoutNames, BookTexts.StatutoryOnly,
        new("附件数为随分录存入的文件数；制单为记录人，审核为同意该事项的复核人。", "Documents are files kept with the entry; a voucher is made by who recorded it and checked by who agreed to the proposal behind it."),
    ]);
}
