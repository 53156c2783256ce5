namespace FundLedger.Ledger;

/// <summary>What rules call an account by; which code plays the role is the chart's business.</summary>
public enum AccountRole
{
    Cash,
    Bank,
    ChannelBalance,
    OtherReceivable,
    DueFromFund,
    ClawbackReceivable,
    SpaceRevenueReceivable,
    Inventory,
    Investment,
    LongTermInvestment,
    FixedAsset,
    AccumulatedDepreciation,
    AgencyAsset,
    ExpensePayable,
    GrantsPayable,
    TaxPayable,
    AdvanceReceived,
    RefundPayable,
    ReturnPayable,
    DueToFund,
    Suspense,
    OtherPayable,
    AgencyLiability,
    UnrestrictedNetAssets,
    RestrictedNetAssets,
    PriorYearAdjustment,
    DonationIncome,
    ServiceIncome,
    GovernmentGrantIncome,
    SalesIncome,
    InvestmentIncome,
    InterestIncome,
    OtherIncome,
    TransferIn,
    TransferOut,
    ProgrammeCost,
    GrantsExpense,
    GrantReturn,
    AdministrationCost,
    FundraisingCost,
    OtherCost,
    Committed,
    CommitmentReserve,
    PledgeExpected,
    PledgeReserve,
    ServiceDue,
    SpaceReserve,
    ServiceReceived,
    ServiceReserve,
}

/// <summary>Which books an account belongs to: each balances by itself.</summary>
public enum Layer
{
    /// <summary>The statutory books.</summary>
    Actual,

    /// <summary>Money promised and not yet due.</summary>
    Committed,

    /// <summary>Promises made to the fund, services owed, and services given that no voucher values.</summary>
    Memo,
}

public enum AccountType
{
    Asset,
    Liability,
    NetAssets,
    Income,
    Cost,

    /// <summary>Between funds or sources of one entity: neither income nor cost.</summary>
    Transfer,

    /// <summary>An account of the committed or memo layer.</summary>
    Promise,
}

/// <summary>Which net assets an account of income, cost or transfer goes to when the year ends.</summary>
public enum ClosesTo
{
    /// <summary>Those of its source's class: restricted or unrestricted.</summary>
    Source,

    /// <summary>The unrestricted ones; of what a restricted source bears, as much is then released from the restricted to the unrestricted.</summary>
    Unrestricted,
}

/// <summary>How an account bears on what is available.</summary>
public enum CountsAs
{
    Nothing,

    /// <summary>Spendable now, where its source is spendable.</summary>
    Cash,

    /// <summary>Owed: taken off what is available.</summary>
    Liability,

    /// <summary>Promised: taken off what is available, and kept as committed.</summary>
    Committed,
}
