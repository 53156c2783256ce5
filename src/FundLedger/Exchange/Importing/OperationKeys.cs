using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>Keys live as long as the ledger, and so in one made from it: a request sent again after the import is refused as a conflict, never posted twice.</summary>
internal static class OperationKeys
{
    private static readonly SqlFile Keep = new("exchange/keep_operation_key");

    internal static async Task KeepAsync(LedgerTransaction tx, IReadOnlyList<PostedEntry> entries)
    {
        PostedEntry? last = null;
        foreach (var entry in entries)
        {
            if (last?.OperationKey != entry.OperationKey) await tx.Prepared(Keep).ExecuteAsync(entry.OperationKey, entry.Actor, entry.RecordedAt);
            last = entry;
        }
    }
}
