using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Taper;

/// <summary>Periods of a plan that was promised, one by one.</summary>
internal static class TaperPeriods
{
    internal static async Task<Outcome<PromisedPeriod>> FindAsync(LedgerReader reader, TaperPlan plan, int no) => (await TaperStore.PeriodsAsync(reader, plan)).FirstOrDefault(row => row.No == no) is { } row ? row
        : Refusal.Of("period-unknown", "period", $"计划 {plan.Number} 没有已批准的第 {no} 期。", $"Plan {plan.Number} has no period no. {no} of an approved year.");

    internal static Refusal Over(int no) => Refusal.Of("period-over", "period", $"第 {no} 期已拨付、失效或取消。", $"Period {no} was released, lapsed or was cancelled already.");

    /// <summary>One of which something is owed, and no payment waits for the bank's answer.</summary>
    internal static async Task<Outcome<(TaperPlan Plan, PromisedPeriod Row)>> OwedAsync(LedgerTransaction tx, string number, int no)
    {
        if (!(await TaperStore.HoldAsync(tx, number)).IsDone(out var plan, out var refusal)) return refusal;
        if (!(await FindAsync(tx, plan, no)).IsDone(out var row, out refusal)) return refusal;
        if (row.Status != TaperPeriodStatus.Released || !row.Owed.IsPositive) return Refusal.Of("not-owed", "period", $"第 {no} 期没有待支付的金额。", $"Nothing of period {no} waits to be paid.");
        return await PaymentGuard.RefusalForAsync(tx, plan.PeriodSubject(no), plan.Fund) is { } waits ? waits : (plan, row);
    }
}

/// <param name="Why">Null lets it go on.</param>
public sealed record TaperPeriodOnHold(string Plan, int Period, string? Why);

/// <summary>Holds a promised period, with the reason; or lets a held one go on.</summary>
public sealed class HoldTaperPeriod(Database database)
{
    /// <param name="why">Shown to the operator; null to let it go on.</param>
    public Task<Outcome<TaperPeriodOnHold>> RunAsync(Asked asked, string number, int no, string? why, CancellationToken stop = default) => database.WriteAsync<TaperPeriodOnHold>(
        asked.For("hold-taper-period", OperationField.Of("plan", number), OperationField.Of("period", no), OperationField.Of("why", why)),
        async tx =>
        {
            if (!(await TaperStore.HoldRunningAsync(tx, number)).IsDone(out var plan, out var refusal)) return refusal;
            if (!(await TaperPeriods.FindAsync(tx, plan, no)).IsDone(out var row, out refusal)) return refusal;
            if (row.IsSettled) return TaperPeriods.Over(no);
            if (why is not null && string.IsNullOrWhiteSpace(why)) return Refusal.Of("reason-missing", "why", "请写明暂缓理由。", "Say why it is held.");
            if (KeptText.DocumentId.RefusalFor(why, "why") is { } tooLong) return tooLong;
            if ((row.HeldWhy is null) == (why is null)) return Refusal.Of("period-not-held", "period", why is null ? $"第 {no} 期没有被暂缓。" : $"第 {no} 期已暂缓。", why is null ? $"Period {no} is not held." : $"Period {no} is held already.");
            await TaperStore.SetAsync(tx, row with { HeldWhy = why?.Trim() });
            await AuditTrail.AddAsync(tx, why is null ? AuditNote.Done("let-taper-period-go-on", "taper", number, $"{no}") : AuditNote.Done("hold-taper-period", "taper", number, $"{no}"));
            return new TaperPeriodOnHold(number, no, why?.Trim());
        }, stop);
}

/// <param name="Amount">All that is owed of it, or a part.</param>
/// <param name="Reference">The bank's number for it.</param>
public sealed record TaperPayment(string Plan, int Period, Money Amount, DateOnly On, string? Reference = null);

/// <param name="Left">What is still owed of it.</param>
public sealed record TaperPeriodPaid(EntryId Entry, Money Left);

/// <summary>Pays a period that is payable, whole or in parts: GrantsPayable / Bank. It may take others: then it is proposed.</summary>
public sealed class PayTaperPeriod(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<TaperPayment, TaperPeriodPaid> Kind = new("pay-taper-period", EntryKind.TaperPeriodPaid.Name, SubjectAsync, (tx, payment, _) => RunAsync(tx, payment));

    public Task<Outcome<TaperPeriodPaid>> RunAsync(Asked asked, TaperPayment payment, CancellationToken stop = default) => database.WriteAsync<TaperPeriodPaid>(
        asked.For("pay-taper-period", OperationField.Of("plan", payment.Plan), OperationField.Of("period", payment.Period), OperationField.Of("amount", payment.Amount), OperationField.Of("on", payment.On),
            OperationField.Of("reference", payment.Reference)),
        async tx => await Checked.RefusalForAsync(tx, Kind, payment.Amount) is { } notAlone ? notAlone : await RunAsync(tx, payment), stop);

    private static async Task<Outcome<TaperPeriodPaid>> RunAsync(LedgerTransaction tx, TaperPayment payment)
    {
        if (!(await FindAsync(tx, payment)).IsDone(out var found, out var refusal)) return refusal;
        var (plan, row) = found;
        var books = await Books.OfAsync(tx);
        var owed = await OpenParts.OfAsync(tx, books, plan.Fund, plan.PeriodSubject(row.No), AccountRole.GrantsPayable);
        var draft = TaperPosting.Paid(books.Entity(plan.Fund.EntityId), plan, row.No, OpenParts.Split(payment.Amount, owed), payment.On, row.Entry!.Value, payment.Reference);
        return await Journal.AppendAsync(tx, draft).Then(entry => new TaperPeriodPaid(entry, row.Owed - payment.Amount));
    }

    private static async Task<Outcome<(TaperPlan Plan, PromisedPeriod Row)>> FindAsync(LedgerTransaction tx, TaperPayment payment)
    {
        if (!(await TaperPeriods.OwedAsync(tx, payment.Plan, payment.Period)).IsDone(out var found, out var refusal)) return refusal;
        if (Amounts.RefusalFor(payment.Amount, found.Plan.Fund) is { } badAmount) return badAmount;
        if (payment.Amount.MinorUnits > found.Row.Owed.MinorUnits)
            return Refusal.Of("more-than-owed", "amount", $"第 {payment.Period} 期尚待支付 {found.Row.Owed.ToGroupedText()}，不能支付 {payment.Amount.ToGroupedText()}。", $"{found.Row.Owed} of period {payment.Period} is owed; {payment.Amount} is more.");
        return payment.On < found.Row.ReleasedOn
            ? Refusal.Of("paid-before-due", "on", $"支付日期 {payment.On.ToIso()} 早于应付日期 {found.Row.ReleasedOn!.Value.ToIso()}。", $"It would be paid on {payment.On.ToIso()}, before it was owed ({found.Row.ReleasedOn!.Value.ToIso()}).")
            : found;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, TaperPayment payment)
    {
        if (!(await FindAsync(tx, payment)).IsDone(out var found, out var refusal)) return refusal;
        return await TaperSubjects.OfAsync(tx, found.Plan, payment.Amount, $"{payment.Period}", found.Row.Owed.ToString());
    }
}

public sealed record TaperPeriodCancelling(string Plan, int Period, DateOnly On, string Reason);

public sealed record TaperPeriodCancelled(string Plan, int Period, EntryId Entry, Money Amount);

/// <summary>Cancels what is payable of a period and not paid: GrantsPayable / GrantsExpense. One that is not released yet is changed by an amendment.</summary>
public sealed class CancelTaperPeriod(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<TaperPeriodCancelling, TaperPeriodCancelled> Kind =
        new("cancel-taper-period", EntryKind.TaperPeriodCancelled.Name, SubjectAsync, (tx, cancelling, _) => RunAsync(tx, cancelling)) { LeastCheckers = 1 };

    public Task<Outcome<TaperPeriodCancelled>> RunAsync(Asked asked, TaperPeriodCancelling cancelling, CancellationToken stop = default) => database.WriteAsync<TaperPeriodCancelled>(
        asked.For("cancel-taper-period", OperationField.Of("cancelling", GrantJson.Write(cancelling))),
        async tx =>
        {
            if (!(await FindAsync(tx, cancelling)).IsDone(out var found, out var refusal)) return refusal;
            return await Checked.RefusalForAsync(tx, Kind, found.Row.Owed) is { } notAlone ? notAlone : await RunAsync(tx, cancelling);
        }, stop);

    private static async Task<Outcome<TaperPeriodCancelled>> RunAsync(LedgerTransaction tx, TaperPeriodCancelling cancelling)
    {
        if (!(await FindAsync(tx, cancelling)).IsDone(out var found, out var refusal)) return refusal;
        var (plan, row) = found;
        var books = await Books.OfAsync(tx);
        var owed = await OpenParts.OfAsync(tx, books, plan.Fund, plan.PeriodSubject(row.No), AccountRole.GrantsPayable);
        var draft = TaperPosting.PayableCancelled(books.Entity(plan.Fund.EntityId), plan, row.No, owed, cancelling.On, row.Entry!.Value) with { Text = cancelling.Reason };
        if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
        if (row.Borne == row.Owed) await TaperStore.SetAsync(tx, row with { Status = TaperPeriodStatus.Cancelled });
        return new TaperPeriodCancelled(plan.Number, row.No, entry, row.Owed);
    }

    private static async Task<Outcome<(TaperPlan Plan, PromisedPeriod Row)>> FindAsync(LedgerTransaction tx, TaperPeriodCancelling cancelling)
    {
        if (!(await TaperPeriods.OwedAsync(tx, cancelling.Plan, cancelling.Period)).IsDone(out var found, out var refusal)) return refusal;
        if (string.IsNullOrWhiteSpace(cancelling.Reason)) return Refusal.Of("reason-missing", "reason", "请写明取消理由。", "Say why it is cancelled.");
        return cancelling.On < found.Row.ReleasedOn
            ? Refusal.Of("before-due", "on", $"日期早于应付日期 {found.Row.ReleasedOn!.Value.ToIso()}。", $"The day is before it was owed ({found.Row.ReleasedOn!.Value.ToIso()}).") : found;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, TaperPeriodCancelling cancelling)
    {
        if (!(await FindAsync(tx, cancelling)).IsDone(out var found, out var refusal)) return refusal;
        return await TaperSubjects.OfAsync(tx, found.Plan, found.Row.Owed, $"{cancelling.Period}", found.Row.Owed.ToString());
    }
}
