using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Approvals;

/// <summary>Who checks in whose stead: one's own delegations, given and got.</summary>
[Needs]
public sealed class DelegationsModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Approvals;
    public override Bilingual Title => new("委托", "Delegations");

    internal override IReadOnlyList<Permission> ActsAskedFor => [Permission.Approve];

    public IReadOnlyList<Delegation> Standing { get; private set; } = [];

    /// <summary>Everybody else who is active.</summary>
    public IReadOnlyList<(string Id, string Name)> Colleagues { get; private set; } = [];

    internal PeopleNames Names { get; private set; } = null!;

    public string To { get; private set; } = "";
    public string From { get; private set; } = "";
    public string Until { get; private set; } = "";
    public string Key { get; private set; } = "";
    public Refusal? Refusal { get; private set; }

    public Task OnGetAsync()
    {
        (From, Until) = (Today.ToIso(), Today.AddDays(6).ToIso());
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? to, [FromForm] string? from, [FromForm] string? until, [FromForm] long delegation, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key) || step is not ("delegate" or "end")) return BadRequest();
        (To, From, Until) = (to ?? "", from ?? "", until ?? "");
        var delegating = new People.Approvals.Delegate(Noting);
        Outcome<Delegated> outcome = step == "end" ? await delegating.EndAsync(AskedAs(key), Who.Person.Id, delegation, HttpContext.RequestAborted)
            : !IsoDates.TryParse(From, out var first) ? Refusal.Of("date-unreadable", "from", "请填写起始日，如 2026-01-31。", "Fill in the first day, such as 2026-01-31.")
            : !IsoDates.TryParse(Until, out var last) ? Refusal.Of("date-unreadable", "until", "请填写截止日，如 2026-01-31。", "Fill in the last day, such as 2026-01-31.")
            : last < first ? Refusal.Of("dates-crossed", "until", "截止日早于起始日。", "The last day is before the first.")
            : await delegating.RunAsync(AskedAs(key), To, new DateSpan(first, last), HttpContext.RequestAborted);
        if (outcome.IsDone(out _, out var refusal))
        {
            new Notice(step == "end" ? new("委托已收回。", "The delegation is taken back.") : new("已委托。", "It is delegated."), ((Outcome<Delegated>.Done)outcome).WasDoneBefore).PutInto(TempData);
            return LocalRedirect("/approvals/delegations");
        }

        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await LoadAsync();
        return Page();
    }

    private Task LoadAsync() => ReadAsync(async (reader, _) =>
    {
        Key = FormKey.New();
        Names = await PeopleNames.LoadAsync(reader);
        Standing = await Delegations.OfAsync(reader, Who.Person.Id);
        Colleagues = [.. (await Persons.ListAsync(reader)).Where(person => person.IsActive && person.Id != Who.Person.Id).Select(person => (person.Id, person.Name!))];
    });
}
