using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Awards;

/// <param name="By">Who objects; erasable.</param>
/// <param name="Content">What they say; erasable.</param>
public sealed record NewObjection(string Award, DateOnly On, string By, string Content);

public sealed record ObjectionRaised(string Award, int Number);

/// <summary>Records an objection that came while an award was published: nothing is signed until it is answered.</summary>
public sealed class RaiseObjection(Database database)
{
    private static readonly SqlFile Insert = new("awards/insert_objection");

    public Task<Outcome<ObjectionRaised>> RunAsync(Asked asked, NewObjection objection, CancellationToken stop = default) => database.WriteAsync<ObjectionRaised>(
        asked.For("object-to-award", OperationField.Of("award", objection.Award), OperationField.Of("on", objection.On), OperationField.Personal("by", objection.By), OperationField.Personal("content", objection.Content)),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, objection.Award)).IsDone(out var award, out var refusal)) return refusal;
            if (award.Status != AwardStatus.Decided || objection.On < award.DecidedOn || objection.On > award.PublicityLast)
                return Refusal.Of("not-published", "on", $"立项 {award.Number} 的公示期为 {award.DecidedOn.ToIso()} 至 {award.PublicityLast.ToIso()}，异议须在此期间、签约之前提出。", $"Award {award.Number} was published from {award.DecidedOn.ToIso()} to {award.PublicityLast.ToIso()}: objections are raised then, before it is signed.");
            if (objection.On > tx.Today) return Refusal.Of("date-in-future", "on", $"日期 {objection.On.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{objection.On.ToIso()} is after today ({tx.Today.ToIso()}).");
            if (string.IsNullOrWhiteSpace(objection.Content)) return Refusal.Of("objection-empty", "content", "请写明异议内容。", "Say what is objected to.");
            if (KeptText.PersonName.RefusalFor(objection.By, "by") is { } badName) return badName;
            var number = (await AwardStore.ObjectionsAsync(tx, award)).Count + 1;
            await tx.ExecuteAsync(Insert, new
            {
                award_id = award.Id, objection_no = (long)number, raised_on = objection.On.ToIso(), raised_by = string.IsNullOrWhiteSpace(objection.By) ? null : objection.By.Trim(), content = objection.Content.Trim(), recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("object-to-award", "award", award.Number, $"{number}"));
            return new ObjectionRaised(award.Number, number);
        }, stop);
}

/// <param name="IsUpheld">The objection is right: the award is to be taken back, or amended, before it is signed.</param>
public sealed record ObjectionAnswer(string Award, int Number, DateOnly On, bool IsUpheld, string Answer);

public sealed record ObjectionAnswered(string Award, int Number);

/// <summary>Answers an objection. One that is upheld still needs the award to be taken back or amended.</summary>
public sealed class AnswerObjection(Database database)
{
    private static readonly SqlFile Answer = new("awards/answer_objection");

    public Task<Outcome<ObjectionAnswered>> RunAsync(Asked asked, ObjectionAnswer answer, CancellationToken stop = default) => database.WriteAsync<ObjectionAnswered>(
        asked.For("answer-objection", OperationField.Of("award", answer.Award), OperationField.Of("number", answer.Number), OperationField.Of("on", answer.On), OperationField.Of("upheld", answer.IsUpheld.ToString()),
            OperationField.Personal("answer", answer.Answer)),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, answer.Award)).IsDone(out var award, out var refusal)) return refusal;
            if ((await AwardStore.ObjectionsAsync(tx, award)).FirstOrDefault(one => one.Number == answer.Number) is not { AnsweredOn: null } objection)
                return Refusal.Of("objection-unknown", "number", $"立项 {award.Number} 没有待答复的第 {answer.Number} 号异议。", $"Award {award.Number} has no objection no. {answer.Number} that waits for an answer.");
            if (string.IsNullOrWhiteSpace(answer.Answer)) return Refusal.Of("answer-empty", "answer", "请写明答复。", "Give an answer.");
            if (answer.On < objection.RaisedOn || answer.On > tx.Today) return Refusal.Of("answer-day", "on", $"答复日期须在 {objection.RaisedOn.ToIso()} 至今天之间。", $"It is answered between {objection.RaisedOn.ToIso()} and today.");
            await tx.ExecuteAsync(Answer, new
            {
                answered_on = answer.On.ToIso(), answer = answer.Answer.Trim(), is_upheld = answer.IsUpheld ? 1L : 0L, answered_by = tx.Operation.Actor, award_id = award.Id, objection_no = (long)answer.Number,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("answer-objection", "award", award.Number, $"{answer.Number} {(answer.IsUpheld ? "upheld" : "answered")}"));
            return new ObjectionAnswered(award.Number, answer.Number);
        }, stop);
}
