namespace FundLedger.Seals;

/// <summary>Compares taper plans, their approved years and their periods with what the ledger has committed and made payable under their subjects.</summary>
internal sealed class TaperCheck(LedgerReader reader, Findings findings)
{
    private static readonly SqlFile ListPlans = new("seals/list_wrong_tapers");
    private static readonly SqlFile ListPeriods = new("seals/list_wrong_taper_periods");

    internal async Task RunAsync()
    {
        foreach (var number in await reader.QueryAsync<string>(ListPlans))
            findings.Add("taper", null, $"渐进撤出计划 {number} 未拨付各期的金额与账上已承诺未拨付的数额不符。", $"The periods of taper plan {number} that are not released and what the ledger has committed for it do not agree.");
        foreach (var row in await reader.QueryAsync<PeriodRow>(ListPeriods))
            findings.Add("taper-period", null, $"事项 {row.Subject} 与分录 {row.EntryId} 的金额不符。", $"The amount of {row.Subject} and of entry {row.EntryId} do not agree.");
    }

    private sealed record PeriodRow
    {
        public string Subject { get; init; } = "";
        public long EntryId { get; init; }
    }
}
