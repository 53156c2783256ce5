using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Reviews;

internal static class ReviewStore
{
    private static readonly SqlFile InsertConflict = new("reviews/insert_conflict");
    private static readonly SqlFile InsertAssignment = new("reviews/insert_assignment");
    private static readonly SqlFile Lock = new("reviews/lock_assignment");
    private static readonly SqlFile SaveAssignment = new("reviews/save_assignment");
    private static readonly SqlFile SetStatus = new("reviews/set_assignment_status");
    private static readonly SqlFile InsertEvent = new("reviews/insert_event");
    private static readonly SqlFile InsertSubmission = new("reviews/insert_submission");
    private static readonly SqlFile InsertVote = new("reviews/insert_vote");

    /// <summary>Those who manage a programme somewhere.</summary>
    internal static async Task<Refusal?> RefusalForManagerAsync(LedgerTransaction tx)
    {
        if (!await Persons.AnyAsync(tx)) return null;
        return await Persons.FindAsync(tx, tx.Operation.Actor) is { IsActive: true } person && Authority.MayDoSomewhere(await Grants.OfAsync(tx, person.Id), Permission.RecordMoney, tx.Today) ? null : Authority.NotThere;
    }

    /// <summary>Held, with its application, for those who manage the programme.</summary>
    internal static async Task<Outcome<(ReviewAssignment Assignment, GrantApplication Application)>> HoldToManageAsync(LedgerTransaction tx, long assignment)
    {
        await tx.ExecuteAsync(Lock, new { assignment_id = assignment });
        if (await ReviewReading.FindAsync(tx, assignment) is not { } found) return Authority.NotThere;
        return (await ApplicationStore.HoldToManageAsync(tx, found.Number)).IsDone(out var application, out var refusal) ? (found, application) : refusal;
    }

    /// <summary>Held, for the expert it was given to, while nothing shuts it: a conflict looks like what is not there.</summary>
    internal static async Task<Outcome<OpenReview>> HoldToReviewAsync(LedgerTransaction tx, long assignment)
    {
        await tx.ExecuteAsync(Lock, new { assignment_id = assignment });
        if (await Grants.RefusalForAsync(tx, tx.Operation.Actor, Permission.Review, new Target(Person: tx.Operation.Actor)) is { } notExpert) return notExpert;
        return await ReviewReading.OpenAsync(tx, tx.Operation.Actor, assignment, tx.Today) is { } open ? open : Authority.NotThere;
    }

    internal static async Task AssignAsync(LedgerTransaction tx, GrantApplication application, Expert expert, ReviewAssignment? takenBack)
    {
        if (takenBack is not null)
        {
            await MoveAsync(tx, takenBack, ReviewStatus.Assigned, "");
            await TellAsync(tx, application, expert, takenBack.Id);
            return;
        }

        var id = await tx.SingleAsync<long>(InsertAssignment, new
        {
            application_id = application.Id, expert_id = expert.Id, draft = ReviewContent.Empty.ToJson(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
        });
        await AuditTrail.AddAsync(tx, AuditNote.Done("assign-review", "review", id, application.Number));
        await TellAsync(tx, application, expert, id);
    }

    private static Task TellAsync(LedgerTransaction tx, GrantApplication application, Expert expert, long review) => Events.AddAsync(tx, new Happening(EventKind.ReviewAssigned, $"{review}")
    {
        Fund = application.Round.Programme.Fund.Code, Person = expert.Person, Detail = new Dictionary<string, string> { ["application"] = application.Number },
    });

    internal static Task SaveAsync(LedgerTransaction tx, ReviewAssignment assignment, ReviewContent content) => tx.ExecuteAsync(SaveAssignment, new { draft = content.ToJson(), assignment_id = assignment.Id });

    /// <summary>Moves a review to another status; refuses what the table does not allow.</summary>
    internal static async Task<Refusal?> MoveAsync(LedgerTransaction tx, ReviewAssignment assignment, ReviewStatus to, string reason)
    {
        if (!ReviewFlow.Allows(assignment.Status, to))
            return Refusal.Of("review-status", "review", $"评审 {assignment.Id} 的状态是“{assignment.Status.Name().Zh}”，不能转为“{to.Name().Zh}”。", $"Review {assignment.Id} is '{assignment.Status.Name().En}' and cannot become '{to.Name().En}'.");
        await tx.ExecuteAsync(InsertEvent, new
        {
            assignment_id = assignment.Id,
            from_status = StoredWords.Word(assignment.Status),
            to_status = StoredWords.Word(to),
            reason,
            actor = tx.Operation.Actor,
            recorded_at = tx.RecordedAt,
        });
        await tx.ExecuteAsync(SetStatus, new { status = StoredWords.Word(to), assignment_id = assignment.Id });
        await AuditTrail.AddAsync(tx, AuditNote.Done("move-review", "review", assignment.Id, $"{assignment.Number} {StoredWords.Word(assignment.Status)} → {StoredWords.Word(to)}"));
        return null;
    }

    /// <summary>Keeps conflicts that are not kept yet, and shuts the reviews of those who have them.</summary>
    internal static async Task<int> KeepAsync(LedgerTransaction tx, GrantApplication application, IEnumerable<FoundConflict> found)
    {
        var known = (await ReviewReading.ConflictsAsync(tx, application)).Select(conflict => (conflict.Expert, conflict.Kind)).ToHashSet();
        var added = found.Where(conflict => known.Add((conflict.Expert, conflict.Kind))).ToList();
        foreach (var conflict in added)
        {
            await tx.ExecuteAsync(InsertConflict, new { application_id = application.Id, expert_id = conflict.Expert, kind = StoredWords.Word(conflict.Kind), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            await AuditTrail.AddAsync(tx, AuditNote.Done("find-conflict", "application", application.Number, $"{conflict.Expert} {StoredWords.Word(conflict.Kind)}"));
        }

        foreach (var assignment in (await ReviewReading.AssignmentsAsync(tx, application.Round.Code)).Where(one => one.Application == application.Id))
            if (known.Any(conflict => conflict.Expert == assignment.Expert) && ReviewFlow.Allows(assignment.Status, ReviewStatus.Conflicted)) await MoveAsync(tx, assignment, ReviewStatus.Conflicted, "");
        return added.Count;
    }

    internal static Task InsertSubmissionAsync(LedgerTransaction tx, ReviewAssignment assignment, int applicationVersion, ReviewContent content, int weighted) => tx.ExecuteAsync(InsertSubmission, new
    {
        assignment_id = assignment.Id,
        application_version = (long)applicationVersion,
        content = content.ToJson(),
        content_sha256 = content.Sha256(),
        weighted = (long)weighted,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static Task InsertAsync(LedgerTransaction tx, GrantApplication application, NewResidentVote vote) => tx.ExecuteAsync(InsertVote, new
    {
        application_id = application.Id,
        held_on = vote.HeldOn.ToIso(),
        entitled = vote.Entitled,
        votes_for = vote.For,
        votes_against = vote.Against,
        abstained = vote.Abstained,
        evidence_sha256 = vote.Minutes.Sha256,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });
}
