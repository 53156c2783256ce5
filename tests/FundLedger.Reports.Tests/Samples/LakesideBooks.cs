using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Samples;

/// <summary>Two months of an entity's books: three vouchers, of which the last has no number yet.</summary>
internal static class LakesideBooks
{
    private const string Entity = "DH";

    private static readonly Currency Cny = Currency.Cny;
    private static readonly Bilingual Bank = new("银行存款", "Bank deposits");
    private static readonly Bilingual GiftIncome = new("捐赠收入", "Donation income");
    private static readonly Bilingual Receivable = new("其他应收款", "Other receivables");
    private static readonly Bilingual Internal = new("其他应收款—内部往来", "Due from other funds");
    private static readonly Bilingual Cost = new("业务活动成本", "Programme cost");
    private static readonly FundName Fund = new("CF-001", "东湖社区基金");

    private static ReportHead Head => LakesideFund.Head with { Fund = null, Span = new DateSpan(new(2026, 1, 1), new(2026, 2, 28)) };

    internal static IEnumerable<ReportContent> Reports =>
        [VoucherContent.Of(Vouchers(), NameOf), AccountBookContent.Of(Book()), AccountBookContent.JournalOf(Book()), AccountTablesContent.Of(Ledger()), AccountTablesContent.Of(Balances())];

    internal static VoucherBook Vouchers(long missing = 0) => new(Head, 3, 1, missing, 7, M(1_290.5m), M(1_290.5m),
    [
        Voucher(1, 1, new(2026, 1, 15), 1, [], Line(1, "捐赠 JZ-2026-0001", "Donation JZ-2026-0001", "1002", Bank, 500), Line(2, "捐赠 JZ-2026-0001", "Donation JZ-2026-0001", "4101", GiftIncome, -500)),
        Voucher(2, 4, new(2026, 1, 31), 2, ["p-2", "p-3"],
            Line(1, "支出 FP-77", "Expense FP-77", "5101", Cost, 750.5m), Line(2, "支出 FP-77", "Expense FP-77", "1002", Bank, -700.5m, "tranche/9"), Line(3, "支出 FP-77", "Expense FP-77", "1122.01", Internal, -50)),
        Voucher(null, 6, new(2026, 2, 3), 0, [], Line(1, "捐赠", "Donation", "1002", Bank, 40), Line(2, "捐赠", "Donation", "4101", GiftIncome, -40)),
    ]);

    internal static AccountBook Book(decimal closing = 1_089.5m) => new(
        Head, Entity, "1002", Bank, ["1002"], M(1_250), M(0), M(0), M(540), M(700.5m), M(closing), 3,
        [
            new(new(2026, 1, 15), 1, Bilingual.Same("记-1"), new("捐赠 JZ-2026-0001", "Donation JZ-2026-0001"), "1002", "CF-001", "S03", "", GiftIncome, M(500), M(0)),
            new(new(2026, 1, 31), 4, Bilingual.Same("记-2"), new("支出 FP-77", "Expense FP-77"), "1002", "CF-001", "S03", "tranche/9", Cost, M(0), M(700.5m)),
            new(new(2026, 2, 3), 6, Reporting.Voucher.NotNumbered, new("捐赠", "Donation"), "1002", "CF-001", "S03", "", GiftIncome, M(40), M(0)),
        ]);

    private static GeneralLedger Ledger() => new(Head, Entity, true,
    [
        new("1002", Bank, M(1_250), [Month(1, 500, 700.5m, 500, 700.5m, 1_049.5m), Month(2, 40, 0, 540, 700.5m, 1_089.5m)]),
        new("1122.01", Internal, M(0), [Month(1, 0, 50, 0, 50, -50)]),
        new("3101", new("非限定性净资产", "Unrestricted net assets"), M(-1_250), []),
        new("4101", GiftIncome, M(0), [Month(1, 0, 500, 0, 500, -500), Month(2, 0, 40, 0, 540, -540)]),
        new("5101", Cost, M(0), [Month(1, 750.5m, 0, 750.5m, 0, 750.5m)]),
    ]);

    private static AccountBalanceTable Balances() => new(Head, Entity, true,
    [
        Row(1, "1002", Bank, null, true, 1_250, 540, 700.5m), Row(1, "1002", Bank, Fund, false, 1_250, 540, 700.5m),
        Row(1, "1122", Receivable, null, true, 0, 0, 50), Row(2, "1122.01", Internal, null, true, 0, 0, 50), Row(2, "1122.01", Internal, Fund, false, 0, 0, 50),
        Row(1, "3101", new("非限定性净资产", "Unrestricted net assets"), Fund, false, -1_250, 0, 0), Row(1, "4101", GiftIncome, Fund, false, 0, 0, 540), Row(1, "5101", Cost, Fund, false, 0, 750.5m, 0),
    ]);

    private static AccountBalanceRow Row(int level, string code, Bilingual name, FundName? fund, bool isSum, decimal opening, decimal debit, decimal credit) =>
        new(level, code, name, fund, isSum, [code], M(opening), M(debit), M(credit), M(debit), M(credit), M(opening + debit - credit));

    private static GeneralLedgerMonth Month(int month, decimal debit, decimal credit, decimal yearDebit, decimal yearCredit, decimal closing) =>
        new(new PeriodMonth(202600 + month), M(debit), M(credit), M(yearDebit), M(yearCredit), M(closing));

    private static Voucher Voucher(long? number, long entry, DateOnly on, long documents, IReadOnlyList<string> checkers, params VoucherLine[] lines) =>
        new(PeriodMonth.Of(on), "记", number, entry, on, lines, documents, "p-1", checkers, new DateTimeOffset(on.AddDays(1), new TimeOnly(1, 30), TimeSpan.Zero));

    private static VoucherLine Line(int no, string zh, string en, string code, Bilingual account, decimal amount, string subject = "") =>
        new(no, new(zh, en), "", code, account, Fund, "S03", new("捐赠", "Donations"), subject, M(Math.Max(amount, 0)), M(Math.Max(-amount, 0)));

    private static Bilingual NameOf(string id) => Bilingual.Same(id switch { "p-1" => "周敏", "p-2" => "顾言", _ => "沈一" });

    private static Money M(decimal yuan) => new((long)(yuan * 100), Cny);
}
