using FundLedger.Ledger;
using FundLedger.Programmes;

namespace FundLedger.Reviews;

internal sealed record ExpertRow
{
    public long ExpertId { get; init; }
    public string PersonId { get; init; } = "";
    public string Fields { get; init; } = "";
    public string ValidFrom { get; init; } = "";
    public string ValidTo { get; init; } = "";
    public long MostReviews { get; init; }

    internal Expert ToExpert() => new(ExpertId, PersonId, Fields.Split(',', StringSplitOptions.RemoveEmptyEntries), IsoDates.Read(ValidFrom), IsoDates.Read(ValidTo), (int)MostReviews);
}

internal sealed record RelationRow
{
    public long RelationId { get; init; }
    public long ExpertId { get; init; }
    public string Kind { get; init; } = "";
    public byte[] RelationKey { get; init; } = [];
    public string? EndsOn { get; init; }

    internal ExpertRelation ToRelation() => new(RelationId, ExpertId, StoredWords.Read<ExpertRelationKind>(Kind), RelationKey, EndsOn is { } day ? IsoDates.Read(day) : null);
}

internal sealed record ConflictRow
{
    public long ApplicationId { get; init; }
    public long ExpertId { get; init; }
    public string Kind { get; init; } = "";
    public string Actor { get; init; } = "";
    public long RecordedAt { get; init; }

    internal ReviewConflict ToConflict() => new(ApplicationId, ExpertId, StoredWords.Read<ConflictKind>(Kind), Actor, RecordedAt);
}

internal sealed record AssignmentRow
{
    public long AssignmentId { get; init; }
    public long ApplicationId { get; init; }
    public string Number { get; init; } = "";
    public long ExpertId { get; init; }
    public string Status { get; init; } = "";
    public string Draft { get; init; } = "";
    public long SaveNo { get; init; }
    public long RecordedAt { get; init; }

    internal ReviewAssignment ToAssignment() => new(AssignmentId, ApplicationId, Number, ExpertId, StoredWords.Read<ReviewStatus>(Status), GrantJson.ReadStored<ReviewContent>(Draft), (int)SaveNo, RecordedAt);
}

internal sealed record EventRow
{
    public long EventNo { get; init; }
    public string FromStatus { get; init; } = "";
    public string ToStatus { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Actor { get; init; } = "";
    public long RecordedAt { get; init; }

    internal ReviewEvent ToEvent() => new((int)EventNo, StoredWords.Read<ReviewStatus>(FromStatus), StoredWords.Read<ReviewStatus>(ToStatus), Reason, Actor, RecordedAt);
}

internal sealed record SubmissionRow
{
    public long AssignmentId { get; init; }
    public long SubmissionNo { get; init; }
    public long ApplicationVersion { get; init; }
    public string Content { get; init; } = "";
    public byte[] ContentSha256 { get; init; } = [];
    public long Weighted { get; init; }
    public string Actor { get; init; } = "";
    public long RecordedAt { get; init; }

    internal ReviewSubmission ToSubmission() => new(
        AssignmentId, (int)SubmissionNo, (int)ApplicationVersion, GrantJson.ReadStored<ReviewContent>(Content), Convert.ToHexStringLower(ContentSha256), (int)Weighted, Actor, RecordedAt);
}

internal sealed record VoteRow
{
    public long ApplicationId { get; init; }
    public long VoteNo { get; init; }
    public string HeldOn { get; init; } = "";
    public long Entitled { get; init; }
    public long VotesFor { get; init; }
    public long VotesAgainst { get; init; }
    public long Abstained { get; init; }
    public byte[] EvidenceSha256 { get; init; } = [];
    public string Actor { get; init; } = "";
    public long RecordedAt { get; init; }

    internal ResidentVote ToVote() => new(ApplicationId, (int)VoteNo, IsoDates.Read(HeldOn), Entitled, VotesFor, VotesAgainst, Abstained, Convert.ToHexStringLower(EvidenceSha256), Actor, RecordedAt);
}
