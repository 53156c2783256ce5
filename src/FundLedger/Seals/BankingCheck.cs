namespace FundLedger.Seals;

/// <summary>Compares what is open of bank lines with their matches, matches with what entries moved, and locked reconciliations with what was known when they were locked.</summary>
internal sealed class BankingCheck(LedgerReader reader, Findings findings)
{
    private static readonly SqlFile ListLines = new("seals/list_wrong_bank_lines");
    private static readonly SqlFile ListMatches = new("seals/list_wrong_bank_matches");
    private static readonly SqlFile ListEntries = new("seals/list_overmatched_entries");
    private static readonly SqlFile ListLocked = new("seals/list_locked_reconciliations");
    private static readonly SqlFile SumBooks = new("banking/sum_books");
    private static readonly SqlFile SumOpening = new("banking/sum_opening");
    private static readonly SqlFile LineItems = new("banking/list_line_items");
    private static readonly SqlFile EntryItems = new("banking/list_entry_items");

    internal async Task RunAsync()
    {
        foreach (var line in await reader.QueryAsync<long>(ListLines))
            findings.Add("bank-line", null, $"银行明细 {line} 的未匹配金额与其匹配不符。", $"What is open of bank line {line} does not agree with its matches.");
        foreach (var match in await reader.QueryAsync<long>(ListMatches))
            findings.Add("bank-match", null, $"匹配 {match} 的明细与分录合计不等，或日期不符。", $"The lines and entries of match {match} do not add up to the same, or its day is wrong.");
        foreach (var entry in await reader.QueryAsync<long>(ListEntries))
            findings.AddEntry("bank-match", entry, "匹配的银行金额超过它动用的金额。", "more of it is matched with bank lines than it moved.");
        foreach (var locked in await reader.QueryAsync<LockedRow>(ListLocked)) await CheckAsync(locked);
    }

    private async Task CheckAsync(LockedRow locked)
    {
        var asked = new { bank_account_id = locked.BankAccountId, to_day = locked.ToDay, known_at = locked.RecordedAt };
        var withFirst = new { bank_account_id = locked.BankAccountId, to_day = locked.ToDay, known_at = locked.RecordedAt, first_day = locked.FirstDay };
        var book = await reader.SingleAsync<long>(SumBooks, asked);
        var opening = (locked.OpeningMinor ?? 0) - await reader.SingleAsync<long>(SumOpening, withFirst);
        var items = new Items();
        foreach (var row in reader.Stream<ItemRow>(LineItems, asked)) items.Bank(row.ItemMinor);
        foreach (var row in reader.Stream<ItemRow>(EntryItems, withFirst)) items.Book(row.ItemMinor);
        var ties = locked.BankMinor + items.BookReceived + items.BookPaid == book + opening + items.BankReceived + items.BankPaid;
        if (ties && book == locked.BookMinor && opening == locked.OpeningStands && items == new Items
            {
                BookReceived = locked.BookReceivedMinor, BookPaid = locked.BookPaidMinor, BankReceived = locked.BankReceivedMinor, BankPaid = locked.BankPaidMinor, Count = locked.ItemCount,
            }) return;
        findings.Add("reconciliation", null,
            $"银行账户 {locked.Code} 锁定至 {locked.ToDay} 的对账与当时的明细、分录和匹配不符。", $"The reconciliation of bank account {locked.Code} locked to {locked.ToDay} does not agree with the lines, entries and matches known then.");
    }

    private sealed record Items
    {
        internal long BookReceived { get; set; }
        internal long BookPaid { get; set; }
        internal long BankReceived { get; set; }
        internal long BankPaid { get; set; }
        internal long Count { get; set; }

        internal void Bank(long minor)
        {
            Count++;
            if (minor > 0) BankReceived += minor;
            else BankPaid += minor;
        }

        internal void Book(long minor)
        {
            Count++;
            if (minor > 0) BookReceived += minor;
            else BookPaid += minor;
        }
    }

    private sealed record ItemRow
    {
        public long ItemMinor { get; init; }
    }

    private sealed record LockedRow
    {
        public long BankAccountId { get; init; }
        public string Code { get; init; } = "";
        public string ToDay { get; init; } = "";
        public long BookMinor { get; init; }
        public long BankMinor { get; init; }
        public long OpeningStands { get; init; }
        public long BookReceivedMinor { get; init; }
        public long BookPaidMinor { get; init; }
        public long BankReceivedMinor { get; init; }
        public long BankPaidMinor { get; init; }
        public long ItemCount { get; init; }
        public long RecordedAt { get; init; }
        public string FirstDay { get; init; } = "";

        /// <summary>What the bank held before its first line.</summary>
        public long? OpeningMinor { get; init; }
    }
}
