#if USE_QUESTPDF
using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Reports.Content;
using FundLedger.Reports.QuestPdf;
using FundLedger.Reports.Tests.Pdf;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace FundLedger.Reports.Tests.QuestPdf;

/// <summary>Whatever Skia draws, QuestPDF draws too. What a report says is approved once, by the samples that Skia draws. Built with -p:UseQuestPDF=true only.</summary>
public sealed class DrawingByQuestPdf
{
    private static IEnumerable<TestCaseData> Cases() =>
        from content in LakesideFund.Reports.Concat(LakesideStatements.Reports).Append(FundStatementReport.Of(LongStatement.Of(0, Currency.Of("VND"))) with { Key = "emptyStatement" })
        from language in Enum.GetValues<Language>()
        select new TestCaseData(content, language).SetArgDisplayNames(content.Key, language.TagOf());

    [TestCaseSource(nameof(Cases))]
    public void Every_report_has_its_title_language_pages_and_figures(ReportContent content, Language language)
    {
        var pdf = Draw(content, language);
        AssertNamed(pdf, content.Title.In(language), language);
        var pages = PdfReading.PagesOf(pdf);
        AssertNumbered(pages, language);
        var text = string.Join('\n', pages);
        foreach (var figure in content.Headlines) Assert.That(text, Does.Contain(CellTexts.Of(figure.Value, language)), figure.Key);
        foreach (var total in content.Sections.OfType<TableSection>().SelectMany(table => table.Rows).Where(row => row.Kind is RowKind.Subtotal or RowKind.Total or RowKind.Result).SelectMany(row => row.Cells))
            if (total.Kind == CellKind.Amount) Assert.That(text, Does.Contain(total.Amount.ToGroupedText()));
        foreach (var check in content.Checks) Assert.That(Figures(text), Does.Contain(Figures(CellTexts.Of(check.Left, language))), check.Key);
    }

    [TestCaseSource(nameof(Cases))]
    public void Every_report_has_the_same_words_as_by_Skia(ReportContent content, Language language)
    {
        // What is drawn as a picture (the axes of a chart) is no text here, and a line may end elsewhere.
        var ours = Characters(PdfReading.TextOf(Draw(content, language)));
        var skias = Characters(PdfReading.TextOf(PdfReading.Draw(content with { Sections = [.. content.Sections.Where(section => section is not (ChartSection or SharesSection))] }, language)));
        Assert.That(skias.Except(ours), Is.Empty);
    }

    [Test]
    public void The_pack_has_the_page_of_each_part_in_its_contents([Values] Language language, [Values(3, 300)] int gifts)
    {
        var pack = LakesideStatements.Pack(LakesideStatements.Journal(gifts));
        var pdf = Draw(pack, language);
        AssertNamed(pdf, pack.Title.In(language), language);
        var pages = PdfReading.PagesOf(pdf);
        AssertNumbered(pages, language);
        var from = 2;
        for (var i = 0; i < pack.Parts.Count; i++)
        {
            var title = pack.Parts[i].Title.In(language);
            while (!pages[from].Split('\n').Any(line => line.Trim() == title)) from++;
            var named = Regex.Match(pages[1], $@"{i + 1}\s+{Regex.Escape(title)}\s+(\d+)");
            Assert.That(named.Success, Is.True, pages[1]);
            Assert.That(int.Parse(named.Groups[1].Value, CultureInfo.InvariantCulture), Is.EqualTo(from + 1), title);
        }
    }

    [Test]
    public void Drawn_twice_it_is_the_same_byte_for_byte([Values] Language language)
    {
        var content = FundStatementReport.Of(LakesideFund.Statement());
        var (once, again) = (Draw(content, language), Draw(content, language));
        Assert.That(again, Is.EqualTo(once));
        var (pack, samePack) = (Draw(LakesideStatements.Pack(), language), Draw(LakesideStatements.Pack(), language));
        Assert.That(samePack, Is.EqualTo(pack));
    }

    [Test]
    public void Drawn_by_many_at_once_it_is_still_the_same()
    {
        var content = FundStatementReport.Of(LakesideFund.Statement());
        var (alone, together) = (Draw(content, Language.Zh), new byte[4][]);
        Parallel.For(0, together.Length, i => together[i] = Draw(content, Language.Zh));
        Assert.That(together, Has.All.EqualTo(alone));
    }

    [Test]
    public void The_head_of_the_table_and_of_the_page_repeats_and_no_line_is_lost()
    {
        var pages = PdfReading.PagesOf(Draw(FundStatementReport.Of(LongStatement.Of(1_000, Currency.Cny)), Language.Zh));
        foreach (var page in pages.Skip(1).SkipLast(1)) Assert.That(page, Does.StartWith("基金收支明细表").And.Contain("分录号").And.Contain("余额"));
        var found = Regex.Matches(string.Join('\n', pages), @"JZ-2025-(\d{5})").Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.That(found, Is.EqualTo(Enumerable.Range(1, 1_000)));
    }

    [Test]
    public void A_row_taller_than_a_page_goes_on_over_pages_and_loses_nothing()
    {
        var name = string.Concat(Enumerable.Range(0, 1_000).Select(i => $"{i:0000}字"));
        var text = PdfReading.TextOf(Draw(FundStatementReport.Of(LongStatement.Of(2, Currency.Cny, describe: i => i == 0 ? name : "短")), Language.Zh));
        for (var i = 0; i < 1_000; i += 100) Assert.That(text, Does.Contain($"{i:0000}"));
        Assert.That(text, Does.Contain("短"));
    }

    [Test]
    public void An_amount_too_wide_for_its_column_is_made_smaller_not_cut()
    {
        var statement = LongStatement.Of(2, Currency.Cny, opening: 0, minorOf: i => i == 0 ? 4_000_000_000_000_000_000 : -4_000_000_000_000_000_000);
        Assert.That(PdfReading.TextOf(Draw(FundStatementReport.Of(statement), Language.Zh)), Does.Contain("40,000,000,000,000,000.00  40,000,000,000,000,000.00\n"));
    }

    [Test]
    public void A_report_whose_check_failed_is_not_written()
    {
        var sheet = LakesideStatements.Sheet();
        using var output = new MemoryStream();
        Assert.That(
            () => ReportWriter.Write(BalanceSheetContent.Of(sheet with { Lines = [.. sheet.Lines.Skip(1)] }), ReportFormat.Pdf, Language.Zh, output),
            Throws.TypeOf<InvariantBrokenException>().With.Message.Contains("assets = liabilities + net assets"));
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public void More_rows_than_memory_is_meant_for_are_left_to_Skia()
    {
        var content = FundStatementReport.Of(LongStatement.Of(QuestPdfRenderer.MostRows + 1, Currency.Cny));
        Assert.That(Draw(content, Language.Zh), Is.EqualTo(PdfReading.Draw(content)));
        Assert.That(Draw(FundStatementReport.Of(LongStatement.Of(10, Currency.Cny)), Language.Zh), Is.Not.EqualTo(PdfReading.Draw(FundStatementReport.Of(LongStatement.Of(10, Currency.Cny)))));
    }

    [Test]
    public void A_document_without_rare_characters_has_the_smaller_font_in_it()
    {
        var (common, rare) = (FundStatementReport.Of(LongStatement.Of(1, Currency.Cny)), FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, describe: _ => "陈堃")));
        Assert.That(Draw(common, Language.Zh), Has.Length.LessThan(3_000_000));
        Assert.That(PdfReading.TextOf(Draw(rare, Language.Zh)), Does.Contain("陈堃"));
    }

    private static byte[] Draw(ReportContent content, Language language)
    {
        using var output = new MemoryStream();
        ReportWriter.Write(content, ReportFormat.Pdf, language, output);
        return output.ToArray();
    }

    private static byte[] Draw(ReportPack pack, Language language)
    {
        using var output = new MemoryStream();
        ReportPackWriter.Write(pack, ReportFormat.Pdf, language, output);
        return output.ToArray();
    }

    private static void AssertNamed(byte[] pdf, string title, Language language)
    {
        using var document = PdfDocument.Open(pdf);
        Assert.That(document.Information.Title, Does.StartWith(title));
        Assert.That(document.Information.Producer, Is.EqualTo("FundLedger (QuestPDF)"));
        Assert.That(document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Create("Lang"), out StringToken named), Is.True);
        Assert.That(named.Data, Is.EqualTo(language.TagOf()));
    }

    private static void AssertNumbered(IReadOnlyList<string> pages, Language language)
    {
        Assert.That(pages, Is.Not.Empty);
        for (var i = 0; i < pages.Count; i++)
            Assert.That(Figures(pages[i]), Does.Contain(language == Language.Zh ? $"第{i + 1}页，共{pages.Count}页" : $"Page{i + 1}of{pages.Count}"));
    }

    private static string Figures(string text) => Regex.Replace(text, @"\s+", "");

    private static HashSet<char> Characters(string text) => [.. Figures(text)];
}
#endif
