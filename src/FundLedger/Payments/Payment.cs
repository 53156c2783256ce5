using System.Text.Json.Serialization;
using FundLedger.Ledger;

namespace FundLedger.Payments;

/// <summary>Where a payment stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaymentStatus>))]
public enum PaymentStatus
{
    /// <summary>Ordered; the bank has not answered.</summary>
    Sent,

    /// <summary>The money left.</summary>
    Paid,

    /// <summary>The bank did not do it; what is owed is still owed.</summary>
    Failed,

    /// <summary>Paid, and the bank brought it back: owed again.</summary>
    Returned,
}

/// <summary>Something owed that can be paid through the bank.</summary>
/// <param name="Entry">The first that made it owed.</param>
/// <param name="Amount">All that is still owed of it.</param>
/// <param name="UnderWay">Reference of the payment that waits for the bank's answer; null when none does.</param>
public sealed record Payable(EntryId Entry, string Subject, Account Account, Fund Fund, Money Amount, string? UnderWay);

/// <summary>A file of payments that was ordered.</summary>
/// <param name="Note">What it is for, in the file of each payment.</param>
public sealed record PaymentOrder(long Id, Entity Entity, Currency Currency, DateOnly OrderedOn, string Note, string Maker, long? Proposal);

/// <param name="Reference">Goes to the bank and comes back with its answer.</param>
/// <param name="Payee">Their code.</param>
/// <param name="Number">Of their account, in full.</param>
/// <param name="Owed">The entry that made it owed.</param>
/// <param name="Reason">Why it failed or came back, as the bank says.</param>
public sealed record Payment(
    string Reference, long Order, int Place, string Payee, string? PayeeName, PayeeKind PayeeKind, string? Holder, string? BankName, string? Number, string? BankCode,
    EntryId Owed, string Subject, Account Account, Fund Fund, Money Amount, PaymentStatus Status, DateOnly? SettledOn, EntryId? PaidEntry, EntryId? ReturnedEntry, string? Reason);

public static class PaymentStatuses
{
    public static Bilingual Name(this PaymentStatus status) => status switch
    {
        PaymentStatus.Sent => new("待银行结果", "Waits for the bank"),
        PaymentStatus.Paid => new("已付", "Paid"),
        PaymentStatus.Failed => new("未付成", "Failed"),
        _ => new("已退回", "Returned"),
    };
}

/// <summary>Reads what is owed, what was ordered and what became of it.</summary>
public static class PaymentReading
{
    private static readonly SqlFile ListPayables = new("payments/list_payables");

    /// <summary>In the order in which it was owed.</summary>
    public static async Task<IReadOnlyList<Payable>> PayablesAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<PayableRow>(ListPayables)).Select(row => new Payable(
            new EntryId(row.EntryId), row.Subject, books.Account(row.AccountId), books.Fund(row.FundId), new Money(row.AmountMinor, books.Fund(row.FundId).Currency), row.Reference))];

    public static Task<IReadOnlyList<Payee>> PayeesAsync(LedgerReader reader, Books books) => PayeeStore.ListAsync(reader, books);

    /// <summary>The last first.</summary>
    public static Task<IReadOnlyList<PaymentOrder>> OrdersAsync(LedgerReader reader, Books books) => PaymentStore.OrdersAsync(reader, books);

    /// <summary>Of one order, or of all.</summary>
    public static Task<IReadOnlyList<Payment>> PaymentsAsync(LedgerReader reader, Books books, long? order = null) => PaymentStore.ListAsync(reader, books, order);

    private sealed record PayableRow
    {
        public string Subject { get; init; } = "";
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long AmountMinor { get; init; }
        public long EntryId { get; init; }
        public string? Reference { get; init; }
    }
}

/// <summary>Orders and payments in the database.</summary>
internal static class PaymentStore
{
    private static readonly SqlFile ListOrders = new("payments/list_orders");
    private static readonly SqlFile ListPayments = new("payments/list_payments");
    private static readonly SqlFile Find = new("payments/find_payment");
    private static readonly SqlFile Lock = new("payments/lock_payment");
    private static readonly SqlFile InsertOrder = new("payments/insert_order");
    private static readonly SqlFile InsertPayment = new("payments/insert_payment");
    private static readonly SqlFile Settle = new("payments/settle_payment");
    private static readonly SqlFile ListParts = new("payments/list_parts");

    internal static async Task<IReadOnlyList<PaymentOrder>> OrdersAsync(LedgerReader reader, Books books) => [.. (await reader.QueryAsync<OrderRow>(ListOrders)).Select(row => row.ToOrder(books))];

    internal static async Task<IReadOnlyList<Payment>> ListAsync(LedgerReader reader, Books books, long? order = null) =>
        [.. (await reader.QueryAsync<PaymentRow>(ListPayments, new { order_id = order ?? 0 })).Select(row => row.ToPayment(books))];

    /// <summary>As it stands, and nobody else settles it until the transaction ends.</summary>
    internal static async Task<Payment?> LockAsync(LedgerTransaction tx, Books books, string reference)
    {
        await tx.ExecuteAsync(Lock, new { reference });
        return (await tx.FindAsync<PaymentRow>(Find, new { reference }))?.ToPayment(books);
    }

    internal static Task<long> InsertOrderAsync(LedgerTransaction tx, Entity entity, Currency currency, string note, long? proposal) => tx.SingleAsync<long>(InsertOrder, new
    {
        entity_id = entity.Id,
        currency = currency.Code,
        ordered_on = tx.Today.ToIso(),
        note,
        maker = tx.Operation.Actor,
        proposal_id = proposal,
        recorded_at = tx.RecordedAt,
    });

    internal static Task InsertAsync(LedgerTransaction tx, long order, int place, Payable owed, Payee payee) => tx.ExecuteAsync(InsertPayment, new
    {
        reference = ReferenceOf(order, place),
        order_id = order,
        place,
        payee_id = payee.Id,
        account_version = payee.Account.Version,
        owed_entry_id = owed.Entry.Value,
        subject = owed.Subject,
        account_id = owed.Account.Id,
        fund_id = owed.Fund.Id,
        amount_minor = owed.Amount.MinorUnits,
    });

    internal static Task SettleAsync(LedgerTransaction tx, Payment payment) => tx.ExecuteAsync(Settle, new
    {
        status = StoredWords.Word(payment.Status),
        settled_on = payment.SettledOn?.ToIso(),
        paid_entry_id = payment.PaidEntry?.Value,
        returned_entry_id = payment.ReturnedEntry?.Value,
        reason = payment.Reason,
        reference = payment.Reference,
    });

    /// <summary>What is still owed, source by source.</summary>
    internal static async Task<IReadOnlyList<(Source Source, Money Amount)>> PartsAsync(LedgerTransaction tx, Books books, Payment payment) =>
        [.. (await tx.QueryAsync<PartRow>(ListParts, new { subject = payment.Subject, account_id = payment.Account.Id, fund_id = payment.Fund.Id }))
            .Select(row => (books.Source(row.SourceId), new Money(row.AmountMinor, payment.Fund.Currency)))];

    /// <summary>Short enough for the remark field of any bank.</summary>
    internal static string ReferenceOf(long order, int place) => $"FL{order}-{place:000}";

    private sealed record OrderRow
    {
        public long OrderId { get; init; }
        public long EntityId { get; init; }
        public string Currency { get; init; } = "";
        public string OrderedOn { get; init; } = "";
        public string Note { get; init; } = "";
        public string Maker { get; init; } = "";
        public long? ProposalId { get; init; }

        internal PaymentOrder ToOrder(Books books) => new(OrderId, books.Entity(EntityId), Values.Currency.Of(Currency), IsoDates.Read(OrderedOn), Note, Maker, ProposalId);
    }

    private sealed record PaymentRow
    {
        public string Reference { get; init; } = "";
        public long OrderId { get; init; }
        public long Place { get; init; }
        public string PayeeCode { get; init; } = "";
        public string? PayeeName { get; init; }
        public string PayeeKind { get; init; } = "";
        public string? Holder { get; init; }
        public string? BankName { get; init; }
        public string? AccountNumber { get; init; }
        public string? BankCode { get; init; }
        public long OwedEntryId { get; init; }
        public string Subject { get; init; } = "";
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long AmountMinor { get; init; }
        public string Status { get; init; } = "";
        public string? SettledOn { get; init; }
        public long? PaidEntryId { get; init; }
        public long? ReturnedEntryId { get; init; }
        public string? Reason { get; init; }

        internal Payment ToPayment(Books books) => new(
            Reference, OrderId, (int)Place, PayeeCode, PayeeName, StoredWords.Read<PayeeKind>(PayeeKind), Holder, BankName, AccountNumber, BankCode, new EntryId(OwedEntryId), Subject, books.Account(AccountId),
            books.Fund(FundId), new Money(AmountMinor, books.Fund(FundId).Currency), StoredWords.Read<PaymentStatus>(Status), SettledOn is { } day ? IsoDates.Read(day) : null,
            PaidEntryId is { } paid ? new EntryId(paid) : null, ReturnedEntryId is { } back ? new EntryId(back) : null, Reason);
    }

    private sealed record PartRow
    {
        public long SourceId { get; init; }
        public long AmountMinor { get; init; }
    }
}

/// <summary>Asked by whatever else would settle what is owed: a payment that waits for the bank must not be overtaken.</summary>
internal static class PaymentGuard
{
    private static readonly SqlFile FindUnderWay = new("payments/find_under_way");
    private static readonly SqlFile FindByEntry = new("payments/find_by_entry");

    /// <summary>Null when no payment of it waits for the bank's answer.</summary>
    internal static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, string subject, Fund fund) =>
        await tx.SingleAsync<string?>(FindUnderWay, new { subject, fund_id = fund.Id }) is { } reference
            ? Refusal.Of("payment-under-way", "entry",
                $"付款 {reference} 已发往银行，正等结果。请先登记它的结果（payment results），再办理。",
                $"Payment {reference} was sent to the bank and waits for its answer. Record that first ('payment results').") : null;

    /// <summary>Why an entry cannot be taken back; null when payments do not stand against it.</summary>
    internal static async Task<Refusal?> RefusalForReversalAsync(LedgerTransaction tx, PostedEntry entry)
    {
        if (await tx.SingleAsync<string?>(FindByEntry, new { entry_id = entry.Id.Value }) is { } reference)
            return Refusal.Of("payment-reversed", "entry",
                $"分录 {entry.Id} 是付款 {reference} 的入账。银行退回时请登记退回，不要冲销。", $"Entry {entry.Id} is payment {reference}. Where the bank brings it back, record it as returned; do not reverse it.");
        foreach (var line in entry.Lines.Where(line => line.Subject.Length > 0 && line.Account.CountsAs == CountsAs.Liability).DistinctBy(line => (line.Subject, line.Fund.Id)))
            if (await RefusalForAsync(tx, line.Subject, line.Fund) is { } waits) return waits;
        return null;
    }
}
