using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Administration;

/// <summary>Adds a person with roles, and shows the invitation to hand to them.</summary>
[Needs(Permission.ManagePeople, Everywhere = true)]
public sealed class InviteModel(Database database, TimeProvider clock) : PeoplePage(database, clock)
{
    public override Bilingual Title => new("邀请人员", "Invite somebody");

    public string Key { get; private set; } = FormKey.New();

    /// <summary>Id of the person just invited.</summary>
    public string? Invited { get; private set; }

    /// <summary>What is left to be done before they find something here.</summary>
    public IReadOnlyList<(string Path, Bilingual Says)> Next { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        Key = key;
        await LoadAsync();
        var names = TypedNames;
        Refuse(Missing("name", names.Name, new("姓名", "Name")));
        Refuse(Missing("signInName", names.SignInName, new("登录名", "Sign-in name")));
        if (!GrantFields.Read(Request.Form).IsDone(out var grants, out var refusal)) Refuse(refusal);
        if (Refusals.Count > 0) return Again();

        var secret = Secret.New();
        var outcome = await new InvitePerson(Noting).RunAsync(AskedAs(key), names, grants!, secret, HttpContext.RequestAborted);
        if (!outcome.IsDone(out var invited, out refusal))
        {
            Refuse(refusal);
            return Again();
        }

        if (outcome is Outcome<PersonInvited>.Done { WasDoneBefore: true })
        {
            // The link was shown then, and the ledger keeps only its hash.
            new Notice(new("此人先前已邀请。链接丢了，就再邀请一次。", "This person was invited before. If the link is lost, invite them again."), WasDoneBefore: false).PutInto(TempData);
            return LocalRedirect($"/people/{invited.Person}");
        }

        Invited = invited.Person;
        Next = [.. grants!.Select(grant => GrantFields.NextFor(grant.Role)).OfType<(string, Bilingual)>()];
        ShowLink(secret);
        return Page();
    }

    private Task LoadAsync() => ReadAsync((_, books) =>
    {
        Books = books;
        return Task.CompletedTask;
    });
}
