using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Administration;

/// <summary>Asks before a person's name and all they sign in with are erased: they cannot be brought back.</summary>
[Needs(Permission.ErasePeople, Everywhere = true)]
public sealed class ErasePersonModel(Database database, TimeProvider clock) : PeoplePage(database, clock)
{
    public override Bilingual Title => new("擦除人员", "Erase a person");

    public Person Person { get; private set; } = null!;
    public string Key { get; private set; } = FormKey.New();

    public async Task<IActionResult> OnGetAsync([FromRoute] string id) => await LoadAsync(id) ? Person.IsErased ? LocalRedirect($"/people/{id}") : Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] string id, [FromForm] string? key)
    {
        if (!await LoadAsync(id)) return NotFound();
        if (!FormKey.IsOne(key)) return BadRequest();
        Key = key;
        var outcome = await new ErasePerson(Noting).RunAsync(AskedAs(key), id, HttpContext.RequestAborted);
        if (Person.IsErased || outcome.IsDone(out _, out var refusal))
        {
            new Notice(new("此人已擦除；账目和审计轨迹不变。", "The person is erased; books and trail stand."), WasDoneBefore: false).PutInto(TempData);
            return LocalRedirect($"/people/{id}");
        }

        Refuse(refusal with { Field = "" });
        return Again();
    }

    private async Task<bool> LoadAsync(string id)
    {
        await ReadAsync(async (reader, _) => Person = (await Persons.FindAsync(reader, id))!);
        return Person is not null;
    }
}
