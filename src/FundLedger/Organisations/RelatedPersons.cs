using System.Security.Cryptography;
using System.Text;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Organisations;

/// <summary>Keys of people, to find the same person in two places without showing who it is: HMAC-SHA-256 under the ledger's secret. Equal keys, equal person as far as it was typed.</summary>
internal static class PersonKeys
{
    /// <summary>Blanks do not matter.</summary>
    internal static byte[]? OfName(LedgerReader reader, string? name) => Of(reader, "related-name", Bare(name)?.ToUpperInvariant());

    internal static byte[]? OfId(LedgerReader reader, string? number) => Of(reader, "related-id", Bare(number)?.ToUpperInvariant());

    /// <summary>Digits alone, without the country's 86 before eleven of them.</summary>
    internal static byte[]? OfPhone(LedgerReader reader, string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit));
        return Of(reader, "related-phone", digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits);
    }

    private static string? Bare(string? text) => text is null ? null : string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static byte[]? Of(LedgerReader reader, string kind, string? text) =>
        string.IsNullOrEmpty(text) ? null : HMACSHA256.HashData(reader.Ledger.Secret, Encoding.UTF8.GetBytes($"{kind}:{text}".ToNfc()));
}

/// <param name="IdNumber">Of an identity card: only its key is kept.</param>
public sealed record NewOrganisationPerson(string Organisation, PersonRelation Relation, string Name, string? Phone = null, string? IdNumber = null, DateOnly? Since = null, DateOnly? Until = null);

public sealed record OrganisationPersonAdded(long Person);

/// <param name="Code">Of the organisation in which the same person stands.</param>
/// <param name="By">What agrees: <c>name</c>, <c>phone</c>, <c>id</c>.</param>
public sealed record SamePerson(string Code, long Person, PersonRelation Relation, string By);

/// <summary>People of organisations, as stored.</summary>
internal static class RelatedPersons
{
    private static readonly SqlFile FindSame = new("organisations/find_same_persons");

    /// <summary>Where in the directory a person stands, by equal keys; nobody is shown.</summary>
    internal static async Task<IReadOnlyList<SamePerson>> FindAsync(LedgerReader reader, string? name, string? phone, string? idNumber)
    {
        var (byName, byPhone, byId) = (PersonKeys.OfName(reader, name), PersonKeys.OfPhone(reader, phone), PersonKeys.OfId(reader, idNumber));
        var none = new byte[32]; // no HMAC is all zeros, and a parameter that is null compares with nothing
        var found = await reader.QueryAsync<SameRow>(FindSame, new { name_key = byName ?? none, phone_key = byPhone ?? none, id_key = byId ?? none });
        return [.. found.Select(row => new SamePerson(row.Code, row.PersonNo, StoredWords.Read<PersonRelation>(row.Relation), row.Agrees))];
    }

    private sealed record SameRow
    {
        public string Code { get; init; } = "";
        public long PersonNo { get; init; }
        public string Relation { get; init; } = "";
        public string Agrees { get; init; } = "";
    }
}

/// <summary>Enters a person of an organisation, with keys by which a conflict of interest is found.</summary>
public sealed class AddOrganisationPerson(Database database)
{
    private const int LongestPhone = 40;

    private static readonly SqlFile Insert = new("organisations/insert_person");

    public Task<Outcome<OrganisationPersonAdded>> RunAsync(Asked asked, NewOrganisationPerson person, CancellationToken stop = default) => database.WriteAsync<OrganisationPersonAdded>(
        asked.For("add-organisation-person", OperationField.Of("organisation", person.Organisation), OperationField.Of("relation", StoredWords.Word(person.Relation)), OperationField.Personal("name", person.Name),
            OperationField.Personal("phone", person.Phone), OperationField.Personal("id", person.IdNumber), OperationField.Of("since", person.Since?.ToIso()), OperationField.Of("until", person.Until?.ToIso())),
        async tx =>
        {
            if (!(await OrganisationStore.HoldAsync(tx, person.Organisation)).IsDone(out var organisation, out var unknown)) return unknown;
            if (string.IsNullOrWhiteSpace(person.Name)) return Refusal.Of("person-name", "name", "请填写姓名。", "Give the name.");
            if (person.Until < person.Since) return Refusal.Of("person-days", "until", "结束日期早于开始日期。", "It would end before it begins.");
            if (person.Phone?.Trim().Length > LongestPhone) return Refusal.Of("person-phone", "phone", $"电话最多 {LongestPhone} 个字符。", $"A telephone number has at most {LongestPhone} characters.");
            if (KeptText.PersonName.RefusalFor(person.Name.Trim(), "name") is { } tooLong) return tooLong;
            var number = await tx.SingleAsync<long>(Insert, new
            {
                organisation_id = organisation.Id,
                relation = StoredWords.Word(person.Relation),
                name = person.Name.Trim(),
                name_key = PersonKeys.OfName(tx, person.Name),
                phone = string.IsNullOrWhiteSpace(person.Phone) ? null : person.Phone.Trim(),
                phone_key = PersonKeys.OfPhone(tx, person.Phone),
                id_key = PersonKeys.OfId(tx, person.IdNumber),
                since = person.Since?.ToIso(),
                until = person.Until?.ToIso(),
                actor = tx.Operation.Actor,
                recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("add-organisation-person", "organisation", organisation.Code, $"{number} {StoredWords.Word(person.Relation)}"));
            return new OrganisationPersonAdded(number);
        }, stop);
}

public sealed record OrganisationPersonChanged(long Person);

/// <summary>Ends that somebody is a person of an organisation; and removes a person's name, telephone and keys for good.</summary>
public sealed class EndOrganisationPerson(Database database)
{
    private static readonly SqlFile End = new("organisations/end_person");
    private static readonly SqlFile Erase = new("organisations/erase_person");

    /// <param name="last">Last day, included.</param>
    public Task<Outcome<OrganisationPersonChanged>> RunAsync(Asked asked, string organisation, long person, DateOnly last, CancellationToken stop = default) => database.WriteAsync<OrganisationPersonChanged>(
        asked.For("end-organisation-person", OperationField.Of("organisation", organisation), OperationField.Of("person", person), OperationField.Of("last", last)),
        async tx =>
        {
            if (!(await OrganisationStore.HoldAsync(tx, organisation)).IsDone(out var found, out var unknown)) return unknown;
            if ((await Directory.PersonsAsync(tx, found)).FirstOrDefault(one => one.No == person) is not { } known) return Unknown(organisation, person);
            if (last < known.Since) return Refusal.Of("relation-days", "last", $"任期从 {known.Since.Value.ToIso()} 开始，结束日期早于这一天。", $"It began on {known.Since.Value.ToIso()} and would end before.");
            Invariant.Holds(await tx.ExecuteAsync(End, new { until = last.ToIso(), organisation_id = found.Id, person_no = person }) == 1);
            await AuditTrail.AddAsync(tx, AuditNote.Done("end-organisation-person", "organisation", organisation, $"{person}"));
            return new OrganisationPersonChanged(person);
        }, stop);

    public Task<Outcome<OrganisationPersonChanged>> EraseAsync(Asked asked, string organisation, long person, CancellationToken stop = default) => database.WriteAsync<OrganisationPersonChanged>(
        asked.For("erase-organisation-person", OperationField.Of("organisation", organisation), OperationField.Of("person", person)) with { Erases = true },
        async tx =>
        {
            if (!(await OrganisationStore.HoldAsync(tx, organisation)).IsDone(out var found, out var unknown)) return unknown;
            if (await tx.ExecuteAsync(Erase, new { organisation_id = found.Id, person_no = person }) == 0) return Unknown(organisation, person);
            await AuditTrail.AddAsync(tx, AuditNote.Done("erase-organisation-person", "organisation", organisation, $"{person}"));
            return new OrganisationPersonChanged(person);
        }, stop);

    private static Refusal Unknown(string organisation, long person) =>
        Refusal.Of("person-unknown", "person", $"{organisation} 没有第 {person} 号人员，或已擦除。", $"{organisation} has no person no. {person}, or the name is erased.");
}

/// <summary>What a name is wanted for: a closed set, since the trail keeps it for good.</summary>
public enum PersonRevealReason
{
    Contact,
    Conflict,
    Audit,
    Authority,
}

public sealed record OrganisationPersonSeen(long Person, long Event);

/// <summary>Shows one masked person of an organisation in clear. That it was shown is durable before it is.</summary>
public sealed class RevealOrganisationPerson(Database database)
{
    /// <param name="asked">Its actor is a person who may reveal names, or who manages the organisation.</param>
    public async Task<Outcome<OrganisationPerson>> RunAsync(Asked asked, string organisation, long person, PersonRevealReason reason, CancellationToken stop = default)
    {
        var noted = await database.WriteAsync<OrganisationPersonSeen>(
            asked.For("reveal-organisation-person", OperationField.Of("organisation", organisation), OperationField.Of("person", person), OperationField.Of("reason", StoredWords.Word(reason))),
            async tx =>
            {
                if (!await MayAsync(tx, asked.Actor, organisation)) return Authority.NotThere;
                if (await FindAsync(tx, organisation, person) is not { Name: not null }) return Authority.NotThere;
                return new OrganisationPersonSeen(person, await AuditTrail.AddAsync(tx, new AuditNote("reveal-organisation-person", AuditOutcome.Revealed, "organisation", organisation, $"{person} {StoredWords.Word(reason)}")));
            }, stop);
        if (!noted.IsDone(out _, out var refusal)) return refusal;
        return await database.ReadAsync(reader => FindAsync(reader, organisation, person), stop) is { Name: not null } shown ? shown : Authority.NotThere;
    }

    private static async Task<bool> MayAsync(LedgerTransaction tx, string actor, string organisation)
    {
        if (await Persons.FindAsync(tx, actor) is not { IsActive: true }) return false;
        var grants = await Grants.OfAsync(tx, actor);
        return Authority.MayDoSomewhere(grants, Permission.RevealName, tx.Today) || Authority.MayDo(grants, Permission.ManageOrganisation, new Target(Organisation: organisation), tx.Today);
    }

    private static async Task<OrganisationPerson?> FindAsync(LedgerReader reader, string code, long person) =>
        await Directory.FindAsync(reader, code) is { } organisation ? (await Directory.PersonsAsync(reader, organisation)).FirstOrDefault(found => found.No == person) : null;
}
