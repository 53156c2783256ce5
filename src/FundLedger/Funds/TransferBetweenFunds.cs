using FundLedger.Ledger;

namespace FundLedger.Funds;

/// <param name="Source">The source whose money crosses; it keeps its source on the other side.</param>
/// <param name="SeparateAccounts">The funds bank apart: the transfer is owed (内部往来) until it is settled.</param>
public sealed record FundTransfer(string From, string To, string Source, Money Amount, DateOnly On, bool SeparateAccounts = false, string? Reason = null);

/// <param name="Subject">What a later settlement names; empty when nothing is owed.</param>
public sealed record TransferRecorded(EntryId Entry, string Subject);

/// <summary>Moves money from one fund to another of the same entity; neither income nor cost.</summary>
public sealed class TransferBetweenFunds(Database database)
{
    public Task<Outcome<TransferRecorded>> RunAsync(Asked asked, FundTransfer transfer, CancellationToken stop = default) => database.WriteAsync<TransferRecorded>(
        asked.For("transfer", OperationField.Of("from", transfer.From), OperationField.Of("to", transfer.To), OperationField.Of("source", transfer.Source),
            OperationField.Of("amount", transfer.Amount), OperationField.Of("on", transfer.On), OperationField.Of("separate", transfer.SeparateAccounts.ToString()),
            OperationField.Personal("reason", transfer.Reason)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!Sides.Of(books, transfer.From, transfer.To).IsDone(out var sides, out var refusal)) return refusal;
            if (!books.Source(sides.Entity, transfer.Source).IsDone(out var source, out refusal)) return refusal;
            if (Amounts.RefusalFor(transfer.Amount, sides.From) is { } badAmount) return badAmount;

            var subject = transfer.SeparateAccounts ? $"transfer/{asked.Key}" : "";
            var draft = new EntryDraft(sides.Entity, EntryKind.Transfer, transfer.On, Lines(sides, source, transfer, subject)) { Text = transfer.Reason };
            return await Journal.AppendAsync(tx, draft).Then(entry => new TransferRecorded(entry, subject));
        }, stop);

    private static LineDraft[] Lines(Sides sides, Source source, FundTransfer transfer, string subject)
    {
        var (gives, gets) = transfer.SeparateAccounts ? (AccountRole.DueToFund, AccountRole.DueFromFund) : (AccountRole.Bank, AccountRole.Bank);
        return
        [
            LineDraft.Debit(AccountRole.TransferOut, sides.From, source, transfer.Amount),
            LineDraft.Credit(gives, sides.From, source, transfer.Amount, subject),
            LineDraft.Debit(gets, sides.To, source, transfer.Amount, subject),
            LineDraft.Credit(AccountRole.TransferIn, sides.To, source, transfer.Amount),
        ];
    }
}

/// <summary>The two funds of a transfer, which must differ and share an entity and a currency.</summary>
internal sealed record Sides(Entity Entity, Fund From, Fund To)
{
    internal static Outcome<Sides> Of(Books books, string fromCode, string toCode)
    {
        if (!books.Fund(fromCode, "from").IsDone(out var giving, out var refusal)) return refusal;
        if (!books.Fund(toCode, "to").IsDone(out var getting, out refusal)) return refusal;
        if (giving.Id == getting.Id)
            return Refusal.Of("transfer-same-fund", "to", "转出和转入是同一个基金。请另选一个。", "The money would go to the fund it comes from. Choose another.");
        if (giving.EntityId != getting.EntityId || giving.Currency != getting.Currency)
            return Refusal.Of("transfer-across", "to",
                $"{fromCode} 与 {toCode} 不属于同一会计主体或币种不同，不能划转；请按捐赠或拨款入账。",
                $"{fromCode} and {toCode} differ in entity or currency, so this is no transfer; post it as a gift or grant.");
        return new Sides(books.Entity(giving.EntityId), giving, getting);
    }
}
