using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Outbox;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Awards;

/// <summary>What an organisation is to give back.</summary>
/// <param name="Instalments">By their days; together the amount.</param>
/// <param name="Reason">Kept for good, without names.</param>
/// <param name="BarUntil">The last day on which it is kept out; null where it is not.</param>
public sealed record NewClawback(string Award, Money Amount, DateOnly On, IReadOnlyList<Instalment> Instalments, string Reason, DateOnly? BarUntil = null);

public sealed record ClaimedBack(string Award, int Number, EntryId Entry, IReadOnlyList<AwardPart> Parts);

/// <summary>Claims back what was paid of an award: ClawbackReceivable / GrantsExpense, source by source as they paid. Also after the year has ended.</summary>
public sealed class ClaimBack(Database database)
{
    private const int MostInstalments = 60;
    private static readonly SqlFile Insert = new("awards/insert_clawback");

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewClawback, ClaimedBack> Kind = new("claim-back", EntryKind.ClawbackDue.Name, SubjectAsync, RunAsync) { LeastCheckers = 1 };

    public Task<Outcome<ClaimedBack>> RunAsync(Asked asked, NewClawback claim, CancellationToken stop = default) => database.WriteAsync<ClaimedBack>(
        asked.For("claim-back", OperationField.Of("claim", GrantJson.Write(claim))),
        async tx => await Checked.RefusalForAsync(tx, Kind, claim.Amount) is { } notAlone ? notAlone : await RunAsync(tx, claim, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<ClaimedBack>> RunAsync(LedgerTransaction tx, NewClawback claim, Agreed agreed)
    {
        if (!(await FindAsync(tx, claim)).IsDone(out var found, out var refusal)) return refusal;
        var (award, paid) = found;
        var books = await Books.OfAsync(tx);
        var number = (await TrancheStore.ClawbacksAsync(tx, award.Id)).Count + 1;
        var parts = OpenParts.Split(claim.Amount, paid);
        if (!(await Journal.AppendAsync(tx, AwardPosting.ClaimedBack(books.Entity(award.Fund.EntityId), award, number, parts, claim.On))).IsDone(out var entry, out refusal)) return refusal;
        await tx.ExecuteAsync(Insert, new
        {
            award_id = award.Id, clawback_no = (long)number, amount_minor = claim.Amount.MinorUnits, instalments = GrantJson.Write(claim.Instalments), reason = claim.Reason.Trim(), claimed_on = claim.On.ToIso(),
            entry_id = entry.Value, maker = agreed.Maker, proposal_id = agreed.Proposal == 0 ? (long?)null : agreed.Proposal, recorded_at = tx.RecordedAt,
        });
        if (claim.BarUntil is { } until && !(await BarOrganisation.AddAsync(tx, (await Directory.FindAsync(tx, award.Organisation))!, claim.On, until, claim.Reason)).IsDone(out _, out refusal)) return refusal;
        await Events.AddAsync(tx, new Happening(EventKind.ClawbackClaimed, award.Number) { Fund = award.Fund.Code, Organisation = award.Organisation, Detail = new Dictionary<string, string> { ["clawback"] = $"{number}" } });
        return new ClaimedBack(award.Number, number, entry, [.. parts.Where(part => !part.Amount.IsZero).Select(part => new AwardPart(part.Source.Code, part.Amount))]);
    }

    private static async Task<Outcome<(Award Award, IReadOnlyList<(Source Source, Money Amount)> Paid)>> FindAsync(LedgerTransaction tx, NewClawback claim)
    {
        if (!(await AwardStore.HoldAsync(tx, claim.Award)).IsDone(out var award, out var refusal)) return refusal;
        if (Amounts.RefusalFor(claim.Amount, award.Fund) is { } badAmount) return badAmount;
        if (string.IsNullOrWhiteSpace(claim.Reason)) return Refusal.Of("reason-missing", "reason", "请写明追回理由。", "Say why it is claimed back.");
        if (KeptText.Reason.RefusalFor(claim.Reason, "reason") is { } tooLong) return tooLong;
        var paid = await AwardStore.PaidPartsAsync(tx, await Books.OfAsync(tx), award);
        var sum = paid.Aggregate(Money.Zero(award.Amount.Currency), (total, part) => total + part.Amount);
        if (claim.Amount.MinorUnits > sum.MinorUnits)
            return Refusal.Of("more-than-paid", "amount", $"立项 {award.Number} 已付未追回 {sum.ToGroupedText()}，不能追回 {claim.Amount.ToGroupedText()}。", $"{sum} of award {award.Number} was paid and not claimed back; {claim.Amount} is more.");
        if (RefusalForInstalments(claim) is { } badPlan) return badPlan;
        return claim.BarUntil is { } until && until <= claim.On ? Refusal.Of("bar-days", "bar-until", "禁入期须晚于追回日。", "A bar ends after the day of the claim.") : (award, paid);
    }

    private static Refusal? RefusalForInstalments(NewClawback claim)
    {
        if (claim.Instalments.Count is 0 or > MostInstalments) return Refusal.Of("instalments", "instalments", $"须有 1 至 {MostInstalments} 期还款。", $"There are 1 to {MostInstalments} instalments.");
        if (claim.Instalments.FirstOrDefault(one => !one.Amount.IsPositive || one.Amount.Currency != claim.Amount.Currency || one.DueOn < claim.On) is { } bad)
            return Refusal.Of("instalments", "instalments", $"{bad.DueOn.ToIso()} 一期：金额须大于零，日期不早于追回日。", $"The instalment of {bad.DueOn.ToIso()}: its amount is more than zero and its day not before the claim's.");
        var sum = claim.Instalments.Aggregate(Money.Zero(claim.Amount.Currency), (total, one) => total + one.Amount);
        return sum == claim.Amount ? null : Refusal.Of("instalments", "instalments", $"各期合计 {sum.ToGroupedText()}，不等于 {claim.Amount.ToGroupedText()}。", $"The instalments add up to {sum}, not to {claim.Amount}.");
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewClawback claim)
    {
        if (!(await FindAsync(tx, claim)).IsDone(out var found, out var refusal)) return refusal;
        var count = (await TrancheStore.ClawbacksAsync(tx, found.Award.Id)).Count;
        return new ProposalSubject("award", claim.Award, AwardSubjects.VersionOf(found.Award, $"{count}"), Target.Of(found.Award.Fund, await Books.OfAsync(tx)), claim.Amount);
    }
}

/// <param name="Reference">The bank's number for it.</param>
public sealed record ClawbackSettling(string Award, int Number, Money Amount, DateOnly On, string? Reference = null);

/// <param name="Left">What is still to come.</param>
public sealed record ClawbackSettled(EntryId Entry, Money Left);

/// <summary>Records what came back: Bank / ClawbackReceivable. A fact.</summary>
public sealed class RepayClawback(Database database)
{
    public Task<Outcome<ClawbackSettled>> RunAsync(Asked asked, ClawbackSettling repaid, CancellationToken stop = default) => database.WriteAsync<ClawbackSettled>(
        asked.For("repay-clawback", Clawbacks.FieldsOf(repaid)),
        tx => Clawbacks.SettleAsync(tx, repaid, EntryKind.ClawbackRepaid, AccountRole.Bank), stop);
}

/// <summary>Writes off what will not come: OtherCost / ClawbackReceivable. It takes another person.</summary>
public sealed class WriteOffClawback(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<ClawbackSettling, ClawbackSettled> Kind =
        new("write-off-clawback", EntryKind.ClawbackWrittenOff.Name, Clawbacks.SubjectAsync, (tx, off, _) => Clawbacks.SettleAsync(tx, off, EntryKind.ClawbackWrittenOff, AccountRole.OtherCost)) { LeastCheckers = 1 };

    public Task<Outcome<ClawbackSettled>> RunAsync(Asked asked, ClawbackSettling off, CancellationToken stop = default) => database.WriteAsync<ClawbackSettled>(
        asked.For("write-off-clawback", Clawbacks.FieldsOf(off)),
        async tx => await Checked.RefusalForAsync(tx, Kind, off.Amount) is { } notAlone ? notAlone : await Clawbacks.SettleAsync(tx, off, EntryKind.ClawbackWrittenOff, AccountRole.OtherCost), stop);
}

internal static class Clawbacks
{
    internal static OperationField[] FieldsOf(ClawbackSettling settling) =>
    [
        OperationField.Of("award", settling.Award), OperationField.Of("number", settling.Number), OperationField.Of("amount", settling.Amount), OperationField.Of("on", settling.On),
        OperationField.Of("reference", settling.Reference),
    ];

    internal static async Task<Outcome<ClawbackSettled>> SettleAsync(LedgerTransaction tx, ClawbackSettling settling, EntryKind kind, AccountRole by)
    {
        if (!(await FindAsync(tx, settling)).IsDone(out var found, out var refusal)) return refusal;
        var (award, claim) = found;
        var books = await Books.OfAsync(tx);
        var open = await OpenParts.OfAsync(tx, books, award.Fund, award.ClawbackSubject(claim.No), AccountRole.ClawbackReceivable);
        var draft = AwardPosting.Settled(books.Entity(award.Fund.EntityId), award, claim.No, kind, by, OpenParts.Split(settling.Amount, open), settling.On, claim.Entry, settling.Reference);
        return await Journal.AppendAsync(tx, draft).Then(entry => new ClawbackSettled(entry, claim.Open - settling.Amount));
    }

    internal static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, ClawbackSettling settling)
    {
        if (!(await FindAsync(tx, settling)).IsDone(out var found, out var refusal)) return refusal;
        return new ProposalSubject("award", settling.Award, AwardSubjects.VersionOf(found.Award, $"{settling.Number}", found.Claim.Open.ToString()), Target.Of(found.Award.Fund, await Books.OfAsync(tx)), settling.Amount);
    }

    private static async Task<Outcome<(Award Award, Clawback Claim)>> FindAsync(LedgerTransaction tx, ClawbackSettling settling)
    {
        if (!(await AwardStore.HoldAsync(tx, settling.Award)).IsDone(out var award, out var refusal)) return refusal;
        if ((await TrancheStore.ClawbacksAsync(tx, award.Id)).FirstOrDefault(claim => claim.No == settling.Number) is not { Open.IsPositive: true } claim)
            return Refusal.Of("clawback-unknown", "number", $"立项 {award.Number} 没有待还的第 {settling.Number} 号追回。", $"Award {award.Number} has no clawback no. {settling.Number} that is still open.");
        if (Amounts.RefusalFor(settling.Amount, award.Fund) is { } badAmount) return badAmount;
        if (settling.Amount.MinorUnits > claim.Open.MinorUnits)
            return Refusal.Of("more-than-open", "amount", $"第 {claim.No} 号追回尚余 {claim.Open.ToGroupedText()}，不能超过此数。", $"{claim.Open} of clawback no. {claim.No} is still open; no more can be settled.");
        return settling.On < claim.ClaimedOn ? Refusal.Of("before-claim", "on", $"日期早于追回日 {claim.ClaimedOn.ToIso()}。", $"The day is before the claim ({claim.ClaimedOn.ToIso()}).") : (award, claim);
    }
}
