using FundLedger.Ledger;

namespace FundLedger.Needs;

/// <param name="Reference">Number of the bank's receipt or of the delivery's acceptance.</param>
/// <param name="Source">Code; null for the plain row of purchases.</param>
public sealed record PurchaseMove(long Match, Money Amount, DateOnly On, string? Reference = null, string? Source = null, Attachment? File = null);

public sealed record PurchaseRecorded(EntryId Entry);

/// <summary>Government purchase of services: what an authority pays ahead is owed as service, and is income as it is delivered. Never more is delivered than was received.</summary>
public sealed class PurchaseServices(Database database)
{
    public Task<Outcome<PurchaseRecorded>> ReceiveAsync(Asked asked, PurchaseMove move, CancellationToken stop = default) => RunAsync(
        database, asked, "receive-purchase", move, EntryKind.PurchaseReceived, (fund, source, subject) =>
        [
            LineDraft.Debit(AccountRole.Bank, fund, source, move.Amount),
            LineDraft.Credit(AccountRole.AdvanceReceived, fund, source, move.Amount, subject),
        ], stop);

    public Task<Outcome<PurchaseRecorded>> DeliverAsync(Asked asked, PurchaseMove move, CancellationToken stop = default) => RunAsync(
        database, asked, "deliver-purchase", move, EntryKind.PurchaseDelivered, (fund, source, subject) =>
        [
            LineDraft.Debit(AccountRole.AdvanceReceived, fund, source, move.Amount, subject),
            LineDraft.Credit(AccountRole.ServiceIncome, fund, source, move.Amount, subject),
        ], stop);

    private static Task<Outcome<PurchaseRecorded>> RunAsync(Database database, Asked asked, string name, PurchaseMove move, EntryKind kind, Func<Fund, Source, string, LineDraft[]> lines, CancellationToken stop) => database.WriteAsync<PurchaseRecorded>(
        asked.For(name, OperationField.Of("match", move.Match), OperationField.Of("amount", move.Amount), OperationField.Of("on", move.On), OperationField.Of("reference", move.Reference),
            OperationField.Of("source", move.Source), OperationField.Of("file", move.File?.Sha256)),
        async tx =>
        {
            if (!(await FollowMatch.HoldAsync(tx, move.Match)).IsDone(out var held, out var refusal)) return refusal;
            var (match, need) = held;
            if (match.Contract != ContractKind.GovernmentPurchase)
                return Refusal.Of("no-purchase", "match", $"对接 {match.Id} 是资助，不是政府购买服务。", $"Match {match.Id} is a grant and no government purchase.");
            if ((Amounts.RefusalFor(move.Amount, need.Fund) ?? move.File?.Refusal ?? KeptText.DocumentId.RefusalFor(move.Reference, "ref")) is { } badInput) return badInput;
            var entity = (await Books.OfAsync(tx)).Entity(need.Fund.EntityId);
            if (!(await SourceStore.NamedOrPlainAsync(tx, entity, move.Source, SourceKind.GovernmentPurchase)).IsDone(out var source, out refusal)) return refusal;
            if (source.Kind != SourceKind.GovernmentPurchase)
                return Refusal.Of("source-kind", "source", $"来源 {source.Code} 不是政府购买服务。", $"The source {source.Code} is no government purchase.");
            var draft = new EntryDraft(entity, kind, move.On, lines(need.Fund, source, match.Subject)) { Document = DocumentOf(move) };
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
            if (move.File is { } file) await Attachments.KeepAsync(tx, file, Attachments.ReferrerOf(entry));
            return new PurchaseRecorded(entry);
        }, stop);

    private static SourceDocument DocumentOf(PurchaseMove move) => move is { Reference: null, File: null } ? SourceDocument.None : new SourceDocument("purchase", move.Reference?.Trim() ?? "", move.File?.Sha256);
}
