using System.Globalization;
using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reports;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Disclosures;

/// <summary>One thing that is to be published: its versions, the document that is prepared, and the forms that prepare, publish, correct it or find that it does not apply.</summary>
[Needs(Permission.ReadLedger)]
public sealed class ItemModel(Database database, TimeProvider clock, ReportIssuing issuing) : FormsPage(database, clock)
{
    public override Part Where => Part.Disclosures;
    public override Bilingual Title => new("信息公开事项", "To be published");

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.Propose] : base.ActsAskedFor;

    public DisclosureWork Shown { get; private set; } = null!;
    internal WhoIs People { get; private set; } = null!;
    public bool MayAct { get; private set; }
    public DisclosureState State { get; private set; }

    public DisclosureItem Item => Shown.Item;
    public DisclosureRule? Rule => DisclosureRule.Find(Item.Rule);
    internal string Path => IndexModel.PathOf(Item.Key);

    /// <summary>Where it may be published: a directed campaign is told to its donors, everything else to everybody.</summary>
    public IReadOnlyList<DisclosurePlace> Places => Rule?.IsForEverybody == false ? [DisclosurePlace.Donors] : [DisclosurePlace.Own, DisclosurePlace.Outside];

    public async Task<IActionResult> OnGetAsync(string rule, long entity, string subject) => await LoadAsync(rule, entity, subject) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string rule, long entity, string subject, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(rule, entity, subject) || !MayAct) return NotFound();
        if (step == "prepare") return await PrepareAsync(key!);
        _ = int.TryParse(Posted("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        _ = long.TryParse(Posted("draft"), NumberStyles.None, CultureInfo.InvariantCulture, out var draft);
        var act = new ProposeAct(Noting);
        return step switch
        {
            "publish" => Answer(
                await act.RunAsync(AskedAs(key!), PublishDisclosure.Kind, new NewPublication(Item.Key, version, draft, Enum.TryParse<DisclosurePlace>(Posted("place"), out var place) ? place : Places[0], Posted("address"), Posted("reason")), null, stop: HttpContext.RequestAborted),
                ProposalWords.Said, done => $"/approvals/{done.Proposal}"),
            "exempt" => Answer(
                await act.RunAsync(AskedAs(key!), ExemptDisclosure.Kind, new NewExemption(Item.Key, Posted("why")), null, stop: HttpContext.RequestAborted),
                ProposalWords.Said, done => $"/approvals/{done.Proposal}"),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> PrepareAsync(string key)
    {
        var language = Languages.TryParse(Posted("doc"), out var chosen) ? chosen : Language;
        return Answer(
            await DisclosureDrawing.PrepareAsync(Noting, issuing, AskedAs(key), Item, [.. Request.Form["reports"].OfType<string>()], Posted("words"), language, Now, HttpContext.RequestAborted),
            done => new($"文件已备好（第 {done.Draft} 号），可以阅读并提交公开。", $"The document is prepared (no. {done.Draft}): read it and ask for it to be published."), _ => Path);
    }

    internal GrantField Field(string form, string name, Bilingual label, string kind = "text", bool isRequired = true, int longest = 2000, Bilingual? hint = null) =>
        new(name, In(label), TypedIn(form, name), WrongIn(form, name), kind, isRequired, hint is { } said ? In(said) : null, longest, Optional: In("选填", "optional"));

    /// <summary>The reports that may be published, those that were ticked or are usual ticked.</summary>
    internal GrantField Reports()
    {
        var ticked = Sent == "prepare" ? string.Join(',', Request.Form["reports"].OfType<string>()) : string.Join(',', DisclosureDrawing.UsualFor(Item));
        return new("reports", In("报表（PDF）", "Reports, as PDF"), ticked, WrongIn("prepare", "reports"), "many", IsRequired: false, Options: [.. DisclosureDrawing.Kinds.Select(known => (known.Code, In(known.Name)))]);
    }

    private async Task<bool> LoadAsync(string rule, long entity, string subject)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await DisclosureReading.FindAsync(reader, books, string.Create(CultureInfo.InvariantCulture, $"{rule}/{entity}/{subject}")) is not { } work || !May(Permission.ReadLedger, DisclosureRules.TargetOf(work.Item))) return;
            (Shown, People) = (work, await WhoIs.LoadAsync(reader));
            (MayAct, State) = (May(Permission.Propose, DisclosureRules.TargetOf(work.Item)), work.StateOn(Today));
        });
        return Shown is not null;
    }
}
