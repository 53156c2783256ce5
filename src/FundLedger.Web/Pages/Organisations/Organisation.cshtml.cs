using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>One organisation: how it stands and what happens next, its profile, documents, bars, people and team. To its own people it is "my organisation".</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class OrganisationModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Organisations;
    public override Bilingual Title => new($"机构 {Of?.Code}", $"Organisation {Of?.Code}");

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) && MaySomewhere(Permission.RevealName) ? [Permission.RevealName] : [];

    public Organisation Of { get; private set; } = null!;
    public OrganisationFacts Facts { get; private set; } = null!;
    public Standing Standing { get; private set; } = null!;
    public DirectoryRules Rules { get; private set; } = null!;
    public IReadOnlyList<OrganisationVersion> Versions { get; private set; } = [];
    public IReadOnlyList<OrganisationPerson> Persons { get; private set; } = [];
    public IReadOnlyList<RelatedOrganisation> Relations { get; private set; } = [];
    public IReadOnlyList<Renewal> Renewals { get; private set; } = [];
    public IReadOnlyList<TeamMember> Team { get; private set; } = [];
    public IReadOnlyList<Offer> Offers { get; private set; } = [];
    public string Key { get; private set; } = "";
    public Refusal? Refusal { get; private set; }

    /// <summary>Shown in clear, once; null on any other visit.</summary>
    public OrganisationPerson? Seen { get; private set; }

    public bool IsManager => MaySomewhere(Permission.RecordMoney);
    public bool MayEdit => IsManager || May(Permission.EditOrganisation, OwnTarget);
    public bool MayManage => IsManager || May(Permission.ManageOrganisation, OwnTarget) || MayEverywhere(Permission.ManagePeople);
    public bool MayReveal => MaySomewhere(Permission.RevealName) || May(Permission.ManageOrganisation, OwnTarget);

    /// <summary>Of a form about this organisation.</summary>
    internal string FormPath(string form, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var query = new QueryBuilder { { "organisation", Of.Code } };
        foreach (var (name, value) in more) query.Add(name, value);
        return $"/directory/{form}{query}";
    }

    /// <summary>What is to be done, by whom, until when.</summary>
    public Bilingual Next => NextFor(Standing, Rules);

    internal static Bilingual NextFor(Standing standing, DirectoryRules rules) => standing switch
    {
        { Status: OrganisationStatus.Left } => new("已退出目录；重新加入由基金管理人员办理。", "It has left the directory; a fund manager can let it return."),
        { BarredBy: { } bar } => new($"禁入至 {bar.To.ToIso()}，其间不能立项。", $"Barred until {bar.To.ToIso()}; nothing is awarded meanwhile."),
        { Status: OrganisationStatus.Suspended } => new("已暂停；恢复由基金管理人员办理。", "It is suspended; a fund manager resumes it."),
        { Missing: [_, ..] missing } when missing.All(document => document.Waits) => new("文件已上传，等基金管理人员核验。", "The documents are uploaded and wait for a fund manager to verify them."),
        { Missing: [_, ..] missing } => new($"请上传：{string.Join("、", missing.Where(document => !document.Waits).Select(document => document.Kind.Name().Zh))}。", $"Upload: {string.Join(", ", missing.Where(document => !document.Waits).Select(document => document.Kind.Name().En.ToLowerInvariant()))}."),
        { Status: OrganisationStatus.RenewalDue, QualifiedUntil: { } until } => new($"资质 {until.ToIso()} 到期，请上传下一年的文件。", $"The qualification ends on {until.ToIso()}: upload the next year's documents."),
        { QualifiedUntil: { } until } when until != DateOnly.MaxValue => new($"具备资质，{until.AddDays(-rules.OpensBefore).ToIso()} 开启续期。", $"Qualified; the renewal opens on {until.AddDays(-rules.OpensBefore).ToIso()}."),
        _ => new("具备资质，长期有效。", "Qualified, without an end."),
    };

    public async Task<IActionResult> OnGetAsync(string code)
    {
        if (!await LoadAsync(code)) return NotFound();
        Key = FormKey.New();
        return Page();
    }

    /// <summary>Shows one masked person in clear; the trail tells of it.</summary>
    public async Task<IActionResult> OnPostAsync(string code, [FromForm] long person, [FromForm] string? reason, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return await LoadAsync(code) ? BadRequest() : NotFound();
        if (!await LoadAsync(code) || !MayReveal) return NotFound();
        Key = FormKey.New();
        Response.MustBeKeptNowhere();
        var outcome = await new RevealOrganisationPerson(Noting).RunAsync(AskedAs(key), code, person, Enum.TryParse<PersonRevealReason>(reason, out var known) ? known : PersonRevealReason.Contact, HttpContext.RequestAborted);
        if (outcome.IsDone(out var seen, out var refusal)) Seen = seen;
        else (Refusal, Response.StatusCode) = (refusal, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    private Target OwnTarget => new(Organisation: Of.Code);

    private async Task<bool> LoadAsync(string code)
    {
        if (!MaySomewhere(Permission.ReadLedger) && !May(Permission.ReadOrganisation, new Target(Organisation: code))) return false;
        var isThere = false;
        await ReadAsync(async (reader, books) =>
        {
            if (await Directory.FindAsync(reader, code) is not { } found) return;
            (isThere, Of, Facts, Rules) = (true, found, await Directory.FactsAsync(reader, found), await DirectoryRules.LoadAsync(reader));
            Standing = Standing.On(Facts, Rules, Today);
            (Versions, Persons, Relations) = (await Directory.VersionsAsync(reader, found), await Directory.PersonsAsync(reader, found), await Directory.RelationsAsync(reader, found));
            Renewals = [.. (await Directory.RenewalsAsync(reader)).Where(renewal => renewal.Organisation == code)];
            Team = await OrganisationTeam.OfAsync(reader, code, Today);
            Offers = [.. (await NeedReading.OffersAsync(reader)).Where(offer => offer.Organisation == code)];
        });
        return isThere;
    }
}
