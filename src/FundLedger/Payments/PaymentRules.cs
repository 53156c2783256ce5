using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Payments;

/// <summary>What holds for payments through the bank; the last version counts.</summary>
/// <param name="CoolingDays">For how many days nothing is paid to a payee after their account was changed: time to notice a change nobody asked for. <see cref="LeastDays"/> to <see cref="MostDays"/>.</param>
public sealed record PaymentRules(int CoolingDays)
{
    public const int LeastDays = 1;
    public const int MostDays = 30;

    public static readonly PaymentRules Default = new(3);

    private static readonly SqlFile Find = new("payments/find_rules");

    /// <summary>Those last set, or the default.</summary>
    public static async Task<PaymentRules> LoadAsync(LedgerReader reader) => await RowAsync(reader) is { } row ? new((int)row.CoolingDays) : Default;

    /// <summary>0 before any were set.</summary>
    internal static async Task<long> VersionAsync(LedgerReader reader) => (await RowAsync(reader))?.VersionNo ?? 0;

    private static Task<Row?> RowAsync(LedgerReader reader) => reader.FindAsync<Row>(Find);

    private sealed record Row
    {
        public long VersionNo { get; init; }
        public long CoolingDays { get; init; }
    }
}

/// <param name="CoolingDays">Of accounts that are changed from now on; one that cools already keeps its day.</param>
public sealed record PaymentRulesSet(long Version, int CoolingDays);

/// <summary>Sets the rules for payments. Fewer days to notice a change are a door for whoever made it, so another person agrees.</summary>
public sealed class SetPaymentRules(Database database)
{
    private static readonly SqlFile Insert = new("payments/insert_rules");

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<PaymentRules, PaymentRulesSet> Kind = new("payment-rules", new("付款规则", "Rules for payments"), SubjectAsync, RunAsync) { Proposing = Permission.ManageSettings, LeastCheckers = 1 };

    public Task<Outcome<PaymentRulesSet>> RunAsync(Asked asked, PaymentRules rules, CancellationToken stop = default) => database.WriteAsync<PaymentRulesSet>(
        asked.For("set-payment-rules", OperationField.Of("cooling-days", rules.CoolingDays)),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, rules, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<PaymentRulesSet>> RunAsync(LedgerTransaction tx, PaymentRules rules, Agreed agreed)
    {
        if (RefusalFor(rules) is { } refusal) return refusal;
        var version = await PaymentRules.VersionAsync(tx) + 1;
        await tx.ExecuteAsync(Insert, new { version_no = version, cooling_days = (long)rules.CoolingDays, actor = agreed.Maker, recorded_at = tx.RecordedAt });
        await AuditTrail.AddAsync(tx, AuditNote.Done("set-payment-rules", "payment-rules", version, $"{rules.CoolingDays}"));
        return new PaymentRulesSet(version, rules.CoolingDays);
    }

    private static Refusal? RefusalFor(PaymentRules rules) => rules.CoolingDays is >= PaymentRules.LeastDays and <= PaymentRules.MostDays ? null
        : Refusal.Of("cooling-days", "cooling-days", $"冷静期应为 {PaymentRules.LeastDays} 至 {PaymentRules.MostDays} 天。", $"An account cools for {PaymentRules.LeastDays} to {PaymentRules.MostDays} days.");

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, PaymentRules rules) => RefusalFor(rules) is { } refusal ? refusal
        : new ProposalSubject("payment-rules", "payees", ProposalSubject.VersionOf($"{await PaymentRules.VersionAsync(tx)}"), Target.WholeLedger);
}
