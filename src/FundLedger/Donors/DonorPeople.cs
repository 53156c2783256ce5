using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Donors;

/// <summary>A sign-in that reads the gifts of a donor.</summary>
/// <param name="Since">Microseconds since 1970-01-01 UTC.</param>
public sealed record DonorLink(string Person, long Donor, long Since);

/// <summary>Whose gifts the people with the donor's role read: those of the donors they were linked with, and no others.</summary>
public static class DonorPeople
{
    private static readonly SqlFile List = new("donors/list_donor_people");

    /// <summary>In force, of a person.</summary>
    public static Task<IReadOnlyList<DonorLink>> OfPersonAsync(LedgerReader reader, string person) => ListAsync(reader, person, 0);

    /// <summary>In force, of a donor.</summary>
    public static Task<IReadOnlyList<DonorLink>> OfDonorAsync(LedgerReader reader, long donor) => ListAsync(reader, "", donor);

    /// <summary>People with the donor's role that may be linked with a donor: those who are not.</summary>
    public static async Task<IReadOnlyList<string>> CandidatesAsync(LedgerReader reader, long donor, DateOnly today)
    {
        var linked = (await OfDonorAsync(reader, donor)).Select(link => link.Person).ToHashSet(StringComparer.Ordinal);
        return [.. (await Grants.OfActivePeopleAsync(reader)).Where(grant => grant.Role == PersonRole.Donor && grant.HoldsOn(today)).Select(grant => grant.Person).Distinct().Where(person => !linked.Contains(person))];
    }

    private static async Task<IReadOnlyList<DonorLink>> ListAsync(LedgerReader reader, string person, long donor) =>
        [.. (await reader.QueryAsync<Row>(List, new { person_id = person, donor_id = donor })).Select(row => new DonorLink(row.PersonId, row.DonorId, row.LinkedAt))];

    private sealed record Row
    {
        public string PersonId { get; init; } = "";
        public long DonorId { get; init; }
        public long LinkedAt { get; init; }
    }
}

/// <summary>Lets somebody with the donor's role read the gifts of one donor, or no longer.</summary>
public sealed class LinkDonor(Database database)
{
    private static readonly SqlFile Insert = new("donors/insert_donor_person");
    private static readonly SqlFile End = new("donors/end_donor_person");

    public Task<Outcome<DonorLink>> RunAsync(Asked asked, string person, long donor, CancellationToken stop = default) => database.WriteAsync<DonorLink>(
        asked.For("link-donor", OperationField.Of("person", person), OperationField.Of("donor", donor)),
        async tx =>
        {
            await DonorMerges.HoldAsync(tx, donor, donor);
            if (!(await DonorMerges.FindAsync(tx, donor, "donor")).IsDone(out var found, out var refusal)) return refusal;
            if (found.IntoId is { } into) return Refusal.Of("donor-merged", "donor", $"第 {donor} 号捐赠人已并入第 {into} 号，请关联到后者。", $"Donor no. {donor} is merged into no. {into}; link that one.");
            var grants = await Persons.FindAsync(tx, person) is { IsActive: true } ? await Grants.OfAsync(tx, person) : [];
            if (!grants.Any(grant => grant.Role == PersonRole.Donor && grant.HoldsOn(tx.Today)))
                return Refusal.Of("no-donor-role", "person", "请选择具有“捐赠人”职责的人员。", "Choose somebody who has the role of a donor.");
            if ((await DonorPeople.OfDonorAsync(tx, donor)).Any(link => link.Person == person)) return Refusal.Of("donor-linked", "person", "已经关联。", "They are linked already.");
            await tx.ExecuteAsync(Insert, new { person_id = person, donor_id = donor, linked_by = tx.Operation.Actor, linked_at = tx.RecordedAt });
            await AuditTrail.AddAsync(tx, AuditNote.Done("link-donor", "donor", donor, person));
            return new DonorLink(person, donor, tx.RecordedAt);
        }, stop);

    public Task<Outcome<DonorLink>> EndAsync(Asked asked, string person, long donor, CancellationToken stop = default) => database.WriteAsync<DonorLink>(
        asked.For("unlink-donor", OperationField.Of("person", person), OperationField.Of("donor", donor)),
        async tx =>
        {
            if (await tx.ExecuteAsync(End, new { ended_at = tx.RecordedAt, person_id = person, donor_id = donor }) == 0) return Refusal.Of("donor-not-linked", "person", "没有这个关联。", "There is no such link.");
            await AuditTrail.AddAsync(tx, AuditNote.Done("unlink-donor", "donor", donor, person));
            return new DonorLink(person, donor, tx.RecordedAt);
        }, stop);
}
