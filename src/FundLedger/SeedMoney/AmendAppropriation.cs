using FundLedger.Ledger;

namespace FundLedger.SeedMoney;

/// <summary>A later document on an appropriation: it raises, lowers or extends it, or sets how its money may be used.</summary>
/// <param name="Number">Of the appropriation.</param>
/// <param name="Document">Number of the later document.</param>
/// <param name="Confirmed">The whole amount from now on; null to leave it.</param>
/// <param name="SpendBy">Null to leave it; so with what follows.</param>
/// <param name="Fund">That expects the money, where nothing was confirmed before.</param>
/// <param name="Entity">Code of the entity; null for the only one.</param>
public sealed record AppropriationAmendment(
    string Number, string Document, Money? Confirmed = null, DateOnly? SpendBy = null, string? Conditions = null, LateUse? AfterDeadline = null, bool? Covers = null,
    string? Fund = null, string? Entity = null, Attachment? File = null);

public sealed record AppropriationAmended(string Source, int Version, DateOnly? SpendBy);

/// <summary>Records a later document on an appropriation. Earlier versions stay; the deadline of its source follows the last.</summary>
public sealed class AmendAppropriation(Database database)
{
    public Task<Outcome<AppropriationAmended>> RunAsync(Asked asked, AppropriationAmendment wanted, CancellationToken stop = default) => database.WriteAsync<AppropriationAmended>(
        asked.For("amend-appropriation", OperationField.Of("ref", wanted.Number), OperationField.Of("document-number", wanted.Document), OperationField.Of("amount", wanted.Confirmed?.ToString()),
            OperationField.Of("spend-by", wanted.SpendBy?.ToIso()), OperationField.Of("conditions", wanted.Conditions), OperationField.Of("after-deadline", wanted.AfterDeadline?.ToString()),
            OperationField.Of("covers", wanted.Covers?.ToString()), OperationField.Of("fund", wanted.Fund), OperationField.Of("entity", wanted.Entity), OperationField.Of("file", wanted.File?.Sha256)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.EntityOrOnly(wanted.Entity).IsDone(out var entity, out var refusal)) return refusal;
            if (RefusalFor(wanted) is { } badInput) return badInput;
            if (await AppropriationStore.FindForUpdateAsync(tx, books, entity, wanted.Number.Trim().ToNfc()) is not { } known) return Unknown(wanted.Number);
            if (!FundOf(books, known, wanted).IsDone(out var fund, out refusal)) return refusal;
            if ((wanted.Confirmed ?? known.Confirmed) is not { } confirmed)
                return Refusal.Of("appropriation-unconfirmed", "amount", $"拨款文件 {known.Number} 尚无核定金额。请填写核定金额。", $"No amount is confirmed under {known.Number} yet. Give the confirmed amount.");
            if (Amounts.RefusalFor(confirmed, fund) is { } badAmount) return badAmount;
            var received = await AppropriationStore.ReceivedAsync(tx, known, fund.Currency);
            if (received.MinorUnits > confirmed.MinorUnits) return BelowReceived(known.Number, confirmed, received);

            var next = new AppropriationVersion(
                known.Version + 1, wanted.Document.Trim().ToNfc(), wanted.File?.Sha256, confirmed, wanted.Conditions ?? known.Conditions, wanted.SpendBy ?? known.SpendBy,
                wanted.AfterDeadline ?? (known.Source.AllowsLateUse ? LateUse.Allow : LateUse.Refuse), wanted.Covers ?? known.Covers, asked.Actor, tx.RecordedAt);
            await AppropriationStore.AddVersionAsync(tx, known.Id, fund, next);
            await SourceStore.SetTermsAsync(tx, known.Source, next.SpendBy, next.AfterDeadline == LateUse.Allow);
            if (wanted.File is { } file) await Attachments.KeepAsync(tx, file, AppropriationStore.ReferrerOf(known.Id));
            var cover = next.Covers ? Appropriation.Rest(confirmed, received) : Money.Zero(fund.Currency);
            if (await AppropriationCover.ChangeAsync(tx, fund, known.Source, new Money(known.CoverMinor, fund.Currency), cover) is { } inUse) return inUse;
            return new AppropriationAmended(known.Source.Code, next.Number, next.SpendBy);
        }, stop);

    internal static Refusal BelowReceived(string number, Money confirmed, Money received) => Refusal.Of("below-received", "amount",
        $"拨款文件 {number} 已到账 {received.ToGroupedText()} {received.Currency}，核定金额不能少于此数（这里是 {confirmed.ToGroupedText()}）。",
        $"{received} has been received under {number} already; {confirmed} confirmed would be less than that.");

    internal static Refusal Unknown(string number) => Refusal.Of("appropriation-unknown", "ref",
        $"没有登记拨款文件“{number}”。请用 seed-money list 查看。", $"No appropriation '{number}' is registered. 'seed-money list' shows which are.");

    private static Outcome<Fund> FundOf(Books books, Appropriation known, AppropriationAmendment wanted)
    {
        if (known.Fund is { } standing)
            return wanted.Fund is null || wanted.Fund == standing.Code ? standing
                : Refusal.Of("appropriation-fund", "fund", $"拨款文件 {known.Number} 属于基金 {standing.Code}，不能改换。", $"Appropriation {known.Number} belongs to fund {standing.Code}; that does not change.");
        if (wanted.Fund is null) return Refusal.Of("appropriation-fund", "fund", "请填写这笔拨款所属的基金。", "Name the fund that this money is for.");
        if (!books.Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
        return fund.EntityId == known.Source.EntityId ? fund
            : Refusal.Of("appropriation-fund", "fund", $"基金 {fund.Code} 不属于登记这笔拨款的会计主体。", $"Fund {fund.Code} is not of the entity that registered the appropriation.");
    }

    private static Refusal? RefusalFor(AppropriationAmendment wanted)
    {
        if (string.IsNullOrWhiteSpace(wanted.Document))
            return Refusal.Of("document-missing", "document-number", "请填写后来文件的文件号。", "Give the number of the later document.");
        if ((wanted.Confirmed, wanted.SpendBy, wanted.Conditions, wanted.AfterDeadline, wanted.Covers) is (null, null, null, null, null))
            return Refusal.Of("amendment-empty", "", "这份文件没有更改任何内容。请填写金额、期限、条件或用法中的一项。", "This document changes nothing. Give an amount, a deadline, conditions or a way of use.");
        return KeptText.AppropriationNumber.RefusalFor(wanted.Document.Trim(), "document-number") ?? wanted.File?.Refusal;
    }
}
