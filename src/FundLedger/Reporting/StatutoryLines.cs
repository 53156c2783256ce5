using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A line that the statutory statements have, in the order they have it: which accounts stand in it is told by their roles, never by codes.</summary>
/// <param name="Key">Stable English name for programs, camelCase.</param>
/// <param name="Roles">Of the accounts that stand in it.</param>
public sealed record StatutoryLine(string Key, Bilingual Name, StatutoryGroup Group, params IReadOnlyList<AccountRole> Roles);

/// <summary>A part of a statement that has a subtotal of its own.</summary>
public enum StatutoryGroup
{
    CurrentAssets,
    LongTermInvestments,
    FixedAssets,
    AgencyAssets,
    CurrentLiabilities,
    AgencyLiabilities,
    NetAssets,
    Income,
    Costs,

    /// <summary>What changes net assets beside income and costs.</summary>
    Changes,
    Operating,
    Investing,
    Financing,

    /// <summary>Neither of the three: between funds, on behalf of others, and what the books began with.</summary>
    OtherCash,
}

/// <summary>The lines of each statement. Every role of the actual books stands in one line of the balance sheet or of the activities, and all but cash in one of the cash flows.</summary>
public static class StatutoryLines
{
    public static StatutoryLine Unrestricted { get; } = new("unrestrictedNetAssets", new("非限定性净资产", "Unrestricted net assets"), StatutoryGroup.NetAssets);
    public static StatutoryLine Restricted { get; } = new("restrictedNetAssets", new("限定性净资产", "Restricted net assets"), StatutoryGroup.NetAssets);
    public static StatutoryLine Released { get; } = new("released", new("限定性净资产转为非限定性净资产", "Released from restrictions"), StatutoryGroup.Changes);
    public static StatutoryLine Adjusted { get; } = new("priorYears", new("以前年度损益调整", "Corrections of earlier years"), StatutoryGroup.Changes);
    public static StatutoryLine Begun { get; } = new("opening", new("期初建账及其他", "Opening balances and other"), StatutoryGroup.Changes);

    private static readonly StatutoryLine OtherAssets = new("otherAssets", new("其他资产", "Other assets"), StatutoryGroup.CurrentAssets);
    private static readonly StatutoryLine OtherLiabilities = new("otherLiabilities", new("其他负债", "Other liabilities"), StatutoryGroup.CurrentLiabilities);

    /// <summary>Assets and liabilities; net assets have the two lines of their classes.</summary>
    public static IReadOnlyList<StatutoryLine> OfBalance { get; } =
    [
        new("cash", new("货币资金", "Cash"), StatutoryGroup.CurrentAssets, AccountRole.Cash, AccountRole.Bank, AccountRole.ChannelBalance),
        new("investments", new("短期投资", "Short-term investments"), StatutoryGroup.CurrentAssets, AccountRole.Investment),
        new("receivables", new("应收款项", "Receivables"), StatutoryGroup.CurrentAssets, AccountRole.OtherReceivable, AccountRole.ClawbackReceivable, AccountRole.SpaceRevenueReceivable),
        new("dueFromFunds", new("应收其他基金", "Due from other funds"), StatutoryGroup.CurrentAssets, AccountRole.DueFromFund),
        new("inventory", new("存货", "Inventory"), StatutoryGroup.CurrentAssets, AccountRole.Inventory),
        OtherAssets,
        new("longTermInvestments", new("长期投资", "Long-term investments"), StatutoryGroup.LongTermInvestments, AccountRole.LongTermInvestment),
        new("fixedAssets", new("固定资产原价", "Fixed assets at cost"), StatutoryGroup.FixedAssets, AccountRole.FixedAsset),
        new("depreciation", new("减：累计折旧", "Less depreciation"), StatutoryGroup.FixedAssets, AccountRole.AccumulatedDepreciation),
        new("agencyAssets", new("受托代理资产", "Agency assets"), StatutoryGroup.AgencyAssets, AccountRole.AgencyAsset),
        new("payables", new("应付款项", "Payables"), StatutoryGroup.CurrentLiabilities, AccountRole.ExpensePayable, AccountRole.OtherPayable),
        new("grantsPayable", new("应付资助款", "Grants payable"), StatutoryGroup.CurrentLiabilities, AccountRole.GrantsPayable),
        new("taxes", new("应交税金", "Taxes payable"), StatutoryGroup.CurrentLiabilities, AccountRole.TaxPayable),
        new("advances", new("预收账款", "Advances received"), StatutoryGroup.CurrentLiabilities, AccountRole.AdvanceReceived),
        new("refundsPayable", new("应退捐款", "Refunds payable"), StatutoryGroup.CurrentLiabilities, AccountRole.RefundPayable),
        new("returnsPayable", new("应退财政资金", "Grant money to be returned"), StatutoryGroup.CurrentLiabilities, AccountRole.ReturnPayable),
        new("dueToFunds", new("应付其他基金", "Due to other funds"), StatutoryGroup.CurrentLiabilities, AccountRole.DueToFund),
        new("suspense", new("待查款项", "In suspense"), StatutoryGroup.CurrentLiabilities, AccountRole.Suspense),
        OtherLiabilities,
        new("agencyLiabilities", new("受托代理负债", "Agency liabilities"), StatutoryGroup.AgencyLiabilities, AccountRole.AgencyLiability),
    ];

    private static readonly StatutoryLine OtherIncome = new("otherIncome", new("其他收入", "Other income"), StatutoryGroup.Income, AccountRole.InterestIncome, AccountRole.OtherIncome);
    private static readonly StatutoryLine OtherCosts = new("otherCosts", new("其他费用", "Other costs"), StatutoryGroup.Costs, AccountRole.OtherCost);

    public static IReadOnlyList<StatutoryLine> OfActivities { get; } =
    [
        new("donations", new("捐赠收入", "Donations"), StatutoryGroup.Income, AccountRole.DonationIncome),
        new("services", new("提供服务收入", "Services"), StatutoryGroup.Income, AccountRole.ServiceIncome),
        new("sales", new("商品销售收入", "Sales"), StatutoryGroup.Income, AccountRole.SalesIncome),
        new("governmentGrants", new("政府补助收入", "Government grants"), StatutoryGroup.Income, AccountRole.GovernmentGrantIncome),
        new("investmentIncome", new("投资收益", "Investment income"), StatutoryGroup.Income, AccountRole.InvestmentIncome),
        OtherIncome,
        new("grants", new("业务活动成本：资助支出", "Programme costs: grants"), StatutoryGroup.Costs, AccountRole.GrantsExpense),
        new("grantReturns", new("业务活动成本：退回财政资金", "Programme costs: grant money returned"), StatutoryGroup.Costs, AccountRole.GrantReturn),
        new("programmes", new("业务活动成本：其他", "Programme costs: other"), StatutoryGroup.Costs, AccountRole.ProgrammeCost),
        new("administration", new("管理费用", "Administration"), StatutoryGroup.Costs, AccountRole.AdministrationCost),
        new("fundraising", new("筹资费用", "Fund-raising"), StatutoryGroup.Costs, AccountRole.FundraisingCost),
        OtherCosts,
        Released,
        new("transfers", new("基金间划转", "Between funds"), StatutoryGroup.Changes, AccountRole.TransferIn, AccountRole.TransferOut),
        Adjusted,
        Begun,
    ];

    private static readonly StatutoryLine OtherReceived = new("otherReceived", new("收到的其他与业务活动有关的现金", "Other receipts of operations"), StatutoryGroup.Operating,
        AccountRole.InterestIncome, AccountRole.OtherIncome, AccountRole.OtherReceivable, AccountRole.SpaceRevenueReceivable);
    private static readonly StatutoryLine OtherPaid = new("otherPaid", new("支付的其他与业务活动有关的现金", "Other payments of operations"), StatutoryGroup.Operating, AccountRole.OtherCost, AccountRole.OtherPayable);
    private static readonly StatutoryLine CashBegun = new("opening", new("期初建账及净资产类别间转换", "Opening balances, and between classes of net assets"), StatutoryGroup.OtherCash,
        AccountRole.UnrestrictedNetAssets, AccountRole.RestrictedNetAssets, AccountRole.PriorYearAdjustment);

    /// <summary>By what stood on the other side of the cash.</summary>
    public static IReadOnlyList<StatutoryLine> OfCash { get; } =
    [
        new("donations", new("接受捐赠收到的现金", "Donations received"), StatutoryGroup.Operating, AccountRole.DonationIncome),
        new("governmentGrants", new("收到的政府补助", "Government grants received"), StatutoryGroup.Operating, AccountRole.GovernmentGrantIncome),
        new("services", new("提供服务收到的现金", "Services paid for"), StatutoryGroup.Operating, AccountRole.ServiceIncome, AccountRole.AdvanceReceived),
        new("sales", new("销售商品收到的现金", "Goods sold"), StatutoryGroup.Operating, AccountRole.SalesIncome),
        new("clawbacks", new("追回的资助款", "Grants clawed back"), StatutoryGroup.Operating, AccountRole.ClawbackReceivable),
        OtherReceived,
        new("grants", new("提供资助支付的现金", "Grants paid"), StatutoryGroup.Operating, AccountRole.GrantsExpense, AccountRole.GrantsPayable),
        new("costs", new("人员、购买商品及接受服务支付的现金", "Staff, goods and services paid"), StatutoryGroup.Operating,
            AccountRole.ProgrammeCost, AccountRole.AdministrationCost, AccountRole.ExpensePayable, AccountRole.Inventory),
        new("taxes", new("支付的税费", "Taxes paid"), StatutoryGroup.Operating, AccountRole.TaxPayable),
        new("refunds", new("退还捐款支付的现金", "Gifts refunded"), StatutoryGroup.Operating, AccountRole.RefundPayable),
        new("grantReturns", new("退回财政资金支付的现金", "Grant money returned"), StatutoryGroup.Operating, AccountRole.GrantReturn, AccountRole.ReturnPayable),
        OtherPaid,
        new("investments", new("投资收回与支付的现金净额", "Investments, net"), StatutoryGroup.Investing, AccountRole.Investment, AccountRole.LongTermInvestment),
        new("investmentIncome", new("取得投资收益收到的现金", "Investment income received"), StatutoryGroup.Investing, AccountRole.InvestmentIncome),
        new("fixedAssets", new("购建和处置固定资产的现金净额", "Fixed assets, net"), StatutoryGroup.Investing, AccountRole.FixedAsset, AccountRole.AccumulatedDepreciation),
        new("fundraising", new("筹资费用支付的现金", "Fund-raising costs paid"), StatutoryGroup.Financing, AccountRole.FundraisingCost),
        new("betweenFunds", new("与其他基金之间的现金净额", "Between funds, net"), StatutoryGroup.OtherCash,
            AccountRole.DueFromFund, AccountRole.DueToFund, AccountRole.TransferIn, AccountRole.TransferOut),
        new("agency", new("受托代理及待查款项的现金净额", "Held for others and in suspense, net"), StatutoryGroup.OtherCash, AccountRole.AgencyAsset, AccountRole.AgencyLiability, AccountRole.Suspense),
        CashBegun,
    ];

    /// <summary>Where an asset or liability stands; an account without a role stands among the others of its type.</summary>
    internal static StatutoryLine OfBalanceFor(Account account) => OfBalance.FirstOrDefault(line => Has(line, account)) ?? (account.Type == AccountType.Liability ? OtherLiabilities : OtherAssets);

    /// <summary>Where an income, a cost or a transfer stands.</summary>
    internal static StatutoryLine OfActivitiesFor(Account account) => OfActivities.FirstOrDefault(line => Has(line, account)) ?? account.Type switch
    {
        AccountType.Income => OtherIncome,
        AccountType.Cost => OtherCosts,
        _ => Begun,
    };

    /// <summary>Where a change of net assets stands.</summary>
    internal static StatutoryLine OfChange(FigurePart part) => part switch { FigurePart.Released => Released, FigurePart.Corrected => Adjusted, _ => Begun };

    /// <summary>The part of net assets that a line tells; null for a line of income, costs or transfers.</summary>
    public static FigurePart? PartOf(StatutoryLine line) => line == Released ? FigurePart.Released : line == Adjusted ? FigurePart.Corrected : line == Begun ? FigurePart.Begun : null;

    /// <summary>Whether lines on an account stand in a line of the activities: those on net assets may in each that tells a part of them, and costs in what is released by them.</summary>
    internal static bool ShowsIn(StatutoryLine line, Account account, bool costsAreRestricted) => account.Type switch
    {
        AccountType.NetAssets => PartOf(line) is not null,
        AccountType.Cost when line == Released => !costsAreRestricted,
        _ => OfActivitiesFor(account) == line,
    };

    /// <summary>Where cash stands that an account moved.</summary>
    internal static StatutoryLine OfCashFor(Account account) => OfCash.FirstOrDefault(line => Has(line, account)) ?? account.Type switch
    {
        AccountType.NetAssets or AccountType.Transfer => CashBegun,
        AccountType.Cost or AccountType.Liability => OtherPaid,
        _ => OtherReceived,
    };

    private static bool Has(StatutoryLine line, Account account) => account.Role is { } role && line.Roles.Contains(role);
}
