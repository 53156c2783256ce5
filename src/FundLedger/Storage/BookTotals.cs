namespace FundLedger.Storage;

/// <summary>What books hold, counted: a backup says it, and a restore is compared with it.</summary>
/// <param name="LastEntry">Number of the last entry; 0 where there is none.</param>
/// <param name="Events">Of the audit trail.</param>
/// <param name="Operations">Keys under which something was written.</param>
/// <param name="Sealed">Entries in the tree.</param>
/// <param name="CheckpointSize">Of the last checkpoint that was signed; 0 for none.</param>
/// <param name="Lines">By currency.</param>
public sealed record BookTotals(long Entries, long LastEntry, long Events, long Operations, long Sealed, long CheckpointSize, IReadOnlyList<LineTotals> Lines)
{
    private static readonly SqlFile CountBooks = new("storage/count_books");
    private static readonly SqlFile SumLines = new("storage/sum_lines");

    public static async Task<BookTotals> ReadAsync(LedgerReader reader)
    {
        var counts = await reader.SingleAsync<CountsRow>(CountBooks);
        var lines = await reader.QueryAsync<LinesRow>(SumLines);
        return new BookTotals(counts.EntryCount, counts.LastEntryId, counts.EventCount, counts.OperationCount, counts.SealedCount, counts.CheckpointSize,
            [.. lines.Select(row => new LineTotals(row.Currency, row.LineCount, row.DebitMinor, row.CreditMinor))]);
    }

    /// <summary>What differs from what was said of it, in words; empty when nothing does.</summary>
    public IReadOnlyList<Bilingual> DifferencesFrom(BookTotals said)
    {
        var found = new List<Bilingual>();
        void Compare(string zh, string en, long here, long there)
        {
            if (here != there) found.Add(new($"{zh}：备份说明为 {there:N0}，恢复后为 {here:N0}。", $"{en}: the backup says {there:N0}, restored are {here:N0}."));
        }

        Compare("分录笔数", "Entries", Entries, said.Entries);
        Compare("最后一笔分录号", "Number of the last entry", LastEntry, said.LastEntry);
        Compare("审计轨迹条数", "Events of the trail", Events, said.Events);
        Compare("操作编号数", "Operation keys", Operations, said.Operations);
        Compare("已封存笔数", "Entries sealed", Sealed, said.Sealed);
        Compare("检查点笔数", "Size of the last checkpoint", CheckpointSize, said.CheckpointSize);
        foreach (var currency in Lines.Concat(said.Lines).Select(line => line.Currency).Distinct())
        {
            var (here, there) = (OfCurrency(Lines, currency), OfCurrency(said.Lines, currency));
            Compare($"{currency} 明细行数", $"Lines of {currency}", here.Lines, there.Lines);
            Compare($"{currency} 借方合计（最小单位）", $"Debits of {currency} in minor units", here.DebitMinor, there.DebitMinor);
            Compare($"{currency} 贷方合计（最小单位）", $"Credits of {currency} in minor units", here.CreditMinor, there.CreditMinor);
        }

        return found;
    }

    private static LineTotals OfCurrency(IReadOnlyList<LineTotals> lines, string currency) => lines.FirstOrDefault(line => line.Currency == currency) ?? new LineTotals(currency, 0, 0, 0);

    private sealed record CountsRow
    {
        public long EntryCount { get; init; }
        public long LastEntryId { get; init; }
        public long EventCount { get; init; }
        public long OperationCount { get; init; }
        public long SealedCount { get; init; }
        public long CheckpointSize { get; init; }
    }

    private sealed record LinesRow
    {
        public string Currency { get; init; } = "";
        public long LineCount { get; init; }
        public long DebitMinor { get; init; }
        public long CreditMinor { get; init; }
    }
}

/// <summary>All lines of a currency, added up in minor units.</summary>
public sealed record LineTotals(string Currency, long Lines, long DebitMinor, long CreditMinor);
