using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Trail;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Needs;

/// <param name="Amount">Agreed, in the currency of the need's fund; null where nobody said.</param>
public sealed record MatchWanted(string Need, string Offer, ContractKind Contract, DateOnly On, Money? Amount = null, string Note = "");

public sealed record NeedMatched(long Match);

/// <summary>Matches a need and an offer, many to many; each pair once.</summary>
public sealed class MatchNeed(Database database)
{
    private static readonly SqlFile Insert = new("needs/insert_match");
    private static readonly SqlFile InsertEvent = new("needs/insert_match_event");

    public Task<Outcome<NeedMatched>> RunAsync(Asked asked, MatchWanted wanted, CancellationToken stop = default) => database.WriteAsync<NeedMatched>(
        asked.For("match-need", OperationField.Of("need", wanted.Need), OperationField.Of("offer", wanted.Offer), OperationField.Of("contract", StoredWords.Word(wanted.Contract)), OperationField.Of("on", wanted.On),
            OperationField.Of("amount", wanted.Amount?.ToString()), OperationField.Of("note", wanted.Note)),
        async tx =>
        {
            if (!(await PostNeed.HoldAsync(tx, wanted.Need)).IsDone(out var need, out var refusal)) return refusal;
            if (!(await MakeOffer.HoldAsync(tx, wanted.Offer)).IsDone(out var offer, out refusal)) return refusal;
            if (need.ClosedOn is not null) return Refusal.Of("need-closed", "need", $"需求 {need.Code} 已结束。", $"Need {need.Code} is closed already.");
            if (offer.ClosedOn is not null) return Refusal.Of("offer-closed", "offer", $"服务项目 {offer.Code} 已结束。", $"Offer {offer.Code} is closed already.");
            if ((await NeedReading.MatchesAsync(tx, await Books.OfAsync(tx))).Any(match => match.Need == need.Code && match.Offer == offer.Code))
                return Refusal.Of("match-known", "offer", $"{need.Code} 与 {offer.Code} 已经对接过。", $"{need.Code} and {offer.Code} were matched before.");
            if (wanted.Amount is { } amount && Amounts.RefusalFor(amount, need.Fund) is { } badAmount) return badAmount;
            if (FollowMatch.RefusalFor(tx, wanted.On, wanted.Note) is { } badInput) return badInput;
            var id = await tx.SingleAsync<long>(Insert, new
            {
                need_id = need.Id,
                offer_id = offer.Id,
                contract = StoredWords.Word(wanted.Contract),
                amount_minor = wanted.Amount?.MinorUnits,
                actor = tx.Operation.Actor,
                recorded_at = tx.RecordedAt,
            });
            await AddEventAsync(tx, id, 1, MatchState.Proposed, wanted.On, wanted.Note);
            await AuditTrail.AddAsync(tx, AuditNote.Done("match-need", "match", id, $"{need.Code} {offer.Code}"));
            return new NeedMatched(id);
        }, stop);

    internal static Task AddEventAsync(LedgerTransaction tx, long match, int number, MatchState state, DateOnly day, string note) => tx.ExecuteAsync(InsertEvent, new
    {
        match_id = match,
        event_no = (long)number,
        state = StoredWords.Word(state),
        day = day.ToIso(),
        note = note.Trim(),
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });
}

public sealed record MatchFollowed(long Match, MatchState State);

/// <summary>Follows a match: a note, or its next state.</summary>
public sealed class FollowMatch(Database database)
{
    /// <param name="note">Kept for good: no names of people.</param>
    public Task<Outcome<MatchFollowed>> RunAsync(Asked asked, long id, MatchState state, DateOnly on, string note = "", CancellationToken stop = default) => database.WriteAsync<MatchFollowed>(
        asked.For("follow-match", OperationField.Of("match", id), OperationField.Of("state", StoredWords.Word(state)), OperationField.Of("on", on), OperationField.Of("note", note)),
        async tx =>
        {
            if (!(await HoldAsync(tx, id)).IsDone(out var held, out var refusal)) return refusal;
            var (match, need) = held;
            if (!MatchStates.May(match.State, state))
                return Refusal.Of("match-state", "state", $"对接 {id} 现在是“{match.State.Name().Zh}”，不能变为“{state.Name().Zh}”。", $"Match {id} is '{match.State.Name().En}' now and cannot become '{state.Name().En}'.");
            if (state == match.State && string.IsNullOrWhiteSpace(note)) return Refusal.Of("note-missing", "note", "请写明跟进情况。", "Say how it goes.");
            if (on < match.Events[^1].Day) return Refusal.Of("match-day", "on", $"{on.ToIso()} 早于上一次跟进（{match.Events[^1].Day.ToIso()}）。", $"{on.ToIso()} is before it was followed last ({match.Events[^1].Day.ToIso()}).");
            if (RefusalFor(tx, on, note) is { } badInput) return badInput;
            var steps = NeedReading.Current(await NeedReading.StepsAsync(tx, need)).Select(step => step.Step);
            if (MatchStates.Missing(state, need.Steps, steps) is { } missing)
                return Refusal.Of("step-skipped", "state", $"需求 {need.Code} 还没有记录“{missing.Name().Zh}”，不能变为“{state.Name().Zh}”。", $"'{missing.Name().En}' of need {need.Code} is not recorded yet; without it the match cannot become '{state.Name().En}'.");
            if (state == MatchState.UnderWay && await Directory.FindAsync(tx, match.Organisation) is { } organisation && await Directory.RefusalForAwardAsync(tx, organisation, on) is { } notQualified) return notQualified;
            await MatchNeed.AddEventAsync(tx, id, match.Events.Count + 1, state, on, note);
            await AuditTrail.AddAsync(tx, AuditNote.Done("follow-match", "match", id, StoredWords.Word(state)));
            return new MatchFollowed(id, state);
        }, stop);

    /// <summary>A match with its need, which nobody else changes until the transaction ends.</summary>
    internal static async Task<Outcome<(NeedMatch Match, Need Need)>> HoldAsync(LedgerTransaction tx, long id)
    {
        var books = await Books.OfAsync(tx);
        if (await NeedReading.FindMatchAsync(tx, books, id) is not { } known) return Refusal.Of("match-unknown", "match", $"没有第 {id} 号对接。", $"There is no match no. {id}.");
        if (!(await PostNeed.HoldAsync(tx, known.Need)).IsDone(out var need, out var refusal)) return refusal;
        return ((await NeedReading.FindMatchAsync(tx, books, id))!, need);
    }

    internal static Refusal? RefusalFor(LedgerTransaction tx, DateOnly on, string note) => on > tx.Today
        ? Refusal.Of("date-in-future", "on", $"日期 {on.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{on.ToIso()} is after today ({tx.Today.ToIso()}).") : KeptText.DocumentId.RefusalFor(note.Trim(), "note");
}
