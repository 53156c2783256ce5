using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace FundLedger.Reports.Tests.Pdf;

public sealed class DrawingAStatement
{
    private static readonly ReportContent Lakeside = FundStatementReport.Of(LakesideFund.Statement());

    [Test]
    public void Drawn_twice_it_is_the_same_byte_for_byte([Values] Language language)
    {
        var (first, second) = (PdfReading.Draw(Lakeside, language), PdfReading.Draw(Lakeside, language));
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Drawn_by_many_at_once_it_is_still_the_same()
    {
        var alone = PdfReading.Draw(Lakeside);
        var together = new byte[16][];
        Parallel.For(0, together.Length, i => together[i] = PdfReading.Draw(Lakeside));
        Assert.That(together, Has.All.EqualTo(alone));
    }

    [Test]
    public void Its_totals_can_be_read_back([Values] Language language)
    {
        var statement = LakesideFund.Statement();
        var text = PdfReading.TextOf(PdfReading.Draw(Lakeside, language));
        Money[] totals = [statement.Opening, statement.In, statement.Out, statement.Closing];
        foreach (var total in totals) Assert.That(text, Does.Contain(total.ToGroupedText()));
    }

    [Test]
    public void Every_line_reads_back_with_its_date_amount_and_balance_in_one_piece()
    {
        var lines = PdfReading.TextOf(PdfReading.Draw(Lakeside)).Split('\n');
        foreach (var line in LakesideFund.Statement().Lines)
        {
            var moved = line.In.IsZero ? line.Out : line.In;
            var found = lines.SingleOrDefault(text => text.StartsWith($"{line.OccurredOn.ToIso()}  {line.Entry}  ", StringComparison.Ordinal));
            Assert.That(found, Does.EndWith($"  {moved.ToGroupedText()}  {line.Balance.ToGroupedText()}"));
        }
    }

    [Test]
    public void Chinese_reads_back_as_it_was_written()
    {
        var text = PdfReading.TextOf(PdfReading.Draw(Lakeside));
        Assert.That(text, Does.Contain("基金收支明细表").And.Contain("东湖社区基金 (CF-001)").And.Contain("收到种子资金").And.Contain("陈*堃").And.Contain("合计"));
        Assert.That(text.EnumerateRunes().Where(rune => rune.Value is >= 0x2E80 and <= 0x2FDF), Is.Empty, "no character comes out as a radical");
    }

    [Test]
    public void The_foot_of_each_page_counts_the_pages()
    {
        var pages = PdfReading.PagesOf(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(200, Currency.Cny)), Language.En));
        Assert.That(pages, Has.Count.GreaterThan(5));
        for (var i = 0; i < pages.Count; i++) Assert.That(pages[i], Does.Contain($"Page {i + 1} of {pages.Count}"));
    }

    [Test]
    public void The_head_of_the_table_and_of_the_page_repeats_on_each_page()
    {
        var pages = PdfReading.PagesOf(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(200, Currency.Cny))));
        foreach (var page in pages.Skip(1).SkipLast(1))
        {
            Assert.That(page, Does.StartWith("基金收支明细表"));
            Assert.That(page, Does.Contain("日期  分录号  事项  摘要  资金来源  对方科目  收入  支出  余额"));
        }
    }

    [Test]
    public void Each_page_says_which_books_it_was_drawn_from()
    {
        foreach (var page in PdfReading.PagesOf(PdfReading.Draw(Lakeside, Language.En)))
        {
            Assert.That(page, Does.Contain("Entries up to no. 1226").And.Contain("Checkpoint of 1226 b86e0c5f4a1d93e2"));
            Assert.That(page, Does.Contain("Known at 2026-07-01 09:30:00 (Asia/Shanghai)"));
        }
    }

    [Test]
    public void Without_lines_it_says_so_and_shows_the_balances()
    {
        var text = PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(0, Currency.Cny))));
        Assert.That(text, Does.Contain("本期没有现金收支。").And.Contain("期初余额  10,000.00").And.Contain("合计  0.00  0.00  10,000.00"));
    }

    [Test]
    public void In_an_empty_ledger_it_says_there_are_no_entries()
    {
        var statement = LongStatement.Of(0, Currency.Cny, opening: 0);
        var empty = statement with { Sources = [], Head = statement.Head with { LastEntry = 0, LastEntryHash = default, Fund = null } };
        var text = PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(empty), Language.En));
        Assert.That(text, Does.Contain("No entries in the books yet").And.Contain("All funds").And.Contain("No source had a balance"));
    }

    [Test]
    public void With_one_line_it_shows_that_line()
    {
        var text = PdfReading.TextOf(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny))));
        Assert.That(text, Does.Contain("2025-01-01  101  捐赠  JZ-2025-00001 王*").And.Not.Contain("本期没有现金收支"));
    }

    [Test]
    public void Title_author_and_language_are_set_and_no_clock_is()
    {
        using var document = PdfDocument.Open(PdfReading.Draw(Lakeside));
        Assert.That(document.Information.Title, Is.EqualTo("基金收支明细表 东湖社区基金 (CF-001) 2026-01-01 – 2026-06-30"));
        Assert.That(document.Information.Author, Is.EqualTo("东湖街道社区发展基金会"));
        Assert.That((document.Information.CreationDate, document.Information.ModifiedDate), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Create("Lang"), out StringToken language), Is.True);
        Assert.That(language.Data, Is.EqualTo("zh-CN"));
    }

    [Test]
    public void Every_page_is_A4()
    {
        foreach (var content in LakesideFund.Reports)
        {
            using var document = PdfDocument.Open(PdfReading.Draw(content));
            foreach (var page in document.GetPages())
            {
                Assert.That(Math.Min(page.Width, page.Height), Is.EqualTo(595));
                Assert.That(Math.Max(page.Width, page.Height), Is.EqualTo(842));
            }
        }
    }
}
