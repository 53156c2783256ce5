using System.Text;
using FundLedger.Banking.Statements;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Banking;

/// <summary>Statements in ISO 20022's XML, written here from the standard.</summary>
public sealed class ReadingCamt
{
    private const string Head = """<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr>""";
    private const string Tail = "</BkToCstmrStmt></Document>";
    private const string Account = "<Acct><Id><Othr><Id>6222 0200 1234 5678</Id></Othr></Id><Ccy>CNY</Ccy></Acct>";

    [Test]
    public void Booked_entries_become_lines_with_who_paid_and_why()
    {
        var file = Open(Statement(Balance("OPBD", "1000.00") + Balance("CLBD", "1270.00"),
            Entry("300.00", "CRDT", "2026-03-02", details: "<TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>王小明</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>社区基金</Ustrd><Ustrd>捐款</Ustrd></RmtInf></TxDtls>"),
            Entry("30.00", "DBIT", "2026-03-03", more: "<AcctSvcrRef>B-77</AcctSvcrRef><AddtlNtryInf>手续费</AddtlNtryInf>", details: "<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties><Cdtr><Nm>某银行</Nm></Cdtr></RltdPties></TxDtls>"))).Expect();
        Assert.That(file.Lines().Select(line => (line.Row, line.Day, line.Amount, line.Balance, line.Counterparty, line.Text, line.Reference)), Is.EqualTo(new[]
        {
            (1L, March(2), Cny(300), (Money?)Cny(1_300), "王小明", "社区基金 捐款", "E2E-1"),
            (2L, March(3), Cny(-30), (Money?)Cny(1_270), "某银行", "手续费", "B-77"),
        }));
        var check = StatementCheck.Of(file.Lines());
        Assert.That((check.OpeningMinor, check.ClosingMinor, check.FaultCount, file.FailedCount), Is.EqualTo((100_000L, 127_000L, 0L, 0L)));
    }

    [Test]
    public void What_is_missing_between_the_balances_is_noticed()
    {
        var file = Open(Statement(Balance("OPBD", "1000.00") + Balance("CLBD", "1400.00"), Entry("300.00", "CRDT", "2026-03-02"), Entry("50.00", "CRDT", "2026-03-03"))).Expect();
        var check = StatementCheck.Of(file.Lines());
        Assert.That((check.FaultCount, check.Faults[0].Missing), Is.EqualTo((1L, 5_000L)));
    }

    [Test]
    public void An_entry_of_several_payments_is_a_line_for_each_where_they_add_up()
    {
        static string Part(string amount, string name) => $"<TxDtls><Amt Ccy=\"CNY\">{amount}</Amt><RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties></TxDtls>";
        var split = Open(Statement("", Entry("90.00", "CRDT", "2026-03-02", details: Part("40.00", "甲") + Part("50.00", "乙")), Entry("7.00", "CRDT", "2026-03-03"))).Expect();
        Assert.That(split.Lines().Select(line => (line.Row, line.Amount, line.Counterparty)), Is.EqualTo(new[] { (1L, Cny(40), "甲"), (2L, Cny(50), "乙"), (3L, Cny(7), "") }));
        var whole = Open(Statement("", Entry("90.00", "CRDT", "2026-03-02", details: Part("40.00", "甲") + Part("49.99", "乙")))).Expect();
        Assert.That(whole.Lines().Select(line => (line.Amount, line.Counterparty)), Is.EqualTo(new[] { (Cny(90), "") }), "they do not add up");
        var older = Open(Statement("", Entry("90.00", "DBIT", "2026-03-02", details:
            "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"CNY\">100.00</Amt></TxAmt></AmtDtls></TxDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy=\"CNY\">10.00</Amt></TxAmt></AmtDtls><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>"))).Expect();
        Assert.That(older.Lines().Select(line => line.Amount), Is.EqualTo(new[] { Cny(-100), Cny(10) }), "one of them the other way");
    }

    [Test]
    public void Pending_entries_and_nothing_are_no_lines_and_what_cannot_be_read_is_named()
    {
        var file = Open(Statement("", Entry("1.00", "CRDT", "2026-03-02", status: "<Sts><Cd>PDNG</Cd></Sts>"), Entry("2.00", "CRDT", "2026-03-02", status: "<Sts>BOOK</Sts>"), Entry("0.00", "CRDT", "2026-03-02"),
            Entry("3.00", "CRDT", "2026-03-02", currency: "USD"), Entry("4.001", "CRDT", "2026-03-02"), Entry("5.00", "", "2026-03-02"), Entry("6.00", "CRDT", "March"))).Expect();
        Assert.That(file.Lines().Select(line => line.Amount), Is.EqualTo(new[] { Cny(2) }));
        Assert.That(file.FailedCount, Is.EqualTo(4));
        Assert.That(file.Failed.Select(row => (row.Row, row.Column)), Is.EqualTo(new[] { (4, "Amt"), (5, "Amt"), (6, "Amt"), (7, "BookgDt") }));
        Assert.That(file.Lines().Count(), Is.EqualTo(1), "each walk anew");
        Assert.That(file.FailedCount, Is.EqualTo(4), "and told once");
    }

    [Test]
    public void Statements_of_days_follow_each_other_in_one_file()
    {
        var file = Open(Statement(Balance("OPBD", "0.00") + Balance("CLBD", "10.00"), Entry("10.00", "CRDT", "2026-03-02")) + Statement(Balance("PRCD", "10.00") + Balance("CLBD", "15.00"), Entry("5.00", "CRDT", "2026-03-03"))).Expect();
        Assert.That(file.Lines().Select(line => line.Balance), Is.EqualTo(new Money?[] { Cny(10), Cny(15) }));
        Assert.That(StatementCheck.Of(file.Lines()).FaultCount, Is.Zero);
    }

    [Test]
    public void Another_accounts_file_is_refused_and_so_is_one_of_several()
    {
        Assert.That(Refused.TextOf(Open(Statement("", Entry("1.00", "CRDT", "2026-03-02")), tail: "9999")), Does.Contain("ends in …5678; the one chosen ends in 9999"));
        Open(Statement("", Entry("1.00", "CRDT", "2026-03-02")), tail: "5678").Expect();
        Assert.That(Refused.CodeOf(Open(Statement("", Entry("1.00", "CRDT", "2026-03-02")) + Statement("", Entry("1.00", "CRDT", "2026-03-02")).Replace("5678", "8765", StringComparison.Ordinal))), Is.EqualTo("camt-accounts"));
    }

    [Test]
    public void A_broken_file_says_near_which_line_and_nothing_outside_it_is_read()
    {
        Assert.That(Refused.TextOf(OpenText(Head + "\n<Stmt>" + Account + "\n<Ntry><Amt")), Does.Contain("Near line 3"));
        var outside = """<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/hostname">]><Document><BkToCstmrStmt><Stmt><Ntry><AddtlNtryInf>&x;</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>""";
        Assert.That(Refused.CodeOf(OpenText(outside)), Is.EqualTo("camt-broken"));
    }

    [TestCase("参考号,金额", false)]
    [TestCase("<html><body>BkToCstmr</body></html>", false)]
    [TestCase("\ufeff <Document><BkToCstmrStmt/></Document>", true)]
    public void It_is_known_by_how_it_begins(string text, bool isOne)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.That(CamtFile.IsOne(content), Is.EqualTo(isOne));
    }

    [Test]
    public void Whatever_is_cut_or_changed_in_a_file_it_is_read_or_refused()
    {
        var whole = Head + Statement(Balance("OPBD", "1000.00") + Balance("CLBD", "1270.00"),
            Entry("300.00", "CRDT", "2026-03-02", details: "<TxDtls><Amt Ccy=\"CNY\">100.00</Amt></TxDtls><TxDtls><Amt Ccy=\"CNY\">200.00</Amt></TxDtls>"), Entry("30.00", "DBIT", "2026-03-03")) + Tail;
        const string Bits = "<>&/\"'CRDT0.9-e\u0001\ud83d";
        var random = new Random(53);
        for (var i = 0; i < 3_000; i++)
        {
            var text = new StringBuilder(whole);
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0) text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at));
                else text.Insert(at, Bits[random.Next(Bits.Length)]);
            }

            if (OpenText(text.ToString()).IsDone(out var file, out var refusal)) Assert.That(StatementCheck.Of(file.Lines()).Lines, Is.GreaterThanOrEqualTo(0));
            else Assert.That(refusal.Message.Zh, Is.Not.Empty);
        }
    }

    private static string Statement(string balances, params string[] entries) => $"<Stmt><Id>S</Id>{Account}{balances}{string.Concat(entries)}</Stmt>";

    private static string Balance(string kind, string amount) => $"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-01</Dt></Dt></Bal>";

    private static string Entry(string amount, string direction, string day, string more = "", string details = "", string status = "<Sts><Cd>BOOK</Cd></Sts>", string currency = "CNY") =>
        $"<Ntry><Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{status}<BookgDt><Dt>{day}</Dt></BookgDt>{more}{(details.Length > 0 ? $"<NtryDtls>{details}</NtryDtls>" : "")}</Ntry>";

    private static Outcome<StatementFile> Open(string statements, string tail = "") => OpenText(Head + statements + Tail, tail);

    private static Outcome<StatementFile> OpenText(string text, string tail = "") => CamtFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "bank.xml", Currency.Cny, tail);
}
