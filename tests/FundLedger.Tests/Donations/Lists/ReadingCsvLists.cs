using System.Text;
using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

public sealed class ReadingCsvLists
{
    private const string Header = "日期,捐赠人,金额,备注\n";

    [TestCase("utf-8", false)]
    [TestCase("utf-8", true)]
    [TestCase("utf-16", true)]
    [TestCase("utf-16BE", true)]
    [TestCase("gb18030", false)]
    public void The_encoding_is_known_by_the_bytes(string name, bool withMark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Header + "2024-05-01,张喆𠮷,10,祝好\n")];
        using var file = TestLists.OfBytes(bytes);
        var gift = (ListRow.Gift)TestLists.Scanned(file, Currency.Cny).Rows().Single();
        Assert.That((gift.Row, gift.Donor, gift.Note), Is.EqualTo((2, "张喆𠮷", "祝好")));
    }

    [Test]
    public void A_profile_may_name_the_encoding()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var file = TestLists.OfBytes(Encoding.GetEncoding("big5").GetBytes("捐贈人,金額\n張三,10\n"));
        var scan = TestLists.Scanned(file, Currency.Cny, new ListProfile(Encoding: "big5"), TestLists.On);
        Assert.That(((ListRow.Gift)scan.Rows().Single()).Donor, Is.EqualTo("張三"));
        Assert.That(TestLists.Refused(file, Currency.Cny, new ListProfile(Encoding: "klingon"), TestLists.On).Reason.Code, Is.EqualTo("encoding-unknown"));
    }

    [Test]
    public void One_bad_byte_fails_its_row_and_leaves_the_other_names_as_they_are()
    {
        var text = Header + string.Concat(Enumerable.Range(1, 50).Select(i => $"2024-05-01,某某公司,{i},祝好\n"));
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("某某公司,7,")) + 1] = 0xff;
        using var file = TestLists.OfBytes(bytes);
        var scan = TestLists.Scanned(file, Currency.Cny);
        Assert.That((scan.Gifts, scan.FailedRows), Is.EqualTo((49, 1)));
        Assert.That((scan.FirstFailures[0].Row, scan.FirstFailures[0].Column, scan.FirstFailures[0].Reason.Code), Is.EqualTo((8, "捐赠人", "broken-character")));
    }

    [TestCase(',')]
    [TestCase(';')]
    [TestCase('\t')]
    [TestCase('|')]
    public void The_delimiter_is_the_one_under_which_the_header_is_understood(char delimiter)
    {
        var rows = TestLists.RowsOf($"标题, 其中有, 逗号; 和分号\n{Header}2024-05-01,甲,10,无\n".Replace("日期,捐赠人,金额,备注", $"日期{delimiter}捐赠人{delimiter}金额{delimiter}备注")
            .Replace("2024-05-01,甲,10,无", $"2024-05-01{delimiter}甲{delimiter}10{delimiter}无"));
        Assert.That(rows.Single(), Is.InstanceOf<ListRow.Gift>());
    }

    [Test]
    public void Line_breaks_inside_quotes_belong_to_the_field_and_the_row_number_is_its_first_line()
    {
        var rows = TestLists.RowsOf("\ufeff" + Header + "2024-05-01,甲,10,\"第一行\r\n第二行 \"\"引\"\"\"\r\n\r\n2024-05-02,乙,20,\r\n").Cast<ListRow.Gift>().ToList();
        Assert.That(rows.Select(gift => (gift.Row, gift.Donor, gift.Note)), Is.EqualTo(new[] { (2, "甲", "第一行 第二行 \"引\""), (5, "乙", "") }));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r")]
    public void Every_line_end_ends_a_row_and_the_last_may_lack_one(string end)
    {
        var rows = TestLists.RowsOf($"捐赠人,金额,{end}甲,1,{end}乙,2");
        Assert.That(rows.Cast<ListRow.Gift>().Select(gift => (gift.Row, gift.Amount.MinorUnits)), Is.EqualTo(new[] { (2, 100L), (3, 200L) }));
    }

    [Test]
    public void A_stray_quote_fails_the_rows_it_swallowed_instead_of_losing_them()
    {
        var rows = TestLists.RowsOf(Header + "2024-05-01,甲,10,\"开头\n2024-05-02,乙,20,\n2024-05-03,丙,30,\"好\"\n2024-05-04,丁,40,\n");
        Assert.That(rows.OfType<ListRow.Failed>().Select(row => (row.Row, row.Reason.Code)), Is.EqualTo(new[] { (2, "quote-misplaced") }));
        Assert.That(rows.OfType<ListRow.Failed>().Single().Reason.Message.En, Does.Contain("opened in line 2, closed in line 4"));
        Assert.That(rows.OfType<ListRow.Gift>().Select(gift => gift.Donor), Is.EqualTo(new[] { "丁" }));
    }

    [Test]
    public void A_quote_that_is_never_closed_is_reported_where_it_opened()
    {
        var failed = (ListRow.Failed)TestLists.RowsOf(Header + "2024-05-01,甲,10,好\n2024-05-02,乙,20,\"不\n2024-05-03,丙,30,\n")[1];
        Assert.That((failed.Row, failed.Reason.Code), Is.EqualTo((3, "quote-never-closed")));
    }

    [Test]
    public void Quotes_inside_an_unquoted_text_are_part_of_it() =>
        Assert.That(((ListRow.Gift)TestLists.RowsOf(Header + "2024-05-01,甲,10,送\"书\"\n")[0]).Note, Is.EqualTo("送\"书\""));

    [Test]
    public void An_amount_cut_by_its_own_comma_is_not_read_as_the_half_before_it()
    {
        var failed = (ListRow.Failed)TestLists.RowsOf(Header + "2024-05-01,甲,500,000,谢谢\n")[0];
        Assert.That(failed.Reason.Code, Is.EqualTo("too-many-fields"));
    }

    [Test]
    public void A_row_cut_short_fails_and_trailing_delimiters_do_not_matter()
    {
        var rows = TestLists.RowsOf(Header + "2024-05-01,甲,10,好,,,\n2024-05-02,乙,2");
        Assert.That(rows[0], Is.InstanceOf<ListRow.Gift>());
        Assert.That(((ListRow.Failed)rows[1]).Reason.Code, Is.EqualTo("too-few-fields"));
    }

    [Test]
    public void A_row_larger_than_the_limit_ends_the_reading_with_a_reason()
    {
        using var file = TestLists.OfText(Header + "2024-05-01,甲,10,\"" + new string('x', ListLimits.RowCharacters + 1));
        var refused = TestLists.Refused(file, Currency.Cny);
        Assert.That(refused.Reason.Code, Is.EqualTo("row-too-long"));
        Assert.That(refused.Reason.Message.En, Does.StartWith("Row 2 "));
    }

    [Test]
    public void A_list_of_more_rows_than_the_limit_is_refused()
    {
        using var file = TestLists.OfText(Header + new string('\n', ListLimits.Rows));
        Assert.That(TestLists.Refused(file, Currency.Cny).Reason.Code, Is.EqualTo("too-many-rows"));
    }

    [Test]
    public void The_memory_a_walk_needs_does_not_grow_with_the_list()
    {
        using var file = TestLists.OfText(Header + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"2024-05-01,捐赠人{i},{i + 1},第{i}笔\n")));
        var scan = TestLists.Scanned(file, Currency.Cny);
        long early = 0;
        long late = 0;
        foreach (var row in scan.Rows())
        {
            if (row.Row == 2_000) early = GC.GetTotalMemory(forceFullCollection: true);
            if (row.Row == 99_000) late = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.That(late - early, Is.LessThan(1_000_000), "bytes held by 97,000 more rows");
    }

    [Test]
    public void The_progress_goes_from_nothing_to_the_length_of_the_file()
    {
        using var file = TestLists.OfText(Header + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"2024-05-01,甲,{i + 1},第{i}笔\n")));
        var scan = TestLists.Scanned(file, Currency.Cny);
        var positions = scan.Rows().Select(_ => file.Position).ToList();
        Assert.That(positions, Is.Ordered);
        Assert.That((positions[0] < file.Length, file.Position), Is.EqualTo((true, file.Length)));
    }

    [Test]
    public void The_rows_can_be_walked_again_and_a_new_walk_ends_the_one_before()
    {
        using var file = TestLists.OfText(Header + "2024-05-01,甲,10,\n2024-05-02,乙,20,\n");
        var scan = TestLists.Scanned(file, Currency.Cny);
        Assert.That(scan.Rows(), Is.EqualTo(scan.Rows().ToList()));
        using var first = scan.Rows().GetEnumerator();
        Assert.That(first.MoveNext(), Is.True);
        Assert.That(scan.Rows().Count(), Is.EqualTo(2));
        Assert.That(() => first.MoveNext(), Throws.TypeOf<InvariantBrokenException>());
    }

    [Test]
    public void A_file_that_changed_after_the_scan_is_not_read_as_if_it_had_not()
    {
        var bytes = Encoding.UTF8.GetBytes(Header + "2024-05-01,甲,10,\n");
        using var file = TestLists.OfBytes(bytes);
        var scan = TestLists.Scanned(file, Currency.Cny);
        bytes[^4] = (byte)'2';
        Assert.That(() => scan.Rows().ToList(), Throws.TypeOf<IOException>());
    }

    [Test]
    public void The_hash_is_of_the_whole_content()
    {
        using var file = TestLists.OfText("abc,def");
        Assert.That((file.Sha256, file.Length), Is.EqualTo((Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("abc,def"u8)), 7L)));
    }
}
