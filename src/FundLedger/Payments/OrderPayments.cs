using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Payments;

/// <param name="Entry">An entry that made it owed.</param>
/// <param name="Payee">Their code.</param>
/// <param name="Amount">All that is owed of it, as whoever asks saw it: another amount by then is refused.</param>
public sealed record PaymentWanted(EntryId Entry, string Payee, Money Amount);

/// <param name="Entity">Code of the entity that pays; null for the only one.</param>
/// <param name="Note">What it is for, told to the bank with each payment.</param>
public sealed record PaymentsWanted(string? Entity, IReadOnlyList<PaymentWanted> Payments, string Note);

/// <param name="Order">Whose file can be drawn from now on.</param>
public sealed record PaymentsOrdered(long Order, int Payments, Money Amount);

/// <summary>Orders payments of what is owed, as one file for the bank. Nothing is posted before the bank says what became of them. It may take a second person: then it is proposed.</summary>
public sealed class OrderPayments(Database database)
{
    /// <summary>Payments in one file.</summary>
    public const int Most = 500;

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<PaymentsWanted, PaymentsOrdered> Kind = new("order-payments", new("付款文件", "Payment file"), SubjectAsync, RunAsync) { LeastCheckers = 1 };

    public Task<Outcome<PaymentsOrdered>> RunAsync(Asked asked, PaymentsWanted wanted, CancellationToken stop = default) => database.WriteAsync<PaymentsOrdered>(
        asked.For("order-payments",
        [
            OperationField.Of("entity", wanted.Entity), OperationField.Of("note", wanted.Note),
            .. wanted.Payments.Select((payment, i) => OperationField.Of($"payment-{i + 1}", $"{payment.Entry} {payment.Payee} {payment.Amount}")),
        ]),
        async tx => await Checked.RefusalForAsync(tx, Kind, wanted.Payments.Count > 0 ? Sum(wanted) : null) is { } notAlone ? notAlone : await RunAsync(tx, wanted, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<PaymentsOrdered>> RunAsync(LedgerTransaction tx, PaymentsWanted wanted, Agreed agreed)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var found, out var refusal)) return refusal;
        var (entity, payments) = found;
        var order = await PaymentStore.InsertOrderAsync(tx, entity, payments[0].Owed.Fund.Currency, wanted.Note.Trim(), agreed.Proposal == 0 ? null : agreed.Proposal);
        for (var i = 0; i < payments.Count; i++) await PaymentStore.InsertAsync(tx, order, i + 1, payments[i].Owed, payments[i].Payee);
        await Events.AddAsync(tx, new Happening(EventKind.PaymentsOrdered, $"{order}") { Entity = entity.Code, Detail = new Dictionary<string, string> { ["payments"] = $"{payments.Count}" } });
        return new PaymentsOrdered(order, payments.Count, Sum(wanted));
    }

    private static async Task<Outcome<(Entity Entity, IReadOnlyList<(Payable Owed, Payee Payee)> Payments)>> FindAsync(LedgerTransaction tx, PaymentsWanted wanted)
    {
        var books = await Books.OfAsync(tx);
        if (!books.EntityOrOnly(wanted.Entity).IsDone(out var entity, out var notFound)) return notFound;
        if (wanted.Payments.Count is 0 or > Most)
            return Refusal.Of("payments-count", "payments", $"一个付款文件有 1 至 {Most} 笔。", $"A payment file has 1 to {Most} payments.");
        if (KeptText.DocumentId.RefusalFor(wanted.Note, "note") is { } badNote) return badNote;

        var payables = await PaymentReading.PayablesAsync(tx, books);
        var payments = new List<(Payable, Payee)>();
        var (subjects, payees) = (new HashSet<(string, long, long)>(), new Dictionary<string, Payee>());
        foreach (var code in wanted.Payments.Select(payment => payment.Payee).Distinct().Order(StringComparer.Ordinal)) // in one order, so that two writers never wait for each other in a circle
            if (await PayeeStore.LockAsync(tx, books, entity, code) is { } payee) payees.Add(code, payee);
        foreach (var payment in wanted.Payments)
        {
            if (!PayableOf(payables, payment, entity, await JournalReading.FindAsync(tx, payment.Entry, books)).IsDone(out var owed, out var refusal)) return refusal;
            if (!subjects.Add((owed.Subject, owed.Account.Id, owed.Fund.Id)))
                return Refusal.Of("payment-twice", "payments", $"分录 {payment.Entry} 在文件里出现了两次。", $"Entry {payment.Entry} is in the file twice.");
            if (RefusalFor(payees.GetValueOrDefault(payment.Payee), payment, tx.Today) is { } badPayee) return badPayee;
            payments.Add((owed, payees[payment.Payee]));
        }

        return payments.Select(payment => payment.Item1.Fund.Currency).Distinct().Count() > 1
            ? Refusal.Of("payments-currencies", "payments", "一个付款文件只有一种货币。", "A payment file is in one currency.") : (entity, payments);
    }

    private static Outcome<Payable> PayableOf(IReadOnlyList<Payable> payables, PaymentWanted payment, Entity entity, PostedEntry? entry)
    {
        var owed = entry is null || entry.Entity.Id != entity.Id ? []
            : payables.Where(payable => entry.Lines.Any(line => line.Subject == payable.Subject && line.Account.Id == payable.Account.Id && line.Fund.Id == payable.Fund.Id)).ToList();
        if (owed.Count == 0)
            return Refusal.Of("not-owed", "payments", $"分录 {payment.Entry} 没有待支付的款项。", $"Entry {payment.Entry} has nothing that waits to be paid.");
        if (owed.Count > 1)
            return Refusal.Of("owed-in-several", "payments", $"分录 {payment.Entry} 有几项欠款，请逐项手工支付。", $"Entry {payment.Entry} owes in several funds or accounts; pay each by hand.");
        if (owed[0].UnderWay is { } reference)
            return Refusal.Of("payment-under-way", "payments", $"分录 {payment.Entry} 已在付款 {reference} 中，等银行结果。", $"Entry {payment.Entry} is in payment {reference}, which waits for the bank's answer.");
        if (owed[0].Amount != payment.Amount)
            return Refusal.Of("payment-amount", "payments",
                $"分录 {payment.Entry} 现欠 {owed[0].Amount.ToGroupedText()}，不是 {payment.Amount.ToGroupedText()}。请重新选取。", $"Entry {payment.Entry} now owes {owed[0].Amount}, not {payment.Amount}. Choose it anew.");
        return owed[0];
    }

    private static Refusal? RefusalFor(Payee? payee, PaymentWanted payment, DateOnly today)
    {
        if (payee is not { Name: not null })
            return Refusal.Of("payee-unknown", "payments", $"没有收款方“{payment.Payee}”。请先登记收款账户（payee set）。", $"There is no payee '{payment.Payee}'. Register their account first ('payee set').");
        return payee.Account.IsUsableOn(today) ? null
            : Refusal.Of("payee-cooling", "payments",
                $"收款方 {payee.Code} 的账户刚刚变更，自 {payee.Account.UsableFrom.ToIso()} 起才可付款。", $"The account of payee {payee.Code} was changed lately; nothing is paid to them before {payee.Account.UsableFrom.ToIso()}.");
    }

    private static Money Sum(PaymentsWanted wanted) => wanted.Payments.Skip(1).Aggregate(wanted.Payments[0].Amount, (sum, payment) => sum + payment.Amount);

    /// <summary>All that is to be paid and to which account: whatever changes of it makes it another thing.</summary>
    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, PaymentsWanted wanted)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var found, out var refusal)) return refusal;
        var funds = found.Payments.Select(payment => payment.Owed.Fund.Code).Distinct().ToList();
        return new ProposalSubject("payments", found.Entity.Code,
            ProposalSubject.VersionOf([found.Entity.Code, .. found.Payments.Select(payment => $"{payment.Owed.Subject} {payment.Owed.Amount} {payment.Payee.Code} {payment.Payee.Account.Version}")]),
            new Target(Entity: found.Entity.Code, Fund: funds.Count == 1 ? funds[0] : null), Sum(wanted));
    }
}
