using FundLedger.Ledger;

namespace FundLedger.Reporting.Registers;

/// <summary>A file that an entry names.</summary>
/// <param name="FileName">As people know it; it may hold a name. Empty where only the entry's hash is known.</param>
/// <param name="IsOfAPerson">It goes with the gift of a person, so it may show who that is.</param>
public sealed record EntryDocument(long Entry, Bilingual Kind, byte[] Sha256, string FileName, bool IsOfAPerson);

public static class EntryDocuments
{
    private static readonly SqlFile List = new("reporting/list_entry_documents");

    /// <summary>Of a fund and those below it, by entry; each file of an entry once.</summary>
    public static async Task<Outcome<IReadOnlyList<EntryDocument>>> OfAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (!(await RegisterScope.OfAsync(reader, fundCode, span, knownAt)).IsDone(out var scope, out var refusal)) return refusal;
        var rows = await reader.QueryAsync<Row>(List, new { funds = scope.FundIds, first_day = span.First.ToIso(), last_day = span.Last.ToIso(), last_entry = scope.Known.LastEntry });
        return rows.DistinctBy(row => (row.EntryId, Convert.ToHexString(row.Sha256)))
            .Select(row => new EntryDocument(row.EntryId, EntryKind.Of(row.Kind).Name, row.Sha256, row.FileName, row.DonorKind is not (null or "organisation"))).ToList();
    }

    private sealed record Row
    {
        public long EntryId { get; init; }
        public string Kind { get; init; } = "";
        public string? DonorKind { get; init; }
        public byte[] Sha256 { get; init; } = [];
        public string FileName { get; init; } = "";
    }
}
