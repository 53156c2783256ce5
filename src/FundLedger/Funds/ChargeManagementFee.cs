using FundLedger.Ledger;

namespace FundLedger.Funds;

/// <param name="Fund">The fund that pays.</param>
/// <param name="Host">The host organisation's own fund, which gets it as own funds.</param>
public sealed record ManagementFee(string Fund, string Host, string Source, Money Amount, DateOnly On);

public sealed record ManagementFeeCharged(EntryId Entry);

/// <summary>Takes the host's management fee (管理费) out of a fund.</summary>
public sealed class ChargeManagementFee(Database database)
{
    public Task<Outcome<ManagementFeeCharged>> RunAsync(Asked asked, ManagementFee fee, CancellationToken stop = default) => database.WriteAsync<ManagementFeeCharged>(
        asked.For("management-fee", OperationField.Of("fund", fee.Fund), OperationField.Of("host", fee.Host), OperationField.Of("source", fee.Source),
            OperationField.Of("amount", fee.Amount), OperationField.Of("on", fee.On)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!Sides.Of(books, fee.Fund, fee.Host).IsDone(out var sides, out var refusal)) return refusal;
            if (!books.Source(sides.Entity, fee.Source).IsDone(out var source, out refusal)) return refusal;
            if (Amounts.RefusalFor(fee.Amount, sides.From) is { } badAmount) return badAmount;

            var own = await SourceStore.PlainAsync(tx, sides.Entity, SourceKind.OwnFunds);
            return await Journal.AppendAsync(tx, new EntryDraft(sides.Entity, EntryKind.ManagementFee, fee.On,
            [
                LineDraft.Debit(AccountRole.TransferOut, sides.From, source, fee.Amount),
                LineDraft.Credit(AccountRole.Bank, sides.From, source, fee.Amount),
                LineDraft.Debit(AccountRole.Bank, sides.To, own, fee.Amount),
                LineDraft.Credit(AccountRole.TransferIn, sides.To, own, fee.Amount),
            ])).Then(entry => new ManagementFeeCharged(entry));
        }, stop);
}
