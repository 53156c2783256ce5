using FundLedger.Reporting;
using FundLedger.Reporting.Registers;
using FundLedger.Reports.Content;
using FundLedger.Reports.Content.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Samples;

/// <summary>The statutory statements of the entity that the lakeside fund belongs to, and a small pack of them.</summary>
internal static class LakesideStatements
{
    private static readonly Bilingual Chart = new("民间非营利组织会计制度（财会〔2004〕7号）", "Accounting system for non-profits (Caikuai [2004] No. 7)");

    private static readonly DateSpan[] Spans =
        [new(new(2026, 6, 1), new(2026, 6, 30)), new(new(2026, 1, 1), new(2026, 6, 30)), new(new(2025, 6, 1), new(2025, 6, 30)), new(new(2025, 1, 1), new(2025, 6, 30))];

    public static IEnumerable<ReportContent> Reports => [BalanceSheetContent.Of(Sheet()), ActivityStatementContent.Of(Activity()), CashFlowContent.Of(Cash()), JournalListingContent.Of(Journal()), EventRegisterContent.OfReversals(Events(new("冲销", "Reversal"), 4)), EventRegisterContent.OfInKind(Events(new("实物捐赠", "Gift in kind"), null)), DisclosureRegisterContent.Of(Disclosures())];

    /// <summary>Two entries of a kind.</summary>
    public static EventRegister Events(Bilingual kind, long? reverses, decimal credit = 80) => new(LakesideFund.Head,
    [
        new ListedEvent(new(2026, 2, 3), 9, kind, "JZ-2026-00004 王*", reverses, "CF-001", M(20), M(20)), new ListedEvent(new(2026, 3, 8), 12, kind, "FP-77", reverses + 1, "CF-001, CF-002", M(80), M(credit)),
    ]);

    /// <summary>Published in time and corrected; published late; late; found not to apply.</summary>
    public static DisclosureRegister Disclosures()
    {
        Bilingual annual = new("年度工作报告和财务会计报告", "Annual report and financial statements"), progress = new("公开募捐情况", "Progress of a public campaign");
        ListedDisclosure Item(Bilingual duty, string subject, string of, DateOnly due, DisclosureEnd end, DateOnly? first = null, int versions = 0) =>
            new($"{subject}", duty, new($"{duty.Zh} {subject}", $"{duty.En} {subject}"), of, due, end, first, first > due, versions);
        return new DisclosureRegister(LakesideFund.Head,
        [
            Item(progress, "LINLI", "CF-001", new(2026, 3, 10), DisclosureEnd.Published, new(2026, 3, 8), 2), Item(annual, "2025", "F1", new(2026, 5, 31), DisclosureEnd.Published, new(2026, 6, 2), 1),
            Item(progress, "LINLI", "CF-001", new(2026, 6, 10), DisclosureEnd.Late), Item(progress, "HUPAN", "CF-001", new(2026, 6, 20), DisclosureEnd.DoesNotApply),
        ]);
    }

    public static ReportPack Pack(JournalListing? journal = null) => new(
        "smallPack", new("2026 年上半年资料", "Papers of the first half of 2026"), LakesideFund.Head,
        [new("from", new("起始日", "From"), Cell.Of(LakesideFund.Head.Span.First), FactPlace.Title), new("to", new("截止日", "To"), Cell.Of(LakesideFund.Head.Span.Last), FactPlace.Title)],
        [new("样本。", "A sample.")],
        [
            Part(BalanceSheetContent.Of(Sheet())), Part(ActivityStatementContent.Of(Activity())), Part(CashFlowContent.Of(Cash())), Part(FundTreeContent.Of(LakesideFund.FundTree())), Part(TaperReportContent.Of(LakesideFund.Taper())),
            Part(JournalListingContent.Of(journal ?? Journal())), Part(ProofPageContent.Of(Proof())),
        ]);

    /// <summary>A journal of so many gifts, two lines each, made as it is walked.</summary>
    public static JournalListing Journal(int gifts = 3)
    {
        var total = Enumerable.Range(1, gifts).Aggregate(M(0), (sum, i) => sum + M(i % 900 + 1));
        return new JournalListing(LakesideFund.Head, 2L * gifts, total, total, Enumerable.Range(1, gifts).SelectMany(i => new[]
        {
            new JournalListingLine(new(2026, 1, 1 + i % 28), 1_000 + i, true, new("捐赠", "Donation"), $"JZ-2026-{i:D5} 王*", "1002", new("银行存款", "Bank deposits"), "CF-001", "donation", M(i % 900 + 1), M(0)),
            new JournalListingLine(new(2026, 1, 1 + i % 28), 1_000 + i, false, new("捐赠", "Donation"), $"JZ-2026-{i:D5} 王*", "4101", new("捐赠收入", "Donation income"), "CF-001", "donation", M(0), M(i % 900 + 1)),
        }));
    }

    public static BalanceSheet Sheet() => new(
        Whole, Chart, "F1", new(2025, 12, 31),
        [
            Line("cash", 1_204_500.25m, 1_461_380.90m, "1001", "1002", "1009"), Line("receivables", 0, 2_500, "1122.03"), Line("inventory", 8_000, 3_200, "1201"),
            Line("fixedAssets", 46_000, 46_000, "1501"), Line("depreciation", -9_200, -13_800, "1502"), Line("payables", 4_310, 0, "2202.01"), Line("grantsPayable", 30_000, 15_000, "2202.02"),
        ],
        (new ByClass(M(212_440.15m), M(1_002_550.10m)), new ByClass(M(230_902.40m), M(1_253_378.50m))), new ByClass(M(18_462.25m), M(250_828.40m)), (M(0), M(0)));

    public static ActivityStatement Activity() => new(
        Whole, Chart, false,
        [
            Period(0, 231_902.40m, 1_301_378.50m, 230_902.40m, 1_253_378.50m), Period(1, 212_440.15m, 1_002_550.10m, 230_902.40m, 1_253_378.50m), Period(2, 180_000, 900_000, 179_500, 900_500), Period(3, 150_000, 700_000, 179_500, 900_500),
        ],
        [
            Activity("donations", (0, 1_000), (20_000, 83_728.40m), (0, 1_000), (30_000, 100_000)), Activity("governmentGrants", (0, 0), (0, 300_000), (0, 0), (0, 200_500)),
            Activity("otherIncome", (0, 0), (462.25m, 0), (0, 0), (1_500, 0)), Activity("grants", (49_000, 0), (130_000, 0), (500, 0), (100_000, 0)), Activity("administration", (1_000, 0), (4_900, 0), (500, 0), (2_000, 0)),
            Activity("released", (49_000, -49_000), (132_900, -132_900), (500, -500), (100_000, -100_000)),
        ]);

    public static CashFlowStatement Cash() => new(
        Whole, Chart,
        [Cash(0, 1_510_380.90m, 1_461_380.90m), Cash(1, 1_204_500.25m, 1_461_380.90m), Cash(2, 900_000, 899_500), Cash(3, 700_000, 899_500)],
        [
            Flow("donations", 1_000, 103_728.40m, 1_000, 130_000), Flow("governmentGrants", 0, 300_000, 0, 200_500), Flow("otherReceived", 0, 462.25m, 0, 1_500), Flow("grants", -49_000, -145_000, -500, -100_000),
            Flow("costs", -1_000, -2_310, -1_000, -2_000), Flow("investmentIncome", 0, 0, 0, 0.01m), Flow("fundraising", 0, 0, 0, -30_500.01m),
        ]);

    private static ProofPage Proof() => new(
        LakesideFund.Head, 1_226, new ProofCheckpoint(1_200, Convert.FromHexString("3f9a12cd88e041b7a0c5d2e96b7741f00d3c8be2a94f16557ec0912d4b6af83e"), new DateTimeOffset(2026, 7, 1, 1, 0, 0, TimeSpan.Zero), 1, "fundledger/0123\n1200\nP5oSzYjgQbegxdLpa3dB8A08i+KpTxZVfsCRLUtq+D4=\ntime 1782867600000000\n\n\u2014 fundledger/0123 q83vASNFZ4k=\n"),
        [new ProofKey(1, Convert.FromHexString("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), false, null)]);

    private static ReportHead Whole => LakesideFund.Head with { Fund = null };

    private static PackPart Part(ReportContent content) => new(content.Key, content.Title, content);

    private static Money M(decimal yuan) => new((long)(yuan * 100), Currency.Cny);

    private static BalanceSheetLine Line(string key, decimal beginning, decimal end, params string[] accounts) => new(StatutoryLines.OfBalance.Single(line => line.Key == key), M(beginning), M(end), accounts);

    private static ActivityPeriod Period(int at, decimal unrestricted, decimal restricted, decimal unrestrictedAfter, decimal restrictedAfter) => new(Spans[at], new(M(unrestricted), M(restricted)), new(M(unrestrictedAfter), M(restrictedAfter)));

    private static ActivityLine Activity(string key, params (decimal Unrestricted, decimal Restricted)[] amounts) =>
        new(StatutoryLines.OfActivities.Single(line => line.Key == key), [.. amounts.Select(amount => new ByClass(M(amount.Unrestricted), M(amount.Restricted)))]);

    private static CashPeriod Cash(int at, decimal opening, decimal closing) => new(Spans[at], M(opening), M(closing));

    private static CashFlowLine Flow(string key, params decimal[] amounts) => new(StatutoryLines.OfCash.Single(line => line.Key == key), [.. amounts.Select(M)]);
}
