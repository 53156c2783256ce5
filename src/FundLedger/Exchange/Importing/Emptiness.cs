using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>Whether a ledger is one that a journal may be imported into.</summary>
internal static class Emptiness
{
    private static readonly SqlFile CountEntries = new("exchange/count_entries");
    private static readonly SqlFile LoadLastEntryId = new("exchange/load_last_entry_id");

    internal static Task<long> CountAsync(LedgerReader reader) => reader.SingleAsync<long>(CountEntries);

    /// <summary>0 when there is no entry.</summary>
    internal static async Task<EntryId> LastEntryAsync(LedgerReader reader) => new(await reader.SingleAsync<long>(LoadLastEntryId));

    /// <summary>The refusal that names what is there, or null when nothing is.</summary>
    internal static async Task<Refusal?> RefusalForAsync(LedgerReader reader)
    {
        var (books, entryCount) = (await Books.LoadAsync(reader), await CountAsync(reader));
        if (!books.Entities.Any() && entryCount == 0) return null;

        var unfinished = await UnfinishedImport.FindAsync(reader);
        var entities = string.Join(", ", books.Entities.Select(entity => entity.Code).Take(8));
        var funds = string.Join(", ", books.Funds.Select(fund => fund.Code).Take(8));
        return Refusal.Of("ledger-not-empty", "file",
            $"账本不是空的：已有 {entryCount} 笔分录，会计主体 {entities}，基金 {(funds.Length > 0 ? funds : "（无）")}。账簿只能导入新的空账本：请用 --data 指定一个新目录。{unfinished?.Text.Zh}",
            $"The ledger is not empty: it holds {entryCount} entries, the entities {entities} and the funds {(funds.Length > 0 ? funds : "none")}. A journal is imported into a new, empty ledger: name a new folder with --data. {unfinished?.Text.En}".TrimEnd());
    }
}
