namespace FundLedger.Organisations;

public enum OrganisationKind
{
    SocialGroup,
    SocialService,
    Foundation,

    /// <summary>Of a neighbourhood, often only kept on file with the street and without a credit code.</summary>
    Community,
    SocialEnterprise,
    Other,
}

/// <summary>A social organisation of the directory, with the profile that counts now.</summary>
/// <param name="CreditCode">Null where the neighbourhood only keeps it on file.</param>
/// <param name="Fields">Of work.</param>
/// <param name="Payee">Code of the payee that money for it is paid to, in whichever entity pays; null while there is none.</param>
/// <param name="Version">Of the profile, counted from 1.</param>
public sealed record Organisation(
    long Id, string Code, string Name, string? CreditCode, OrganisationKind Kind, IReadOnlyList<string> Fields, string Place, DateOnly? FoundedOn, string? Payee, int Version);

/// <summary>One version of a profile.</summary>
/// <param name="Reason">Why it was changed; empty for the first.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record OrganisationVersion(Organisation Profile, string Reason, string Actor, long RecordedAt);

public enum QualificationKind
{
    Registration,
    Filing,
    YearlyCheck,
    Assessment,
    TaxExemption,
    Other,
}

/// <summary>A qualification document; it counts once another person has verified it.</summary>
/// <param name="To">Last day, included; null without an end.</param>
/// <param name="Check">The last look at it; null while nobody has looked.</param>
public sealed record Qualification(long Id, QualificationKind Kind, string Number, DateOnly From, DateOnly? To, string FileName, byte[] Sha256, string Actor, QualificationCheck? Check)
{
    /// <summary>When it was uploaded, in microseconds since 1970-01-01 UTC.</summary>
    public long RecordedAt { get; init; }

    public bool IsVerified => Check is { IsVerified: true };

    internal bool Covers(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <param name="Reason">Why it was not accepted; may be empty where it was.</param>
public sealed record QualificationCheck(bool IsVerified, string Reason, string Actor, long RecordedAt);

/// <summary>Days on which nothing is awarded to an organisation.</summary>
/// <param name="To">Last day, included.</param>
/// <param name="TakenBack">The day from which it counts no more; null while it stands.</param>
public sealed record OrganisationBar(long Id, DateOnly From, DateOnly To, string Reason, string Actor, DateOnly? TakenBack, string? TakenBackReason, long? Proposal)
{
    public bool HoldsOn(DateOnly day) => From <= day && day <= To && (TakenBack is null || day < TakenBack);
}

public enum OrganisationMove
{
    Suspended,
    Resumed,
    Left,
    Returned,
}

public sealed record OrganisationEvent(OrganisationMove Kind, DateOnly Day, string Reason, string Actor);

public enum PersonRelation
{
    LegalRepresentative,
    Head,
    Director,
    Supervisor,
    Staff,
    Related,
}

/// <summary>A person of an organisation.</summary>
/// <param name="Name">In clear: show it masked. Null once erased.</param>
/// <param name="Phone">In clear: show it masked.</param>
/// <param name="HasId">The key of an identity number is kept; the number itself never is.</param>
public sealed record OrganisationPerson(long No, PersonRelation Relation, string? Name, string? Phone, bool HasId, DateOnly? Since, DateOnly? Until)
{
    public string MaskedName => Name is { Length: > 0 } name ? (name.Length > 1 && char.IsSurrogatePair(name, 0) ? name[..2] : name[..1]) + "*" : "";

    /// <summary>138****1234; stars alone where it is too short to hide anything.</summary>
    public string MaskedPhone => Phone is not { Length: > 0 } phone ? "" : phone.Length >= 11 ? $"{phone[..3]}****{phone[^4..]}" : "****";
}

public enum OrganisationRelation
{
    Parent,
    Subsidiary,
    SameControl,
    FormerEmployer,
    Partner,
}

/// <summary>Another organisation it comes from or belongs to, in the directory or not.</summary>
public sealed record RelatedOrganisation(long No, OrganisationRelation Relation, string Name, string? CreditCode, DateOnly? Since, DateOnly? Until);

public enum RenewalStage
{
    Opened,
    Reminded,
    Lapsed,
}

/// <param name="EndsOn">The last day of the qualification that is to be renewed.</param>
/// <param name="Day">When it was given.</param>
public sealed record Renewal(string Organisation, DateOnly EndsOn, RenewalStage Stage, DateOnly Day);

/// <summary>All that is known of an organisation.</summary>
public sealed record OrganisationFacts(
    Organisation Organisation, IReadOnlyList<Qualification> Qualifications, IReadOnlyList<OrganisationBar> Bars, IReadOnlyList<OrganisationEvent> Events);
