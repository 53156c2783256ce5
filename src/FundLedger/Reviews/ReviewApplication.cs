using FundLedger.Applications;
using FundLedger.Programmes;

namespace FundLedger.Reviews;

public sealed record ReviewMoved(long Review, ReviewStatus Status);

/// <summary>The expert says whether there is a conflict of interest: without one the file opens, with one it shuts for good.</summary>
public sealed class DeclareInterest(Database database)
{
    /// <param name="reason">What the conflict is; none is asked for where there is none.</param>
    public Task<Outcome<ReviewMoved>> RunAsync(Asked asked, long review, bool hasConflict, string reason = "", CancellationToken stop = default) => database.WriteAsync<ReviewMoved>(
        asked.For("declare-interest", OperationField.Of("review", review), OperationField.Of("conflict", hasConflict ? 1 : 0), OperationField.Personal("reason", reason)),
        async tx =>
        {
            if (!(await ReviewStore.HoldToReviewAsync(tx, review)).IsDone(out var open, out var refusal)) return refusal;
            if (hasConflict && Acting.RefusalForReason(reason) is { } noReason) return noReason;
            var to = hasConflict ? ReviewStatus.Conflicted : ReviewStatus.Cleared;
            if (open.Assignment.Status == ReviewStatus.Submitted && !hasConflict)
                return Refusal.Of("review-status", "review", "这份评审已提交。", "This review is submitted already.");
            if (await ReviewStore.MoveAsync(tx, open.Assignment, to, hasConflict ? reason : "") is { } notMoved) return notMoved;
            if (hasConflict) await ReviewStore.KeepAsync(tx, (await ApplicationReading.FindAsync(tx, open.Assignment.Number))!, [new FoundConflict(open.Assignment.Expert, ConflictKind.Declared)]);
            return new ReviewMoved(review, to);
        }, stop);
}

public sealed record ReviewSaved(long Review, int SaveNo);

/// <summary>Keeps what an expert writes, complete or not.</summary>
public sealed class SaveReview(Database database)
{
    public Task<Outcome<ReviewSaved>> RunAsync(Asked asked, long review, ReviewContent content, CancellationToken stop = default) => database.WriteAsync<ReviewSaved>(
        asked.For("save-review", OperationField.Of("review", review), OperationField.Personal("content", content.ToJson())),
        async tx =>
        {
            if (!(await HoldAsync(tx, review)).IsDone(out var open, out var refusal)) return refusal;
            if (content.RefusalForDraft(open.Terms) is { } badInput) return badInput;
            await ReviewStore.SaveAsync(tx, open.Assignment, content);
            return new ReviewSaved(review, open.Assignment.SaveNo + 1);
        }, stop);

    /// <summary>The expert's, cleared, and its application still in review.</summary>
    internal static async Task<Outcome<OpenReview>> HoldAsync(LedgerTransaction tx, long review)
    {
        if (!(await ReviewStore.HoldToReviewAsync(tx, review)).IsDone(out var open, out var refusal)) return refusal;
        if (open.Assignment.Status != ReviewStatus.Cleared)
            return Refusal.Of("review-status", "review", $"评审 {review} 的状态是“{open.Assignment.Status.Name().Zh}”，不能打分。", $"Review {review} is '{open.Assignment.Status.Name().En}' and cannot be scored.");
        return (await ApplicationReading.FindAsync(tx, open.Assignment.Number))!.Status == ApplicationStatus.InReview ? open
            : Refusal.Of("review-closed", "review", "这份申请的评审已结束。", "The review of this application is over.");
    }
}

/// <param name="Weighted">In hundredths of a point.</param>
public sealed record ReviewSubmitted(long Review, int Submission, int Weighted);

/// <summary>Hands a review in: every criterion has points, every score its reason. It is never changed after.</summary>
public sealed class SubmitReview(Database database)
{
    public Task<Outcome<ReviewSubmitted>> RunAsync(Asked asked, long review, ReviewContent content, CancellationToken stop = default) => database.WriteAsync<ReviewSubmitted>(
        asked.For("submit-review", OperationField.Of("review", review), OperationField.Personal("content", content.ToJson())),
        async tx =>
        {
            if (!(await SaveReview.HoldAsync(tx, review)).IsDone(out var open, out var refusal)) return refusal;
            if (content.RefusalForWhole(open.Terms) is { } incomplete) return incomplete;
            var weighted = content.Weighted(open.Terms);
            var application = (await ApplicationReading.FindAsync(tx, open.Assignment.Number))!;
            var version = (await ApplicationReading.VersionsAsync(tx, application))[^1].Version;
            await ReviewStore.SaveAsync(tx, open.Assignment, content);
            await ReviewStore.InsertSubmissionAsync(tx, open.Assignment, version, content, weighted);
            if (await ReviewStore.MoveAsync(tx, open.Assignment, ReviewStatus.Submitted, "") is { } notMoved) return notMoved;
            return new ReviewSubmitted(review, (open.LastSubmission?.Number ?? 0) + 1, weighted);
        }, stop);
}

/// <summary>Opens a review again that was handed in, with a reason; what was handed in stays. An application that came through goes back into review.</summary>
public sealed class ReopenReview(Database database)
{
    public Task<Outcome<ReviewMoved>> RunAsync(Asked asked, long review, string reason, CancellationToken stop = default) => database.WriteAsync<ReviewMoved>(
        asked.For("reopen-review", OperationField.Of("review", review), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await ReviewStore.HoldToManageAsync(tx, review)).IsDone(out var held, out var refusal)) return refusal;
            if (Acting.RefusalForReason(reason) is { } noReason) return noReason;
            if (!held.Application.Status.IsUnderReview() || held.Assignment.Status != ReviewStatus.Submitted)
                return Refusal.Of("review-status", "review", "只有已提交、且申请尚未决定的评审可以重开。", "Only a review that is submitted, of an application not decided on, can be opened again.");
            if (await ReviewStore.MoveAsync(tx, held.Assignment, ReviewStatus.Cleared, reason) is { } notMoved) return notMoved;
            if (held.Application.Status == ApplicationStatus.Reviewed && await ApplicationStore.MoveAsync(tx, held.Application, ApplicationStatus.InReview, reason) is { } notBack) return notBack;
            return new ReviewMoved(review, ReviewStatus.Cleared);
        }, stop);
}

/// <summary>Takes an application back from an expert who has not handed in a review.</summary>
public sealed class TakeBackReview(Database database)
{
    public Task<Outcome<ReviewMoved>> RunAsync(Asked asked, long review, string reason, CancellationToken stop = default) => database.WriteAsync<ReviewMoved>(
        asked.For("take-back-review", OperationField.Of("review", review), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await ReviewStore.HoldToManageAsync(tx, review)).IsDone(out var held, out var refusal)) return refusal;
            if (Acting.RefusalForReason(reason) is { } noReason) return noReason;
            return await ReviewStore.MoveAsync(tx, held.Assignment, ReviewStatus.TakenBack, reason) is { } notMoved ? notMoved : new ReviewMoved(review, ReviewStatus.TakenBack);
        }, stop);
}
