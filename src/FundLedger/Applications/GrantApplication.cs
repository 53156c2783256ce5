using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Programmes;

namespace FundLedger.Applications;

/// <summary>An application as it stands.</summary>
/// <param name="Number">What everybody calls it by: the round's code and a number.</param>
/// <param name="Requested">What the lines of its budget ask for.</param>
/// <param name="SaveNo">Goes up with each save.</param>
/// <param name="OwnDeadline">Given to it alone; null where the round's end counts.</param>
public sealed record GrantApplication(
    long Id, string Number, GrantRound Round, Organisation Organisation, ApplicationStatus Status, ApplicationContent Content, Money Requested, Money Own, int SaveNo, long? OwnDeadline, long StartedAt)
{
    public string Title => Content.Title;
    public string Category => Content.Category;
    public IReadOnlyList<BudgetLine> Budget => Content.Budget;
    public Currency Currency => Round.Budget.Currency;
    public GrantTerms Terms => Round.Terms;

    /// <summary>The first moment it can no longer be handed in.</summary>
    public long Deadline => OwnDeadline ?? Round.ClosesAt;

    /// <summary>Where people of the organisation hold their role.</summary>
    public Target OfOrganisation => new(Organisation: Organisation.Code);

    /// <summary>Where those who manage the programme hold theirs.</summary>
    public Target OfProgramme => Round.Programme.Target;

    /// <summary>What would be certified now.</summary>
    public CertifiedContent ToCertify => new(Number, Round.Programme.Code, Round.Code, Round.Version, Organisation.Code, Organisation.Name, Content);

    /// <summary>What still keeps it from being handed in.</summary>
    public IReadOnlyList<MissingItem> Missing => ApplicationCheck.Of(Terms, Content, Currency);

    /// <summary>Where it stands, to the applicant.</summary>
    public Bilingual HappensNext => Status.Next(GrantNames.InShanghai(Deadline));

    public bool IsOpenAt(long moment) => Status.IsOpen() && moment < Deadline;
}

/// <summary>What was certified and handed in.</summary>
/// <param name="CertifiedBy">Who signed.</param>
public sealed record ApplicationVersion(int Version, string Json, string Sha256, string CertifiedBy, long RecordedAt)
{
    public CertifiedContent Certified => GrantJson.ReadStored<CertifiedContent>(Json);
}

/// <summary>One move from status to status.</summary>
public sealed record ApplicationMove(int Number, ApplicationStatus From, ApplicationStatus To, string Reason, long? Deadline, string Actor, long RecordedAt);

/// <summary>One answer to a question of eligibility, as it was given.</summary>
public sealed record EligibilityAnswer(int Number, string Question, string Answer, bool MakesIneligible, string Actor, long RecordedAt);

public enum MemberRole
{
    Viewer,
    Editor,
    Removed,
}

/// <summary>Somebody who works on one application beside those whose role in the organisation lets them.</summary>
public sealed record ApplicationMember(long Application, string Person, MemberRole Role);
