using FundLedger.Donations.Lists;
using FundLedger.Donors;

namespace FundLedger.Donations.Importing;

/// <summary>What the one who imports decided.</summary>
/// <param name="Overlap">What rows equal to those of an earlier file are; null to be asked when there are any.</param>
/// <param name="AcceptDifference">Import although a total stated in the list is not what was read.</param>
/// <param name="SkipFailedRows">Leave out rows that cannot be posted and import the rest; otherwise one such row stops the import before it starts.</param>
/// <param name="Source">Code of the source row; null for the entity's plain donations.</param>
/// <param name="Channel">How all gifts of the list came; null when that is not said.</param>
public sealed record ImportChoices(
    string Fund, OverlapChoice? Overlap = null, bool AcceptDifference = false, bool SkipFailedRows = false, string? Source = null, GiftChannel? Channel = null);

public enum OverlapChoice
{
    /// <summary>The same gifts in another file: as many as are known already are left out.</summary>
    Same,

    /// <summary>Other gifts that look alike: all are imported.</summary>
    New,
}

/// <summary>What became of a donation list.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome() { }

    /// <summary>Every gift of the list is in the ledger.</summary>
    public sealed record Imported(ImportSummary Summary) : ImportOutcome;

    /// <summary>This very file was imported into this fund before; nothing was added.</summary>
    public sealed record AlreadyImported(ImportSummary Summary) : ImportOutcome;

    /// <summary>Nothing more was posted. What an earlier, interrupted run had posted stays, and the same file goes on from there.</summary>
    /// <param name="FailedRows">The rows to mend, when that is the reason; the first hundred.</param>
    public sealed record Refused(Refusal Reason, IReadOnlyList<ListRow.Failed> FailedRows) : ImportOutcome;
}

/// <param name="Gifts">Posted from this file, over all its runs.</param>
/// <param name="Sum">Of those gifts.</param>
/// <param name="AlreadyKnown">Rows left out because an earlier file or a bank reference had them.</param>
/// <param name="FailedRows">Rows left out because they could not be posted; the first hundred.</param>
/// <param name="FailedCount">How many those are in all.</param>
/// <param name="Resumed">An earlier run had been interrupted.</param>
public sealed record ImportSummary(
    long Gifts, Money Sum, long AlreadyKnown, IReadOnlyList<ListRow.Failed> FailedRows, long FailedCount, bool Resumed);

/// <summary>How far an import has come.</summary>
/// <param name="RowsDone">Gift rows posted or left out so far.</param>
/// <param name="RowsTotal">Gift rows in the file.</param>
public readonly record struct ImportProgress(long RowsDone, long RowsTotal);
