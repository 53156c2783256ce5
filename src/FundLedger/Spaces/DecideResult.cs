using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Trail;

namespace FundLedger.Spaces;

/// <param name="Note">What is to be mended where it is sent back, or what is to be said of it.</param>
public sealed record ResultDeciding(string Space, DateOnly First, DateOnly Last, int Version, ResultDecision Decision, string? Note = null);

public sealed record ResultDecided(string Space, DateOnly First, DateOnly Last, int Version, ResultDecision Decision);

/// <summary>Accepts an operating result, or sends it back. Nobody decides what they handed in.</summary>
public sealed class DecideResult(Database database)
{
    private static readonly SqlFile Decide = new("spaces/decide_result");

    public Task<Outcome<ResultDecided>> RunAsync(Asked asked, ResultDeciding deciding, CancellationToken stop = default) => database.WriteAsync<ResultDecided>(
        asked.For("decide-result", OperationField.Of("space", deciding.Space), OperationField.Of("first", deciding.First), OperationField.Of("last", deciding.Last), OperationField.Of("version", deciding.Version),
            OperationField.Of("decision", StoredWords.Word(deciding.Decision)), OperationField.Personal("note", deciding.Note)),
        async tx =>
        {
            if (!(await SpaceStore.HoldAsync(tx, deciding.Space)).IsDone(out var space, out var refusal)) return refusal;
            var result = (await SpaceStore.ResultsAsync(tx, _ => space.Fund.Currency, space.Id))
                .FirstOrDefault(one => (one.Figures.First, one.Figures.Last, one.Figures.Version) == (deciding.First, deciding.Last, deciding.Version));
            if (result is not { Decision: null })
                return Refusal.Of("result-decided", "version", $"{space.Code} {deciding.First.ToIso()} 至 {deciding.Last.ToIso()} 的第 {deciding.Version} 版不在待审核之列。", $"Version {deciding.Version} of {space.Code} from {deciding.First.ToIso()} to {deciding.Last.ToIso()} does not wait to be decided.");
            if (result.SubmittedBy == tx.Operation.Actor) return Refusal.Of("own-result", "version", "不能审核自己提交的运营报告。请由另一位基金管理员审核。", "Nobody decides a result they handed in. Another fund manager decides it.");
            if (deciding.Decision == ResultDecision.Returned && string.IsNullOrWhiteSpace(deciding.Note)) return Refusal.Of("note-missing", "note", "退回时请写明要改什么。", "Say what is to be mended when it is sent back.");
            if (KeptText.Reason.RefusalFor(deciding.Note?.Trim(), "note") is { } tooLong) return tooLong;
            await tx.ExecuteAsync(Decide, new
            {
                decision = StoredWords.Word(deciding.Decision), decided_on = tx.Today.ToIso(), decided_by = tx.Operation.Actor, decision_note = string.IsNullOrWhiteSpace(deciding.Note) ? null : deciding.Note.Trim(),
                space_id = space.Id, first_day = deciding.First.ToIso(), last_day = deciding.Last.ToIso(), version_no = (long)deciding.Version,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("decide-result", "space", space.Code, $"{deciding.First.ToIso()} {deciding.Last.ToIso()} {deciding.Version} {StoredWords.Word(deciding.Decision)}"));
            if (deciding.Decision == ResultDecision.Returned)
                await Events.AddAsync(tx, new Happening(EventKind.ResultReturned, space.Code)
                {
                    Fund = space.Fund.Code, Organisation = space.Operator?.Organisation ?? "", Detail = new Dictionary<string, string> { ["first"] = deciding.First.ToIso(), ["last"] = deciding.Last.ToIso() },
                });
            return new ResultDecided(space.Code, deciding.First, deciding.Last, deciding.Version, deciding.Decision);
        }, stop);
}
