namespace FundLedger.Reporting;

/// <summary>A sample that an auditor drew, drawn once more, with what was found and what that says of the population (审计样本).</summary>
/// <param name="Facts">How it was drawn: the population, the method, the seed and its parameters, in reading order.</param>
/// <param name="PopulationSum">Of the items that were drawn from.</param>
/// <param name="OtherSum">Of items of the other sign, not negative; they are looked at apart.</param>
/// <param name="Ledger">What the accounts come to by the stored totals: the population less those of the other sign.</param>
/// <param name="Again">How many items were drawn when it was drawn again, from the same seed over what was known then.</param>
/// <param name="Same">How many of those are the ones that were kept.</param>
/// <param name="Tested">How many items were looked at.</param>
/// <param name="Known">Misstatements found in the items themselves.</param>
public sealed record AuditSampleReport(
    ReportHead Head, long Number, IReadOnlyList<AuditSampleFact> Facts, long PopulationCount, Money PopulationSum, long OtherCount, Money OtherSum, Money Ledger, long Again, long Same,
    IReadOnlyList<AuditSampleLine> Items, int Tested, Money Known, IReadOnlyList<AuditEstimate> Estimates);

/// <summary>One thing that a sample was drawn by: a text, an amount or a number; the others are null.</summary>
/// <param name="Key">Stable English name for programs, camelCase.</param>
public sealed record AuditSampleFact(string Key, Bilingual Label, Bilingual? Text = null, Money? Amount = null, long? Number = null);

/// <param name="Line">Number of the line in its entry.</param>
/// <param name="Place">In the population, from 1.</param>
/// <param name="UpTo">The population's sum with this item.</param>
/// <param name="Result">Null as long as nobody looked.</param>
/// <param name="Audited">What it should be; null as long as nobody looked.</param>
/// <param name="Misstatement">How much too much the books have; null as long as nobody looked.</param>
public sealed record AuditSampleLine(
    int No, long Entry, int Line, DateOnly On, Bilingual Kind, string Account, string Fund, long Place, Money UpTo, Money Amount, long Hits, bool IsTop, Bilingual? Result, Money? Audited, Money? Misstatement, string Note);

/// <param name="Key">Stable English name for programs, camelCase.</param>
/// <param name="Formula">How it was reckoned.</param>
public sealed record AuditEstimate(string Key, Bilingual Name, Bilingual Formula, Money Amount);

/// <summary>What auditors asked about a fund and those below it, and of the entity, in the days of the report (审计查询登记簿).</summary>
/// <param name="States">The names of states, in order, with how many stand so.</param>
public sealed record AuditQueryRegister(ReportHead Head, IReadOnlyList<(string Key, Bilingual Name, long Count)> States, IReadOnlyList<ListedQuery> Queries);

/// <param name="Code">Of what it is about.</param>
/// <param name="Entry">The entry it is about; null where it is of none.</param>
/// <param name="DueOn">By when the last thing asked is, or was, to be answered.</param>
/// <param name="Question">What was asked first; null once erased.</param>
/// <param name="Answer">The last answer; null where there is none, or it was erased.</param>
/// <param name="Answers">How many times it was answered.</param>
public sealed record ListedQuery(
    long Number, DateOnly AskedOn, Bilingual About, string Code, long? Entry, DateOnly DueOn, bool IsLate, Bilingual State, string? Question, string? Answer, int Answers, DateOnly? ClosedOn, Bilingual? Conclusion);
