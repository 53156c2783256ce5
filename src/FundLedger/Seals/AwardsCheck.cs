namespace FundLedger.Seals;

/// <summary>Compares awards, tranches and claims with what the ledger has committed, made payable and claimed under their subjects.</summary>
internal sealed class AwardsCheck(LedgerReader reader, Findings findings)
{
    private static readonly SqlFile ListAwards = new("seals/list_wrong_awards");
    private static readonly SqlFile ListTranches = new("seals/list_wrong_tranches");

    internal async Task RunAsync()
    {
        foreach (var number in await reader.QueryAsync<string>(ListAwards))
            findings.Add("award", null, $"立项 {number} 的金额、批次与账上已立项未拨付的数额不符。", $"The amount of award {number}, its tranches and what the ledger has committed for it do not agree.");
        foreach (var row in await reader.QueryAsync<TrancheRow>(ListTranches))
            findings.Add("tranche", null, $"事项 {row.Subject} 与分录 {row.EntryId} 的金额不符。", $"The amount of {row.Subject} and of entry {row.EntryId} do not agree.");
    }

    private sealed record TrancheRow
    {
        public string Subject { get; init; } = "";
        public long EntryId { get; init; }
    }
}
