using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Outline;

namespace FundLedger.Reports.Tests.Pdf;

public sealed class DrawingAPack
{
    [Test]
    public void The_contents_name_the_page_each_part_begins_on([Values] Language language, [Values(3, 900)] int gifts)
    {
        var pack = LakesideStatements.Pack(LakesideStatements.Journal(gifts));
        AssertContents(pack, language, PdfReading.PagesOf(Draw(pack, language)));
    }

    [Test]
    public void Another_reader_finds_the_same_pages_and_every_total([Values] Language language)
    {
        var pack = LakesideStatements.Pack(LakesideStatements.Journal(900));
        var pages = PagesByPoppler(Draw(pack, language));
        AssertContents(pack, language, pages);
        var text = string.Join('\n', pages);
        foreach (var figure in pack.Parts.SelectMany(part => part.Content.Headlines).Where(fact => fact.Value.Kind == CellKind.Amount))
            Assert.That(text, Does.Contain(figure.Value.Amount.ToGroupedText()), figure.Key);
        foreach (var check in pack.Parts.SelectMany(part => part.Content.Checks))
            Assert.That(Squeezed(text), Does.Contain(Squeezed(check.Said(language))), check.Key);
    }

    [Test]
    public void Every_page_says_which_of_how_many_it_is()
    {
        var pages = PdfReading.PagesOf(Draw(LakesideStatements.Pack(), Language.En));
        for (var i = 0; i < pages.Count; i++) Assert.That(pages[i], Does.Contain($"Page {i + 1} of {pages.Count}"));
    }

    [Test]
    public void Each_part_has_a_bookmark_that_leads_to_its_first_page([Values] Language language)
    {
        var pack = LakesideStatements.Pack(LakesideStatements.Journal(900));
        var pdf = Draw(pack, language);
        var starts = StartsIn(pack, language, PdfReading.PagesOf(pdf));
        using var document = PdfDocument.Open(pdf);
        Assert.That(document.TryGetBookmarks(out var bookmarks), Is.True);
        var found = bookmarks!.GetNodes().OfType<DocumentBookmarkNode>().Select(node => (node.Title, node.PageNumber)).ToList();
        Assert.That(found.Skip(1), Is.EqualTo(pack.Parts.Select((part, i) => (part.Title.In(language), starts[i]))));
        Assert.That(document.Information.Title, Does.StartWith(pack.Title.In(language)));
    }

    [Test]
    public void The_document_names_its_language([Values] Language language) =>
        Assert.That(System.Text.Encoding.Latin1.GetString(Draw(LakesideStatements.Pack(), language)), Does.Contain($"/Lang ({language.TagOf()})"));

    [Test]
    public void The_same_pack_gives_the_same_bytes()
    {
        var (once, again) = (Draw(LakesideStatements.Pack(), Language.Zh), Draw(LakesideStatements.Pack(), Language.Zh));
        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void A_pack_with_a_part_that_failed_its_check_is_not_written([Values(ReportFormat.Pdf, ReportFormat.Json)] ReportFormat format)
    {
        var sheet = LakesideStatements.Sheet();
        var wrong = BalanceSheetContent.Of(sheet with { Lines = [.. sheet.Lines.Skip(1)] });
        var pack = LakesideStatements.Pack();
        using var output = new MemoryStream();
        Assert.That(
            () => ReportPackWriter.Write(pack with { Parts = [new PackPart("wrong", wrong.Title, wrong), .. pack.Parts] }, format, Language.Zh, output),
            Throws.TypeOf<InvariantBrokenException>().With.Message.Contains("assets = liabilities + net assets"));
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public void A_journal_whose_lines_are_not_the_stored_ones_is_not_written()
    {
        var journal = LakesideStatements.Journal();
        using var output = new MemoryStream();
        Assert.That(() => ReportPackWriter.Write(LakesideStatements.Pack(journal with { Lines = journal.Lines.Skip(2) }), ReportFormat.Json, Language.Zh, output), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void Memory_in_use_does_not_grow_with_the_journal([Values(ReportFormat.Pdf, ReportFormat.Xlsx, ReportFormat.Html, ReportFormat.Json)] ReportFormat format)
    {
        MostLive(1_000, format);
        Assert.That(MostLive(20_000, format), Is.LessThan(MostLive(2_000, format) + 1024 * 1024), "ten times the lines, the same memory");
    }

    private static long MostLive(int gifts, ReportFormat format)
    {
        var journal = LakesideStatements.Journal(gifts);
        var (most, read) = (0L, 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        PdfReading.WriteBySkia(LakesideStatements.Pack(journal with
        {
            Lines = journal.Lines.Select(line =>
            {
                if (++read % 2_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                return line;
            }),
        }), format, Language.Zh, Stream.Null);
        return most;
    }

    private static byte[] Draw(ReportPack pack, Language language)
    {
        using var output = new MemoryStream();
        PdfReading.WriteBySkia(pack, ReportFormat.Pdf, language, output);
        return output.ToArray();
    }

    /// <summary>Told by the titles on the pages themselves; the second page is the contents.</summary>
    private static List<int> StartsIn(ReportPack pack, Language language, IReadOnlyList<string> pages)
    {
        var (starts, from) = (new List<int>(), 2);
        foreach (var part in pack.Parts)
        {
            while (!pages[from].Split('\n').Any(line => line.Trim() == part.Title.In(language))) from++;
            starts.Add(from + 1);
        }

        return starts;
    }

    private static void AssertContents(ReportPack pack, Language language, IReadOnlyList<string> pages)
    {
        var starts = StartsIn(pack, language, pages);
        for (var i = 0; i < pack.Parts.Count; i++)
        {
            var named = Regex.Match(pages[1], $@"{i + 1}\s+{Regex.Escape(pack.Parts[i].Title.In(language))}\s+(\d+)");
            Assert.That(named.Success, Is.True, pages[1]);
            Assert.That(int.Parse(named.Groups[1].Value, CultureInfo.InvariantCulture), Is.EqualTo(starts[i]), pack.Parts[i].Key);
        }
    }

    private static string Squeezed(string text) => Regex.Replace(text, @"\s+", "");

    private static string[] PagesByPoppler(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
            var text = reader.StandardOutput.ReadToEnd();
            reader.WaitForExit();
            Assert.That(reader.ExitCode, Is.Zero);
            return text.TrimEnd('\f').Split('\f');
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("pdftotext is not installed");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
