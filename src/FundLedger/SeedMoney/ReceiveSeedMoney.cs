using FundLedger.Cofunding;
using FundLedger.Ledger;

namespace FundLedger.SeedMoney;

/// <summary>Public money that arrived under an appropriation (拨款文件).</summary>
/// <param name="From">The office that gave it.</param>
/// <param name="Reference">Number of the appropriation document; its money is one source, however many receipts it has.</param>
/// <param name="SpendBy">Last day to spend it; unspent money goes back after that. Null when the document names none.</param>
public sealed record SeedMoneyReceipt(string Fund, Money Amount, DateOnly On, string From, string Reference, DateOnly? SpendBy = null, string? Conditions = null, Attachment? File = null);

/// <param name="Source">Code of the appropriation's source row.</param>
public sealed record SeedMoneyReceived(EntryId Entry, string Source);

/// <summary>Records seed money received; an appropriation that was not registered before its money is registered on its first receipt.</summary>
public sealed class ReceiveSeedMoney(Database database)
{
    public Task<Outcome<SeedMoneyReceived>> RunAsync(Asked asked, SeedMoneyReceipt receipt, CancellationToken stop = default) => database.WriteAsync<SeedMoneyReceived>(
        asked.For("seed-money", OperationField.Of("fund", receipt.Fund), OperationField.Of("amount", receipt.Amount), OperationField.Of("on", receipt.On),
            OperationField.Of("from", receipt.From), OperationField.Of("reference", receipt.Reference), OperationField.Of("spend-by", receipt.SpendBy?.ToIso()),
            OperationField.Of("conditions", receipt.Conditions), OperationField.Of("file", receipt.File?.Sha256)) with { ReadsTotals = true },
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(receipt.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if ((Amounts.RefusalFor(receipt.Amount, fund) ?? receipt.File?.Refusal ?? RegisterAppropriation.RefusalForNames(receipt.Reference, receipt.From)) is { } badInput) return badInput;

            var entity = books.Entity(fund.EntityId);
            if (!(await AppropriationAsync(tx, books, entity, receipt)).IsDone(out var under, out refusal)) return refusal;
            if (RefusalForAmount(under, receipt.Amount) is { } tooMuch) return tooMuch;
            if (await CofundingGate.RefusalForAsync(tx, fund, under.Source, receipt.Amount, receipt.On) is { } notProved) return notProved;
            if (await AppropriationCover.ArrivesAsync(tx, under, fund, receipt.Amount) is { } relied) return relied;

            var draft = new EntryDraft(entity, EntryKind.SeedMoneyReceived, receipt.On,
            [
                LineDraft.Debit(AccountRole.Bank, fund, under.Source, receipt.Amount),
                LineDraft.Credit(AccountRole.GovernmentGrantIncome, fund, under.Source, receipt.Amount),
            ]) { Document = new SourceDocument("appropriation", receipt.Reference.Trim(), receipt.File?.Sha256) };
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
            await AppropriationStore.AddReceiptAsync(tx, entry, under, receipt.Amount);
            if (receipt.File is { } file) await Attachments.KeepAsync(tx, file, Attachments.ReferrerOf(entry));
            return new SeedMoneyReceived(entry, under.Source.Code);
        }, stop);

    /// <summary>The appropriation; what a receipt says of it must agree with what is registered. Books made from an exported journal know its source alone.</summary>
    private static async Task<Outcome<Appropriation>> AppropriationAsync(LedgerTransaction tx, Books books, Entity entity, SeedMoneyReceipt receipt)
    {
        var (number, giver) = (receipt.Reference.Trim().ToNfc(), receipt.From.Trim());
        var known = await AppropriationStore.FindForUpdateAsync(tx, books, entity, number);
        var source = known?.Source ?? books.FindSource(entity, AppropriationStore.SourceCode(number));
        if (source is not null && (source.Origin != giver || (receipt.SpendBy is { } spendBy && source.ReturnBy != spendBy)))
            return Refusal.Of("appropriation-differs", "ref",
                $"拨款文件 {number} 已登记为 {source.Origin} 所拨，使用期限 {source.ReturnBy?.ToIso() ?? "未定"}。请核对文件号、拨款单位和期限。",
                $"Appropriation {number} is registered as given by {source.Origin}, to be spent by {source.ReturnBy?.ToIso() ?? "no set day"}. Check number, giver and deadline.");
        if (known is not null) return known;
        source ??= await SourceStore.InsertAsync(tx, RegisterAppropriation.RowOf(entity, number, giver, receipt.SpendBy));
        return await AppropriationStore.InsertAsync(tx, entity, source, number, receipt.Conditions ?? "");
    }

    private static Refusal? RefusalForAmount(Appropriation under, Money amount)
    {
        if (under.Confirmed is not { } confirmed) return null;
        if (confirmed.Currency != amount.Currency)
            return Refusal.Of("currency", "amount", $"拨款文件 {under.Number} 以 {confirmed.Currency} 核定，金额却是 {amount.Currency}。", $"Appropriation {under.Number} is confirmed in {confirmed.Currency}; the amount is in {amount.Currency}.");
        var over = under.Received!.Value + amount - confirmed;
        return over.IsPositive
            ? Refusal.Of("over-confirmed", "amount",
                $"拨款文件 {under.Number} 核定 {confirmed.ToGroupedText()} {confirmed.Currency}，已到账 {under.Received.Value.ToGroupedText()}，再收 {amount.ToGroupedText()} 将超出 {over.ToGroupedText()}。请先登记追加文件（seed-money amend），或核对金额。",
                $"{confirmed} is confirmed under {under.Number} and {under.Received} received; {amount} more would exceed it by {over}. Record the document that raises it ('seed-money amend') first, or check the amount.")
            : null;
    }
}
