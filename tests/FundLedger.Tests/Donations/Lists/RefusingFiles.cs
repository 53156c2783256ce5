using System.IO.Compression;
using System.Text;
using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

public sealed class RefusingFiles
{
    [TestCase("", "file-empty")]
    [TestCase("%PDF-1.7 …", "file-pdf")]
    [TestCase("<html><table><tr><td>捐赠人</td></tr></table></html>", "file-markup")]
    [TestCase("\ufeff  <?xml version=\"1.0\"?><Workbook/>", "file-markup")]
    [TestCase("捐赠人\0,金额", "file-not-a-list")]
    public void Files_that_are_no_list_are_refused_by_their_content(string content, string code) =>
        Assert.That(TestLists.RefusalOf(Encoding.UTF8.GetBytes(content)).Code, Is.EqualTo(code));

    [TestCase(new byte[] { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 }, "file-old-excel")]
    [TestCase(new byte[] { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a }, "file-image")]
    [TestCase(new byte[] { 0xff, 0xd8, 0xff, 0xe0 }, "file-image")]
    [TestCase(new byte[] { 0x1f, 0x8b, 8, 0 }, "file-not-a-list")]
    public void Binary_files_are_refused_by_their_first_bytes(byte[] content, string code)
    {
        var reason = TestLists.RefusalOf(content);
        Assert.That(reason.Code, Is.EqualTo(code));
        Assert.That(reason.Message.Zh, Does.Contain("Excel"));
    }

    [Test]
    public void A_missing_file_is_refused_by_name()
    {
        var reason = ((ListOpening.Refused)ListFile.Open(Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-such-list.csv"))).Reason;
        Assert.That((reason.Code, reason.Message.En.Contains("no-such-list.csv", StringComparison.Ordinal)), Is.EqualTo(("file-not-found", true)));
    }

    [Test]
    public void A_file_beyond_the_limit_is_refused_before_it_is_read()
    {
        using var endless = new EndlessStream(ListLimits.FileBytes + 1);
        Assert.That(((ListOpening.Refused)ListFile.Open(endless, "big.csv")).Reason.Code, Is.EqualTo("file-too-large"));
        Assert.That(endless.WasRead, Is.False);
    }

    [Test]
    public void An_archive_that_is_no_spreadsheet_is_refused() => Assert.That(Scanned(Zip(("word/document.xml", "<w/>"))), Is.EqualTo("file-not-a-spreadsheet"));

    [Test]
    public void A_spreadsheet_cut_short_is_refused()
    {
        var whole = XlsxFile.Of(XlsxFile.Sheet(["捐赠人", "金额"], ["甲", 1m]));
        Assert.That(Scanned(whole[..(whole.Length / 2)]), Is.EqualTo("file-broken"));
    }

    [TestCase("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>")]
    [TestCase("<worksheet><sheetData><row><c><v>1</v></row></sheetData></worksheet>")]
    [TestCase("<worksheet><sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>")]
    [TestCase("<worksheet><sheetData><row><c t=\"str\"><v><![CDATA[x]]></v></c></row></sheetData></worksheet>")]
    public void Sheets_with_outside_entities_or_broken_content_are_refused(string xml) => Assert.That(Scanned(XlsxFile.Of(xml)), Is.EqualTo("file-broken"));

    [Test]
    public void A_sheet_nested_deeper_than_any_spreadsheet_is_refused() =>
        Assert.That(Scanned(XlsxFile.Of(string.Concat(Enumerable.Repeat("<a>", 100_000)))), Is.EqualTo("file-broken"));

    [Test]
    public void A_sheet_that_unpacks_to_far_more_than_its_file_is_refused()
    {
        var rows = new StringBuilder(XlsxFile.Open);
        for (var i = 0; i < 20_000; i++) rows.Append("<row><c><v>").Append('1', 2_000).Append("</v></c></row>");
        Assert.That(Scanned(XlsxFile.Of(rows.Append(XlsxFile.Close).ToString()), hasHeader: false), Is.EqualTo("file-unpacks-too-large"));
    }

    [TestCase("<worksheet a=\"")]
    [TestCase("<worksheet><sheetData><row><c t=\"str\"><v>")]
    public void A_text_or_attribute_without_end_is_refused_without_being_held(string beginning) =>
        Assert.That(Scanned(XlsxFile.Of(beginning + new string('x', 8_000_000))), Is.EqualTo("file-unpacks-too-large"));

    /// <summary>The code of the refusal that scanning gives.</summary>
    private static string Scanned(byte[] bytes, bool hasHeader = true)
    {
        using var file = TestLists.OfBytes(bytes);
        var profile = hasHeader
            ? ListProfile.Guess
            : new ListProfile(HeaderRow: 0, Columns: new Dictionary<ListColumn, string> { [ListColumn.Amount] = "#1" });
        return TestLists.Refused(file, Currency.Cny, profile, TestLists.On).Reason.Code;
    }

    private static byte[] Zip(params (string Path, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in parts)
            {
                using var part = zip.CreateEntry(path).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private sealed class EndlessStream(long length) : MemoryStream
    {
        public bool WasRead { get; private set; }

        public override long Length => length;

        public override int Read(Span<byte> buffer)
        {
            WasRead = true;
            return 0;
        }
    }
}
