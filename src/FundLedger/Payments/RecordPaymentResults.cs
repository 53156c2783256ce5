using FundLedger.Ledger;
using FundLedger.Outbox;

namespace FundLedger.Payments;

/// <summary>What the bank says became of a payment.</summary>
/// <param name="Became">Paid, failed, or returned after it was paid.</param>
/// <param name="On">The bank's day.</param>
/// <param name="Line">Of the file it was read from; null when it was typed.</param>
public sealed record PaymentResult(string Reference, PaymentStatus Became, DateOnly On, string? Reason = null, int? Line = null);

/// <param name="Known">Said before; nothing was posted for them again.</param>
public sealed record PaymentResultsRecorded(int Paid, int Failed, int Returned, int Known, IReadOnlyList<EntryId> Entries);

/// <summary>Records the bank's answers, all or none: what was paid is posted, what failed is still owed, what came back is owed again. Sent twice, the second adds nothing.</summary>
public sealed class RecordPaymentResults(Database database)
{
    /// <summary>Why a payment that is told of cannot be of this file; null where all are.</summary>
    public static Refusal? WhyElsewhere(IReadOnlyList<Payment> ofFile, IEnumerable<string> references, string field) =>
        references.FirstOrDefault(reference => ofFile.All(payment => payment.Reference != reference)) is { } strange
            ? Refusal.Of("payment-elsewhere", field, $"付款 {strange} 不在这个付款文件里。", $"Payment {strange} is not in this file.") : null;

    public Task<Outcome<PaymentResultsRecorded>> RunAsync(Asked asked, IReadOnlyList<PaymentResult> results, CancellationToken stop = default) => database.WriteAsync<PaymentResultsRecorded>(
        asked.For("payment-results", [.. results.Select((result, i) => OperationField.Personal($"result-{i + 1}", $"{result.Reference} {result.Became} {result.On.ToIso()} {result.Reason}"))]),
        async tx =>
        {
            if (results.Count is 0 or > OrderPayments.Most)
                return Refusal.Of("results-count", "file", $"一次登记 1 至 {OrderPayments.Most} 笔结果。", $"Between 1 and {OrderPayments.Most} answers are recorded at once.");
            var (entries, known, counts) = (new List<EntryId>(), 0, new Dictionary<PaymentStatus, int>());
            foreach (var result in results.OrderBy(result => result.Reference, StringComparer.Ordinal))
            {
                if (!(await RecordAsync(tx, result)).IsDone(out var done, out var refusal)) return refusal;
                if (done is not { } recorded)
                {
                    known++;
                    continue;
                }

                counts[result.Became] = counts.GetValueOrDefault(result.Became) + 1;
                if (recorded.Entry is { } entry) entries.Add(entry);
            }

            return new PaymentResultsRecorded(
                counts.GetValueOrDefault(PaymentStatus.Paid), counts.GetValueOrDefault(PaymentStatus.Failed), counts.GetValueOrDefault(PaymentStatus.Returned), known, entries);
        }, stop);

    /// <returns>The entry, if one was posted; null when the same was said before.</returns>
    private static async Task<Outcome<Recorded?>> RecordAsync(LedgerTransaction tx, PaymentResult result)
    {
        var books = await Books.OfAsync(tx);
        if (await PaymentStore.LockAsync(tx, books, result.Reference) is not { } payment)
            return At(result, Refusal.Of("payment-unknown", "reference", $"没有付款“{result.Reference}”。", $"There is no payment '{result.Reference}'."));
        if (result.On > tx.Today)
            return At(result, Refusal.Of("date-in-future", "on", $"日期 {result.On.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{result.On.ToIso()} is after today ({tx.Today.ToIso()})."));
        if (KeptText.DocumentId.RefusalFor(result.Reason, "reason") is { } badReason) return At(result, badReason);
        if (payment.Status == result.Became || (payment.Status == PaymentStatus.Returned && result.Became == PaymentStatus.Paid)) return new Outcome<Recorded?>.Done(null);
        var mayBecome = (payment.Status, result.Became) is (PaymentStatus.Sent, PaymentStatus.Paid or PaymentStatus.Failed) or (PaymentStatus.Paid, PaymentStatus.Returned);
        if (!mayBecome)
            return At(result, Refusal.Of("payment-order", "status",
                $"付款 {payment.Reference} 的状态是“{payment.Status.Name().Zh}”，不能再登记“{result.Became.Name().Zh}”。", $"Payment {payment.Reference} is '{payment.Status.Name().En}'; it cannot become '{result.Became.Name().En}'."));

        var outcome = result.Became switch
        {
            PaymentStatus.Paid => await PayAsync(tx, books, payment, result),
            PaymentStatus.Returned => await ReturnAsync(tx, books, payment, result),
            _ => new Outcome<EntryId?>.Done(null),
        };
        if (!outcome.IsDone(out var entry, out var refusal)) return At(result, refusal);
        await PaymentStore.SettleAsync(tx, payment with
        {
            Status = result.Became,
            SettledOn = result.On,
            Reason = string.IsNullOrWhiteSpace(result.Reason) ? null : result.Reason.Trim(),
            PaidEntry = result.Became == PaymentStatus.Paid ? entry : payment.PaidEntry,
            ReturnedEntry = result.Became == PaymentStatus.Returned ? entry : null,
        });
        await TellAsync(tx, books, payment, result.Became);
        return new Recorded(entry);
    }

    private static async Task TellAsync(LedgerTransaction tx, Books books, Payment payment, PaymentStatus became)
    {
        var (entity, fund) = (books.Entity(payment.Fund.EntityId).Code, payment.Fund.Code);
        await Events.AddAsync(tx, new Happening(EventKind.PaymentSettled, payment.Reference) { Entity = entity, Fund = fund, Detail = new Dictionary<string, string> { ["outcome"] = StoredWords.Word(became) } });
        if (became == PaymentStatus.Paid && payment.Subject.Split('/') is ["tranche", .. var number, var tranche]) // the organisation follows from the award
            await Events.AddAsync(tx, new Happening(EventKind.TranchePaid, string.Join('/', number)) { Entity = entity, Fund = fund, Detail = new Dictionary<string, string> { ["tranche"] = tranche } });
    }

    /// <summary>Payable / Bank, source by source.</summary>
    private static async Task<Outcome<EntryId?>> PayAsync(LedgerTransaction tx, Books books, Payment payment, PaymentResult result)
    {
        var parts = await PaymentStore.PartsAsync(tx, books, payment);
        var owed = parts.Aggregate(Money.Zero(payment.Amount.Currency), (sum, part) => sum + part.Amount);
        if (owed != payment.Amount)
            return Refusal.Of("payment-changed", "amount",
                $"付款 {payment.Reference} 为 {payment.Amount.ToGroupedText()}，而分录 {payment.Owed} 现欠 {owed.ToGroupedText()}。请先查明其间的变动。",
                $"Payment {payment.Reference} is {payment.Amount}, and entry {payment.Owed} now owes {owed}. Find out first what changed in between.");
        var role = payment.Account.Role!.Value;
        return await Journal.AppendAsync(tx, new EntryDraft(books.Entity(payment.Fund.EntityId), KindOf(role, payment.Subject), result.On,
            [.. parts.SelectMany(part => new[] { LineDraft.Debit(role, payment.Fund, part.Source, part.Amount, payment.Subject), LineDraft.Credit(AccountRole.Bank, payment.Fund, part.Source, part.Amount) })])
        {
            RelatesTo = payment.Owed,
            Document = new SourceDocument("payment", payment.Reference),
        }).Then(entry => (EntryId?)entry);
    }

    /// <summary>Bank / Payable: the lines of the payment the other way round.</summary>
    private static async Task<Outcome<EntryId?>> ReturnAsync(LedgerTransaction tx, Books books, Payment payment, PaymentResult result)
    {
        var paid = (await JournalReading.FindAsync(tx, payment.PaidEntry!.Value, books))!;
        if (result.On < paid.OccurredOn)
            return Refusal.Of("returned-before-paid", "on", $"退回日期 {result.On.ToIso()} 早于付款日期 {paid.OccurredOn.ToIso()}。", $"It would come back on {result.On.ToIso()}, before it was paid ({paid.OccurredOn.ToIso()}).");
        return await Journal.AppendAsync(tx, new EntryDraft(paid.Entity, EntryKind.PaymentReturned, result.On,
            [.. paid.Lines.Select(line => line.Amount.IsPositive
                ? LineDraft.Credit(line.Account.Role!.Value, line.Fund, line.Source, line.Amount, line.Subject) : LineDraft.Debit(line.Account.Role!.Value, line.Fund, line.Source, -line.Amount, line.Subject))])
        {
            RelatesTo = paid.Id,
            Document = new SourceDocument("payment", payment.Reference),
        }).Then(entry => (EntryId?)entry);
    }

    private static EntryKind KindOf(AccountRole payable, string subject) => payable switch
    {
        AccountRole.RefundPayable => EntryKind.RefundPaid,
        AccountRole.ReturnPayable => EntryKind.ReturnPaid,
        AccountRole.GrantsPayable when subject.StartsWith("taper/", StringComparison.Ordinal) => EntryKind.TaperPeriodPaid,
        AccountRole.GrantsPayable => EntryKind.TranchePaid,
        _ => EntryKind.ExpensePaid,
    };

    private static Refusal At(PaymentResult result, Refusal refusal) => result.Line is not { } line ? refusal
        : refusal with { Message = new($"第 {line} 行：{refusal.Message.Zh}", $"Line {line}: {refusal.Message.En}") };

    private sealed record Recorded(EntryId? Entry);
}
