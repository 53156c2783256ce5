using FundLedger.Values;

namespace FundLedger.Reporting;

/// <summary>What every report says of itself, so that a stranger knows which books it speaks of and can draw it again.</summary>
/// <param name="Entity">Name of the accounting entity.</param>
/// <param name="Fund">Code and name of the fund, or of the bank account where the report is of one; null for the whole entity.</param>
/// <param name="Currency">Currency of every figure in the report.</param>
/// <param name="Span">Days the report covers, both included.</param>
/// <param name="KnownAt">Nothing recorded after this moment counts.</param>
/// <param name="LastEntry">Number of the last entry recorded by then; 0 in an empty ledger.</param>
/// <param name="LastEntryHash">Hash of that entry, 32 bytes; empty in an empty ledger.</param>
/// <param name="Checkpoint">The first that seals the last entry, or the last signed where none does yet; null where nothing was signed.</param>
public sealed record ReportHead(
    string Entity, FundName? Fund, Currency Currency, DateSpan Span, DateTimeOffset KnownAt, long LastEntry, ReadOnlyMemory<byte> LastEntryHash, ReportCheckpoint? Checkpoint = null);

/// <summary>What was signed of the ledger's sealed entries, for whoever keeps the report to compare with later.</summary>
/// <param name="Size">How many entries are sealed.</param>
/// <param name="Root">Of the tree over them, 32 bytes.</param>
/// <param name="HoldsLastEntry">The last entry that the report counts is among them.</param>
public sealed record ReportCheckpoint(long Size, ReadOnlyMemory<byte> Root, DateTimeOffset SignedAt, bool HoldsLastEntry);

public sealed record FundName(string Code, string Name);

/// <summary>A fund's money over a span of days: what was there, what came and went line by line, what is left.</summary>
/// <param name="Opening">Cash (bank, cash, channel balances) at the start of the first day.</param>
/// <param name="In">Sum of the lines that brought cash, not negative.</param>
/// <param name="Out">Sum of the lines that took cash, not negative.</param>
/// <param name="Closing">Opening + In − Out, at the end of the last day.</param>
/// <param name="Sources">One row per source that had a balance or moved, ordered by source code.</param>
/// <param name="NegativeDays">Days that ended with a source's cash below zero, as backdated entries can make past days; oldest first.</param>
/// <param name="CashByDay">Closing cash of each day that moved, oldest first, for the chart; starts with the opening on the first day.</param>
/// <param name="LineCount">How many lines <paramref name="Lines"/> yields.</param>
/// <param name="Lines">By (occurred on, entry, line). May be walked more than once; each walk reads afresh and yields the same.</param>
public sealed record FundStatement(
    ReportHead Head, Money Opening, Money In, Money Out, Money Closing,
    IReadOnlyList<SourceFigures> Sources, IReadOnlyList<NegativeDay> NegativeDays, IReadOnlyList<DayBalance> CashByDay, long LineCount, IEnumerable<StatementLine> Lines);

/// <summary>One cash movement.</summary>
/// <param name="Entry">Number of the entry it belongs to.</param>
/// <param name="Kind">What happened: donation, expense, bank fee…</param>
/// <param name="Description">Document number and masked name or text; may be empty.</param>
/// <param name="Against">Names of the accounts on the other side.</param>
/// <param name="In">Not negative; zero when cash went out.</param>
/// <param name="Out">Not negative; zero when cash came in.</param>
/// <param name="Balance">Cash of the fund after this line.</param>
public sealed record StatementLine(
    DateOnly OccurredOn, long Entry, Bilingual Kind, string Description, string Source, Bilingual Against, Money In, Money Out, Money Balance);

/// <summary>A source's money in a fund: cash and its movement, then what of the closing cash is still free.</summary>
/// <param name="Owed">Flagged liabilities at the close (payables, due to funds, refunds, suspense, agency), not negative when money is owed.</param>
/// <param name="Committed">Awarded and not yet due, at the close.</param>
/// <param name="Available">Closing − Owed − Committed; negative when a fact overdrew the source.</param>
public sealed record SourceFigures(
    string Code, Bilingual Kind, string Name, Money Opening, Money In, Money Out, Money Closing, Money Owed, Money Committed, Money Available);

public sealed record DayBalance(DateOnly Day, Money Balance);

public sealed record NegativeDay(DateOnly Day, string Source, Money Balance);

/// <summary>Every account with a balance or a movement: opening, debits, credits, closing. Amounts are signed, a debit positive.</summary>
/// <param name="Rows">Ordered by layer, then account code.</param>
public sealed record TrialBalance(ReportHead Head, IReadOnlyList<TrialBalanceRow> Rows)
{
    /// <summary>The first day of the year whose closing is left out; null when everything counts.</summary>
    public DateOnly? YearEndLeftOutFrom { get; init; }
}

/// <param name="Opening">Signed: a debit balance is positive.</param>
/// <param name="Debit">Sum of debits in the span, not negative.</param>
/// <param name="Credit">Sum of credits in the span, not negative.</param>
/// <param name="Closing">Opening + Debit − Credit, signed.</param>
public sealed record TrialBalanceRow(string Layer, Bilingual LayerName, string AccountCode, Bilingual AccountName, Money Opening, Money Debit, Money Credit, Money Closing);

/// <summary>What a fund has at the end of a day, by source, with each layer of the books apart.</summary>
/// <param name="AsOf">The span of the head ends here.</param>
public sealed record FundBalances(ReportHead Head, DateOnly AsOf, IReadOnlyList<SourceBalance> Rows, SourceBalance Total);

/// <param name="Cash">Actual layer: bank, cash and channel balances.</param>
/// <param name="Receivable">Actual layer: what others owe this source; never counted as available.</param>
/// <param name="Owed">Actual layer: flagged liabilities, positive when owed.</param>
/// <param name="NetAssets">Actual layer: all assets less all liabilities.</param>
/// <param name="Committed">Committed layer.</param>
/// <param name="Memo">Memo layer: promises expected (pledges, service due).</param>
/// <param name="Available">Cash − Owed − Committed.</param>
public sealed record SourceBalance(
    string Code, Bilingual Kind, string Name, Money Cash, Money Receivable, Money Owed, Money NetAssets, Money Committed, Money Memo, Money Available);
