using System.IO.Compression;
using System.Text;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Lists;
using FundLedger.Payments;

namespace FundLedger.Bench;

/// <summary>Files that are cut, doubled and scribbled over, without end: whatever comes, a reader reads it or refuses it with a sentence. The seed of each file makes it again.</summary>
internal static class Soak
{
    private const int Told = 100_000;

    private static readonly string[] Bits = ["\"", ",", ";", "\t", "\r\n", "\n", "<", ">", "&", "/", "'", "-", ".", "0", "9", "1,000", "（", "）", "万", "元", "合计", "\u0001", "\ud83d", "`", "#", "CRDT", "成功", "2026-02-30", "99999999999999999999"];

    private static readonly (string Name, string Whole, Action<byte[]> Read)[] Readers =
    [
        ("statement", "交易日期,借方发生额,贷方发生额,余额,对方户名,摘要,交易流水号\r\n20260302,,\"1,000.00\",\"6,000.00\",王小明,捐款,A001\r\n20260303,15.00,,\"5,985.00\",,手续费,A002\r\n合计,15.00,1000.00,,,,\r\n", content => ReadList(content, isStatement: true)),
        ("gifts", "捐赠人,金额,日期,附言\n王小明,100.00,2026-03-01,祝好\n某公司,\"20,000.00\",2026-03-02,\n合计,20100.00,,\n", content => ReadList(content, isStatement: false)),
        ("camt", "<?xml version=\"1.0\"?><Document><BkToCstmrStmt><Stmt><Acct><Id><Othr><Id>62220200</Id></Othr></Id></Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Ntry><Amt Ccy=\"CNY\">3.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt><NtryDtls><TxDtls><Amt Ccy=\"CNY\">1.00</Amt></TxDtls><TxDtls><Amt Ccy=\"CNY\">2.00</Amt></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>", ReadCamt),
        ("xlsx", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>捐赠人</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>金额</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>日期</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>王小明</t></is></c><c r=\"B2\"><v>100.00</v></c><c r=\"C2\" s=\"1\"><v>46082</v></c></row><row r=\"3\"><c r=\"B3\"><v>1E+2</v></c></row></sheetData></worksheet>", content => ReadList(Workbook(content), isStatement: content.Length % 2 == 0)),
        ("results", "参考号,结果,日期,原因\r\nFL1-001,成功,2026-03-02,\r\nFL1-002,失败,2026/03/02,户名不符\r\n", content => PaymentResultsFile.Read(content, new DateOnly(2026, 3, 15))),
    ];

    /// <returns>False when a reader threw.</returns>
    internal static bool Run(BenchOptions options, ResultTable results, CancellationToken stop)
    {
        for (var i = options.From; i < options.Rows && !stop.IsCancellationRequested; i++)
        {
            var (name, whole, read) = Readers[i % Readers.Length];
            var text = Scribbled(whole, new Random(i));
            try
            {
                read(Encoding.UTF8.GetBytes(text));
            }
            catch (Exception thrown)
            {
                results.Note($"{name}, input {i}: {thrown}\n{text}");
                return false;
            }

            if (i % Told == Told - 1) results.Note($"{i + 1:N0} of {options.Rows:N0} inputs read or refused");
        }

        return true;
    }

    private static string Scribbled(string whole, Random random)
    {
        var text = new StringBuilder(whole);
        for (var changes = random.Next(1, 8); changes > 0 && text.Length > 0; changes--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 60), text.Length - at);
            switch (random.Next(3))
            {
                case 0: text.Remove(at, length); break;
                case 1: text.Insert(at, text.ToString(at, length)); break;
                default: text.Insert(at, Bits[random.Next(Bits.Length)]); break;
            }
        }

        return text.ToString();
    }

    private static void ReadList(byte[] content, bool isStatement)
    {
        using var stream = new MemoryStream(content);
        if (ListFile.Open(stream, "soak.csv") is not ListOpening.Opened { File: var list }) return;
        using (list)
            if (list.Scan(new ListSettings(Currency.Cny, ListProfile.Guess, new DateOnly(2026, 3, 1), isStatement)) is ListScanning.Scanned { Scan: var scan }) scan.Rows().Count();
    }

    /// <summary>A workbook around a sheet; every fourth has its packing scribbled over too.</summary>
    private static byte[] Workbook(byte[] sheet)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""u8);
            Put("_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""u8);
            Put("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""u8);
            Put("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""u8);
            Put("xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"""u8);
            Put("xl/worksheets/sheet1.xml", sheet);
            void Put(string name, ReadOnlySpan<byte> content)
            {
                using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(content);
            }
        }

        var whole = packed.ToArray();
        if (sheet.Length % 4 != 0) return whole;
        var random = new Random(sheet.Length);
        for (var changes = random.Next(1, 6); changes > 0; changes--) whole[random.Next(4, whole.Length)] = (byte)random.Next(256);
        return whole;
    }

    private static void ReadCamt(byte[] content)
    {
        using var stream = new MemoryStream(content);
        CamtFile.IsOne(stream);
        if (CamtFile.Open(stream, "soak.xml", Currency.Cny, "").IsDone(out var file, out _)) file.Lines().Count();
    }
}
