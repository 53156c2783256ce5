namespace FundLedger.Ledger;

/// <summary>What an entry records.</summary>
/// <param name="Code">Stored and hashed; never changes.</param>
/// <param name="IsFact">A fact has happened and always posts, even when it overdraws; a decision is refused when the money is not there.</param>
public sealed record EntryKind(string Code, Bilingual Name, bool IsFact)
{
    public static readonly EntryKind OpeningBalance = Fact("opening-balance", "期初余额", "Opening balance");
    public static readonly EntryKind SeedMoneyReceived = Fact("seed-money-received", "种子资金到账", "Seed money received");
    public static readonly EntryKind Donation = Fact("donation", "捐赠", "Donation");
    public static readonly EntryKind InKindGift = Fact("in-kind-gift", "实物捐赠", "Gift in kind");
    public static readonly EntryKind InKindUsed = Decision("in-kind-used", "领用捐赠实物", "Gift in kind used");
    /// <summary>A memo of work that was given and that no voucher values; no donation.</summary>
    public static readonly EntryKind ServiceGift = Fact("service-gift", "受赠服务（备查）", "Service given (memo)");

    public static readonly EntryKind BankFee = Fact("bank-fee", "手续费", "Bank fee");
    public static readonly EntryKind Interest = Fact("interest", "利息", "Interest");
    public static readonly EntryKind ChargeBack = Fact("charge-back", "捐款被撤回", "Gift charged back");
    public static readonly EntryKind RefundDue = Decision("refund-due", "应退捐款", "Refund due");
    public static readonly EntryKind RefundPaid = Decision("refund-paid", "退还捐款", "Refund paid");
    public static readonly EntryKind UnknownReceipt = Fact("unknown-receipt", "待查收款", "Receipt nobody knows");
    public static readonly EntryKind Expense = Decision("expense", "支出", "Expense");
    public static readonly EntryKind ExpensePaid = Decision("expense-paid", "支付应付款", "Payable paid");
    public static readonly EntryKind PaymentReturned = Fact("payment-returned", "付款被退回", "Payment returned by the bank");
    public static readonly EntryKind ManagementFee = Decision("management-fee", "管理费", "Management fee");
    public static readonly EntryKind Transfer = Decision("transfer", "基金间划转", "Transfer between funds");
    public static readonly EntryKind TransferSettled = Decision("transfer-settled", "往来结清", "Transfer settled");
    public static readonly EntryKind FundClosed = Decision("fund-closed", "基金终止清算", "Fund wound up");
    public static readonly EntryKind Recharge = Decision("recharge", "费用转列来源", "Cost recharged to another source");
    public static readonly EntryKind MatchOpened = Decision("match-opened", "配比计划启动", "Matching programme opened");
    public static readonly EntryKind MatchEarned = Decision("match-earned", "配比", "Match earned");

    /// <summary>Follows a gift that went back, which may be a fact; no more is taken than is there.</summary>
    public static readonly EntryKind MatchReturned = Fact("match-returned", "配比退回", "Match taken back");

    public static readonly EntryKind MatchClosed = Decision("match-closed", "配比计划结束", "Matching programme closed");
    /// <summary>A memo of what was promised; its entries follow the pledge.</summary>
    public static readonly EntryKind PledgeExpected = Fact("pledge-expected", "认捐待收", "Pledge expected");

    public static readonly EntryKind PledgeFulfilled = Fact("pledge-fulfilled", "认捐到账", "Pledge fulfilled");
    public static readonly EntryKind PledgeEnded = Fact("pledge-ended", "认捐核销", "Pledge written off");
    public static readonly EntryKind AwardCommitted = Decision("award-committed", "立项", "Award committed");

    /// <summary>Amended: more, less, or borne by other sources.</summary>
    public static readonly EntryKind AwardChanged = Decision("award-changed", "立项变更", "Award changed");

    /// <summary>What was not released goes back to what is available.</summary>
    public static readonly EntryKind AwardEnded = Decision("award-ended", "立项余额释放", "Rest of an award released");

    public static readonly EntryKind TrancheDue = Decision("tranche-due", "批次应付", "Tranche due");
    public static readonly EntryKind TranchePaid = Decision("tranche-paid", "拨付", "Tranche paid");
    public static readonly EntryKind TrancheCancelled = Decision("tranche-cancelled", "应付批次取消", "Due tranche cancelled");
    public static readonly EntryKind ClawbackDue = Decision("clawback-due", "应追回资助款", "Clawback due");
    public static readonly EntryKind ClawbackRepaid = Fact("clawback-repaid", "追回款到账", "Clawback repaid");

    /// <summary>A fact: the money will not come, whatever source it was of.</summary>
    public static readonly EntryKind ClawbackWrittenOff = Fact("clawback-written-off", "追回款核销", "Clawback written off");

    /// <summary>The support of an approved year, and of no later one.</summary>
    public static readonly EntryKind TaperCommitted = Decision("taper-committed", "渐进撤出年度支持", "Taper year committed");

    /// <summary>Amended: more, less, or borne by other sources, in the periods of approved years that were not released.</summary>
    public static readonly EntryKind TaperChanged = Decision("taper-changed", "渐进撤出计划变更", "Taper plan changed");

    /// <summary>What was not released goes back to what is available.</summary>
    public static readonly EntryKind TaperEnded = Decision("taper-ended", "渐进撤出计划余额释放", "Rest of a taper plan released");

    public static readonly EntryKind TaperPeriodDue = Decision("taper-period-due", "渐进撤出期应付", "Taper period due");

    /// <summary>Nothing is owed of it: what was promised goes back.</summary>
    public static readonly EntryKind TaperPeriodLapsed = Decision("taper-period-lapsed", "渐进撤出期失效", "Taper period lapsed");

    public static readonly EntryKind TaperPeriodPaid = Decision("taper-period-paid", "渐进撤出期支付", "Taper period paid");
    public static readonly EntryKind TaperPeriodCancelled = Decision("taper-period-cancelled", "渐进撤出期应付取消", "Due taper period cancelled");

    public static readonly EntryKind ReturnOwed = Decision("return-owed", "应退财政资金", "Return of grant money owed");
    public static readonly EntryKind ReturnPaid = Decision("return-paid", "退回财政资金", "Grant money returned");
    public static readonly EntryKind PurchaseReceived = Fact("purchase-received", "政府购买服务到账", "Government purchase received");
    public static readonly EntryKind PurchaseDelivered = Fact("purchase-delivered", "政府购买服务交付", "Government purchase delivered");
    /// <summary>What a space gives back of its revenue; a corrected result changes it by a further one.</summary>
    public static readonly EntryKind SpaceRevenueDue = Fact("space-revenue-due", "应收收益反哺", "Space revenue due");

    public static readonly EntryKind SpaceRevenueReceived = Fact("space-revenue-received", "收益反哺到账", "Space revenue received");
    public static readonly EntryKind SpaceRevenueWrittenOff = Fact("space-revenue-written-off", "收益反哺核销", "Space revenue written off");
    public static readonly EntryKind SpaceServiceGiven = Fact("space-service-given", "以场地换服务", "Space given for service");
    public static readonly EntryKind SpaceServiceSettled = Fact("space-service-settled", "所换服务交付", "Service for space delivered");
    public static readonly EntryKind SpaceServiceWrittenOff = Fact("space-service-written-off", "所换服务核销", "Service for space written off");
    public static readonly EntryKind PurposeChanged = Decision("purpose-changed", "变更用途", "Purpose changed");
    public static readonly EntryKind RestrictionLifted = Decision("restriction-lifted", "解除限定", "Restriction lifted");

    /// <summary>Income and costs of a year go to net assets, last of its last day; left out of what a year's activity shows.</summary>
    public static readonly EntryKind YearClosed = Fact("year-closed", "年末结转", "Year closed");

    /// <summary>The year is opened again: its closing entries are taken back, on the same day.</summary>
    public static readonly EntryKind YearReopened = Fact("year-reopened", "年末结转冲回", "Year-end entries taken back");

    /// <summary>From one chart of accounts to the next: every balance moves to its new account.</summary>
    public static readonly EntryKind ChartConverted = Fact("chart-converted", "会计科目转换", "Chart of accounts converted");

    /// <summary>A material error of a filed year, put right in this one past its income and costs.</summary>
    public static readonly EntryKind PriorYearAdjusted = Fact("prior-year-adjusted", "以前年度损益调整", "Prior-year adjustment");

    public static readonly EntryKind General = Decision("general", "一般分录", "General entry");
    public static readonly EntryKind GeneralFact = Fact("general-fact", "一般分录（事实）", "General entry (fact)");

    /// <summary>Takes an entry back whole; a correction is a fact: the books were wrong before it.</summary>
    public static readonly EntryKind Reversal = Fact("reversal", "冲销", "Reversal");

    private static readonly Dictionary<string, EntryKind> ByCode = new[]
    {
        OpeningBalance, SeedMoneyReceived, Donation, InKindGift, InKindUsed, ServiceGift, BankFee, Interest, ChargeBack, RefundDue, RefundPaid, UnknownReceipt, Expense, ExpensePaid, PaymentReturned,
        ManagementFee, Transfer, TransferSettled, FundClosed, Recharge, MatchOpened, MatchEarned, MatchReturned, MatchClosed, PledgeExpected, PledgeFulfilled, PledgeEnded,
        AwardCommitted, AwardChanged, AwardEnded, TrancheDue, TranchePaid, TrancheCancelled, ClawbackDue, ClawbackRepaid, ClawbackWrittenOff,
        TaperCommitted, TaperChanged, TaperEnded, TaperPeriodDue, TaperPeriodLapsed, TaperPeriodPaid, TaperPeriodCancelled, ReturnOwed, ReturnPaid, PurchaseReceived, PurchaseDelivered,
        SpaceRevenueDue, SpaceRevenueReceived, SpaceRevenueWrittenOff, SpaceServiceGiven, SpaceServiceSettled, SpaceServiceWrittenOff, PurposeChanged, RestrictionLifted,
        YearClosed, YearReopened, ChartConverted, PriorYearAdjusted, General, GeneralFact, Reversal,
    }.ToDictionary(kind => kind.Code);

    public static IReadOnlyCollection<EntryKind> All => ByCode.Values;

    /// <summary>The kind of this code; a code of a later program is shown as it is.</summary>
    public static EntryKind Of(string code) => ByCode.TryGetValue(code, out var kind) ? kind : new EntryKind(code, Bilingual.Same(code), IsFact: true);

    /// <summary>A gift, of money or in kind: the first line of its text is the donor's name.</summary>
    public bool IsGift => this == Donation || this == InKindGift;

    /// <summary>Moves a year's income and costs to net assets or back, and is no activity itself.</summary>
    public bool IsYearEnd => this == YearClosed || this == YearReopened;

    /// <summary>It only moves balances from account to account: figures of what happened leave it out.</summary>
    public bool IsNoActivity => IsYearEnd || this == ChartConverted;

    private static EntryKind Fact(string code, string zh, string en) => new(code, new(zh, en), IsFact: true);
    private static EntryKind Decision(string code, string zh, string en) => new(code, new(zh, en), IsFact: false);
}
