using FundLedger.Applications;
using FundLedger.Organisations;
using FundLedger.People.Roles;

namespace FundLedger.Reviews;

/// <summary>A conflict that was found from what is known.</summary>
public sealed record FoundConflict(long Expert, ConflictKind Kind);

/// <summary>Finds conflicts of interest from shared keys: the expert or somebody related among the organisation's people, own organisations, past employers, and those who work on the application.</summary>
public static class ConflictFinder
{
    private static readonly SqlFile ListPersonKeys = new("reviews/list_person_keys");

    /// <summary>Relations by which an organisation is close to another.</summary>
    private static readonly OrganisationRelation[] Close = [OrganisationRelation.Parent, OrganisationRelation.Subsidiary, OrganisationRelation.SameControl, OrganisationRelation.FormerEmployer];

    public static async Task<IReadOnlyList<FoundConflict>> FindAsync(LedgerReader reader, GrantApplication application, IReadOnlyList<Expert> experts, DateOnly today)
    {
        var known = await ApplicantAsync(reader, application, today);
        var relations = (await ReviewReading.RelationsAsync(reader)).ToLookup(relation => relation.Expert);
        var grants = (await Grants.OfActivePeopleAsync(reader)).Where(grant => grant.Scope.Kind == ScopeKind.Organisation && grant.Scope.Code == application.Organisation.Code).Select(grant => grant.Person);
        var team = grants.Concat((await ApplicationReading.MembersAsync(reader, application)).Select(member => member.Person))
            .Concat((await ApplicationReading.VersionsAsync(reader, application)).Select(version => version.CertifiedBy)).ToHashSet();
        return [.. experts.SelectMany(expert => KindsOf(known, [.. relations[expert.Id]], team.Contains(expert.Person)).Select(kind => new FoundConflict(expert.Id, kind)))];
    }

    /// <summary>Pure: what of an expert's relations meets what is known of the applicant.</summary>
    internal static IReadOnlyList<ConflictKind> KindsOf(ApplicantKeys known, IReadOnlyList<ExpertRelation> relations, bool isOnTeam)
    {
        bool Meets(ExpertRelationKind kind, IReadOnlySet<string> keys) => relations.Any(relation => relation.Kind == kind && keys.Contains(Convert.ToHexString(relation.Key)));
        var kinds = new List<ConflictKind>();
        if (Meets(ExpertRelationKind.Self, known.Persons)) kinds.Add(ConflictKind.SamePerson);
        if (Meets(ExpertRelationKind.RelatedPerson, known.Persons)) kinds.Add(ConflictKind.RelatedPerson);
        if (Meets(ExpertRelationKind.OwnOrganisation, known.CloseOrganisations)) kinds.Add(ConflictKind.OwnOrganisation);
        if (relations.Any(relation => relation.Kind == ExpertRelationKind.PastEmployer && (relation.EndsOn is null || relation.EndsOn >= known.EmployedSince) && known.CloseOrganisations.Contains(Convert.ToHexString(relation.Key))))
            kinds.Add(ConflictKind.PastEmployer);
        if (isOnTeam) kinds.Add(ConflictKind.Team);
        return kinds;
    }

    private static async Task<ApplicantKeys> ApplicantAsync(LedgerReader reader, GrantApplication application, DateOnly today)
    {
        var since = today.AddYears(-application.Terms.EmployerYears);
        var rows = await reader.QueryAsync<KeyRow>(ListPersonKeys, new { organisation_id = application.Organisation.Id, not_before = since.ToIso() });
        var persons = rows.SelectMany(row => new[] { row.NameKey, row.PhoneKey, row.IdKey }).OfType<byte[]>().Select(Convert.ToHexString).ToHashSet();
        var close = (await Organisations.Directory.RelationsAsync(reader, application.Organisation)).Where(relation => Close.Contains(relation.Relation) && (relation.Until is null || relation.Until >= since));
        var organisations = OrganisationKeys.Of(reader, application.Organisation).Concat(close.SelectMany(related => OrganisationKeys.Of(reader, related))).Select(Convert.ToHexString).ToHashSet();
        return new ApplicantKeys(persons, organisations, since);
    }

    private sealed record KeyRow
    {
        public byte[]? NameKey { get; init; }
        public byte[]? PhoneKey { get; init; }
        public byte[]? IdKey { get; init; }
    }
}

/// <summary>Keys of an applicant's people, of the applicant and of organisations close to it; and since when a past employer counts.</summary>
internal sealed record ApplicantKeys(IReadOnlySet<string> Persons, IReadOnlySet<string> CloseOrganisations, DateOnly EmployedSince);
