namespace FundLedger.Reporting;

/// <summary>Whose statements: one fund's, or those of a whole entity with what moved between its funds taken out.</summary>
/// <param name="Entity">Null for the only one there is.</param>
/// <param name="Fund">Null for all funds of the entity in its currency.</param>
/// <param name="IsOfEntity">The whole entity that the fund belongs to.</param>
public sealed record StatutoryScope(string? Entity = null, string? Fund = null, bool IsOfEntity = false);

/// <summary>Money by what its givers asked of it.</summary>
public readonly record struct ByClass(Money Unrestricted, Money Restricted)
{
    public Money Total => Unrestricted + Restricted;

    public static ByClass operator +(ByClass left, ByClass right) => new(left.Unrestricted + right.Unrestricted, left.Restricted + right.Restricted);
    public static ByClass operator -(ByClass left, ByClass right) => new(left.Unrestricted - right.Unrestricted, left.Restricted - right.Restricted);

    public static ByClass Zero(Currency currency) => new(Money.Zero(currency), Money.Zero(currency));
}

/// <summary>What is there, what is owed and what is left (资产负债表), at the beginning of the year and at the end of a day.</summary>
/// <param name="Chart">The chart in force on the day.</param>
/// <param name="Entity">Code of the entity.</param>
/// <param name="Lines">In the order of the statement; those without any amount are left out.</param>
/// <param name="NetAssets">Beginning and end, with the result of the year not yet carried over in the class of its source.</param>
/// <param name="Unclosed">Of the net assets at the end: income less costs that no year-end entry has carried over yet.</param>
/// <param name="BetweenFunds">What funds of the entity owe each other, beginning and end: nothing in sound books; of one fund, nothing here.</param>
public sealed record BalanceSheet(
    ReportHead Head, Bilingual Chart, string Entity, DateOnly Beginning, IReadOnlyList<BalanceSheetLine> Lines, (ByClass Beginning, ByClass End) NetAssets, ByClass Unclosed, (Money Beginning, Money End) BetweenFunds)
{
    public bool IsOfEntity => Head.Fund is null;

    /// <summary>Codes of the accounts that liabilities and net assets are made of.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>Codes of the accounts whose result is carried over at the end of the year.</summary>
    public IReadOnlyList<string> Activities { get; init; } = [];
}

/// <param name="Beginning">An asset's debit or a liability's credit balance, at the beginning of the year.</param>
/// <param name="Accounts">Codes of the accounts that stand in it.</param>
public sealed record BalanceSheetLine(StatutoryLine Line, Money Beginning, Money End, IReadOnlyList<string> Accounts);

/// <summary>What came in, what it cost and how net assets changed (业务活动表), by class; year-end entries are no activity and are left out.</summary>
/// <param name="CostsAreRestricted">Costs of restricted money stand in its own column, as the 2026 chart has it; else they are unrestricted and the same is released, as the 2004 chart has it.</param>
/// <param name="Periods">The month, the year to date, and the same days of the year before.</param>
/// <param name="Lines">In the order of the statement; those without any amount are left out.</param>
public sealed record ActivityStatement(ReportHead Head, Bilingual Chart, bool CostsAreRestricted, IReadOnlyList<ActivityPeriod> Periods, IReadOnlyList<ActivityLine> Lines)
{
    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    public bool IsOfEntity => Head.Fund is null;
}

/// <param name="Opening">Net assets before the first day, from the stored balances.</param>
/// <param name="Closing">Net assets after the last, from the stored balances.</param>
public sealed record ActivityPeriod(DateSpan Span, ByClass Opening, ByClass Closing);

/// <param name="Amounts">One for each period: income positive, a cost positive, a change as it changes net assets.</param>
public sealed record ActivityLine(StatutoryLine Line, IReadOnlyList<ByClass> Amounts)
{
    /// <summary>Codes of the accounts that its lines are on.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];
}

/// <summary>Where cash came from and went (现金流量表, direct method), read from the entries' lines.</summary>
/// <param name="Periods">The month, the year to date, and the same days of the year before.</param>
/// <param name="Lines">In the order of the statement; those without any amount are left out.</param>
public sealed record CashFlowStatement(ReportHead Head, Bilingual Chart, IReadOnlyList<CashPeriod> Periods, IReadOnlyList<CashFlowLine> Lines)
{
    /// <summary>Code of the entity.</summary>
    public string Entity { get; init; } = "";

    public bool IsOfEntity => Head.Fund is null;
}

/// <param name="Opening">Cash before the first day, from the stored balances.</param>
/// <param name="Closing">Cash after the last, from the stored balances.</param>
public sealed record CashPeriod(DateSpan Span, Money Opening, Money Closing);

/// <param name="Amounts">One for each period: what came is positive, what went negative.</param>
public sealed record CashFlowLine(StatutoryLine Line, IReadOnlyList<Money> Amounts)
{
    /// <summary>Codes of the accounts that stood beside cash.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];
}
