using FundLedger.Ledger;

namespace FundLedger.SeedMoney;

/// <summary>Public money that arrived under an appropriation (拨款文件).</summary>
/// <param name="From">The office that gave it.</param>
/// <param name="Reference">Number of the appropriation document; its money is one source, however many receipts it has.</param>
/// <param name="SpendBy">Last day to spend it; unspent money goes back after that. Null when the document names none.</param>
public sealed record SeedMoneyReceipt(string Fund, Money Amount, DateOnly On, string From, string Reference, DateOnly? SpendBy = null, string? Conditions = null, Attachment? File = null);

/// <param name="Source">Code of the appropriation's source row.</param>
public sealed record SeedMoneyReceived(EntryId Entry, string Source);

/// <summary>Records seed money received; the appropriation is registered on its first receipt.</summary>
public sealed class ReceiveSeedMoney(Database database)
{
    private static readonly SqlFile FindAppropriation = new("seed_money/find_appropriation");
    private static readonly SqlFile InsertAppropriation = new("seed_money/insert_appropriation");

    public Task<Outcome<SeedMoneyReceived>> RunAsync(Asked asked, SeedMoneyReceipt receipt, CancellationToken stop = default) => database.WriteAsync<SeedMoneyReceived>(
        asked.For("seed-money", OperationField.Of("fund", receipt.Fund), OperationField.Of("amount", receipt.Amount), OperationField.Of("on", receipt.On),
            OperationField.Of("from", receipt.From), OperationField.Of("reference", receipt.Reference), OperationField.Of("spend-by", receipt.SpendBy?.ToIso()),
            OperationField.Of("conditions", receipt.Conditions), OperationField.Of("file", receipt.File?.Sha256)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(receipt.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if ((Amounts.RefusalFor(receipt.Amount, fund) ?? receipt.File?.Refusal) is { } badInput) return badInput;
            if (string.IsNullOrWhiteSpace(receipt.From) || string.IsNullOrWhiteSpace(receipt.Reference))
                return Refusal.Of("appropriation-missing", "ref", "请填写拨款单位和拨款文件号。种子资金须有拨款文件。", "Name the giving office and the appropriation's number: seed money comes under a document.");
            if ((KeptText.AppropriationNumber.RefusalFor(receipt.Reference.Trim(), "ref") ?? KeptText.Giver.RefusalFor(receipt.From.Trim(), "from")) is { } tooLong) return tooLong;

            var entity = books.Entity(fund.EntityId);
            if (!(await SourceAsync(tx, entity, receipt)).IsDone(out var source, out refusal)) return refusal;
            var draft = new EntryDraft(entity, EntryKind.SeedMoneyReceived, receipt.On,
            [
                LineDraft.Debit(AccountRole.Bank, fund, source, receipt.Amount),
                LineDraft.Credit(AccountRole.GovernmentGrantIncome, fund, source, receipt.Amount),
            ]) { Document = new SourceDocument("appropriation", receipt.Reference.Trim(), receipt.File?.Sha256) };
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
            if (receipt.File is { } file) await Attachments.KeepAsync(tx, file, Attachments.ReferrerOf(entry));
            return new SeedMoneyReceived(entry, source.Code);
        }, stop);

    /// <summary>The appropriation's source row; a later receipt must agree with the first. Books made from an exported journal know the source alone.</summary>
    private static async Task<Outcome<Source>> SourceAsync(LedgerTransaction tx, Entity entity, SeedMoneyReceipt receipt)
    {
        var (number, giver) = (receipt.Reference.Trim().ToNfc(), receipt.From.Trim());
        var source = (await Books.OfAsync(tx)).FindSource(entity, $"seed-{number}");
        if (source is not null && (source.Origin != giver || (receipt.SpendBy is { } spendBy && source.ReturnBy != spendBy)))
            return Refusal.Of("appropriation-differs", "ref",
                $"拨款文件 {number} 已登记为 {source.Origin} 所拨，使用期限 {source.ReturnBy?.ToIso() ?? "未定"}。请核对文件号、拨款单位和期限。",
                $"Appropriation {number} is registered as given by {source.Origin}, to be spent by {source.ReturnBy?.ToIso() ?? "no set day"}. Check number, giver and deadline.");

        source ??= await SourceStore.InsertAsync(tx, new Source(
            0, entity.Id, $"seed-{number}", $"{giver} {number}", SourceKind.SeedMoney, Restriction.Purpose, IsPublic: true, IsSpendable: true, giver, receipt.SpendBy));
        if (await tx.FindAsync<long?>(FindAppropriation, new { entity_id = entity.Id, document_number = number }) is null)
            await tx.ExecuteAsync(InsertAppropriation, new
            {
                entity_id = entity.Id,
                source_id = source.Id,
                document_number = number,
                given_by = giver,
                conditions = receipt.Conditions ?? "",
                spend_by = source.ReturnBy?.ToIso(),
            });
        return source;
    }
}
