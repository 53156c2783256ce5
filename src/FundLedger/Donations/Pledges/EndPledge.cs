using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Donations;

/// <param name="Reason">Kept for good: no names.</param>
public sealed record PledgeEnding(long Pledge, DateOnly On, string Reason);

/// <param name="WrittenOff">What will not come.</param>
public sealed record PledgeOver(long Pledge, Money WrittenOff);

/// <summary>Ends a pledge: what it still expects is written off the memo accounts, and one that goes on goes on no more. What came stands.</summary>
public sealed class EndPledge(Database database)
{
    public const int LongestReason = 200;

    private static readonly SqlFile End = new("donations/end_pledge");

    public Task<Outcome<PledgeOver>> RunAsync(Asked asked, PledgeEnding ending, CancellationToken stop = default) => database.WriteAsync<PledgeOver>(
        asked.For("end-pledge", OperationField.Of("pledge", ending.Pledge), OperationField.Of("on", ending.On), OperationField.Of("reason", ending.Reason)),
        async tx =>
        {
            var reason = ending.Reason.Trim().ToNfc();
            if (reason.Length is 0 or > LongestReason)
                return Refusal.Of("reason", "reason", $"请写明原因（不超过 {LongestReason} 字，不写人名）。", $"Say why, in at most {LongestReason} characters and without names.");
            if (!(await PledgeStore.HoldAsync(tx, ending.Pledge)).IsDone(out var pledge, out var refusal)) return refusal;
            if (pledge.EndedOn is { } ended) return Refusal.Of("pledge-ended", "pledge", $"第 {pledge.Id} 号认捐已于 {ended.ToIso()} 结束。", $"Pledge no. {pledge.Id} ended on {ended.ToIso()}.");
            if (ending.On < pledge.PledgedOn || ending.On > tx.Today)
                return Refusal.Of("pledge-end-day", "on", $"结束日期应在认捐日期 {pledge.PledgedOn.ToIso()} 与今天（{tx.Today.ToIso()}）之间。", $"It ends between the day of the pledge, {pledge.PledgedOn.ToIso()}, and today ({tx.Today.ToIso()}).");
            await tx.ExecuteAsync(End, new { ended_on = ending.On.ToIso(), end_reason = reason, pledge_id = pledge.Id });
            if (await PledgeStore.BringInLineAsync(tx, pledge.Id, ending.On) is { } notPosted) return notPosted;
            await AuditTrail.AddAsync(tx, AuditNote.Done("end-pledge", "pledge", pledge.Id));
            return new PledgeOver(pledge.Id, pledge.Open);
        }, stop);
}
