using FundLedger.Ledger;

namespace FundLedger.Funds;

/// <param name="Evidence">The previous books, by number or file.</param>
public sealed record OpeningBalance(string Fund, SourceKind Kind, Money Cash, DateOnly On, string Evidence);

public sealed record OpeningBalanceRecorded(EntryId Entry);

/// <summary>Takes over what a fund had in earlier books: cash of one source, against net assets of that source's class.</summary>
/// <remarks>Other assets and liabilities are taken over by a general entry.</remarks>
public sealed class RecordOpeningBalance(Database database)
{
    public Task<Outcome<OpeningBalanceRecorded>> RunAsync(Asked asked, OpeningBalance opening, CancellationToken stop = default) => database.WriteAsync<OpeningBalanceRecorded>(
        asked.For("opening-balance", OperationField.Of("fund", opening.Fund), OperationField.Of("source", opening.Kind.ToString()),
            OperationField.Of("amount", opening.Cash), OperationField.Of("on", opening.On), OperationField.Of("evidence", opening.Evidence)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(opening.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (Amounts.RefusalFor(opening.Cash, fund) is { } badAmount) return badAmount;
            if (string.IsNullOrWhiteSpace(opening.Evidence))
                return Refusal.Of("evidence-missing", "ref", "请注明原账簿的名称或编号，作为期初余额的依据。", "Name the previous books as evidence of the opening balance.");

            var entity = books.Entity(fund.EntityId);
            var source = await SourceStore.PlainAsync(tx, entity, opening.Kind);
            var netAssets = source.Restriction == Restriction.None ? AccountRole.UnrestrictedNetAssets : AccountRole.RestrictedNetAssets;
            return await Journal.AppendAsync(tx, new EntryDraft(entity, EntryKind.OpeningBalance, opening.On,
            [
                LineDraft.Debit(AccountRole.Bank, fund, source, opening.Cash),
                LineDraft.Credit(netAssets, fund, source, opening.Cash),
            ]) { Document = new SourceDocument("previous-books", opening.Evidence) }).Then(entry => new OpeningBalanceRecorded(entry));
        }, stop);
}
