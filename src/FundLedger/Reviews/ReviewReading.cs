using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.Programmes;

namespace FundLedger.Reviews;

/// <summary>One expert's review of one application.</summary>
/// <param name="Draft">What is being written; what was handed in stands in the submissions.</param>
public sealed record ReviewAssignment(long Id, long Application, string Number, long Expert, ReviewStatus Status, ReviewContent Draft, int SaveNo, long AssignedAt);

/// <summary>A review as it was handed in.</summary>
/// <param name="ApplicationVersion">Which version of the application was read.</param>
/// <param name="Weighted">In hundredths of a point, 0 to 10,000.</param>
public sealed record ReviewSubmission(long Assignment, int Number, int ApplicationVersion, ReviewContent Content, string Sha256, int Weighted, string Actor, long RecordedAt);

public sealed record ReviewEvent(int Number, ReviewStatus From, ReviewStatus To, string Reason, string Actor, long RecordedAt);

/// <summary>What an expert sees of a review that is theirs and open to them.</summary>
/// <param name="IsShut">No conflict was declared or found, but the expert has not said so yet: only title and category are shown.</param>
/// <param name="Content">What was handed in last; null while shut.</param>
/// <param name="OrganisationName">Null where reviews are blind.</param>
public sealed record OpenReview(ReviewAssignment Assignment, GrantRound Round, string Title, string Category, string? OrganisationName, bool IsShut, ApplicationContent? Content, ReviewSubmission? LastSubmission)
{
    public GrantTerms Terms => Round.Terms;
}

/// <summary>Reads experts, reviews, conflicts and votes.</summary>
public static class ReviewReading
{
    private static readonly SqlFile ListExperts = new("reviews/list_experts");
    private static readonly SqlFile ListRelations = new("reviews/list_relations");
    private static readonly SqlFile ListConflicts = new("reviews/list_conflicts");
    private static readonly SqlFile ListAssignments = new("reviews/list_assignments");
    private static readonly SqlFile ListEvents = new("reviews/list_events");
    private static readonly SqlFile ListSubmissions = new("reviews/list_submissions");
    private static readonly SqlFile ListVotes = new("reviews/list_votes");

    /// <summary>In the order they joined.</summary>
    public static async Task<IReadOnlyList<Expert>> ExpertsAsync(LedgerReader reader) => [.. (await reader.QueryAsync<ExpertRow>(ListExperts)).Select(row => row.ToExpert())];

    public static async Task<Expert?> FindExpertAsync(LedgerReader reader, string person) => (await ExpertsAsync(reader)).FirstOrDefault(expert => expert.Person == person);

    public static async Task<IReadOnlyList<ExpertRelation>> RelationsAsync(LedgerReader reader) => [.. (await reader.QueryAsync<RelationRow>(ListRelations)).Select(row => row.ToRelation())];

    /// <summary>Whom an expert is close to, each with the name of its organisation where the directory knows it. People are never found this way.</summary>
    public static async Task<IReadOnlyList<(ExpertRelation Relation, string? Organisation)>> RelationsOfAsync(LedgerReader reader, Expert expert)
    {
        var relations = (await RelationsAsync(reader)).Where(relation => relation.Expert == expert.Id).ToList();
        if (relations.Count == 0) return [];
        var known = (await Organisations.Directory.ListAsync(reader)).SelectMany(organisation => OrganisationKeys.Of(reader, organisation).Select(key => (Key: Convert.ToHexString(key), organisation.Name))).DistinctBy(one => one.Key).ToDictionary(one => one.Key, one => one.Name);
        return [.. relations.Select(relation => (relation, relation.Kind is ExpertRelationKind.OwnOrganisation or ExpertRelationKind.PastEmployer ? known.GetValueOrDefault(Convert.ToHexString(relation.Key)) : null))];
    }

    public static async Task<IReadOnlyList<ReviewConflict>> ConflictsAsync(LedgerReader reader, GrantApplication? application = null) =>
        [.. (await reader.QueryAsync<ConflictRow>(ListConflicts, new { application_id = application?.Id ?? 0L })).Select(row => row.ToConflict())];

    /// <summary>By application.</summary>
    /// <param name="round">Code of the round; empty for all.</param>
    public static Task<IReadOnlyList<ReviewAssignment>> AssignmentsAsync(LedgerReader reader, string round = "", Expert? expert = null) => AssignmentsAsync(reader, 0, expert?.Id ?? 0, round);

    public static async Task<ReviewAssignment?> FindAsync(LedgerReader reader, long assignment) => assignment <= 0 ? null : (await AssignmentsAsync(reader, assignment, 0, "")).FirstOrDefault();

    public static async Task<IReadOnlyList<ReviewEvent>> EventsAsync(LedgerReader reader, ReviewAssignment assignment) =>
        [.. (await reader.QueryAsync<EventRow>(ListEvents, new { assignment_id = assignment.Id })).Select(row => row.ToEvent())];

    public static Task<IReadOnlyList<ReviewSubmission>> SubmissionsAsync(LedgerReader reader, ReviewAssignment assignment) => SubmissionsAsync(reader, assignment.Id, "");

    /// <summary>All of a round, each assignment's first first.</summary>
    public static Task<IReadOnlyList<ReviewSubmission>> SubmissionsAsync(LedgerReader reader, string round) => SubmissionsAsync(reader, 0, round);

    /// <summary>All of a round, each application's first first; the last of each counts.</summary>
    public static async Task<IReadOnlyList<ResidentVote>> VotesAsync(LedgerReader reader, string round) => [.. (await reader.QueryAsync<VoteRow>(ListVotes, new { round })).Select(row => row.ToVote())];

    /// <summary>A review that is this person's, for them to work on: null for what is not there, another's, taken back, or shut by a conflict, declared or found, one and the same.</summary>
    public static async Task<OpenReview?> OpenAsync(LedgerReader reader, string person, long assignment, DateOnly today)
    {
        if (await FindExpertAsync(reader, person) is not { } expert || !expert.ServesOn(today)) return null;
        if (await FindAsync(reader, assignment) is not { } found || found.Expert != expert.Id || found.Status is ReviewStatus.TakenBack or ReviewStatus.Conflicted) return null;
        if (await ApplicationReading.FindAsync(reader, found.Number) is not { } application || !application.Status.IsUnderReview()) return null;
        if ((await ConflictFinder.FindAsync(reader, application, [expert], today)).Count > 0 || (await ConflictsAsync(reader, application)).Any(conflict => conflict.Expert == expert.Id)) return null;
        var isShut = found.Status == ReviewStatus.Assigned;
        var version = (await ApplicationReading.VersionsAsync(reader, application))[^1].Certified.Content;
        var last = (await SubmissionsAsync(reader, found)).LastOrDefault();
        return new OpenReview(found, application.Round, version.Title, version.Category, application.Terms.IsBlind ? null : application.Organisation.Name, isShut, isShut ? null : version, last);
    }

    /// <summary>The ranking of a round: what was handed in for review, by the reviews that count.</summary>
    public static async Task<IReadOnlyList<RankedApplication>> RankingAsync(LedgerReader reader, string round)
    {
        var assignments = (await AssignmentsAsync(reader, round)).Where(assignment => assignment.Status == ReviewStatus.Submitted).ToLookup(assignment => assignment.Application);
        var weighted = (await SubmissionsAsync(reader, round)).GroupBy(submission => submission.Assignment).ToDictionary(group => group.Key, group => group.Last().Weighted);
        var votes = (await VotesAsync(reader, round)).GroupBy(vote => vote.Application).ToDictionary(group => group.Key, group => group.Last());
        return Ranking.Of((await ApplicationReading.ListAsync(reader, round))
            .Where(application => application.Status is ApplicationStatus.InReview or ApplicationStatus.Reviewed or ApplicationStatus.Awarded or ApplicationStatus.Declined)
            .Select(application => new ScoredApplication(
                application, assignments[application.Id].Sum(assignment => (long)weighted[assignment.Id]), assignments[application.Id].Count(), votes.GetValueOrDefault(application.Id))));
    }

    private static async Task<IReadOnlyList<ReviewAssignment>> AssignmentsAsync(LedgerReader reader, long assignment, long expert, string round) =>
        [.. (await reader.QueryAsync<AssignmentRow>(ListAssignments, new { assignment_id = assignment, expert_id = expert, round })).Select(row => row.ToAssignment())];

    private static async Task<IReadOnlyList<ReviewSubmission>> SubmissionsAsync(LedgerReader reader, long assignment, string round) =>
        [.. (await reader.QueryAsync<SubmissionRow>(ListSubmissions, new { assignment_id = assignment, round })).Select(row => row.ToSubmission())];
}
