using FundLedger.Ledger;

namespace FundLedger.Organisations;

/// <summary>The directory of social organisations (社会组织目录), as stored.</summary>
public static class Directory
{
    private static readonly SqlFile List = new("organisations/list_organisations");
    private static readonly SqlFile Find = new("organisations/find_organisation");
    private static readonly SqlFile FindByCredit = new("organisations/find_by_credit_code");
    private static readonly SqlFile Versions = new("organisations/list_versions");
    private static readonly SqlFile Qualifications = new("organisations/list_qualifications");
    private static readonly SqlFile Bars = new("organisations/list_bars");
    private static readonly SqlFile Events = new("organisations/list_events");
    private static readonly SqlFile Persons = new("organisations/list_persons");
    private static readonly SqlFile Relations = new("organisations/list_relations");
    private static readonly SqlFile Renewals = new("organisations/list_renewals");

    /// <summary>By code.</summary>
    public static async Task<IReadOnlyList<Organisation>> ListAsync(LedgerReader reader) => [.. (await reader.QueryAsync<OrganisationRow>(List)).Select(row => row.ToOrganisation())];

    public static async Task<Organisation?> FindAsync(LedgerReader reader, string code) => (await reader.FindAsync<OrganisationRow>(Find, new { code }))?.ToOrganisation();

    /// <param name="creditCode">Tidied.</param>
    public static async Task<Organisation?> FindByCreditCodeAsync(LedgerReader reader, string creditCode) =>
        (await reader.FindAsync<OrganisationRow>(FindByCredit, new { credit_code = creditCode }))?.ToOrganisation();

    /// <summary>The versions of a profile, the first first.</summary>
    public static async Task<IReadOnlyList<OrganisationVersion>> VersionsAsync(LedgerReader reader, Organisation organisation) =>
        [.. (await reader.QueryAsync<OrganisationRow>(Versions, new { organisation_id = organisation.Id })).Select(row => new OrganisationVersion(row.ToOrganisation(), row.Reason, row.Actor, row.RecordedAt))];

    /// <summary>What decides how an organisation stands.</summary>
    public static async Task<OrganisationFacts> FactsAsync(LedgerReader reader, Organisation organisation) => (await FactsAsync(reader, [organisation], organisation.Id))[0];

    /// <summary>The same of all of them, by code.</summary>
    public static async Task<IReadOnlyList<OrganisationFacts>> AllFactsAsync(LedgerReader reader) => await FactsAsync(reader, await ListAsync(reader), 0);

    /// <summary>People of an organisation, as they were entered.</summary>
    public static async Task<IReadOnlyList<OrganisationPerson>> PersonsAsync(LedgerReader reader, Organisation organisation) =>
        [.. (await reader.QueryAsync<PersonRow>(Persons, new { organisation_id = organisation.Id })).Select(row => row.ToPerson())];

    public static async Task<IReadOnlyList<RelatedOrganisation>> RelationsAsync(LedgerReader reader, Organisation organisation) =>
        [.. (await reader.QueryAsync<RelationRow>(Relations, new { organisation_id = organisation.Id })).Select(row => row.ToRelation())];

    /// <summary>Stages of renewals that were given, by organisation and day.</summary>
    public static async Task<IReadOnlyList<Renewal>> RenewalsAsync(LedgerReader reader) => [.. (await reader.QueryAsync<RenewalRow>(Renewals)).Select(row => row.ToRenewal())];

    public static async Task<Standing> StandingAsync(LedgerReader reader, Organisation organisation, DateOnly on) =>
        Standing.On(await FactsAsync(reader, organisation), await DirectoryRules.LoadAsync(reader), on);

    /// <summary>Why nothing can be awarded to an organisation on a day; null when it is qualified, not barred and not suspended.</summary>
    internal static async Task<Refusal?> RefusalForAwardAsync(LedgerTransaction tx, Organisation organisation, DateOnly on) =>
        RefusalFor(organisation, await StandingAsync(tx, organisation, on), on);

    /// <summary>The same in words, from what is known.</summary>
    public static Refusal? RefusalFor(Organisation organisation, Standing standing, DateOnly on) => WhyNot(standing) is { } why
        ? Refusal.Of("organisation-not-qualified", "organisation",
            $"{organisation.Name}（{organisation.Code}）在 {on.ToIso()} 不能立项：{why.Zh}。", $"Nothing can be awarded to {organisation.Name} ({organisation.Code}) on {on.ToIso()}: it {why.En}.")
        : null;

    /// <summary>Why an organisation that stands so is neither awarded nor paid anything, after its name; null when it is qualified.</summary>
    public static Bilingual? WhyNot(Standing standing) => standing.IsQualified ? null : standing.Status switch
    {
        OrganisationStatus.Left => new("已退出目录", "has left the directory"),
        OrganisationStatus.Barred => new($"禁入至 {standing.BarredBy!.To.ToIso()}（{standing.BarredBy.Reason}）", $"is barred until {standing.BarredBy.To.ToIso()} (“{standing.BarredBy.Reason}”)"),
        OrganisationStatus.Suspended => new("已暂停", "is suspended"),
        _ => new(string.Join("；", standing.Missing.Select(document => Words(document).Zh)), string.Join("; ", standing.Missing.Select(document => Words(document).En))),
    };

    private static Bilingual Words(MissingDocument document)
    {
        var kind = document.Kind.Name();
        var (zh, en) = document.EndedOn is { } ended ? ($"{kind.Zh}已于 {ended.ToIso()} 到期", $"has no valid document '{kind.En}': the last one ended on {ended.ToIso()}") : ($"没有{kind.Zh}", $"has no document '{kind.En}'");
        return document.Waits ? new(zh + "（新的已上传，待核验）", en + " (a new one waits to be verified)") : new(zh, en);
    }

    private static async Task<IReadOnlyList<OrganisationFacts>> FactsAsync(LedgerReader reader, IReadOnlyList<Organisation> organisations, long only)
    {
        var documents = (await reader.QueryAsync<QualificationRow>(Qualifications, new { organisation_id = only })).ToLookup(row => row.OrganisationId, row => row.ToQualification());
        var bars = (await reader.QueryAsync<BarRow>(Bars, new { organisation_id = only })).ToLookup(row => row.OrganisationId, row => row.ToBar());
        var events = (await reader.QueryAsync<EventRow>(Events, new { organisation_id = only })).ToLookup(row => row.OrganisationId, row => row.ToEvent());
        return [.. organisations.Select(organisation => new OrganisationFacts(organisation, [.. documents[organisation.Id]], [.. bars[organisation.Id]], [.. events[organisation.Id]]))];
    }
}
