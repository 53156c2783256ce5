using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Reviews;

/// <param name="Entitled">How many might have voted.</param>
/// <param name="Minutes">The file that proves the counts.</param>
public sealed record NewResidentVote(string Application, DateOnly HeldOn, long Entitled, long For, long Against, long Abstained, Attachment Minutes);

public sealed record ResidentVoteRecorded(string Application, VoteResult Result);

/// <summary>Records the counts of a residents' vote with its minutes, where the terms ask for one. A later one replaces it; both stay readable.</summary>
public sealed class RecordResidentVote(Database database)
{
    public Task<Outcome<ResidentVoteRecorded>> RunAsync(Asked asked, NewResidentVote vote, CancellationToken stop = default) => database.WriteAsync<ResidentVoteRecorded>(
        asked.For("resident-vote", OperationField.Of("application", vote.Application), OperationField.Of("heldOn", vote.HeldOn), OperationField.Of("entitled", vote.Entitled), OperationField.Of("for", vote.For),
            OperationField.Of("against", vote.Against), OperationField.Of("abstained", vote.Abstained), OperationField.Of("minutes", vote.Minutes.Sha256)),
        async tx =>
        {
            if (!(await ApplicationStore.HoldToManageAsync(tx, vote.Application)).IsDone(out var application, out var refusal)) return refusal;
            if (application.Terms.ResidentVote is not { } terms)
                return Refusal.Of("vote-not-asked", "application", "本批次不要求居民表决。", "This round asks for no residents' vote.");
            if (application.Status != ApplicationStatus.InReview)
                return Refusal.Of("application-status", "application", $"申请 {application.Number} 不在评审中。", $"Application {application.Number} is not in review.");
            if (RefusalFor(vote, tx.Today) is { } badInput) return badInput;
            await Attachments.KeepAsync(tx, vote.Minutes, $"vote/{application.Number}/{tx.RecordedAt}");
            await ReviewStore.InsertAsync(tx, application, vote);
            await AuditTrail.AddAsync(tx, AuditNote.Done("resident-vote", "application", application.Number, $"{vote.For}/{vote.Against}/{vote.Abstained} of {vote.Entitled}"));
            var counted = new ResidentVote(application.Id, 1, vote.HeldOn, vote.Entitled, vote.For, vote.Against, vote.Abstained, "", tx.Operation.Actor, tx.RecordedAt);
            return new ResidentVoteRecorded(application.Number, counted.ResultUnder(terms));
        }, stop);

    private static Refusal? RefusalFor(NewResidentVote vote, DateOnly today)
    {
        if (vote.HeldOn > today) return Refusal.Of("date-in-future", "heldOn", "表决日期晚于今天。", "It would be held after today.");
        if (vote.Entitled is < 1 or > 1_000_000_000 || vote.For < 0 || vote.Against < 0 || vote.Abstained < 0 || vote.For > vote.Entitled || vote.Against > vote.Entitled || vote.Abstained > vote.Entitled
            || vote.For + vote.Against + vote.Abstained > vote.Entitled)
            return Refusal.Of("vote-counts", "for", "票数不能为负，合计不能超过有表决权的人数。", "Counts are not negative, and no more vote than may.");
        return vote.Minutes.Refusal;
    }
}
