namespace FundLedger.Ledger;

/// <summary>Which funds take entries: a closed one none but those that end a year or change the chart, a frozen one only facts.</summary>
internal static class OpenFunds
{
    private static readonly SqlFile ListNotOpen = new("ledger/list_funds_not_open");

    /// <summary>The refusal for the first line whose fund does not take it, or null. Asked behind <see cref="Periods.RefusalForAsync"/>, whose lock keeps the answer true.</summary>
    internal static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, ResolvedEntry[] entries)
    {
        var meanwhile = tx.Dialect == Dialect.SqlServer
            ? (await tx.QueryAsync<StatusRow>(ListNotOpen)).ToDictionary(row => row.FundId, row => StoredWords.Read<FundStatus>(row.Status))
            : null;
        foreach (var entry in entries)
            foreach (var line in entry.Lines)
                if (RefusalFor(entry, line.Fund, meanwhile is null ? line.Fund.Status : meanwhile.GetValueOrDefault(line.Fund.Id)) is { } refusal) return refusal;
        return null;
    }

    private static Refusal? RefusalFor(ResolvedEntry entry, Fund fund, FundStatus status) => status switch
    {
        FundStatus.Closed when !entry.Draft.Kind.IsNoActivity => Refusal.Of("fund-closed", "fund",
            $"基金 {fund.Code} 已终止，不再入账。如确需更正，请先申请恢复使用。", $"Fund {fund.Code} is closed and takes no more entries. To put something right, ask for it to be opened again first."),
        FundStatus.Frozen when !entry.Draft.Kind.IsFact => Refusal.Of("fund-frozen", "fund",
            $"基金 {fund.Code} 已冻结：不能支出、承诺或划转。请先解除冻结。", $"Fund {fund.Code} is frozen: nothing is spent, promised or moved. Unfreeze it first."),
        _ => null,
    };

    private sealed record StatusRow
    {
        public long FundId { get; init; }
        public string Status { get; init; } = "";
    }
}
