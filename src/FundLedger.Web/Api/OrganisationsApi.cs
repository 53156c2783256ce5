using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Api;

/// <summary>The directory of organisations, what neighbourhoods need and what organisations offer. Nobody's person is named here.</summary>
internal static class OrganisationsApi
{
    private const string Part = "organisations";
    private static readonly Permission[] Readers = [Permission.ReadLedger, Permission.ReadOrganisation];

    internal static void MapOrganisations(this ApiRoutes api)
    {
        api.Read<Page<OrganisationShown>>("/organisations", new("listOrganisations", Part, new("列出机构", "List organisations"), "By code, each with how it stands today.",
            [new("status", new("资质状态", "how it stands"), null, Words: [.. Enum.GetValues<OrganisationStatus>().Select(status => ApiJson.WordOf(status))]), .. ApiParameter.Paging]), ListAsync, Permission.ReadLedger);
        api.Read<OrganisationInFull>("/organisations/{code}", new("getOrganisation", Part, new("一个机构", "One organisation"), "With its documents, bars and related organisations; to its own people, theirs.", [ApiParameter.Path("code", new("机构代码", "code of the organisation"), "ORG")]) { IsTagged = true }, OneAsync, Readers);
        api.Read<Page<NeedShown>>("/needs", new("listNeeds", Part, new("列出需求", "List needs"), "By code.", ApiParameter.Paging), NeedsAsync, Readers);
        api.Read<NeedInFull>("/needs/{code}", new("getNeed", Part, new("一项需求", "One need"), "With its steps and matches: to an organisation's people, those with their own. Minutes are read on the site.", [ApiParameter.Path("code", new("需求代码", "code of the need"), "N1")]) { IsTagged = true }, NeedAsync, Readers);
        api.Read<Page<OfferShown>>("/offers", new("listOffers", Part, new("列出服务", "List offers"), "By code.", ApiParameter.Paging), OffersAsync, Readers);
        api.Read<OfferShown>("/offers/{code}", new("getOffer", Part, new("一项服务", "One offer"), "As it stands now.", [ApiParameter.Path("code", new("服务代码", "code of the offer"), "S1")]) { IsTagged = true }, OfferAsync, Readers);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        var (status, rules) = (call.Word<OrganisationStatus>("status"), await DirectoryRules.LoadAsync(reader));
        return call.PageOf((await Directory.AllFactsAsync(reader)).Select(facts => OrganisationShown.Of(facts.Organisation, Standing.On(facts, rules, call.Today))).Where(one => status is null || one.Status == status)
            .OrderBy(one => one.Organisation, StringComparer.Ordinal), one => one.Organisation);
    });

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        var code = call.Route("code");
        if (!call.MaySomewhere(Permission.ReadLedger) && !call.May(Permission.ReadOrganisation, new Target(Organisation: code))) return ApiCall.NotThere();
        if (await Directory.FindAsync(reader, code) is not { } found) return ApiCall.NotThere();
        var facts = await Directory.FactsAsync(reader, found);
        var standing = Standing.On(facts, await DirectoryRules.LoadAsync(reader), call.Today);
        return ApiCall.One(new OrganisationInFull(
            OrganisationShown.Of(found, standing), [.. standing.Missing.Select(one => new MissingDocumentShown(one.Kind, one.EndedOn, one.Waits))],
            [.. facts.Qualifications.Select(one => new QualificationShown(one.Id, one.Kind, one.Number, one.From, one.To, one.IsVerified))], [.. facts.Bars.Select(one => new BarShown(one.Id, one.From, one.To, one.Reason, one.TakenBack))],
            [.. (await Directory.RelationsAsync(reader, found)).Select(one => new OrganisationRelationShown(one.No, one.Relation, one.Name, one.CreditCode, one.Since, one.Until))]));
    });

    private static Task<IResult> NeedsAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var matches = await NeedReading.MatchesAsync(reader, books);
        return call.PageOf((await NeedReading.NeedsAsync(reader, books)).OrderBy(need => need.Code, StringComparer.Ordinal).Select(need => NeedShown.Of(need, NeedReading.StateOf(need, matches))), one => one.Need);
    });

    private static Task<IResult> NeedAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (await NeedReading.FindNeedAsync(reader, books, call.Route("code")) is not { } need) return ApiCall.NotThere();
        var matches = await NeedReading.MatchesAsync(reader, books);
        return ApiCall.One(new NeedInFull(
            NeedShown.Of(need, NeedReading.StateOf(need, matches)),
            [.. NeedReading.Current(await NeedReading.StepsAsync(reader, need)).Select(step => new StepShown(step.Step, step.Version, step.HeldOn, step.Attendance, step.For, step.Against, step.Abstained))],
            [.. matches.Where(match => match.Need == need.Code && (call.MaySomewhere(Permission.ReadLedger) || call.May(Permission.ReadOrganisation, new Target(Organisation: match.Organisation))))
                .Select(match => new NeedMatchShown(match.Id, match.Offer, match.Organisation, match.Contract, match.Amount, match.State))]));
    });

    private static Task<IResult> OffersAsync(ApiCall call) => call.ReadAsync(async (reader, _) => call.PageOf((await NeedReading.OffersAsync(reader)).OrderBy(offer => offer.Code, StringComparer.Ordinal).Select(OfferShown.Of), one => one.Offer));

    private static Task<IResult> OfferAsync(ApiCall call) => call.ReadAsync(async (reader, _) => await NeedReading.FindOfferAsync(reader, call.Route("code")) is { } offer ? ApiCall.One(OfferShown.Of(offer)) : ApiCall.NotThere());
}

/// <param name="CreditCode">Null where the neighbourhood only keeps it on file.</param>
/// <param name="QualifiedUntil">Null where it is not qualified, and without an end.</param>
/// <param name="Payee">Code of the payee that money for it is paid to.</param>
public sealed record OrganisationShown(
    string Organisation, string Name, string? CreditCode, OrganisationKind Kind, IReadOnlyList<string> Fields, string Place, DateOnly? FoundedOn, string? Payee, OrganisationStatus Status, bool IsQualified, DateOnly? QualifiedUntil)
{
    internal static OrganisationShown Of(Organisation one, Standing standing) => new(
        one.Code, one.Name, one.CreditCode, one.Kind, one.Fields, one.Place, one.FoundedOn, one.Payee, standing.Status, standing.IsQualified, standing.QualifiedUntil == DateOnly.MaxValue ? null : standing.QualifiedUntil);
}

public sealed record OrganisationInFull(OrganisationShown Listed, IReadOnlyList<MissingDocumentShown> Missing, IReadOnlyList<QualificationShown> Qualifications, IReadOnlyList<BarShown> Bars, IReadOnlyList<OrganisationRelationShown> Relations);

/// <param name="Waits">One is uploaded and waits to be verified.</param>
public sealed record MissingDocumentShown(QualificationKind Kind, DateOnly? EndedOn, bool Waits);

public sealed record QualificationShown(long Qualification, QualificationKind Kind, string Number, DateOnly From, DateOnly? To, bool IsVerified);

/// <param name="TakenBack">The day from which it counts no more.</param>
public sealed record BarShown(long Bar, DateOnly From, DateOnly To, string Reason, DateOnly? TakenBack);

/// <param name="Name">Of the other one, in the directory or not.</param>
/// <param name="Until">The last day, included; null where it stands.</param>
public sealed record OrganisationRelationShown(long No, OrganisationRelation Relation, string Name, string? CreditCode, DateOnly? Since, DateOnly? Until);

public sealed record NeedShown(string Need, string Fund, string Title, string Description, string Field, string Place, DateOnly? WantedBy, Money? Amount, NeedState State, IReadOnlyList<NeedStep> Steps, DateOnly? ClosedOn)
{
    internal static NeedShown Of(Need need, NeedState state) => new(need.Code, need.Fund.Code, need.Title, need.Description, need.Field, need.Place, need.WantedBy, need.Amount, state, need.Steps, need.ClosedOn);
}

public sealed record NeedInFull(NeedShown Listed, IReadOnlyList<StepShown> Steps, IReadOnlyList<NeedMatchShown> Matches);

public sealed record StepShown(NeedStep Step, int Version, DateOnly HeldOn, int Attendance, int For, int Against, int Abstained);

public sealed record NeedMatchShown(long Match, string Offer, string Organisation, ContractKind Contract, Money? Amount, MatchState State);

public sealed record OfferShown(string Offer, string Organisation, string Title, string Description, string Field, string Place, Money? Amount, DateOnly? ClosedOn)
{
    internal static OfferShown Of(Offer offer) => new(offer.Code, offer.Organisation, offer.Title, offer.Description, offer.Field, offer.Place, offer.Amount, offer.ClosedOn);
}
