using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.SeedMoney;

/// <summary>Unspent public money that is to go back.</summary>
/// <param name="Reason">Why; needed where the deadline has not passed.</param>
public sealed record SeedReturn(string Fund, string Source, Money Amount, DateOnly On, string? Reason = null);

/// <param name="Subject">What a payment settles.</param>
public sealed record ReturnOwed(EntryId Entry, string Subject);

/// <summary>Decides that unspent public money goes back: GrantReturn / ReturnPayable. It may take a second person: then it is proposed.</summary>
public sealed class OweReturn(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<SeedReturn, ReturnOwed> Kind = new("owe-return", EntryKind.ReturnOwed.Name, SubjectAsync, (tx, wanted, _) => RunAsync(tx, wanted));

    public Task<Outcome<ReturnOwed>> RunAsync(Asked asked, SeedReturn wanted, CancellationToken stop = default) => database.WriteAsync<ReturnOwed>(
        asked.For("owe-return", OperationField.Of("fund", wanted.Fund), OperationField.Of("source", wanted.Source), OperationField.Of("amount", wanted.Amount),
            OperationField.Of("on", wanted.On), OperationField.Personal("reason", wanted.Reason)),
        async tx => await Checked.RefusalForAsync(tx, Kind, wanted.Amount) is { } notAlone ? notAlone : await RunAsync(tx, wanted), stop);

    private static async Task<Outcome<ReturnOwed>> RunAsync(LedgerTransaction tx, SeedReturn wanted)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var found, out var refusal)) return refusal;
        var (fund, source) = found;
        var books = await Books.OfAsync(tx);
        var under = (await AppropriationStore.ListAsync(tx, books, source)).FirstOrDefault();
        var subject = OpenItemRules.SubjectOf("return", tx.Operation.Key);
        return await Journal.AppendAsync(tx, new EntryDraft(books.Entity(fund.EntityId), EntryKind.ReturnOwed, wanted.On,
        [
            LineDraft.Debit(AccountRole.GrantReturn, fund, source, wanted.Amount),
            LineDraft.Credit(AccountRole.ReturnPayable, fund, source, wanted.Amount, subject),
        ])
        {
            Text = string.IsNullOrWhiteSpace(wanted.Reason) ? null : wanted.Reason,
            Document = under is null ? SourceDocument.None : new SourceDocument("appropriation", under.Number),
        }).Then(entry => new ReturnOwed(entry, subject));
    }

    private static async Task<Outcome<(Fund Fund, Source Source)>> FindAsync(LedgerTransaction tx, SeedReturn wanted)
    {
        var books = await Books.OfAsync(tx);
        if (!books.Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
        if (!books.Source(books.Entity(fund.EntityId), wanted.Source).IsDone(out var source, out refusal)) return refusal;
        if (Amounts.RefusalFor(wanted.Amount, fund) is { } badAmount) return badAmount;
        if (!source.IsPublic)
            return Refusal.Of("return-not-public", "source", $"来源 {source.Code} 不是公共资金，不适用退回财政资金。", $"Source {source.Code} is not public money: it is not returned to a public office.");
        if (string.IsNullOrWhiteSpace(wanted.Reason) && !(source.ReturnBy < wanted.On))
            return Refusal.Of("return-reason", "reason",
                $"来源 {source.Code} 的使用期限{(source.ReturnBy is { } day ? $"为 {day.ToIso()}，尚未届满" : "未定")}。提前退回请写明决定和事由。",
                $"Source {source.Code} {(source.ReturnBy is { } last ? $"may be spent until {last.ToIso()}" : "has no deadline")}. To return it before, say who decided it and why.");
        return (fund, source);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, SeedReturn wanted)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var found, out var refusal)) return refusal;
        var (fund, source) = found;
        var entity = (await Books.OfAsync(tx)).Entity(fund.EntityId);
        return new ProposalSubject("fund", fund.Code, ProposalSubject.VersionOf(entity.Code, fund.Code, fund.Name, source.Code, source.Name, source.ReturnBy?.ToIso() ?? ""),
            new Target(Entity: entity.Code, Fund: fund.Code), wanted.Amount);
    }
}

/// <param name="Obligation">The entry that made it owed.</param>
/// <param name="Amount">The whole of it, or a part.</param>
/// <param name="Reference">The bank's number for it.</param>
public sealed record ReturnPayment(EntryId Obligation, Money Amount, DateOnly On, string? Reference = null);

public sealed record ReturnPaid(EntryId Entry);

/// <summary>Pays back public money that is owed, whole or in parts: ReturnPayable / Bank. It may take a second person: then it is proposed.</summary>
public sealed class PayReturn(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<ReturnPayment, ReturnPaid> Kind = new("pay-return", EntryKind.ReturnPaid.Name, SubjectAsync, (tx, payment, _) => RunAsync(tx, payment));

    public Task<Outcome<ReturnPaid>> RunAsync(Asked asked, ReturnPayment payment, CancellationToken stop = default) => database.WriteAsync<ReturnPaid>(
        asked.For("pay-return", OperationField.Of("entry", payment.Obligation.Value), OperationField.Of("amount", payment.Amount), OperationField.Of("on", payment.On),
            OperationField.Of("reference", payment.Reference)),
        async tx => await Checked.RefusalForAsync(tx, Kind, payment.Amount) is { } notAlone ? notAlone : await RunAsync(tx, payment), stop);

    private static async Task<Outcome<ReturnPaid>> RunAsync(LedgerTransaction tx, ReturnPayment payment)
    {
        if (!(await FindAsync(tx, payment)).IsDone(out var owed, out var refusal)) return refusal;
        var line = owed.Lines.First(IsOwed);
        if (await PaymentGuard.RefusalForAsync(tx, line.Subject, line.Fund) is { } waits) return waits;
        return await Journal.AppendAsync(tx, new EntryDraft(owed.Entity, EntryKind.ReturnPaid, payment.On,
        [
            LineDraft.Debit(AccountRole.ReturnPayable, line.Fund, line.Source, payment.Amount, line.Subject),
            LineDraft.Credit(AccountRole.Bank, line.Fund, line.Source, payment.Amount),
        ])
        {
            RelatesTo = owed.Id,
            Document = payment.Reference is { Length: > 0 } reference ? new SourceDocument("bank-reference", reference) : SourceDocument.None,
        }).Then(entry => new ReturnPaid(entry));
    }

    private static async Task<Outcome<PostedEntry>> FindAsync(LedgerTransaction tx, ReturnPayment payment)
    {
        if (await JournalReading.FindAsync(tx, payment.Obligation, await Books.OfAsync(tx)) is not { } owed || !owed.Lines.Any(IsOwed))
            return Refusal.Of("not-owed", "entry", $"分录 {payment.Obligation} 没有应退的财政资金。", $"Entry {payment.Obligation} owes no public money back.");
        if (payment.On < owed.OccurredOn)
            return Refusal.Of("paid-before-due", "on", $"支付日期 {payment.On.ToIso()} 早于应退日期 {owed.OccurredOn.ToIso()}。", $"It would be paid on {payment.On.ToIso()}, before it was owed ({owed.OccurredOn.ToIso()}).");
        return Amounts.RefusalFor(payment.Amount, owed.Lines.First(IsOwed).Fund) is { } badAmount ? badAmount : owed;
    }

    private static bool IsOwed(PostedLine line) => line.Account.Role == AccountRole.ReturnPayable && line.Amount.IsNegative && line.Subject.Length > 0;

    /// <summary>The obligation with all that was paid of it: a payment in between makes it another thing.</summary>
    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, ReturnPayment payment)
    {
        if (!(await FindAsync(tx, payment)).IsDone(out var owed, out var refusal)) return refusal;
        var related = await JournalReading.RelatedAsync(tx, owed.Id);
        return new ProposalSubject("entry", owed.Id.ToString(),
            ProposalSubject.VersionOf([Convert.ToHexStringLower(owed.Hash), .. related.Select(later => $"{later.Id} {later.IsReversal} {later.IsReversed}")]), Target.Of(owed), payment.Amount);
    }
}
