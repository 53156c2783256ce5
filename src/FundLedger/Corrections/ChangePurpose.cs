using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Corrections;

/// <summary>What lets money be used for another purpose than it was given for.</summary>
public enum ConsentKind
{
    /// <summary>The donor, or the office that gave it, agreed in writing.</summary>
    Donor,

    /// <summary>Filed with the authority, under a number.</summary>
    Filing,
}

/// <param name="From">Code of the restricted source whose money it is.</param>
/// <param name="To">Code of the source of the new purpose; made where there is none and <paramref name="ToName"/> names it.</param>
/// <param name="Lifts">The restriction falls away: the new source has none.</param>
/// <param name="ConsentNumber">Number or date of the consent, or of the filing.</param>
/// <param name="Evidence">SHA-256 of its file, in lower-case hexadecimal; <see cref="KeepEvidence"/> keeps it first.</param>
/// <param name="Reason">Why; free text, kept erasable.</param>
public sealed record PurposeChange(
    string Fund, string From, string To, Money Amount, DateOnly On, ConsentKind Consent, string ConsentNumber, string Evidence, string? ToName = null, bool Lifts = false, string? Reason = null);

/// <param name="Source">Code of the source that has the money now.</param>
public sealed record PurposeChanged(EntryId Entry, string Source);

/// <summary>Moves money of a fund to another purpose, or frees it, on the evidence of a consent or filing. It may take a second person: then it is proposed.</summary>
/// <remarks>Public money stays public, and what must be spent by a day must be spent by it still.</remarks>
public sealed class ChangePurpose(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<PurposeChange, PurposeChanged> Kind = new("change-purpose", EntryKind.PurposeChanged.Name, SubjectAsync, (tx, change, _) => RunAsync(tx, change));

    /// <param name="file">Kept with it, where it was not before.</param>
    public Task<Outcome<PurposeChanged>> RunAsync(Asked asked, PurposeChange change, Attachment? file = null, CancellationToken stop = default) => database.WriteAsync<PurposeChanged>(
        asked.For("change-purpose", OperationField.Of("fund", change.Fund), OperationField.Of("from", change.From), OperationField.Of("to", change.To), OperationField.Of("amount", change.Amount),
            OperationField.Of("on", change.On), OperationField.Of("consent", change.Consent.ToString()), OperationField.Of("consent-number", change.ConsentNumber),
            OperationField.Of("evidence", change.Evidence), OperationField.Of("name", change.ToName), OperationField.Of("lifts", change.Lifts.ToString()), OperationField.Personal("reason", change.Reason)),
        async tx =>
        {
            if (await Checked.RefusalForAsync(tx, Kind, change.Amount) is { } notAlone) return notAlone;
            if (file is not null && await Evidence.KeepAsync(tx, file) is { } badFile) return badFile;
            return await RunAsync(tx, change);
        }, stop);

    private static async Task<Outcome<PurposeChanged>> RunAsync(LedgerTransaction tx, PurposeChange change)
    {
        if (!(await FindAsync(tx, change)).IsDone(out var found, out var refusal)) return refusal;
        var (entity, fund, from, to) = found;
        if (to.Id == 0) to = await SourceStore.InsertAsync(tx, to);
        var draft = new EntryDraft(entity, change.Lifts ? EntryKind.RestrictionLifted : EntryKind.PurposeChanged, change.On, Lines(change, fund, from, to))
        {
            Text = string.IsNullOrWhiteSpace(change.Reason) ? null : change.Reason,
            Document = new SourceDocument(change.Consent == ConsentKind.Filing ? "filing" : "donor-consent", change.ConsentNumber.Trim(), Convert.FromHexString(change.Evidence)),
        };
        if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
        await Evidence.AttachAsync(tx, change.Evidence, entry);
        return new PurposeChanged(entry, to.Code);
    }

    private static LineDraft[] Lines(PurposeChange change, Fund fund, Source from, Source to)
    {
        var (gives, gets) = change.Lifts ? (AccountRole.RestrictedNetAssets, AccountRole.UnrestrictedNetAssets) : (AccountRole.TransferOut, AccountRole.TransferIn);
        return
        [
            LineDraft.Debit(gives, fund, from, change.Amount),
            LineDraft.Credit(AccountRole.Bank, fund, from, change.Amount),
            LineDraft.Debit(AccountRole.Bank, fund, to, change.Amount),
            LineDraft.Credit(gets, fund, to, change.Amount),
        ];
    }

    private static async Task<Outcome<Found>> FindAsync(LedgerTransaction tx, PurposeChange change)
    {
        var books = await Books.OfAsync(tx);
        if (!books.Fund(change.Fund).IsDone(out var fund, out var refusal)) return refusal;
        var entity = books.Entity(fund.EntityId);
        if (!books.Source(entity, change.From, "from").IsDone(out var from, out refusal)) return refusal;
        if (Amounts.RefusalFor(change.Amount, fund) is { } badAmount) return badAmount;
        if (string.IsNullOrWhiteSpace(change.ConsentNumber))
            return Refusal.Of("consent-missing", "consent-number",
                "变更用途须有捐赠人同意或备案。请填写同意书或备案的编号。", "Another purpose needs the donor's consent or a filing: give its number.");
        if (await Evidence.RefusalForAsync(tx, change.Evidence) is { } notProved) return notProved;
        if (from.Restriction == Restriction.None)
            return Refusal.Of("not-restricted", "from", $"来源 {from.Code} 没有限定，无需变更用途；请用基金间划转或费用转列。", $"Source {from.Code} has no restriction to change.");
        if (from.IsLateOn(change.On))
            return Refusal.Of("past-deadline", "from",
                $"来源 {from.Code} 的使用期限 {from.ReturnBy!.Value.ToIso()} 已过，不能变更用途。请退回未用资金（seed-money owe-return）。",
                $"The money of source {from.Code} was to be spent by {from.ReturnBy!.Value.ToIso()}: it goes back ('seed-money owe-return') and gets no other purpose.");
        if (!TargetOf(books, entity, from, change).IsDone(out var to, out refusal)) return refusal;
        return RefusalFor(from, to, change.Lifts) is { } unfit ? unfit : new Found(entity, fund, from, to);
    }

    /// <summary>The source of the new purpose; with the id 0 where it is yet to be made.</summary>
    private static Outcome<Source> TargetOf(Books books, Entity entity, Source given, PurposeChange change)
    {
        if (books.FindSource(entity, change.To) is { } known) return known;
        if (string.IsNullOrWhiteSpace(change.ToName)) return books.Source(entity, change.To, "to");
        var code = change.To.Trim().ToNfc();
        if (code.Length == 0) return Refusal.Of("source-code", "to", "请填写新来源的代码。", "Give the new source a code.");
        if ((KeptText.SourceCode.RefusalFor(code, "to") ?? KeptText.SourceName.RefusalFor(change.ToName, "name")) is { } tooLong) return tooLong;
        return given with { Id = 0, Code = code, Name = change.ToName.Trim(), Restriction = change.Lifts ? Restriction.None : Restriction.Purpose };
    }

    private static Refusal? RefusalFor(Source from, Source to, bool lifts)
    {
        if (from.Id == to.Id) return Refusal.Of("purpose-same", "to", "新旧来源相同。请另选一个。", "The money would stay in its source. Choose another.");
        if (lifts != (to.Restriction == Restriction.None))
            return lifts
                ? Refusal.Of("purpose-still-restricted", "to", $"来源 {to.Code} 仍有限定，不能作为解除限定后的来源。", $"Source {to.Code} is restricted: money that is freed goes to one that is not.")
                : Refusal.Of("purpose-lifts", "to", $"来源 {to.Code} 没有限定。如要解除限定，请注明。", $"Source {to.Code} has no restriction. Say so where the restriction is to fall away.");
        if (from.IsPublic != to.IsPublic || from.ReturnBy != to.ReturnBy || !to.IsSpendable)
            return Refusal.Of("purpose-other-money", "to",
                $"来源 {to.Code} 与 {from.Code} 的公共性质或使用期限不同。公共资金变更用途后仍是公共资金，期限不变。",
                $"Sources {to.Code} and {from.Code} differ in being public or in their deadline. Public money stays public under another purpose, and keeps its deadline.");
        return null;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, PurposeChange change)
    {
        if (!(await FindAsync(tx, change)).IsDone(out var found, out var refusal)) return refusal;
        var (entity, fund, from, to) = found;
        return new ProposalSubject("fund", fund.Code, ProposalSubject.VersionOf(entity.Code, fund.Code, fund.Name, from.Code, from.Name, to.Code, to.Name, change.Evidence),
            new Target(Entity: entity.Code, Fund: fund.Code), change.Amount);
    }

    private sealed record Found(Entity Entity, Fund Fund, Source From, Source To);
}
