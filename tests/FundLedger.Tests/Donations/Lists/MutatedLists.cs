using System.Text;
using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

/// <summary>Damaged files end in refusals and failed rows, never in an exception.</summary>
public sealed class MutatedLists
{
    private const int Mutations = 300;

    private static readonly string Csv = "\ufeff名单\n日期,捐赠人,金额,余额,备注\n"
        + string.Concat(Enumerable.Range(1, 30).Select(i => $"2024-05-{i:00},张　三{i},\"{i},000.50\",{i},\"第一\n\"\"二\"\"\"\n")) + "合计30笔,,\"465,015.00\",,\n";

    private static readonly byte[] Xlsx = XlsxFile.OfParts(
        [("明细", XlsxFile.Sheet([["名单"], ["日期", "捐赠人", "金额"], .. Enumerable.Range(1, 30).Select(Gift), ["合计", null, 468m]]), "")],
        "<sst><si><t>甲</t></si></sst>", "<workbookPr date1904=\"0\"/>");

    [Test]
    public void A_damaged_text_is_read_or_refused() => Try(Encoding.UTF8.GetBytes(Csv), seed: 11);

    [Test]
    public void A_damaged_statement_is_read_or_refused()
    {
        var statement = "交易日期,借方发生额,贷方发生额,余额,对方户名,摘要,交易流水号\r\n" + string.Concat(Enumerable.Range(1, 25).Select(i =>
            $"202603{i:00},{(i % 5 == 0 ? "15.00" : "")},{(i % 5 == 0 ? "" : $"\"1,{i:000}.00\"")},{6_000 + i}.00,王小明{i},捐款,A{i:000}\r\n")) + "合计,15.00,1000.00,,,,\r\n";
        Try(Encoding.UTF8.GetBytes(statement), seed: 16, isStatement: true);
        Try(Xlsx, seed: 17, isStatement: true);
    }

    [Test]
    public void A_damaged_text_in_a_national_encoding_is_read_or_refused()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Try(Encoding.GetEncoding("gb18030").GetBytes(Csv[1..]), seed: 12);
    }

    [Test]
    public void A_damaged_spreadsheet_is_read_or_refused() => Try(Xlsx, seed: 13);

    [Test]
    public void A_spreadsheet_whose_parts_are_damaged_is_read_or_refused()
    {
        var sheet = XlsxFile.Sheet(["日期", "捐赠人", "金额"], [new DateOnly(2024, 5, 1), "甲", 1.5], ["2024-05-02", "乙", "2.5"], ["合计", null, 4m]);
        var random = new Random(14);
        for (var i = 0; i < Mutations; i++)
        {
            var damaged = Encoding.UTF8.GetString(Mutate(Encoding.UTF8.GetBytes(sheet), random));
            Read(XlsxFile.Of(damaged), $"mutation {i}");
        }
    }

    [Test]
    public void Rows_of_any_fields_are_read_or_fail()
    {
        string[] pieces =
        [
            "合计", "共", "总", "2", "1,000", "1.5万", "99999999999999999999", "-", "(", "元", "2024-13-45", "\"", "\"\"", ",", "，", "\n", "\r", "\ud800",
            "￥", "Total", "期初余额", "年", "\0", "1e9", "　", "%",
        ];
        var random = new Random(15);
        for (var i = 0; i < Mutations; i++)
        {
            var text = new StringBuilder("日期,捐赠人,金额,备注\n");
            for (var n = random.Next(60); n > 0; n--) text.Append(pieces[random.Next(pieces.Length)]).Append(random.Next(3) == 0 ? "," : "");
            Read(Encoding.UTF8.GetBytes(text.ToString()), $"mutation {i}: {text}");
        }
    }

    private static object?[] Gift(int day) => [new DateOnly(2024, 5, day), "甲" + day, day + 0.1];

    private static void Try(byte[] whole, int seed, bool isStatement = false)
    {
        var random = new Random(seed);
        for (var i = 0; i < Mutations; i++) Read(Mutate(whole, random), $"mutation {i}", isStatement);
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Count)];
        for (var n = random.Next(1, 8); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            if (random.Next(3) == 0) bytes.Insert(at, (byte)"\",;\n\r<>&'\t0"[random.Next(11)]);
            else if (random.Next(3) == 0) bytes.RemoveAt(at);
            else bytes[at] = (byte)random.Next(256);
        }

        return [.. bytes];
    }

    /// <summary>Whatever the bytes are, both passes agree and every sentence is there in both languages.</summary>
    private static void Read(byte[] bytes, string mutation, bool isStatement = false)
    {
        try
        {
            if (ListFile.Open(new MemoryStream(bytes), "damaged") is not ListOpening.Opened { File: var file }) return;
            using (file)
            {
                var scanning = file.Scan(new ListSettings(Currency.Cny, ListProfile.Guess, TestLists.On, isStatement));
                if (scanning is not ListScanning.Scanned { Scan: var scan }) return;
                var rows = scan.Rows().ToList();
                Assert.That(rows.Sum(row => row switch { ListRow.Gift gift => gift.Amount.MinorUnits, ListRow.Movement moved => moved.Amount.MinorUnits, _ => 0 }), Is.EqualTo(scan.Sum.MinorUnits));
                Assert.That(rows.OfType<ListRow.Failed>().All(row => row.Reason.Message.Zh.Length > 0 && row.Reason.Message.En.Length > 0));
            }
        }
        catch (Exception thrown) when (thrown is not AssertionException)
        {
            Assert.Fail($"{mutation}: {thrown}");
        }
    }
}
