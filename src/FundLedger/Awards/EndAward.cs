using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Awards;

/// <summary>An award that is to end before all of it was paid.</summary>
/// <param name="Reason">Kept for good, without names.</param>
/// <param name="BarUntil">The last day on which the organisation is kept out; null where it is not.</param>
public sealed record AwardEnding(string Award, DateOnly On, string Reason, DateOnly? BarUntil = null);

/// <param name="Released">What went back to what is available, by source.</param>
/// <param name="Entry">Null where nothing was left.</param>
public sealed record AwardEnded(string Award, AwardStatus Status, EntryId? Entry, IReadOnlyList<AwardPart> Released);

/// <summary>Ends an award early: taken back before it was signed, stopped after. What was not released goes back, source by source; what is payable stays owed.</summary>
public sealed class EndAward(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<AwardEnding, AwardEnded> Kind = new("end-award", new("终止立项", "End an award"), SubjectAsync, (tx, ending, _) => RunAsync(tx, ending)) { LeastCheckers = 1 };

    public Task<Outcome<AwardEnded>> RunAsync(Asked asked, AwardEnding ending, CancellationToken stop = default) => database.WriteAsync<AwardEnded>(
        asked.For("end-award", OperationField.Of("ending", GrantJson.Write(ending))),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, ending), stop);

    private static async Task<Outcome<AwardEnded>> RunAsync(LedgerTransaction tx, AwardEnding ending)
    {
        if (!(await FindAsync(tx, ending)).IsDone(out var award, out var refusal)) return refusal;
        var isSigned = award.Status == AwardStatus.Active;
        if (!(await ReleaseRestAsync(tx, award, ending.On)).IsDone(out var rest, out refusal)) return refusal;
        var released = await CancelPlannedAsync(tx, award);
        var status = isSigned ? AwardStatus.Stopped : AwardStatus.Cancelled;
        await AwardStore.SetAsync(tx, award, released, status, ending.On);
        if (!isSigned && await DeclineAsync(tx, award, ending.Reason) is { } notDeclined) return notDeclined;
        if (ending.BarUntil is { } until && !(await BarOrganisation.AddAsync(tx, (await Directory.FindAsync(tx, award.Organisation))!, ending.On, until, ending.Reason)).IsDone(out _, out refusal)) return refusal;
        await AuditTrail.AddAsync(tx, AuditNote.Done("end-award", "award", award.Number, ending.Reason));
        return new AwardEnded(award.Number, status, rest.Entry, rest.Parts);
    }

    /// <summary>What is taken back before it was signed was not awarded, and the applicant is told so.</summary>
    private static async Task<Refusal?> DeclineAsync(LedgerTransaction tx, Award award, string reason) => award.Application is { } number
        ? await ApplicationStore.MoveAsync(tx, (await ApplicationStore.HoldAsync(tx, number))!, ApplicationStatus.Declined, reason) : null;

    internal sealed record Rest(EntryId? Entry, IReadOnlyList<AwardPart> Parts);

    /// <summary>CommitmentReserve·S / Committed·S for all that is still committed.</summary>
    internal static async Task<Outcome<Rest>> ReleaseRestAsync(LedgerTransaction tx, Award award, DateOnly on)
    {
        var books = await Books.OfAsync(tx);
        var left = await OpenParts.OfAsync(tx, books, award.Fund, award.Subject, AccountRole.Committed);
        if (left.Count == 0) return new Rest(null, []);
        var draft = AwardPosting.Committed(books.Entity(award.Fund.EntityId), award.Fund, award.Number, award.Subject, left.Select(part => (part.Source, -part.Amount)), EntryKind.AwardEnded, on);
        return await Journal.AppendAsync(tx, draft).Then(entry => new Rest(entry, [.. left.Select(part => new AwardPart(part.Source.Code, part.Amount))]));
    }

    /// <returns>What was released before.</returns>
    private static async Task<Money> CancelPlannedAsync(LedgerTransaction tx, Award award)
    {
        var tranches = await TrancheStore.ListAsync(tx, award.Id);
        foreach (var tranche in tranches.Where(tranche => tranche is { IsReleased: false, IsCancelled: false })) await TrancheStore.SetAsync(tx, award, tranche with { IsCancelled = true });
        return tranches.Where(tranche => tranche.Entry is not null).Aggregate(Money.Zero(award.Amount.Currency), (sum, tranche) => sum + tranche.Amount);
    }

    private static async Task<Outcome<Award>> FindAsync(LedgerTransaction tx, AwardEnding ending)
    {
        if (!(await AwardStore.HoldAsync(tx, ending.Award)).IsDone(out var award, out var refusal)) return refusal;
        if (award.Status is not (AwardStatus.Decided or AwardStatus.Active))
            return Refusal.Of("award-over", "award", $"立项 {award.Number} {award.StageOn(tx.Today).Name().Zh}。", $"Award {award.Number} is {award.StageOn(tx.Today).Name().En.ToLowerInvariant()} already.");
        if (string.IsNullOrWhiteSpace(ending.Reason)) return Refusal.Of("reason-missing", "reason", "请写明终止理由。", "Say why it ends.");
        if (ending.Reason.Length > AuditTrail.LongestDetail) return Refusal.Of("text-too-long", "reason", $"理由最多 {AuditTrail.LongestDetail} 个字符。", $"The reason has at most {AuditTrail.LongestDetail} characters.");
        if (ending.BarUntil is { } until && until <= ending.On) return Refusal.Of("bar-days", "bar-until", "禁入期须晚于终止日。", "A bar ends after the day the award does.");
        return award;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, AwardEnding ending)
    {
        if (!(await FindAsync(tx, ending)).IsDone(out var award, out var refusal)) return refusal;
        var tranches = await TrancheStore.ListAsync(tx, award.Id);
        return new ProposalSubject("award", award.Number, AwardSubjects.VersionOf(award, tranches.Select(tranche => $"{tranche.No} {tranche.IsReleased} {tranche.IsCancelled}")), Target.Of(award.Fund, await Books.OfAsync(tx)));
    }
}

public sealed record AwardCompleted(string Award);

/// <summary>Completes an award whose tranches are all paid or taken off.</summary>
public sealed class CompleteAward(Database database)
{
    public Task<Outcome<AwardCompleted>> RunAsync(Asked asked, string number, DateOnly on, CancellationToken stop = default) => database.WriteAsync<AwardCompleted>(
        asked.For("complete-award", OperationField.Of("award", number), OperationField.Of("on", on)),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, number)).IsDone(out var award, out var refusal)) return refusal;
            if (award.Status != AwardStatus.Active)
                return Refusal.Of("award-over", "award", $"立项 {award.Number} {award.StageOn(tx.Today).Name().Zh}，不能结项。", $"Award {award.Number} is {award.StageOn(tx.Today).Name().En.ToLowerInvariant()}; it cannot be completed.");
            if (on > tx.Today) return Refusal.Of("date-in-future", "on", $"日期 {on.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{on.ToIso()} is after today ({tx.Today.ToIso()}).");
            if ((await TrancheStore.ListAsync(tx, award.Id)).FirstOrDefault(tranche => !tranche.IsCancelled && !(tranche.IsReleased && tranche.Owed.IsZero)) is { } open)
                return Refusal.Of("tranche-open", "award", $"第 {open.No} 批尚未付清或取消，不能结项。", $"Tranche {open.No} is neither paid nor cancelled: the award cannot be completed yet.");
            await AwardStore.SetAsync(tx, award, award.Amount, AwardStatus.Completed, on);
            await AuditTrail.AddAsync(tx, AuditNote.Done("complete-award", "award", award.Number, ""));
            return new AwardCompleted(award.Number);
        }, stop);
}
