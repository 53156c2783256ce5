using FundLedger.Ledger;
using FundLedger.People.Roles;

namespace FundLedger.Auditing.Queries;

/// <summary>Queries and how they stand. Reads only.</summary>
public static class AuditQueries
{
    /// <summary>The newest first.</summary>
    public static Task<IReadOnlyList<AuditQuery>> ListAsync(LedgerReader reader, Books books) => QueryStore.ListAsync(reader, books);

    /// <summary>About an entry, or an item of a sample that is a line of it; the newest first.</summary>
    public static Task<IReadOnlyList<AuditQuery>> OfEntryAsync(LedgerReader reader, Books books, EntryId entry) => QueryStore.ListAsync(reader, books, entry: entry.Value);

    public static async Task<AuditQuery?> FindAsync(LedgerReader reader, Books books, long id) => id < 1 ? null : (await QueryStore.ListAsync(reader, books, id)).SingleOrDefault();

    /// <summary>The part of the ledger that a query would be about; null where what it names is not there.</summary>
    public static async Task<Target?> TargetOfAsync(LedgerReader reader, Books books, QueryWanted wanted) =>
        (await QuerySubject.OfAsync(reader, books, wanted)).IsDone(out var subject, out _) ? new Target(subject.Entity.Code, subject.Fund?.Code) : null;

    /// <summary>The files of one event.</summary>
    public static Task<IReadOnlyList<AttachmentReference>> FilesAsync(LedgerReader reader, long query, int version) => Attachments.ListAsync(reader, AuditQuery.ReferrerOf(query, version));
}
