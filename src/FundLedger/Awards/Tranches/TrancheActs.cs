using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Awards;

public sealed record TrancheNamed(string Award, int Tranche);

public sealed record TrancheApproved(string Award, int Tranche);

/// <summary>Approves a tranche whose award asks for it: it is released when its day has come and what it needs is there. It may take others: then it is proposed.</summary>
public sealed class ApproveTranche(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<TrancheNamed, TrancheApproved> Kind = new("approve-tranche", new("批准拨付", "Approve a tranche"), SubjectAsync, (tx, named, _) => RunAsync(tx, named)) { LeastCheckers = 1 };

    public Task<Outcome<TrancheApproved>> RunAsync(Asked asked, TrancheNamed named, CancellationToken stop = default) => database.WriteAsync<TrancheApproved>(
        asked.For("approve-tranche", OperationField.Of("award", named.Award), OperationField.Of("tranche", named.Tranche)),
        async tx =>
        {
            if (!(await FindAsync(tx, named)).IsDone(out var found, out var refusal)) return refusal;
            return await Checked.RefusalForAsync(tx, Kind, found.Tranche.Amount) is { } notAlone ? notAlone : await RunAsync(tx, named);
        }, stop);

    private static async Task<Outcome<TrancheApproved>> RunAsync(LedgerTransaction tx, TrancheNamed named)
    {
        if (!(await FindAsync(tx, named)).IsDone(out var found, out var refusal)) return refusal;
        await TrancheStore.SetAsync(tx, found.Award, found.Tranche with { IsApproved = true });
        await AuditTrail.AddAsync(tx, AuditNote.Done("approve-tranche", "award", named.Award, $"{named.Tranche}"));
        return new TrancheApproved(named.Award, named.Tranche);
    }

    private static async Task<Outcome<(Award Award, Tranche Tranche)>> FindAsync(LedgerTransaction tx, TrancheNamed named)
    {
        if (!(await AwardStore.HoldAsync(tx, named.Award)).IsDone(out var award, out var refusal)) return refusal;
        if (!(await ReleaseTranche.FindAsync(tx, award, named.Tranche)).IsDone(out var tranche, out refusal)) return refusal;
        if (tranche.IsReleased || tranche.IsCancelled || tranche.IsApproved)
            return Refusal.Of("tranche-over", "tranche", $"第 {tranche.No} 批已批准、已拨付或已取消。", $"Tranche {tranche.No} was approved, released or cancelled already.");
        return (award, tranche);
    }

    /// <summary>What is approved is this tranche of this version: amended, the approval counts for nothing.</summary>
    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, TrancheNamed named)
    {
        if (!(await FindAsync(tx, named)).IsDone(out var found, out var refusal)) return refusal;
        return new ProposalSubject("award", named.Award, AwardSubjects.VersionOf(found.Award, $"{named.Tranche}", found.Tranche.Amount.ToString(), found.Tranche.HeldWhy ?? ""), Target.Of(found.Award.Fund, await Books.OfAsync(tx)), found.Tranche.Amount);
    }
}

/// <param name="Why">Null lets it go on.</param>
public sealed record TrancheHeld(string Award, int Tranche, string? Why);

/// <summary>Holds a tranche, with the reason; or lets a held one go on.</summary>
public sealed class HoldTranche(Database database)
{
    /// <param name="why">Shown to the organisation; null to let it go on.</param>
    public Task<Outcome<TrancheHeld>> RunAsync(Asked asked, string number, int no, string? why, CancellationToken stop = default) => database.WriteAsync<TrancheHeld>(
        asked.For("hold-tranche", OperationField.Of("award", number), OperationField.Of("tranche", no), OperationField.Of("why", why)),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, number)).IsDone(out var award, out var refusal)) return refusal;
            if (!(await ReleaseTranche.FindAsync(tx, award, no)).IsDone(out var tranche, out refusal)) return refusal;
            if (tranche.IsReleased || tranche.IsCancelled) return Refusal.Of("tranche-over", "tranche", $"第 {no} 批已拨付或已取消。", $"Tranche {no} was released or cancelled already.");
            if (why is not null && string.IsNullOrWhiteSpace(why)) return Refusal.Of("reason-missing", "why", "请写明暂缓理由。", "Say why it is held.");
            if (KeptText.DocumentId.RefusalFor(why, "why") is { } tooLong) return tooLong;
            if ((tranche.HeldWhy is null) == (why is null)) return Refusal.Of("tranche-not-held", "tranche", why is null ? $"第 {no} 批没有被暂缓。" : $"第 {no} 批已暂缓。", why is null ? $"Tranche {no} is not held." : $"Tranche {no} is held already.");
            await TrancheStore.SetAsync(tx, award, tranche with { HeldWhy = why?.Trim() });
            await AuditTrail.AddAsync(tx, why is null ? AuditNote.Done("let-tranche-go-on", "award", number, $"{no}") : AuditNote.Done("hold-tranche", "award", number, $"{no}"));
            return new TrancheHeld(number, no, why?.Trim());
        }, stop);
}

/// <param name="Amount">All that is owed of it, or a part.</param>
/// <param name="Reference">The bank's number for it.</param>
public sealed record TranchePayment(string Award, int Tranche, Money Amount, DateOnly On, string? Reference = null);

/// <param name="Left">What is still owed of it.</param>
public sealed record TranchePaid(EntryId Entry, Money Left);

/// <summary>Pays a tranche that is payable, whole or in parts: GrantsPayable / Bank. It may take others: then it is proposed.</summary>
public sealed class PayTranche(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<TranchePayment, TranchePaid> Kind = new("pay-tranche", EntryKind.TranchePaid.Name, SubjectAsync, (tx, payment, _) => RunAsync(tx, payment));

    public Task<Outcome<TranchePaid>> RunAsync(Asked asked, TranchePayment payment, CancellationToken stop = default) => database.WriteAsync<TranchePaid>(
        asked.For("pay-tranche", OperationField.Of("award", payment.Award), OperationField.Of("tranche", payment.Tranche), OperationField.Of("amount", payment.Amount), OperationField.Of("on", payment.On),
            OperationField.Of("reference", payment.Reference)),
        async tx => await Checked.RefusalForAsync(tx, Kind, payment.Amount) is { } notAlone ? notAlone : await RunAsync(tx, payment), stop);

    private static async Task<Outcome<TranchePaid>> RunAsync(LedgerTransaction tx, TranchePayment payment)
    {
        if (!(await FindAsync(tx, payment)).IsDone(out var found, out var refusal)) return refusal;
        var (award, tranche) = found;
        var books = await Books.OfAsync(tx);
        var owed = await OpenParts.OfAsync(tx, books, award.Fund, award.TrancheSubject(tranche.No), AccountRole.GrantsPayable);
        var draft = AwardPosting.Paid(books.Entity(award.Fund.EntityId), award, tranche.No, OpenParts.Split(payment.Amount, owed), payment.On, tranche.Entry!.Value, payment.Reference);
        await Events.AddAsync(tx, new Happening(EventKind.TranchePaid, award.Number)
        {
            Entity = books.Entity(award.Fund.EntityId).Code, Fund = award.Fund.Code, Organisation = award.Organisation, Detail = new Dictionary<string, string> { ["tranche"] = $"{tranche.No}" },
        });
        return await Journal.AppendAsync(tx, draft).Then(entry => new TranchePaid(entry, tranche.Owed - payment.Amount));
    }

    private static async Task<Outcome<(Award Award, Tranche Tranche)>> FindAsync(LedgerTransaction tx, TranchePayment payment)
    {
        if (!(await AwardStore.HoldAsync(tx, payment.Award)).IsDone(out var award, out var refusal)) return refusal;
        if (!(await ReleaseTranche.FindAsync(tx, award, payment.Tranche)).IsDone(out var tranche, out refusal)) return refusal;
        if (!tranche.IsReleased || tranche.Owed.IsZero) return Refusal.Of("not-owed", "tranche", $"第 {tranche.No} 批没有待支付的金额。", $"Nothing of tranche {tranche.No} waits to be paid.");
        if (Amounts.RefusalFor(payment.Amount, award.Fund) is { } badAmount) return badAmount;
        if (payment.Amount.MinorUnits > tranche.Owed.MinorUnits)
            return Refusal.Of("more-than-owed", "amount", $"第 {tranche.No} 批尚待支付 {tranche.Owed.ToGroupedText()}，不能支付 {payment.Amount.ToGroupedText()}。", $"{tranche.Owed} of tranche {tranche.No} is owed; {payment.Amount} is more.");
        if (payment.On < tranche.ReleasedOn)
            return Refusal.Of("paid-before-due", "on", $"支付日期 {payment.On.ToIso()} 早于应付日期 {tranche.ReleasedOn.Value.ToIso()}。", $"It would be paid on {payment.On.ToIso()}, before it was owed ({tranche.ReleasedOn.Value.ToIso()}).");
        return await PaymentGuard.RefusalForAsync(tx, award.TrancheSubject(tranche.No), award.Fund) is { } waits ? waits : (award, tranche);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, TranchePayment payment)
    {
        if (!(await FindAsync(tx, payment)).IsDone(out var found, out var refusal)) return refusal;
        return new ProposalSubject("award", payment.Award, AwardSubjects.VersionOf(found.Award, $"{payment.Tranche}", found.Tranche.Owed.ToString()), Target.Of(found.Award.Fund, await Books.OfAsync(tx)), payment.Amount);
    }
}

public sealed record TrancheCancelling(string Award, int Tranche, DateOnly On, string Reason);

public sealed record TrancheCancelled(string Award, int Tranche, EntryId Entry, Money Amount);

/// <summary>Cancels what is payable of a tranche and not paid: GrantsPayable / GrantsExpense. One that is not released yet is taken off by an amendment.</summary>
public sealed class CancelTranche(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<TrancheCancelling, TrancheCancelled> Kind = new("cancel-tranche", EntryKind.TrancheCancelled.Name, SubjectAsync, (tx, cancelling, _) => RunAsync(tx, cancelling)) { LeastCheckers = 1 };

    public Task<Outcome<TrancheCancelled>> RunAsync(Asked asked, TrancheCancelling cancelling, CancellationToken stop = default) => database.WriteAsync<TrancheCancelled>(
        asked.For("cancel-tranche", OperationField.Of("cancelling", GrantJson.Write(cancelling))),
        async tx =>
        {
            if (!(await FindAsync(tx, cancelling)).IsDone(out var found, out var refusal)) return refusal;
            return await Checked.RefusalForAsync(tx, Kind, found.Tranche.Owed) is { } notAlone ? notAlone : await RunAsync(tx, cancelling);
        }, stop);

    private static async Task<Outcome<TrancheCancelled>> RunAsync(LedgerTransaction tx, TrancheCancelling cancelling)
    {
        if (!(await FindAsync(tx, cancelling)).IsDone(out var found, out var refusal)) return refusal;
        var (award, tranche) = found;
        var books = await Books.OfAsync(tx);
        var owed = await OpenParts.OfAsync(tx, books, award.Fund, award.TrancheSubject(tranche.No), AccountRole.GrantsPayable);
        var draft = AwardPosting.PayableCancelled(books.Entity(award.Fund.EntityId), award, tranche.No, owed, cancelling.On, tranche.Entry!.Value) with { Text = cancelling.Reason };
        if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
        if (tranche.Paid.IsZero) await TrancheStore.SetAsync(tx, award, tranche with { IsCancelled = true });
        return new TrancheCancelled(award.Number, tranche.No, entry, tranche.Owed);
    }

    private static async Task<Outcome<(Award Award, Tranche Tranche)>> FindAsync(LedgerTransaction tx, TrancheCancelling cancelling)
    {
        if (!(await AwardStore.HoldAsync(tx, cancelling.Award)).IsDone(out var award, out var refusal)) return refusal;
        if (!(await ReleaseTranche.FindAsync(tx, award, cancelling.Tranche)).IsDone(out var tranche, out refusal)) return refusal;
        if (!tranche.IsReleased || tranche.Owed.IsZero)
            return Refusal.Of("not-owed", "tranche", $"第 {tranche.No} 批没有待支付的金额；尚未到期的批次请用协议变更取消。", $"Nothing of tranche {tranche.No} waits to be paid; one that is not due yet is taken off by an amendment.");
        if (string.IsNullOrWhiteSpace(cancelling.Reason)) return Refusal.Of("reason-missing", "reason", "请写明取消理由。", "Say why it is cancelled.");
        if (cancelling.On < tranche.ReleasedOn) return Refusal.Of("before-due", "on", $"日期早于应付日期 {tranche.ReleasedOn.Value.ToIso()}。", $"The day is before it was owed ({tranche.ReleasedOn.Value.ToIso()}).");
        return await PaymentGuard.RefusalForAsync(tx, award.TrancheSubject(tranche.No), award.Fund) is { } waits ? waits : (award, tranche);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, TrancheCancelling cancelling)
    {
        if (!(await FindAsync(tx, cancelling)).IsDone(out var found, out var refusal)) return refusal;
        return new ProposalSubject("award", cancelling.Award, AwardSubjects.VersionOf(found.Award, $"{cancelling.Tranche}", found.Tranche.Owed.ToString()), Target.Of(found.Award.Fund, await Books.OfAsync(tx)), found.Tranche.Owed);
    }
}
