using FundLedger.Cofunding;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Funds;

/// <param name="Source">The source whose money crosses; it keeps its source on the other side.</param>
/// <param name="SeparateAccounts">The funds bank apart: the transfer is owed (内部往来) until it is settled.</param>
public sealed record FundTransfer(string From, string To, string Source, Money Amount, DateOnly On, bool SeparateAccounts = false, string? Reason = null);

/// <param name="Subject">What a later settlement names; empty when nothing is owed.</param>
public sealed record TransferRecorded(EntryId Entry, string Subject);

/// <summary>Moves money from one fund to another of the same entity; neither income nor cost. It may take a second person: then it is proposed.</summary>
public sealed class TransferBetweenFunds(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<FundTransfer, TransferRecorded> Kind = new("transfer", EntryKind.Transfer.Name, SubjectAsync, (tx, transfer, _) => RunAsync(tx, transfer));

    public Task<Outcome<TransferRecorded>> RunAsync(Asked asked, FundTransfer transfer, CancellationToken stop = default) => database.WriteAsync<TransferRecorded>(
        asked.For("transfer", OperationField.Of("from", transfer.From), OperationField.Of("to", transfer.To), OperationField.Of("source", transfer.Source),
            OperationField.Of("amount", transfer.Amount), OperationField.Of("on", transfer.On), OperationField.Of("separate", transfer.SeparateAccounts.ToString()),
            OperationField.Personal("reason", transfer.Reason)) with { ReadsTotals = true },
        async tx => await Checked.RefusalForAsync(tx, Kind, transfer.Amount) is { } notAlone ? notAlone : await RunAsync(tx, transfer), stop);

    private static async Task<Outcome<TransferRecorded>> RunAsync(LedgerTransaction tx, FundTransfer transfer)
    {
        if (!(await FindAsync(tx, transfer)).IsDone(out var found, out var refusal)) return refusal;
        if (await CofundingGate.RefusalForAsync(tx, found.Sides.To, found.Source, transfer.Amount, transfer.On) is { } notProved) return notProved;
        var subject = transfer.SeparateAccounts ? OpenItemRules.SubjectOf("transfer", tx.Operation.Key) : "";
        var draft = new EntryDraft(found.Sides.Entity, EntryKind.Transfer, transfer.On, Lines(found.Sides, found.Source, transfer, subject)) { Text = transfer.Reason };
        return await Journal.AppendAsync(tx, draft).Then(entry => new TransferRecorded(entry, subject));
    }

    private static async Task<Outcome<(Sides Sides, Source Source)>> FindAsync(LedgerTransaction tx, FundTransfer transfer)
    {
        var books = await Books.OfAsync(tx);
        if (!Sides.Of(books, transfer.From, transfer.To).IsDone(out var sides, out var refusal)) return refusal;
        if (!books.Source(sides.Entity, transfer.Source).IsDone(out var source, out refusal)) return refusal;
        return Amounts.RefusalFor(transfer.Amount, sides.From) is { } badAmount ? badAmount : (sides, source);
    }

    /// <summary>All of a transfer is in the proposal itself; whether the money is still there is asked when it runs.</summary>
    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, FundTransfer transfer)
    {
        if (!(await FindAsync(tx, transfer)).IsDone(out var found, out var refusal)) return refusal;
        var (sides, source) = found;
        return new ProposalSubject("fund", sides.From.Code, ProposalSubject.VersionOf(sides.Entity.Code, sides.From.Code, sides.From.Name, sides.To.Code, sides.To.Name, source.Code, source.Name),
            new Target(Entity: sides.Entity.Code, Fund: sides.From.Code), transfer.Amount);
    }

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
