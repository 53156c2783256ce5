using FundLedger.Ledger;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Disclosure;

/// <summary>One decision about whether a fund stands on the public pages.</summary>
/// <param name="Reason">Kept for good: no names.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record FundShown(long FundId, int Version, bool IsShown, string Reason, string Actor, long RecordedAt);

/// <summary>Which funds everybody may look at: every one, unless it was said of it that it is not shown.</summary>
/// <remarks>What was published as a disclosure stays published, whatever is said here: that is decided file by file.</remarks>
public sealed class PublicFunds
{
    private static readonly SqlFile List = new("disclosure/list_publicity");

    private readonly ILookup<long, FundShown> decisions;

    private PublicFunds(IEnumerable<FundShown> decisions) => this.decisions = decisions.ToLookup(decision => decision.FundId);

    public static async Task<PublicFunds> LoadAsync(LedgerReader reader) => new((await reader.QueryAsync<Row>(List)).Select(row => new FundShown(row.FundId, (int)row.VersionNo, row.IsShown == 1, row.Reason, row.Actor, row.RecordedAt)));

    public bool Shows(Fund fund) => decisions[fund.Id].LastOrDefault()?.IsShown ?? true;

    /// <summary>Of one fund, the first first.</summary>
    public IReadOnlyList<FundShown> DecisionsAbout(Fund fund) => [.. decisions[fund.Id]];

    private sealed record Row
    {
        public long FundId { get; init; }
        public long VersionNo { get; init; }
        public long IsShown { get; init; }
        public string Reason { get; init; } = "";
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }
    }
}

/// <param name="Reason">Kept for good: no names.</param>
public sealed record FundPublicity(string Fund, bool IsShown, string Reason);

/// <summary>Puts a fund, with its projects, spaces and needs, on the public pages, or takes it off them.</summary>
public sealed class ShowFund(Database database)
{
    private static readonly SqlFile Insert = new("disclosure/insert_publicity");

    public Task<Outcome<FundPublicity>> RunAsync(Asked asked, FundPublicity wanted, CancellationToken stop = default) => database.WriteAsync<FundPublicity>(
        asked.For("show-fund", OperationField.Of("fund", wanted.Fund), OperationField.Of("shown", wanted.IsShown ? 1 : 0), OperationField.Of("reason", wanted.Reason)),
        async tx =>
        {
            if (!(await Books.OfAsync(tx)).Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (string.IsNullOrWhiteSpace(wanted.Reason)) return Refusal.Of("reason-missing", "reason", "请写明理由，不写人名。", "Say why, without names.");
            if (KeptText.Reason.RefusalFor(wanted.Reason.Trim(), "reason") is { } tooLong) return tooLong;
            var funds = await PublicFunds.LoadAsync(tx);
            if (funds.Shows(fund) == wanted.IsShown)
                return Refusal.Of("fund-shown", "fund", wanted.IsShown ? $"基金 {fund.Code} 已经公开展示。" : $"基金 {fund.Code} 已经不公开展示。", wanted.IsShown ? $"Fund {fund.Code} is shown already." : $"Fund {fund.Code} is not shown as it is.");
            await tx.ExecuteAsync(Insert, new
            {
                fund_id = fund.Id, version_no = funds.DecisionsAbout(fund).Count + 1L, is_shown = wanted.IsShown ? 1L : 0L, reason = wanted.Reason.Trim().ToNfc(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("show-fund", "fund", fund.Code, wanted.IsShown ? "shown" : "not shown"));
            return wanted with { Fund = fund.Code };
        }, stop);
}
