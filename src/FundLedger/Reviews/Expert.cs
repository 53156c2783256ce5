using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using FundLedger.Organisations;

namespace FundLedger.Reviews;

/// <summary>Somebody who reviews applications: a person with the role of an expert, for a term, in some fields.</summary>
/// <param name="Person">Who they are to the ledger.</param>
/// <param name="Fields">Codes of categories; none for every field.</param>
/// <param name="To">Last day of the term, included.</param>
/// <param name="MostReviews">How many may lie open with them at once.</param>
public sealed record Expert(long Id, string Person, IReadOnlyList<string> Fields, DateOnly From, DateOnly To, int MostReviews)
{
    public bool ServesOn(DateOnly day) => From <= day && day <= To;

    public bool Knows(string category) => Fields.Count == 0 || Fields.Contains(category);
}

/// <summary>What an expert is to somebody or some organisation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExpertRelationKind>))]
public enum ExpertRelationKind
{
    /// <summary>The expert, by name, telephone or identity number.</summary>
    Self,
    RelatedPerson,
    OwnOrganisation,
    PastEmployer,
}

/// <param name="Key">HMAC under the ledger's secret: nobody is named.</param>
/// <param name="EndsOn">Of a past employer: the last day there; null where it is not known, and then it counts for good.</param>
public sealed record ExpertRelation(long Id, long Expert, ExpertRelationKind Kind, byte[] Key, DateOnly? EndsOn);

/// <summary>Why an expert may not read an application.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConflictKind>))]
public enum ConflictKind
{
    Declared,

    /// <summary>The expert stands among the organisation's people.</summary>
    SamePerson,
    RelatedPerson,
    OwnOrganisation,
    PastEmployer,

    /// <summary>The expert works on the application or holds a role in the organisation.</summary>
    Team,
}

/// <param name="Actor">Who declared or found it.</param>
public sealed record ReviewConflict(long Application, long Expert, ConflictKind Kind, string Actor, long RecordedAt);

/// <summary>The names in both languages.</summary>
public static class ExpertNames
{
    public static Bilingual Name(this ExpertRelationKind kind) => kind switch
    {
        ExpertRelationKind.Self => new("本人", "Themselves"),
        ExpertRelationKind.RelatedPerson => new("亲属或关联人", "Related person"),
        ExpertRelationKind.OwnOrganisation => new("现单位", "Own organisation"),
        _ => new("原单位", "Past employer"),
    };

    public static Bilingual Name(this ConflictKind kind) => kind switch
    {
        ConflictKind.Declared => new("本人申明", "Declared by the expert"),
        ConflictKind.SamePerson => new("本人是机构人员", "Is one of its people"),
        ConflictKind.RelatedPerson => new("关联人是机构人员", "A related person is one of its people"),
        ConflictKind.OwnOrganisation => new("现单位或其关联单位", "Own organisation, or one close to it"),
        ConflictKind.PastEmployer => new("原单位", "Past employer"),
        _ => new("参与申报或在机构有职责", "Works on it, or holds a role there"),
    };
}

/// <summary>Keys by which an organisation is found again whatever it was named by: code, credit code or name.</summary>
internal static class OrganisationKeys
{
    internal static byte[] Of(LedgerReader reader, string text) =>
        HMACSHA256.HashData(reader.Ledger.Secret, Encoding.UTF8.GetBytes($"related-organisation:{string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant()}".ToNfc()));

    internal static IEnumerable<byte[]> Of(LedgerReader reader, Organisation organisation) =>
        new[] { organisation.Code, organisation.CreditCode, organisation.Name }.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => Of(reader, text!));

    internal static IEnumerable<byte[]> Of(LedgerReader reader, RelatedOrganisation related) =>
        new[] { related.CreditCode, related.Name }.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => Of(reader, text!));
}
