using System.Globalization;
using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>明细账 and 日记账: the lines of an account with the balance after each, and the sums of each month and year, or of each day.</summary>
public static class AccountBookContent
{
    private static readonly Bilingual Opening = new("期初余额", "Opening balance");
    private static readonly Bilingual DayTotal = new("本日合计", "Total of the day");
    private static readonly Bilingual LastBalance = new("期末余额", "Closing balance");

    public static ReportContent Of(AccountBook book) => new(
        "accountBook", new("明细账", "Account book"), book.Head, Facts(book), [Lines(book, Rows(book, byDay: false)), Notes]);

    public static ReportContent JournalOf(AccountBook book) => new(
        "cashJournal", new("日记账", "Cash journal"), book.Head, Facts(book), [Lines(book, Rows(book, byDay: true)), Notes]);

    private static IReadOnlyList<Fact> Facts(AccountBook book)
    {
        var texts = new BookTexts(book.Head, book.Entity);
        return
        [
            new("account", Words.Account, Cell.Of(new Bilingual($"{book.AccountCode} {book.AccountName.Zh}", $"{book.AccountCode} {book.AccountName.En}")), FactPlace.Title),
            new("from", Words.From, Cell.Of(book.Head.Span.First), FactPlace.Title),
            new("to", Words.To, Cell.Of(book.Head.Span.Last), FactPlace.Title),
            new("lineCount", new("明细行数", "Lines"), Cell.Of(book.LineCount), FactPlace.Title),
            new("opening", Side(Opening, book.Opening), Cell.Of(BookTexts.WithoutSign(book.Opening), texts.At(book.Opening, book.Head.Span.First.AddDays(-1), book.Accounts)), FactPlace.Headline),
            new("debit", new("借方合计", "Debits"), Cell.Of(book.Debit, texts.During(Measure.Debits, book.Accounts)), FactPlace.Headline),
            new("credit", new("贷方合计", "Credits"), Cell.Of(book.Credit, texts.During(Measure.Credits, book.Accounts)), FactPlace.Headline),
            new("closing", Side(LastBalance, book.Closing), Cell.Of(BookTexts.WithoutSign(book.Closing), texts.At(book.Closing, book.Head.Span.Last, book.Accounts)), FactPlace.Headline),
        ];
    }

    private static Bilingual Side(Bilingual label, Money signed)
    {
        var side = BookTexts.SideOf(signed);
        return new($"{label.Zh}（{side.Zh}）", $"{label.En} ({side.En.ToLowerInvariant()})");
    }

    private static TableSection Lines(AccountBook book, IEnumerable<Row> rows) => new(
        "lines", new("逐笔明细", "Lines"),
        [
            new("on", Words.Date, CellKind.Date), new("entry", Words.Entry, CellKind.Integer, IsEntry: true), new("voucher", Words.Voucher, CellKind.Text, ColumnWidth.Narrow),
            new("summary", Words.Summary, CellKind.Text, ColumnWidth.Wide), .. book.Accounts.Count > 1 ? [new("code", Words.AccountCode, CellKind.Text, ColumnWidth.Narrow)] : Array.Empty<Column>(),
            new("against", new("对方科目", "Against"), CellKind.Text), new("fund", Words.Fund, CellKind.Text, ColumnWidth.Narrow), new("source", Words.Source, CellKind.Text, ColumnWidth.Narrow),
            new("subject", Words.Subject, CellKind.Text, ColumnWidth.Narrow), new("debit", Words.Debit, CellKind.Amount, ZeroIsBlank: true), new("credit", Words.Credit, CellKind.Amount, ZeroIsBlank: true),
            new("side", BookTexts.Direction, CellKind.Text, ColumnWidth.Narrow), new("balance", Words.Balance, CellKind.Amount, IsRunning: true),
        ],
        rows, new("这段时间没有发生额。", "Nothing moved in these days."), IsMain: true)
    {
        Checks = [Check.Of("movementsAreTheChange", new("期初 + 借方 − 贷方 = 期末（贷方余额为负）", "opening + debits − credits = closing, a balance in credit below zero"), book.Opening + book.Debit - book.Credit, book.Closing)],
    };

    // The totals printed are the stored ones; the walk proves that the printed lines add up to them.
    private static IEnumerable<Row> Rows(AccountBook book, bool byDay)
    {
        var zero = Money.Zero(book.Head.Currency);
        var first = book.Head.Span.First;
        var pen = new Pen(book.Accounts.Count > 1);
        var isNewYear = first is { Month: 1, Day: 1 };
        yield return pen.Other(RowKind.BroughtForward, first, isNewYear ? BookTexts.OfYearBefore : Opening, Cell.Empty, Cell.Empty, book.Opening);

        var (all, day, month, year) = (new Sums(zero, zero), new Sums(zero, zero), new Sums(zero, zero), new Sums(book.YearDebit, book.YearCredit));
        var (balance, on, count) = (book.Opening, first, 0L);
        foreach (var line in book.Lines)
        {
            if (count > 0)
            {
                foreach (var row in EndOf(pen, byDay, on, line.OccurredOn, day, month, year, balance)) yield return row;
                if (line.OccurredOn != on) day = new(zero, zero);
                if (!IsOneMonth(line.OccurredOn, on)) month = new(zero, zero);
            }

            if (line.OccurredOn.Year != on.Year)
            {
                year = new(zero, zero);
                if (count > 0 || on != first) yield return pen.Other(RowKind.BroughtForward, new DateOnly(line.OccurredOn.Year, 1, 1), BookTexts.OfYearBefore, Cell.Empty, Cell.Empty, balance);
            }

            (balance, on, count) = (balance + line.Debit - line.Credit, line.OccurredOn, count + 1);
            (all, day, month, year) = (all.With(line), day.With(line), month.With(line), year.With(line));
            yield return pen.Line(line, balance);
        }

        if (count > 0)
            foreach (var row in EndOf(pen, byDay, on, null, day, month, year, balance)) yield return row;
        Invariant.Holds(count == book.LineCount && all.Debit == book.Debit && all.Credit == book.Credit && balance == book.Closing);
        yield return pen.Other(RowKind.Total, book.Head.Span.Last, Words.Total, Cell.Of(all.Debit), Cell.Of(all.Credit), book.Closing);
    }

    /// <summary>What ends where the next line is of another day or month; all of it after the last.</summary>
    private static IEnumerable<Row> EndOf(Pen pen, bool byDay, DateOnly on, DateOnly? next, Sums day, Sums month, Sums year, Money balance)
    {
        var monthEnds = next is not { } other || !IsOneMonth(other, on);
        if (byDay && next != on) yield return pen.Other(RowKind.Subtotal, on, DayTotal, Cell.Of(day.Debit), Cell.Of(day.Credit), balance);
        if (!monthEnds) yield break;
        var label = new Bilingual(
            $"{on.ToString("yyyy-MM", CultureInfo.InvariantCulture)} {BookTexts.MonthTotal.Zh}", $"{on.ToString("yyyy-MM", CultureInfo.InvariantCulture)} {BookTexts.MonthTotal.En}");
        yield return pen.Other(byDay ? RowKind.BroughtForward : RowKind.Subtotal, on, label, Cell.Of(month.Debit), Cell.Of(month.Credit), balance);
        yield return pen.Other(RowKind.BroughtForward, on, BookTexts.YearTotal, Cell.Of(year.Debit), Cell.Of(year.Credit), balance);
    }

    private static bool IsOneMonth(DateOnly one, DateOnly other) => (one.Year, one.Month) == (other.Year, other.Month);

    private static NoteSection Notes => new("notes", Words.Notes,
    [
        new("核对：期初余额加借方减贷方等于期末余额，与存储的余额一致。", "Checked: opening plus debits less credits is the closing balance, and agrees with the stored one."),
        BookTexts.FromJournal, BookTexts.NumbersLater, BookTexts.WithoutNames, BookTexts.StatutoryOnly,
        new("余额为借方、贷方或平，见“方向”。", "A balance stands on the debit or the credit side, or is nil, as its side says."),
    ]);

    private sealed class Pen(bool namesAccounts)
    {
        public Row Line(AccountBookLine line, Money balance) => new(RowKind.Line,
        [
            Cell.Of(line.OccurredOn), Cell.Of(line.Entry), Cell.Of(line.Voucher), Cell.OfOwnWords(line.Summary), .. namesAccounts ? [Cell.Of(line.AccountCode)] : Array.Empty<Cell>(), Cell.Of(line.Against),
            Cell.Of(line.Fund), Cell.Of(line.Source), Cell.Of(line.Subject), Cell.Of(line.Debit), Cell.Of(line.Credit), Cell.Of(BookTexts.SideOf(balance)), Cell.Of(BookTexts.WithoutSign(balance)),
        ]);

        public Row Other(RowKind kind, DateOnly day, Bilingual label, Cell debit, Cell credit, Money balance) => new(kind,
        [
            Cell.Of(day), Cell.Empty, Cell.Empty, Cell.Of(label), .. namesAccounts ? [Cell.Empty] : Array.Empty<Cell>(), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty,
            debit, credit, Cell.Of(BookTexts.SideOf(balance)), Cell.Of(BookTexts.WithoutSign(balance)),
        ]);
    }

    private readonly record struct Sums(Money Debit, Money Credit)
    {
        public Sums With(AccountBookLine line) => new(Debit + line.Debit, Credit + line.Credit);
    }
}
