using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Pdf;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Content;

public sealed class BooksOfAnAccountant
{
    private static readonly Func<string, Bilingual> Anybody = id => Bilingual.Same(id);

    [Test]
    public void A_voucher_that_does_not_balance_is_no_document()
    {
        var book = LakesideBooks.Vouchers();
        var broken = book.Vouchers.First() is var first ? first with { Lines = [first.Lines[0] with { Debit = first.Lines[0].Debit + new Money(1, Currency.Cny) }, first.Lines[1]] } : null;
        Assert.That(() => Walk(VoucherContent.Of(book with { Vouchers = [broken!, .. book.Vouchers.Skip(1)] }, Anybody)), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void Vouchers_that_do_not_come_to_the_stored_sums_are_no_document()
    {
        var book = LakesideBooks.Vouchers();
        Assert.That(() => Walk(VoucherContent.Of(book, Anybody)), Throws.Nothing);
        Assert.That(() => Walk(VoucherContent.Of(book with { Vouchers = book.Vouchers.Skip(1) }, Anybody)), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void A_missing_number_is_told_where_the_check_is_told()
    {
        static string Said(VoucherBook book) => VoucherContent.Of(book, Anybody).Sections.OfType<NoteSection>().Single().Notes[0].En;
        Assert.That(Said(LakesideBooks.Vouchers()), Does.Contain("no number given is missing"));
        Assert.That(Said(LakesideBooks.Vouchers(missing: 1)), Does.Contain("Run the verification"));
    }

    [Test]
    public void An_account_book_whose_lines_do_not_come_to_its_balance_is_no_document()
    {
        Assert.That(() => Walk(AccountBookContent.Of(LakesideBooks.Book())), Throws.Nothing);
        Assert.That(() => Walk(AccountBookContent.Of(LakesideBooks.Book(closing: 1_089.51m))), Throws.TypeOf<InvariantBrokenException>());
        Assert.That(() => Walk(AccountBookContent.JournalOf(LakesideBooks.Book(closing: 1_089.51m))), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void Sums_of_the_year_go_on_from_what_came_before_the_first_day()
    {
        var book = LakesideBooks.Book() with { YearDebit = new(100, Currency.Cny) };
        var sums = AccountBookContent.Of(book).MainTable.Rows.Where(row => row.Cells[3].Kind == CellKind.Text && row.Cells[3].TextIn(Language.En) == "Since the year began").ToList();
        Assert.That(sums.Select(row => row.Cells[8].Amount.MinorUnits), Is.EqualTo(new[] { 50_100L, 54_100L }));
    }

    [Test]
    public void Ten_thousand_vouchers_are_drawn_without_being_kept([Values] ReportFormat format)
    {
        const int Count = 10_000;
        var (first, most, before) = (LakesideBooks.Vouchers().Vouchers.First(), 0L, 0L);
        IEnumerable<Voucher> Watched()
        {
            for (var i = 1; i <= Count; i++)
            {
                if (i % 2_500 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                yield return first with { Number = i, Entry = i, Lines = [.. first.Lines] };
            }
        }

        var book = LakesideBooks.Vouchers() with { Count = Count, Unnumbered = 0, LineCount = 2 * Count, Debit = new(first.Total.MinorUnits * Count, Currency.Cny), Credit = new(first.Total.MinorUnits * Count, Currency.Cny) };
        var content = VoucherContent.Of(book with { Vouchers = new Rereading(Watched) }, Anybody);
        before = GC.GetTotalMemory(forceFullCollection: true);
        PdfReading.WriteBySkia(content, format, Language.Zh, Stream.Null);
        Assert.That(most, Is.LessThan(8 * 1024 * 1024), "live bytes while it is drawn");
    }

    private sealed class Rereading(Func<IEnumerable<Voucher>> read) : IEnumerable<Voucher>
    {
        public IEnumerator<Voucher> GetEnumerator() => read().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static void Walk(ReportContent content) => Assert.That(content.MainTable.Rows.Count(), Is.Positive);
}
