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
        ("results", "参考号,结果,日期,原因\r\nFL1-001,成功,2026-03-02,\r\nFL1-002,失败,2026/03/02,户名不符\r\n", content => PaymentResultsFile.Read(content, new DateOnly(2026, 3, 15))),
    ];

    /// <returns>False when a reader threw.</returns>
    internal static bool Run(BenchOptions options, ResultTable results, CancellationToken stop)
    {
        for (var i = 0; i < options.Rows && !stop.IsCancellationRequested; i++)
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

    private static void ReadCamt(byte[] content)
    {
        using var stream = new MemoryStream(content);
        CamtFile.IsOne(stream);
        if (CamtFile.Open(stream, "soak.xml", Currency.Cny, "").IsDone(out var file, out _)) file.Lines().Count();
    }
}
