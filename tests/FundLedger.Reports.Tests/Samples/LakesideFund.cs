using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Reports.Content.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Samples;

/// <summary>Half a year of a small community fund: seed money, matching, gifts, grants in tranches. Names are masked, as exports have them.</summary>
internal static class LakesideFund
{
    private const string Seed = "区级种子资金";
    private const string Matching = "配比资金";
    private const string Gifts = "居民捐赠";
    private const string Space = "空间收益";

    private static readonly Currency Cny = Currency.Cny;

    private static readonly Bilingual Received = new("收到种子资金", "Seed money received");
    private static readonly Bilingual Gift = new("捐赠", "Donation");
    private static readonly Bilingual Match = new("配比", "Match");
    private static readonly Bilingual Tranche = new("拨付资助款", "Tranche paid");
    private static readonly Bilingual Fee = new("银行手续费", "Bank fee");
    private static readonly Bilingual Refund = new("捐赠退回", "Gift refunded");
    private static readonly Bilingual Feedback = new("收益反哺", "Space revenue");

    private static readonly Bilingual GrantIncome = new("政府补助收入", "Government grant income");
    private static readonly Bilingual GiftIncome = new("捐赠收入", "Donation income");
    private static readonly Bilingual TransferIn = new("内部转入", "Transfer in");
    private static readonly Bilingual Payable = new("应付资助款", "Grants payable");
    private static readonly Bilingual Administration = new("管理费用", "Administration cost");
    private static readonly Bilingual OtherIncome = new("其他收入", "Other income");

    private static readonly (string Day, long Entry, Bilingual Kind, string Description, string Source, Bilingual Against, long Minor)[] Movements =
    [
        ("2026-01-08", 1003, Received, "区拨〔2026〕3号", Seed, GrantIncome, 20_000_000),
        ("2026-01-15", 1011, Gift, "JZ-2026-0001 王*", Gifts, GiftIncome, 50_000),
        ("2026-01-15", 1012, Match, "JZ-2026-0001 1:1", Matching, TransferIn, 50_000),
        ("2026-02-03", 1040, Gift, "JZ-2026-0002 李**", Gifts, GiftIncome, 120_000),
        ("2026-02-03", 1041, Match, "JZ-2026-0002 1:1", Matching, TransferIn, 120_000),
        ("2026-02-11", 1052, Gift, "JZ-2026-0003 湖畔里便民服务有限公司", Gifts, GiftIncome, 3_000_000),
        ("2026-02-28", 1066, Fee, "", Gifts, Administration, -1_250),
        ("2026-03-02", 1071, Tranche, "ZZ-2026-004 首期 邻里互助食堂", Seed, Payable, -6_000_000),
        ("2026-03-20", 1098, Tranche, "ZZ-2026-007 首期 银龄陪伴计划", Seed, Payable, -4_500_000),
        ("2026-04-01", 1110, Feedback, "东湖里客厅 一季度", Space, OtherIncome, 864_035),
        ("2026-04-16", 1127, Refund, "JZ-2026-0002 李** 退回", Gifts, GiftIncome, -120_000),
        ("2026-05-09", 1163, Gift, "JZ-2026-0011 陈*堃", Gifts, GiftIncome, 88_888),
        ("2026-06-12", 1201, Tranche, "ZZ-2026-004 中期 邻里互助食堂", Seed, Payable, -6_000_000),
        ("2026-06-30", 1224, Fee, "", Gifts, Administration, -1_250),
    ];

    private static readonly long[] Opening = [1_250_000, 480_000, 315_642, 0];
    private static readonly long[] Owed = [1_500_000, 0, 0, 0];
    private static readonly long[] Committed = [3_000_000, 200_000, 500_000, 0];
    private static readonly long[] Receivable = [0, 0, 0, 250_000];
    private static readonly long[] Promised = [0, 0, 1_000_000, 0];
    private static readonly string[] Names = [Seed, Matching, Gifts, Space];
    private static readonly string[] Codes = ["S01", "S02", "S03", "S04"];

    private static readonly Bilingual[] Kinds =
        [new("种子资金", "Seed money"), new("配比资金", "Matching"), new("捐赠", "Donation"), new("收益反哺", "Space revenue")];

    public static ReportHead Head => new(
        "东湖街道社区发展基金会", new FundName("CF-001", "东湖社区基金"), Cny, new DateSpan(new(2026, 1, 1), new(2026, 6, 30)),
        new DateTimeOffset(2026, 7, 1, 1, 30, 0, TimeSpan.Zero).AddMicroseconds(250), 1226,
        Convert.FromHexString("3f9a12cd88e041b7a0c5d2e96b7741f00d3c8be2a94f16557ec0912d4b6af83e"),
        new ReportCheckpoint(1_226, Convert.FromHexString("b86e0c5f4a1d93e27705c8ab62f1de94380d7be15c6fa92043e8b1d07f36ca5b"), new DateTimeOffset(2026, 7, 1, 1, 30, 41, TimeSpan.Zero), HoldsLastEntry: true));

    /// <summary>Where its site is, for the reports that are drawn with a QR code.</summary>
    public static readonly Uri Site = new("https://ledger.example.cn/");

    /// <summary>One report of each kind.</summary>
    public static IEnumerable<ReportContent> Reports => [FundStatementReport.Of(Statement()) with { Site = Site }, TrialBalanceReport.Of(TrialBalance()), FundBalancesReport.Of(FundBalances()), FundTreeContent.Of(FundTree()), MatchStatementReport.Of(Matches()), ReceiptContent.Of(Receipt()) with { Site = Site }, ReceiptRegisterContent.Of(Register()), DonorYearContent.Of(DonorYear()), BankReconciliationContent.Of(BankReconciliation()), AgreementContent.Of(Agreement()), GrantFileContent.Of(GrantFile()), TrancheVoucherContent.Of(TrancheVoucher(), NameOf) with { Site = Site }, TaperReportContent.Of(Taper()), AuditSampleContent.Of(AuditSample()), AuditQueriesContent.Of(AuditQueries()), .. LakesideBooks.Reports];

    /// <summary>Two years of quarters, ended early: one paid, one held, the curve amended in between.</summary>
    public static TaperReport Taper()
    {
        Money M(decimal yuan) => new((long)(yuan * 100), Cny);
        BasisPoints P(int percent) => new(percent * 100);
        var none = Bilingual.Same("");
        TaperPeriodFigures Period(int no, int share, decimal support, Money? cost = null, Money? revenue = null, Money? supported = null, Money? lapsed = null, Money? paid = null, Bilingual? state = null, Bilingual? why = null, long? entry = null) => new(
            no, (no + 3) / 4, new DateOnly(2025, 7, 1).AddMonths(no * 3 - 3), new DateOnly(2025, 7, 1).AddMonths(no * 3).AddDays(-1), M(25_000), P(share), M(support), cost, revenue, supported is null ? null : P(share), cost is null ? null : P(30 + no), no > 4 ? P(50) : null, no == 5,
            supported, lapsed, paid ?? M(0), state ?? new("计划中", "Planned"), why ?? none, entry);
        var plan = new TaperPlanFigures(
            "taper-2025-1", "湖畔会客厅三年计划", "HU", "湖畔会客厅", "湖畔社区服务中心", new("执行中", "Running"), new(2025, 6, 20), null, new DateSpan(new(2025, 7, 1), new(2027, 6, 30)), new("按实际成本，不超过计划", "of actual cost, never more than planned"),
            M(145_000), M(100_000), M(94_000), M(69_000), M(6_000), M(0),
            [
                Period(1, 100, 25_000, M(23_000), M(7_130), M(23_000), M(2_000), M(23_000), new("已支付", "Paid"), entry: 1_101), Period(2, 100, 25_000, M(25_400), M(8_128), M(25_000), M(0), M(25_000), new("已支付", "Paid"), entry: 1_131),
                Period(3, 100, 25_000, M(21_000), M(6_930), M(21_000), M(4_000), M(21_000), new("已支付", "Paid"), entry: 1_161), Period(4, 100, 25_000, M(25_000), M(8_500), M(25_000), M(0), state: new("待支付", "Payable"), entry: 1_190),
                Period(5, 60, 15_000, state: new("暂缓", "Held"), why: new("本期运营结果尚未提交或尚未通过", "the operating result of the period is not there, or not accepted")), Period(6, 60, 15_000), Period(7, 30, 7_500), Period(8, 30, 7_500),
            ],
            [
                new(1, 1, new(2025, 6, 20), "", M(160_000), [P(100), P(100), P(100), P(100), P(60), P(60), P(60), P(60)]),
                new(2, 7, new(2026, 5, 8), "收入好于预期，第七期起再降", M(145_000), [P(100), P(100), P(100), P(100), P(60), P(60), P(30), P(30)]),
            ],
            [
                new(new(2025, 6, 25), null, TaperMoveKind.Promised, "seed-3", M(60_000), 1_090), new(new(2025, 6, 25), null, TaperMoveKind.Promised, "donation", M(40_000), 1_090), new(new(2025, 10, 12), 1, TaperMoveKind.Payable, "seed-3", M(23_000), 1_101),
                new(new(2025, 10, 12), 1, TaperMoveKind.Lapsed, "seed-3", M(2_000), 1_101), new(new(2025, 10, 15), 1, TaperMoveKind.Paid, "seed-3", M(23_000), 1_104), new(new(2026, 1, 12), 2, TaperMoveKind.Payable, "seed-3", M(25_000), 1_131),
                new(new(2026, 1, 15), 2, TaperMoveKind.Paid, "seed-3", M(25_000), 1_133), new(new(2026, 4, 12), 3, TaperMoveKind.Payable, "seed-3", M(10_000), 1_161), new(new(2026, 4, 12), 3, TaperMoveKind.Payable, "donation", M(11_000), 1_161),
                new(new(2026, 4, 12), 3, TaperMoveKind.Lapsed, "donation", M(4_000), 1_161), new(new(2026, 4, 15), 3, TaperMoveKind.Paid, "seed-3", M(10_000), 1_163), new(new(2026, 4, 15), 3, TaperMoveKind.Paid, "donation", M(11_000), 1_163),
                new(new(2026, 6, 28), 4, TaperMoveKind.Payable, "donation", M(25_000), 1_190),
            ],
            [
                new("donation", Bilingual.Same("居民捐赠"), M(85_000), M(40_000), M(36_000), M(11_000), M(4_000), M(0)), new("seed-3", Bilingual.Same("区级种子资金"), M(60_000), M(60_000), M(58_000), M(58_000), M(2_000), M(0)),
            ],
            [
                new(1, M(100_000), new(2025, 6, 25), M(100_000), "", null, "", new("按计划继续", "Continued as planned"), "", M(94_000), 1_090),
                new(2, M(45_000), null, null, "", null, "", new("未批准", "Not approved"), "", M(0), null),
            ],
            [new(5, new(2026, 6, 30), 2, M(45_000), M(32_400), null, new("待处理", "Open"), null, "")]);
        BlueprintYearFigures Year(int year, int version, string aim, decimal hardware, decimal operation, decimal actual, int target, BasisPoints? reached = null) => new(year, version, aim, M(hardware), M(12_000), M(operation), M(actual), P(target), reached);
        return new TaperReport(Head, [plan],
        [
            new("HU", "湖畔会客厅",
            [
                Year(2025, 1, "装修完成，居民议事会成立", 90_000, 50_000, 148_600, 25, new BasisPoints(3_150)), Year(2026, 2, "三项收费服务站稳", 8_000, 96_000, 69_000, 30, new BasisPoints(3_350)), Year(2027, 2, "公共份额降到三分之一", 6_000, 45_000, 0, 50),
                Year(2028, 2, "自负盈亏", 5_000, 20_000, 0, 80), Year(2029, 2, "反哺社区基金", 5_000, 5_000, 0, 100), Year(2030, 2, "带动两个卫星空间", 5_000, 5_000, 0, 100),
            ]),
        ]);
    }

    public static MatchStatement Matches()
    {
        Money M(decimal yuan) => new((long)(yuan * 100), Cny);
        MatchLine[] lines =
        [
            new(new(2026, 1, 15), 1011, "SPRING-2026", 1, M(500), Bilingual.Same("0.00–200.00 × 1:1 = 200.00; 200.00–500.00 × 1:2 = 150.00"), M(350), Bilingual.Same(""), M(350), 1012, M(0), M(0), M(0)),
            new(new(2026, 2, 3), 1040, "SPRING-2026", 1, M(1_200), Bilingual.Same("0.00–200.00 × 1:1 = 200.00; 200.00–1,200.00 × 1:2 = 500.00"), M(700), new("单笔上限：尚余 500.00", "Cap per gift: 500.00 left"), M(500), 1041, M(300), M(200), M(0)),
            new(new(2026, 2, 11), 1052, "SPRING-2026", 2, M(30_000), Bilingual.Same(""), M(0), new("捐赠人为关联方", "The donor is a related party"), M(0), null, M(0), M(0), M(0)),
            new(new(2026, 5, 9), 1163, "MAY-2026", 1, M(888.88m), Bilingual.Same(""), M(1_333.32m), new("社会资金证明不足（只可再转入 900.00）", "Too little social money is proved (room for 900.00)"), M(0), null, M(0), M(0), M(0)),
        ];
        return new MatchStatement(Head, lines.Length, M(32_588.88m), M(850), M(300), M(200), M(0),
            [
                new("MAY-2026", "六配四", 1, new(2026, 5, 1), Bilingual.Same("6:4")),
                new("SPRING-2026", "春季配比", 1, new(2026, 1, 1), new("按单笔 1:1（至 200.00），1:2，单笔上限 500.00", "by gift 1:1 up to 200.00, 1:2, at most a gift 500.00")),
                new("SPRING-2026", "春季配比", 2, new(2026, 2, 10), new("1:1，起配 10.00", "1:1, from 10.00")),
            ], lines);
    }

    public static FundTreeReport FundTree()
    {
        Money M(long yuan) => new(yuan * 100, Cny);
        TreeFigures Figures(long opening, long income, long spending, long outside, long inside, long other, long committed) =>
            new(M(opening), M(income), M(spending), M(outside), M(inside), M(other), M(opening + income - spending + outside + inside + other), M(opening + income - spending + outside + inside + other), M(0), M(committed),
                M(opening + income - spending + outside + inside + other - committed));
        return new FundTreeReport(Head,
            [
                new("QC", "青川区社会治理基金", 0, Figures(500_000, 1_000_000, 20_000, 0, -800_000, 0, 300_000)),
                new("CF-001", "东湖社区基金", 1, Figures(12_000, 86_000, 245_000, 15_000, 700_000, 0, 40_000)),
                new("CF-001-1", "东湖花园专项基金", 2, Figures(0, 30_500, 8_800, 0, 100_000, 2_000, 0)),
            ],
            [
                new("donation", new("捐赠", "Donation"), "", false, Figures(12_000, 116_500, 73_800, 15_000, 0, 2_000, 0)),
                new("match-2026", new("配比资金", "Matching"), "一元配一元", true, Figures(0, 0, 0, 0, 90_000, 0, 0)),
                new("seed-1", new("种子资金", "Seed money"), "区民政局 青民发〔2026〕1号", true, Figures(500_000, 1_000_000, 200_000, 0, -90_000, 0, 340_000)),
            ],
            Figures(512_000, 1_116_500, 273_800, 15_000, 0, 2_000, 340_000));
    }

    private static readonly FiscalReceipt Fiscal = new("32060125", "0001847203", "f3a91c", new(2026, 2, 10));

    /// <summary>A gift for two funds, a part of which went back.</summary>
    public static ReceiptDocument Receipt() => new(
        Head with { Fund = new FundName("CF-001+CF-002", "东湖社区基金、西湖社区基金"), Span = new DateSpan(new(2026, 2, 3), new(2026, 2, 3)) },
        new ReceiptNumber(2026, 2), new(2026, 2, 4), "李**", new("银行", "Bank"),
        [new(new FundName("CF-001", "东湖社区基金"), 1040, Yuan(120_000), Yuan(20_000)), new(new FundName("CF-002", "西湖社区基金"), 1041, Yuan(80_050), Yuan(0))],
        Yuan(200_050), Yuan(20_000), ReceiptState.PartlyRefunded, "", Fiscal);

    /// <summary>The second version of an award's agreement, not signed yet.</summary>
    public static AgreementDocument Agreement() => new(
        Head with { Span = new DateSpan(new(2026, 4, 1), new(2026, 12, 31)) }, "VP-1-001", 2, "第二季度多做四场活动", "湖畔邻里服务中心", "52310115MJ49012340", new("公益创投", "Venture philanthropy"), "VP-1", "VP-1-0001", "银龄互助", Yuan(6_000_000), Yuan(500_000), new(2026, 3, 15),
        [new("seed-1", Kinds[0], "区民政局 青民发〔2026〕1号", Yuan(4_000_000)), new("donation", Kinds[2], "", Yuan(2_000_000))],
        [new("1", "食材", new("活动", "Activities"), Yuan(4_500_000), Yuan(500_000)), new("2", "协调员补贴", new("人员", "Staff"), Yuan(1_500_000), Yuan(0))],
        [
            new(1, new("首期", "First"), Yuan(2_400_000), new("签订协议之日", "on the day of signing"), []),
            new(2, new("二期", "Second"), Yuan(1_800_000), new("项目开始后 120 天", "120 day(s) after the project's start"), [new("进展报告已通过", "Report accepted"), new("社会资金已证明", "Co-funding proved")]),
            new(3, new("尾款", "Last"), Yuan(1_800_000), new("项目结束后 30 天", "30 day(s) after the project's end"), [new("末期评估合格", "Final evaluation passed"), new("居民满意度达标（不低于 80%）", "Satisfaction reached (at least 80%)")]),
        ],
        new AgreementRules(new BasisPoints(6_000), LateIsFail: true, BarYears: 3, TakesApproval: true, [new("固定资产", "Fixed assets")], new BasisPoints(3_000)), "8c1f6d0b7a55e2934fd0c8a1b6e37f42950d1ac4be8f7763a2159cd04e6b81f0", null);

    /// <summary>An award in the middle of its way: one tranche paid, one owed, one to come; something was claimed back in part.</summary>
    public static GrantFile GrantFile()
    {
        var (agreement, zero) = (Agreement(), Yuan(0));
        GrantMove Move(DateOnly on, long entry, Bilingual kind, int? tranche, int? claim, long committed, long borne, long owed, long paid, long claimed) =>
            new(on, entry, kind, tranche, claim, Yuan(committed), Yuan(borne), Yuan(owed), Yuan(paid), Yuan(claimed));
        return new GrantFile(
            agreement.Head, agreement.Number, agreement.Title, agreement.Organisation, agreement.CreditCode, agreement.Programme, agreement.Round, agreement.Application, new("执行中", "Running"), null, agreement.Amount, agreement.Own, agreement.TextSha256,
            agreement.Sources,
            [
                new(new(2026, 3, 20), new("立项", "Decided"), Yuan(5_400_000), 1_098), new(new(2026, 3, 24), new("异议第 1 件", "Objection 1"), null, null), new(new(2026, 3, 26), new("异议第 1 件不成立", "Objection 1 not upheld"), null, null),
                new(new(2026, 3, 30), new("签订第 1 版协议", "Agreement signed, version 1"), null, null), new(new(2026, 5, 8), new("变更，第 2 版", "Amended, version 2"), Yuan(6_000_000), 1_160),
            ],
            [
                new(1, new("首期", "First"), [], new(2026, 4, 1), new("已支付", "Paid"), new(2026, 4, 1), Yuan(2_400_000), zero, Yuan(2_400_000)),
                new(2, new("二期", "Second"), agreement.Tranches[1].Needs, new(2026, 6, 20), new("待支付", "Payable"), new(2026, 6, 20), Yuan(1_800_000), Yuan(1_800_000), zero),
                new(3, new("尾款", "Last"), agreement.Tranches[2].Needs, new(2027, 1, 30), new("未到期", "Scheduled"), null, Yuan(1_800_000), zero, zero),
            ],
            [
                new(1, 1, 2, new DateSpan(new(2026, 4, 1), new(2026, 5, 31)), new(2026, 6, 2), Yuan(1_980_000), zero, 126, new("已退回", "Sent back"), new(2026, 6, 5)),
                new(1, 2, 2, new DateSpan(new(2026, 4, 1), new(2026, 5, 31)), new(2026, 6, 8), Yuan(1_980_000), Yuan(35_000), 126, new("已通过", "Accepted"), new(2026, 6, 12)),
            ],
            [new(1, new("中期评估", "Mid-term evaluation"), new(2026, 6, 15), new("有条件通过", "Conditional"), 82, new(2026, 6, 18), "青禾社会评估中心")],
            [new(1, new(2026, 6, 16), 1_203, Yuan(35_000), Yuan(10_000))],
            [
                new(new("协议第 1 版扫描件", "Scan of the agreement, version 1"), null, new(2026, 3, 30), "0f4ab1c9de7735ae1f09c2b5840d6be3192fbca81740de5566f0b8192ac3d7e4", false),
                new(new("报告 1 第 2 版", "Report 1, version 2"), 2, new(2026, 6, 8), "91c7aa30f6b24be8d0135fd2897ba64e12f08ccbb5d3417740e9a6281f5bd3c2", false),
                new(new("社会资金到位", "Social money"), 2, new(2026, 6, 9), "2ab8ff107cd93546e1a7b0c8d24f6975aa013e58bc72d940f61835b9e2c7d046", true),
            ],
            [
                Move(new(2026, 3, 20), 1_098, new("立项", "Award committed"), null, null, 5_400_000, 0, 0, 0, 0), Move(new(2026, 4, 1), 1_110, new("批次应付", "Tranche due"), 1, null, -2_400_000, 2_400_000, 2_400_000, 0, 0),
                Move(new(2026, 4, 3), 1_112, new("拨付", "Tranche paid"), 1, null, 0, 0, -2_400_000, 2_400_000, 0), Move(new(2026, 5, 8), 1_160, new("立项变更", "Award changed"), null, null, 600_000, 0, 0, 0, 0),
                Move(new(2026, 6, 16), 1_203, new("应追回资助款", "Clawback due"), null, 1, 0, -35_000, 0, 0, 35_000), Move(new(2026, 6, 20), 1_210, new("批次应付", "Tranche due"), 2, null, -1_800_000, 1_800_000, 1_800_000, 0, 0),
                Move(new(2026, 6, 24), 1_215, new("追回款到账", "Clawback repaid"), null, 1, 0, 0, 0, 0, -25_000),
            ],
            Yuan(1_800_000), Yuan(1_800_000));
    }

    /// <summary>A tranche whose first payment the bank brought back.</summary>
    public static TrancheVoucher TrancheVoucher()
    {
        var agreement = Agreement();
        return new TrancheVoucher(
            Head with { Span = new DateSpan(new(2026, 6, 12), new(2026, 6, 18)) }, agreement.Number, agreement.Title, agreement.Organisation, agreement.CreditCode, 2, new("二期", "Second"), new(2026, 6, 10), Yuan(1_800_000), Yuan(1_800_000), Yuan(0), Yuan(1_800_000),
            [
                new(1_201, new(2026, 6, 12), new("批次应付", "Tranche due"), "", "2026-06 记-41", "schedule", [], Yuan(0), "3f9a12cd88e041b7a0c5d2e96b7741f00d3c8be2a94f16557ec0912d4b6af83e"),
                new(1_204, new(2026, 6, 15), new("拨付", "Tranche paid"), "2026061500417", "2026-06 记-44", "p-1", ["p-2", "p-3"], Yuan(1_800_000), "b86e0c5f4a1d93e27705c8ab62f1de94380d7be15c6fa92043e8b1d07f36ca5b"),
                new(1_206, new(2026, 6, 16), new("红冲", "Reversal"), "", "2026-06 记-46", "p-1", ["p-2"], Yuan(-1_800_000), "8c1f6d0b7a55e2934fd0c8a1b6e37f42950d1ac4be8f7763a2159cd04e6b81f0"),
                new(1_208, new(2026, 6, 18), new("拨付", "Tranche paid"), "2026061800102", "", "p-1", ["p-2", "p-3"], Yuan(1_800_000), "0f4ab1c9de7735ae1f09c2b5840d6be3192fbca81740de5566f0b8192ac3d7e4"),
            ],
            [
                new(new("进展报告已通过", "Report accepted"), new("报告 1 第 2 版，2026-06-12 通过", "report 1, version 2, accepted 2026-06-12"), ["91c7aa30f6b24be8d0135fd2897ba64e12f08ccbb5d3417740e9a6281f5bd3c2", "2ab8ff107cd93546e1a7b0c8d24f6975aa013e58bc72d940f61835b9e2c7d046"]),
                new(new("社会资金已证明", "Co-funding proved"), new("2026-06-09 社会资金到位 12,000.00", "2026-06-09 Social money 12,000.00"), ["5d03b67eac918f20447ab2c0f9e1836d5510b4f7e23c9a8860de71bb4c25fa19"]),
            ]);
    }

    private static Bilingual NameOf(string actor) => actor switch { "schedule" => new("自动", "the schedule"), "p-1" => Bilingual.Same("周岚"), "p-2" => Bilingual.Same("沈立言"), _ => Bilingual.Same("顾晓") };

    public static ReceiptRegister Register()
    {
        ReceiptRegisterRow Row(long number, string day, long gift, string donor, long amount, long refunded, ReceiptState state, string reason, FiscalReceipt? fiscal) => new(
            new ReceiptNumber(2026, number), DateOnly.ParseExact(day, "yyyy-MM-dd", null), gift, DateOnly.ParseExact(day, "yyyy-MM-dd", null).AddDays(-1), donor, "CF-001", Yuan(amount), Yuan(refunded),
            state.IsVoid() ? Yuan(0) : Yuan(amount - refunded), state.Name(), reason, fiscal);
        return new ReceiptRegister(Head with { Fund = null, Span = new DateSpan(new(2026, 1, 1), new(2026, 12, 31)) }, 2026, 5, 5, 2, 1, "", Yuan(100_000 + 50_000 + 3_000_000 + 88_888),
        [
            Row(1, "2026-01-16", 1011, "王*", 50_000, 0, ReceiptState.Void, "抬头开错，另开 2026-000003", null),
            Row(2, "2026-02-04", 1040, "李**", 120_000, 20_000, ReceiptState.PartlyRefunded, "", Fiscal),
            Row(3, "2026-02-12", 1011, "王*", 50_000, 0, ReceiptState.Valid, "", Fiscal with { Number = "0001847204", CheckCode = "77d0e2" }),
            Row(4, "2026-02-12", 1052, "湖畔里便民服务有限公司", 3_000_000, 0, ReceiptState.Valid, "", null),
            Row(5, "2026-05-10", 1163, "陈*堃", 88_888, 0, ReceiptState.Valid, "", null),
        ]);
    }

    public static DonorYear DonorYear() => new(
        Head with { Fund = null, Span = new DateSpan(new(2026, 1, 1), new(2026, 12, 31)) }, 17, "王*", 2026,
        [
            new(1011, new(2026, 1, 15), "CF-001", Yuan(50_000), Yuan(0), Yuan(50_000), new ReceiptNumber(2026, 3), "32060125 0001847204"),
            new(1127, new(2026, 4, 16), "CF-002", Yuan(120_000), Yuan(20_000), Yuan(100_000), null, ""),
        ],
        Yuan(170_000), Yuan(20_000), Yuan(150_000));

    /// <summary>Four gifts of eight by monetary units: one in the top stratum, one misstated, one without a document, one still to be looked at.</summary>
    public static AuditSampleReport AuditSample()
    {
        Money M(decimal yuan) => new((long)(yuan * 100), Cny);
        AuditSampleLine Item(int no, long entry, decimal upTo, decimal amount, long hits, bool isTop, Bilingual? result, decimal? audited, string note) => new(
            no, entry, 2, new DateOnly(2026, 6, no), new("捐赠", "Donation"), "4101", "LAKE", no + 1, M(upTo), M(amount), hits, isTop, result, audited is { } right ? M(right) : null, audited is { } found ? M(amount - found) : null, note);
        return new AuditSampleReport(
            Head, 7,
            [
                new("population", new("总体", "Population"), new Bilingual("捐赠收入", "Gifts (donation income)")), new("method", new("方法", "Method"), new Bilingual("货币单元抽样", "Monetary-unit sampling")),
                new("seed", new("种子", "Seed"), Bilingual.Same("2026-AUDIT-1")), new("interval", new("抽样间隔", "Sampling interval"), Amount: M(1_000)), new("firstUnit", new("随机起点", "Random start"), Amount: M(704.10m)),
                new("algorithm", new("算法版本", "Algorithm"), Number: 1),
            ],
            8, M(9_655.50m), 1, M(45), M(9_610.50m), 4, 4,
            [
                Item(1, 801, 5_120, 5_000, 5, true, new Bilingual("相符", "agrees"), 5_000, ""), Item(3, 806, 7_200, 2_000, 2, true, new Bilingual("有错报", "misstated"), 1_900, "收据为 1,900 元"),
                Item(5, 809, 8_145.50m, 900, 1, false, new Bilingual("无凭据", "no document found"), 0, ""), Item(6, 812, 9_645.50m, 1_500, 1, true, null, null, ""),
            ],
            3, M(1_000),
            [
                new("topStratum", new("大额层实际错报", "Found in the top stratum"), new("Σ（账面 − 审定），账面不小于间隔的项目", "Σ (book − audited) of items not below the interval"), M(100)),
                new("belowInterval", new("间隔以下推断错报", "Projected below the interval"), new("Σ（错报 ÷ 账面 × 间隔）", "Σ (misstatement ÷ book × interval)"), M(1_000)),
                new("projected", new("推断错报合计", "Projected misstatement"), new("大额层实际 + 间隔以下推断", "found in the top stratum + projected below"), M(1_100)),
            ]);
    }

    /// <summary>One closed, one late, one answered whose words were erased.</summary>
    public static AuditQueryRegister AuditQueries()
    {
        Bilingual entry = new("分录", "Entry"), open = new("待答复", "To be answered"), answered = new("已答复", "Answered"), closed = new("已了结", "Closed");
        return new AuditQueryRegister(
            Head, [("open", open, 1), ("answered", answered, 1), ("closed", closed, 1)],
            [
                new(1, new(2026, 6, 3), entry, "806", 806, new(2026, 6, 10), false, closed, "收据为何少 100 元？", "捐赠人更正，已红冲重记。", 1, new DateOnly(2026, 6, 12), new Bilingual("已说明清楚", "Cleared up")),
                new(2, new(2026, 6, 5), new("基金", "Fund"), "LAKE", null, new(2026, 6, 20), true, open, "待查款项何时入账？", null, 0, null, null),
                new(3, new(2026, 6, 8), new("样本项目", "Item of a sample"), "7:5", 809, new(2026, 7, 1), false, answered, null, null, 1, null, null),
            ]);
    }

    public static BankReconciliationReport BankReconciliation()
    {
        Money M(long yuan) => new(yuan * 100, Cny);
        Bilingual Received(bool byBank) => byBank ? new("银行已收、企业未收", "Received by the bank, not in the books") : new("企业已收、银行未收", "In the books as received, not at the bank");
        return new BankReconciliationReport(
            Head with { Fund = new("ICBC-1", "基本户") }, new("ICBC-1", new("基本户", "Main account"), "工商银行青川支行", "1234"), new("对账单余额", "Balance on the statement"),
            M(86_500), M(88_190), M(0), M(500), M(-2_000), M(200), M(-10), false,
            [
                new(Received(byBank: false), new DateOnly(2026, 6, 30), M(500), null, 812, "", "王*", new("捐赠", "Donation")),
                new(new("企业已付、银行未付", "In the books as paid, not at the bank"), new DateOnly(2026, 6, 29), M(-2_000), null, 809, "", "", new("支出", "Expense")),
                new(Received(byBank: true), new DateOnly(2026, 6, 28), M(200), 1043, null, "T20260628001", "青川春晖超市有限公司", Bilingual.Same("")),
                new(new("银行已付、企业未付", "Paid by the bank, not in the books"), new DateOnly(2026, 6, 30), M(-10), 1047, null, "", "", Bilingual.Same("")),
            ],
            4, [new("2026-06-28 银行明细 1043 为 200.00，账上分录 801 为 2,000.00，付款人或流水号相同，相差 -1,800.00", "line 1043 of 2026-06-28 is 200.00 and entry 801 2,000.00, of the same payer or reference: they differ by -1,800.00")]);
    }

    public static FundStatement Statement()
    {
        var lines = new List<StatementLine>();
        var balance = Opening.Sum();
        var days = new List<DayBalance> { new(Head.Span.First, Yuan(balance)) };
        foreach (var (day, entry, kind, description, source, against, minor) in Movements)
        {
            balance += minor;
            var occurredOn = DateOnly.ParseExact(day, "yyyy-MM-dd", null);
            lines.Add(new(occurredOn, entry, kind, description, source, against, Yuan(Math.Max(0, minor)), Yuan(Math.Max(0, -minor)), Yuan(balance)));
            if (days[^1].Day == occurredOn) days.RemoveAt(days.Count - 1);
            days.Add(new(occurredOn, Yuan(balance)));
        }

        SourceFigures[] sources = [.. Enumerable.Range(0, Names.Length).Select(SourceOf)];
        return new(
            Head, Yuan(Opening.Sum()), Yuan(sources.Sum(source => source.In.MinorUnits)), Yuan(sources.Sum(source => source.Out.MinorUnits)), Yuan(balance),
            sources, [new NegativeDay(new(2025, 3, 31), sources[0].Code, Yuan(-1_250))], days, lines.Count, lines);
    }

    public static TrialBalance TrialBalance()
    {
        var actual = new Bilingual("实际账", "Actual");
        var committed = new Bilingual("承诺账", "Committed");
        TrialBalanceRow Row(Bilingual layer, string code, string zh, string en, long opening, long debit, long credit) => new(
            layer.En.ToLowerInvariant(), layer, code, new(zh, en), Yuan(opening), Yuan(debit), Yuan(credit), Yuan(opening + debit - credit));
        return new(Head with { Fund = null },
        [
            Row(actual, "1002", "银行存款", "Bank", 2_045_642, 24_292_923, 16_622_500),
            Row(actual, "2209", "应付资助款", "Grants payable", 0, 16_500_000, 18_000_000),
            Row(actual, "3102", "限定性净资产", "Restricted net assets", -2_045_642, 0, 0),
            Row(actual, "4101", "捐赠收入", "Donation income", 0, 120_000, 3_258_888),
            Row(actual, "4401", "政府补助收入", "Government grant income", 0, 0, 20_000_000),
            Row(actual, "4901", "其他收入", "Other income", 0, 0, 864_035),
            Row(actual, "4911", "内部转入", "Transfer in", 0, 0, 170_000),
            Row(actual, "5101", "资助支出", "Grants expense", 0, 18_000_000, 0),
            Row(actual, "5201", "管理费用", "Administration cost", 0, 2_500, 0),
            Row(committed, "9101", "已立项未拨付", "Committed", 4_000_000, 17_700_000, 18_000_000),
            Row(committed, "9102", "立项备抵", "Commitment reserve", -4_000_000, 18_000_000, 17_700_000),
        ]);
    }

    public static FundBalances FundBalances()
    {
        SourceBalance[] rows = [.. Enumerable.Range(0, Names.Length).Select(i => BalanceOf(SourceOf(i), Receivable[i], Promised[i]))];
        Money Sum(Func<SourceBalance, Money> of) => rows.Aggregate(Money.Zero(Cny), (sum, row) => sum + of(row));
        var total = new SourceBalance(
            "", default, "", Sum(row => row.Cash), Sum(row => row.Receivable), Sum(row => row.Owed), Sum(row => row.NetAssets),
            Sum(row => row.Committed), Sum(row => row.Memo), Sum(row => row.Available));
        return new(Head, Head.Span.Last, rows, total);
    }

    private static SourceBalance BalanceOf(SourceFigures source, long receivable, long promised) => new(
        source.Code, source.Kind, source.Name, source.Closing, Yuan(receivable), source.Owed, source.Closing + Yuan(receivable) - source.Owed,
        source.Committed, Yuan(promised), source.Available);

    private static SourceFigures SourceOf(int i)
    {
        var moved = Movements.Where(movement => movement.Source == Names[i]).Select(movement => movement.Minor).ToArray();
        var (cameIn, wentOut) = (moved.Where(minor => minor > 0).Sum(), -moved.Where(minor => minor < 0).Sum());
        var closing = Opening[i] + cameIn - wentOut;
        return new(
            Codes[i], Kinds[i], Names[i], Yuan(Opening[i]), Yuan(cameIn), Yuan(wentOut), Yuan(closing),
            Yuan(Owed[i]), Yuan(Committed[i]), Yuan(closing - Owed[i] - Committed[i]));
    }

    private static Money Yuan(long fen) => new(fen, Cny);
}
