using FundLedger.Ledger;

namespace FundLedger.Organisations;

internal static class RowDays
{
    internal static DateOnly? Of(string? iso) => iso is null ? null : IsoDates.Read(iso);
}

internal sealed record OrganisationRow
{
    public long OrganisationId { get; init; }
    public string Code { get; init; } = "";
    public long VersionNo { get; init; }
    public string? CreditCode { get; init; }
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Fields { get; init; } = "";
    public string Place { get; init; } = "";
    public string? FoundedOn { get; init; }
    public string? Payee { get; init; }
    public string Reason { get; init; } = "";
    public string Actor { get; init; } = "";
    public long RecordedAt { get; init; }

    internal Organisation ToOrganisation() => new(
        OrganisationId, Code, Name, CreditCode, StoredWords.Read<OrganisationKind>(Kind), Fields.Split('\n', StringSplitOptions.RemoveEmptyEntries), Place, RowDays.Of(FoundedOn), Payee, (int)VersionNo);
}

internal sealed record QualificationRow
{
    public long QualificationId { get; init; }
    public long OrganisationId { get; init; }
    public string Kind { get; init; } = "";
    public string Number { get; init; } = "";
    public string ValidFrom { get; init; } = "";
    public string? ValidTo { get; init; }
    public byte[] Sha256 { get; init; } = [];
    public string FileName { get; init; } = "";
    public string Actor { get; init; } = "";
    public long RecordedAt { get; init; }
    public long? IsVerified { get; init; }
    public string? CheckReason { get; init; }
    public string? CheckedBy { get; init; }
    public long? CheckedAt { get; init; }

    internal Qualification ToQualification() => new(
        QualificationId, StoredWords.Read<QualificationKind>(Kind), Number, IsoDates.Read(ValidFrom), RowDays.Of(ValidTo), FileName, Sha256, Actor,
        IsVerified is { } verified ? new QualificationCheck(verified == 1, CheckReason!, CheckedBy!, CheckedAt!.Value) : null)
    { RecordedAt = RecordedAt };
}

internal sealed record BarRow
{
    public long BarId { get; init; }
    public long OrganisationId { get; init; }
    public string FirstDay { get; init; } = "";
    public string LastDay { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Actor { get; init; } = "";
    public string? EndedOn { get; init; }
    public string? EndReason { get; init; }
    public long? ProposalId { get; init; }

    internal OrganisationBar ToBar() => new(BarId, IsoDates.Read(FirstDay), IsoDates.Read(LastDay), Reason, Actor, RowDays.Of(EndedOn), EndReason, ProposalId);
}

internal sealed record EventRow
{
    public long OrganisationId { get; init; }
    public long EventNo { get; init; }
    public string Kind { get; init; } = "";
    public string Day { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Actor { get; init; } = "";

    internal OrganisationEvent ToEvent() => new(StoredWords.Read<OrganisationMove>(Kind), IsoDates.Read(Day), Reason, Actor);
}

internal sealed record PersonRow
{
    public long PersonNo { get; init; }
    public string Relation { get; init; } = "";
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public long HasId { get; init; }
    public string? Since { get; init; }
    public string? Until { get; init; }

    internal OrganisationPerson ToPerson() => new(PersonNo, StoredWords.Read<PersonRelation>(Relation), Name, Phone, HasId == 1, RowDays.Of(Since), RowDays.Of(Until));
}

internal sealed record RelationRow
{
    public long RelationNo { get; init; }
    public string Relation { get; init; } = "";
    public string OtherName { get; init; } = "";
    public string? OtherCreditCode { get; init; }
    public string? Since { get; init; }
    public string? Until { get; init; }

    internal RelatedOrganisation ToRelation() => new(RelationNo, StoredWords.Read<OrganisationRelation>(Relation), OtherName, OtherCreditCode, RowDays.Of(Since), RowDays.Of(Until));
}

internal sealed record RenewalRow
{
    public string Code { get; init; } = "";
    public string EndsOn { get; init; } = "";
    public string Stage { get; init; } = "";
    public string Day { get; init; } = "";

    internal Renewal ToRenewal() => new(Code, IsoDates.Read(EndsOn), StoredWords.Read<RenewalStage>(Stage), IsoDates.Read(Day));
}
