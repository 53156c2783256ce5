using FundLedger.Ledger;

namespace FundLedger.Awards;

/// <summary>An award as it stands.</summary>
/// <param name="Programme">Code of the grant programme.</param>
/// <param name="Round">Code of its round; null for support decided outside one.</param>
/// <param name="Organisation">Code of who receives it.</param>
/// <param name="Application">Number of the application it answers; null for support without one.</param>
/// <param name="Amount">As the last version says.</param>
/// <param name="PublicityLast">The last day on which it may be objected to.</param>
/// <param name="Version">The last.</param>
/// <param name="SignedVersion">The last that was signed; 0 before any was.</param>
public sealed record Award(
    long Id, string Number, Fund Fund, string Programme, string? Round, long OrganisationId, string Organisation, string OrganisationName, string? Application, Money Amount, DateOnly DecidedOn, DateOnly PublicityLast,
    AwardStatus Status, DateOnly? EndedOn, int Version, AwardTerms Terms, int SignedVersion, DateOnly? SignedOn, int OpenObjections)
{
    /// <summary>What its commitment is kept under.</summary>
    public string Subject => $"award/{Number}";

    public AwardStage StageOn(DateOnly day) => AwardStages.Of(Status, PublicityLast, OpenObjections, SignedVersion == Version, day);

    /// <summary>What the payable of a tranche is kept under.</summary>
    internal string TrancheSubject(int no) => $"tranche/{Number}/{no}";

    internal string ClawbackSubject(int no) => $"clawback/{Number}/{no}";
}

/// <param name="Entry">That committed the money, or changed it; null where none moved.</param>
public sealed record AwardVersion(int Number, AwardTerms Terms, string Reason, EntryId? Entry, string Maker, long? Proposal, long RecordedAt);

/// <param name="By">Who objects; null once erased.</param>
/// <param name="IsUpheld">Null until it is answered.</param>
public sealed record Objection(int Number, DateOnly RaisedOn, string? By, string? Content, DateOnly? AnsweredOn, string? Answer, bool? IsUpheld);
