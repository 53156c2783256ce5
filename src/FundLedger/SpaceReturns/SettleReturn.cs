using System.Security.Cryptography;
using System.Text;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Spaces;

namespace FundLedger.SpaceReturns;

/// <param name="Space">Code.</param>
/// <param name="Period">Such as <c>2026Q1</c> or <c>2026</c>.</param>
/// <param name="Reference">The bank's number for it, or the number of the decision.</param>
public sealed record ReturnSettling(string Space, string Period, Money Amount, DateOnly On, string? Reference = null);

/// <param name="Left">What is still to come.</param>
public sealed record ReturnSettled(EntryId Entry, Money Left);

/// <summary>Records what a space gave back, whole or in parts: Bank / SpaceRevenueReceivable. A fact.</summary>
public sealed class ReceiveRevenueReturn(Database database)
{
    public Task<Outcome<ReturnSettled>> RunAsync(Asked asked, ReturnSettling received, CancellationToken stop = default) => database.WriteAsync<ReturnSettled>(
        asked.For("receive-return", ReturnSettlement.FieldsOf(received)),
        tx => ReturnSettlement.PostAsync(tx, received, EntryKind.SpaceRevenueReceived, AccountRole.Bank), stop);
}

/// <summary>Writes off what a space will not give back: OtherCost / SpaceRevenueReceivable. It takes another person.</summary>
public sealed class WriteOffReturn(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<ReturnSettling, ReturnSettled> Kind =
        new("write-off-return", EntryKind.SpaceRevenueWrittenOff.Name, ReturnSettlement.SubjectAsync, (tx, off, _) => ReturnSettlement.PostAsync(tx, off, EntryKind.SpaceRevenueWrittenOff, AccountRole.OtherCost)) { LeastCheckers = 1 };

    public Task<Outcome<ReturnSettled>> RunAsync(Asked asked, ReturnSettling off, CancellationToken stop = default) => database.WriteAsync<ReturnSettled>(
        asked.For("write-off-return", ReturnSettlement.FieldsOf(off)),
        async tx => await Checked.RefusalForAsync(tx, Kind, off.Amount) is { } notAlone ? notAlone : await ReturnSettlement.PostAsync(tx, off, EntryKind.SpaceRevenueWrittenOff, AccountRole.OtherCost), stop);
}

internal static class ReturnSettlement
{
    internal static OperationField[] FieldsOf(ReturnSettling settling) =>
    [
        OperationField.Of("space", settling.Space), OperationField.Of("period", settling.Period), OperationField.Of("amount", settling.Amount), OperationField.Of("on", settling.On),
        OperationField.Of("reference", settling.Reference),
    ];

    internal static async Task<Outcome<ReturnSettled>> PostAsync(LedgerTransaction tx, ReturnSettling settling, EntryKind kind, AccountRole by)
    {
        if (!(await FindAsync(tx, settling)).IsDone(out var owed, out var refusal)) return refusal;
        var entity = (await Books.OfAsync(tx)).Entity(owed.Space.Fund.EntityId);
        var source = await SourceStore.PlainAsync(tx, entity, SourceKind.SpaceRevenue);
        var draft = new EntryDraft(entity, kind, settling.On,
        [
            LineDraft.Debit(by, owed.Space.Fund, source, settling.Amount),
            LineDraft.Credit(AccountRole.SpaceRevenueReceivable, owed.Space.Fund, source, settling.Amount, owed.Subject),
        ]) { RelatesTo = owed.Charges[0].Entry, Document = settling.Reference is { Length: > 0 } reference ? new SourceDocument("bank-reference", reference.Trim()) : SourceDocument.None };
        return await Journal.AppendAsync(tx, draft).Then(entry => new ReturnSettled(entry, owed.Open - settling.Amount));
    }

    internal static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, ReturnSettling settling)
    {
        if (!(await FindAsync(tx, settling)).IsDone(out var owed, out var refusal)) return refusal;
        return new ProposalSubject("space", settling.Space, VersionOf($"{settling.Period} {owed.Charges.Count} {owed.Open}"), Target.Of(owed.Space.Fund, await Books.OfAsync(tx)), settling.Amount);
    }

    /// <summary>Of what a checker looks at: it is proposed again when that changed.</summary>
    internal static byte[] VersionOf(string state) => SHA256.HashData(Encoding.UTF8.GetBytes(state));

    private static async Task<Outcome<RevenueReturn>> FindAsync(LedgerTransaction tx, ReturnSettling settling)
    {
        if (!(await SpaceStore.HoldAsync(tx, settling.Space)).IsDone(out var space, out var refusal)) return refusal;
        if ((await SpaceReturnReading.ReturnsAsync(tx, await Books.OfAsync(tx), space)).FirstOrDefault(one => one.Period.Name == settling.Period) is not { Open.IsPositive: true } owed)
            return Refusal.Of("return-unknown", "period", $"{space.Code} 没有 {settling.Period} 的待收反哺款。", $"{space.Code} owes nothing for {settling.Period}.");
        if ((Amounts.RefusalFor(settling.Amount, space.Fund) ?? KeptText.DocumentId.RefusalFor(settling.Reference, "ref")) is { } badInput) return badInput;
        if (settling.Amount.MinorUnits > owed.Open.MinorUnits)
            return Refusal.Of("more-than-open", "amount", $"{settling.Period} 尚余 {owed.Open.ToGroupedText()}，不能超过此数。", $"{owed.Open} of {settling.Period} is still open; no more can be settled.");
        return settling.On < owed.Charges[0].ChargedOn ? Refusal.Of("before-charge", "on", $"日期早于计收日 {owed.Charges[0].ChargedOn.ToIso()}。", $"The day is before it was charged ({owed.Charges[0].ChargedOn.ToIso()}).") : owed;
    }
}
