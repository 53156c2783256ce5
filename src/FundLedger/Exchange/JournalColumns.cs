using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>The columns of the CSV journal, in their order. A column is called as its member is, in snake case: <c>occurred_on</c>.</summary>
internal enum JournalColumn
{
    OccurredOn,
    EntryId,
    LineNo,
    Kind,
    AccountCode,
    Fund,
    Source,
    Layer,
    Amount,
    Currency,
    Subject,
    RecordedAt,
    DocumentType,
    DocumentId,
    DocumentSha256,
    Actor,
    OperationKey,
    Reverses,
    RelatesTo,
    TextCommitment,
    LineHash,
    Hash,
    Entity,
    EntityName,
    EntityCurrency,
    EntityChart,
    AccountRole,
    AccountNameZh,
    AccountNameEn,
    AccountType,
    AccountCountsAs,
    AccountValidFrom,
    AccountValidTo,
    FundName,
    FundKind,
    FundCurrency,
    FundParents,
    FundSpendingOrder,
    SourceName,
    SourceKind,
    SourceRestriction,
    SourceIsPublic,
    SourceIsSpendable,
    SourceOrigin,
    SourceReturnBy,

    /// <summary>Empty but on the last row: <c>journal</c> when the file holds all entries, <c>extract</c> when a filter left some out.</summary>
    FileEnd,

    /// <summary>See <see cref="RowCheck"/>.</summary>
    RowCheck,
}

internal static class JournalColumns
{
    internal const string WholeJournal = "journal";
    internal const string Extract = "extract";

    internal static readonly string[] Names = [.. Enum.GetValues<JournalColumn>().Select(column => StoredWords.Word(column).Replace('-', '_'))];

    internal static int Count => Names.Length;

    /// <summary>The same on every row of an entry.</summary>
    internal static readonly JournalColumn[] OfEntry =
    [
        JournalColumn.OccurredOn, JournalColumn.EntryId, JournalColumn.Kind, JournalColumn.RecordedAt, JournalColumn.DocumentType, JournalColumn.DocumentId,
        JournalColumn.DocumentSha256, JournalColumn.Actor, JournalColumn.OperationKey, JournalColumn.Reverses, JournalColumn.RelatesTo,
        JournalColumn.TextCommitment, JournalColumn.Hash, JournalColumn.Entity,
    ];

    /// <summary>What the hash of a line covers.</summary>
    internal static readonly JournalColumn[] OfLine =
    [
        JournalColumn.LineNo, JournalColumn.AccountCode, JournalColumn.Layer, JournalColumn.Fund, JournalColumn.Source,
        JournalColumn.Subject, JournalColumn.Currency, JournalColumn.Amount,
    ];

    internal static readonly JournalColumn[] OfEntity = [JournalColumn.EntityName, JournalColumn.EntityCurrency, JournalColumn.EntityChart];

    internal static readonly JournalColumn[] OfAccount =
    [
        JournalColumn.Layer, JournalColumn.AccountRole, JournalColumn.AccountNameZh, JournalColumn.AccountNameEn, JournalColumn.AccountType,
        JournalColumn.AccountCountsAs, JournalColumn.AccountValidFrom, JournalColumn.AccountValidTo,
    ];

    internal static readonly JournalColumn[] OfFund =
    [
        JournalColumn.FundName, JournalColumn.FundKind, JournalColumn.FundCurrency, JournalColumn.FundParents, JournalColumn.FundSpendingOrder,
    ];

    internal static readonly JournalColumn[] OfSource =
    [
        JournalColumn.SourceName, JournalColumn.SourceKind, JournalColumn.SourceRestriction, JournalColumn.SourceIsPublic,
        JournalColumn.SourceIsSpendable, JournalColumn.SourceOrigin, JournalColumn.SourceReturnBy,
    ];

    private static readonly HashSet<JournalColumn> Texts =
    [
        JournalColumn.Kind, JournalColumn.AccountCode, JournalColumn.Fund, JournalColumn.Source, JournalColumn.Subject, JournalColumn.DocumentType,
        JournalColumn.DocumentId, JournalColumn.Actor, JournalColumn.OperationKey, JournalColumn.Entity, JournalColumn.EntityName, JournalColumn.EntityChart,
        JournalColumn.AccountNameZh, JournalColumn.AccountNameEn, JournalColumn.FundName, JournalColumn.SourceName, JournalColumn.SourceOrigin,
    ];

    private static readonly bool[] IsTextByColumn = [.. Enum.GetValues<JournalColumn>().Select(Texts.Contains)];

    internal static string Name(this JournalColumn column) => Names[(int)column];

    /// <summary>Words people chose, which may begin with anything; the rest are numbers, dates, hashes and the ledger's own words.</summary>
    internal static bool IsText(this JournalColumn column) => IsTextByColumn[(int)column];

    internal static string Listed(IEnumerable<JournalColumn> columns) => string.Join(", ", columns.Select(Name));
}
