using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Spaces;

/// <param name="What">In a few words; no names of people.</param>
/// <param name="Entry">Of the journal, that paid it; null where it is not in these books.</param>
/// <param name="Evidence">Sha-256 of a file that is kept, in hex; null without one.</param>
public sealed record NewInvestment(string Space, InvestmentKind Kind, Money Amount, DateOnly On, string What, EntryId? Entry = null, string? Evidence = null);

public sealed record SpaceInvested(string Space, int No);

/// <summary>Records what was invested in a space. It moves no money: the entry it names did, or another body's books.</summary>
public sealed class InvestInSpace(Database database)
{
    private static readonly SqlFile Insert = new("spaces/insert_investment");

    public Task<Outcome<SpaceInvested>> RunAsync(Asked asked, NewInvestment wanted, CancellationToken stop = default) => database.WriteAsync<SpaceInvested>(
        asked.For("invest-in-space", OperationField.Of("space", wanted.Space), OperationField.Of("kind", StoredWords.Word(wanted.Kind)), OperationField.Of("amount", wanted.Amount), OperationField.Of("on", wanted.On),
            OperationField.Of("what", wanted.What), OperationField.Of("entry", wanted.Entry?.Value ?? 0), OperationField.Of("evidence", wanted.Evidence)),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, wanted.Space)).IsDone(out var space, out var refusal)) return refusal;
            if ((Amounts.RefusalFor(wanted.Amount, space.Fund) ?? SpaceRules.RefusalForPast(wanted.On, tx.Today, "on")) is { } wrong) return wrong;
            if (string.IsNullOrWhiteSpace(wanted.What)) return Refusal.Of("what-missing", "what", "请写明投入的内容。", "Say what was invested in.");
            if (KeptText.DocumentId.RefusalFor(wanted.What.Trim(), "what") is { } tooLong) return tooLong;
            if (wanted.Entry is { } entry && await JournalReading.FindAsync(tx, entry, await Books.OfAsync(tx)) is null) return Refusal.Of("entry-unknown", "entry", $"没有 {entry.Value} 号分录。", $"There is no entry {entry.Value}.");
            if (wanted.Evidence is { } evidence && await Evidence.RefusalForAsync(tx, evidence) is { } notKept) return notKept;
            var no = (await SpaceStore.InvestmentsAsync(tx, _ => space.Fund.Currency, space.Id))[space.Id].Count() + 1;
            await tx.ExecuteAsync(Insert, new
            {
                space_id = space.Id, investment_no = (long)no, kind = StoredWords.Word(wanted.Kind), amount_minor = wanted.Amount.MinorUnits, spent_on = wanted.On.ToIso(), what = wanted.What.Trim(), entry_id = wanted.Entry?.Value,
                evidence_sha256 = wanted.Evidence is null ? null : Convert.FromHexString(wanted.Evidence), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("invest-in-space", "space", space.Code, $"{no}"));
            return new SpaceInvested(space.Code, no);
        }, stop);
}

public sealed record InvestmentVoided(string Space, int No);

/// <summary>Says that an investment recorded by mistake does not count; it stays to be read.</summary>
public sealed class VoidInvestment(Database database)
{
    private static readonly SqlFile Insert = new("spaces/insert_void");

    public Task<Outcome<InvestmentVoided>> RunAsync(Asked asked, string space, int no, string reason, CancellationToken stop = default) => database.WriteAsync<InvestmentVoided>(
        asked.For("void-investment", OperationField.Of("space", space), OperationField.Of("number", no), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, space)).IsDone(out var held, out var refusal)) return refusal;
            if (SpaceRules.RefusalForReason(reason) is { } badInput) return badInput;
            if ((await SpaceStore.InvestmentsAsync(tx, _ => held.Fund.Currency, held.Id))[held.Id].FirstOrDefault(one => one.No == no) is not { VoidReason: null })
                return Refusal.Of("investment-unknown", "number", $"{space} 没有第 {no} 笔投入，或已作废。", $"{space} has no investment no. {no}, or it is void already.");
            await tx.ExecuteAsync(Insert, new { space_id = held.Id, investment_no = (long)no, reason = reason.Trim(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            await AuditTrail.AddAsync(tx, AuditNote.Done("void-investment", "space", space, $"{no}"));
            return new InvestmentVoided(space, no);
        }, stop);
}
