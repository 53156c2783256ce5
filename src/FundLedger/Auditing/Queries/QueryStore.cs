using FundLedger.Ledger;

namespace FundLedger.Auditing.Queries;

/// <summary>Queries as rows.</summary>
internal static class QueryStore
{
    private static readonly SqlFile Insert = new("auditing/insert_query");
    private static readonly SqlFile InsertEvent = new("auditing/insert_query_event");
    private static readonly SqlFile Lock = new("auditing/lock_query");
    private static readonly SqlFile EraseWords = new("auditing/erase_query_words");
    private static readonly SqlFile List = new("auditing/list_queries");

    internal static Task<long> InsertAsync(LedgerTransaction tx, QueryAbout about, string code, EntryId? entry, Entity entity, Fund? fund) =>
        tx.SingleAsync<long>(Insert, new { about = StoredWords.Word(about), about_code = code, entry_id = entry?.Value, entity_id = entity.Id, fund_id = fund?.Id });

    internal static Task AddAsync(LedgerTransaction tx, long query, QueryEvent one) => tx.ExecuteAsync(InsertEvent, new
    {
        query_id = query, version_no = (long)one.Version, act = StoredWords.Word(one.Act), words = one.Words, due_on = one.DueOn?.ToIso(), conclusion = one.Conclusion is { } conclusion ? StoredWords.Word(conclusion) : null,
        actor = one.By, recorded_at = one.RecordedAt,
    });

    internal static Task LockAsync(LedgerTransaction tx, long query) => tx.ExecuteAsync(Lock, new { query_id = query });

    /// <returns>Whether there were any.</returns>
    internal static async Task<bool> EraseWordsAsync(LedgerTransaction tx, long query, int version) => await tx.ExecuteAsync(EraseWords, new { query_id = query, version_no = (long)version }) > 0;

    /// <param name="query">0 for all.</param>
    /// <param name="entry">0 for all.</param>
    internal static async Task<IReadOnlyList<AuditQuery>> ListAsync(LedgerReader reader, Books books, long query = 0, long entry = 0) =>
        [.. (await reader.QueryAsync<Row>(List, new { query_id = query, entry_id = entry })).GroupBy(row => row.QueryId).Select(rows => rows.First() is var first ? new AuditQuery(
            first.QueryId, StoredWords.Read<QueryAbout>(first.About), first.AboutCode, first.EntryId is { } id ? new EntryId(id) : null, books.Entity(first.EntityId), first.FundId is { } fund ? books.Fund(fund) : null,
            [.. rows.Select(row => row.ToEvent())]) : null!)];

    private sealed record Row
    {
        public long QueryId { get; init; }
        public string About { get; init; } = "";
        public string AboutCode { get; init; } = "";
        public long? EntryId { get; init; }
        public long EntityId { get; init; }
        public long? FundId { get; init; }
        public long VersionNo { get; init; }
        public string Act { get; init; } = "";
        public string? Words { get; init; }
        public string? DueOn { get; init; }
        public string? Conclusion { get; init; }
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }

        internal QueryEvent ToEvent() => new(
            (int)VersionNo, StoredWords.Read<QueryAct>(Act), Words, DueOn is null ? null : IsoDates.Read(DueOn), Conclusion is null ? null : StoredWords.Read<QueryConclusion>(Conclusion), Actor, RecordedAt);
    }
}
