using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Matching;

/// <summary>The register of related parties, whose gifts never earn a match.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class RelatedModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Matching;
    public override Bilingual Title => new("关联方", "Related parties");

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.RecordMoney] : [Permission.ReadLedger];

    public IReadOnlyList<RelatedParty> Parties { get; private set; } = [];
    public IReadOnlyList<Entity> Entities { get; private set; } = [];
    public bool MayRegister => MayEverywhere(Permission.RecordMoney);
    public string Donor { get; private set; } = "";
    public string Relation { get; private set; } = "";
    public string From { get; private set; } = "";
    public string Key { get; private set; } = "";
    public Refusal? Refusal { get; private set; }

    public async Task OnGetAsync()
    {
        (Key, From) = (FormKey.New(), Today.ToIso());
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? entity, [FromForm] string? donor, [FromForm] string? relation, [FromForm] string? from, [FromForm] long? end, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!MayRegister) return NotFound();
        (Key, Donor, Relation, From) = (key, donor ?? "", relation ?? "", from ?? "");
        await LoadAsync();
        if (end is { } number) return Answered(await new EndRelatedParty(Noting).RunAsync(AskedAs(key), new RelationEnd(number, Today), HttpContext.RequestAborted), new("已记录结束。", "The relation is ended."));
        if (!IsoDates.TryParse(From, out var day)) return Refused(Refusal.Of("date-unreadable", "from", $"“{From}”不是日期。请写如 2026-01-31。", $"'{From}' is not a date. Write it like 2026-01-31."));
        return Answered(await new RegisterRelatedParty(Noting).RunAsync(AskedAs(key), new NewRelatedParty(string.IsNullOrEmpty(entity) ? null : entity, Donor, Relation, day), HttpContext.RequestAborted), new("已登记。", "The related party is registered."));
    }

    private IActionResult Answered<T>(Outcome<T> outcome, Bilingual says)
    {
        if (!outcome.IsDone(out _, out var refusal)) return Refused(refusal);
        new Notice(says, ((Outcome<T>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect("/matching/related");
    }

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private Task LoadAsync() => ReadAsync(async (reader, books) =>
    {
        Entities = [.. books.Entities];
        Parties = await MatchingReading.RelatedPartiesAsync(reader);
    });
}
