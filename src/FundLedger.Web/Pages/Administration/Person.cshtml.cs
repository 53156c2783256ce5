using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages.SigningIn;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Administration;

/// <summary>One person: roles, names, and how they sign in.</summary>
[Needs(Permission.ManagePeople, Everywhere = true)]
public sealed class PersonModel(Database database, TimeProvider clock) : PeoplePage(database, clock)
{
    public Person Person { get; private set; } = null!;

    /// <summary>Not taken back; those that begin later or are over among them.</summary>
    public IReadOnlyList<Grant> Grants { get; private set; } = [];

    public long? SignedInAt { get; private set; }
    public string Key { get; private set; } = FormKey.New();
    public bool MayErase => MayEverywhere(Permission.ErasePeople);
    public bool MayReadTrail => MayEverywhere(Permission.ReadTrail);

    /// <summary>A field that holds what stands, until something else is typed.</summary>
    public TypedField Filled(string name, Bilingual label, string? stands, string type = "text")
    {
        var field = Field(name, label, type, isOptional: name == "email");
        return field.Value.Length > 0 || field.Refusal is not null ? field : field with { Value = stands ?? "" };
    }

    public async Task<IActionResult> OnGetAsync([FromRoute] string id) => await LoadAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] string id, [FromForm] string? step, [FromForm] string? key, [FromForm] long grant)
    {
        if (!await LoadAsync(id)) return NotFound();
        if (!FormKey.IsOne(key)) return BadRequest();
        Key = key;
        var (asked, stop) = (AskedAs($"{step}/{key}"), HttpContext.RequestAborted);
        return step switch
        {
            "invite" => await InviteAsync(asked),
            "give" => await GiveAsync(key),
            "take" => After(await new TakeRole(Noting).RunAsync(AskedAs($"take-{grant}/{key}"), id, grant, stop), new("职责已收回。", "The role is taken back.")),
            "rename" => After(await new RenamePerson(Noting).RunAsync(asked, id, TypedNames, stop), new("已更改。", "It is changed.")),
            "disable" => After(await new DisablePerson(Noting).RunAsync(asked, id, stop), new("已停用，其登录全部结束。", "Disabled; their sessions are over.")),
            "enable" => After(await new EnablePerson(Noting).RunAsync(asked, id, stop), new("已恢复。", "They may sign in again.")),
            "end-sessions" => After(await new EndSessions(Noting).AllAsync(asked, id, stop: stop), new("其登录全部结束。", "Their sessions are over.")),
            "second-step-off" => After(await TurnOffSecondStepAsync(asked), new("两步验证已关闭，其登录全部结束。", "The second step is off; their sessions are over.")),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> InviteAsync(Asked asked)
    {
        var secret = Secret.New();
        var outcome = await new InvitePerson(Noting).AgainAsync(asked, Person.Id, secret, HttpContext.RequestAborted);
        if (outcome is not Outcome<PersonInvited>.Done { WasDoneBefore: false }) return After(outcome, new("此前已生成链接。丢了就再生成一个。", "A link was made before. If it is lost, make another."));
        Key = FormKey.New();
        ShowLink(secret);
        return Page();
    }

    /// <summary>All of them or none: what refuses one refuses every other, since they share their part and days.</summary>
    private async Task<IActionResult> GiveAsync(string key)
    {
        if (!GrantFields.Read(Request.Form).IsDone(out var grants, out var refusal)) return Refused(refusal);
        foreach (var grant in grants)
        {
            var outcome = await new GiveRole(Noting).RunAsync(AskedAs($"give-{grant.Role}/{key}"), Person.Id, grant, HttpContext.RequestAborted);
            if (!outcome.IsDone(out _, out refusal)) return Refused(refusal);
        }

        return Told(new("职责已给予。", "The roles are given."));
    }

    /// <summary>Without the key that is lost; what they have signed in with ends too.</summary>
    private Task<Outcome<SignInSaved>> TurnOffSecondStepAsync(Asked asked) => new SaveSignIn(Noting).RunAsync(
        asked, Person.Id, Person.SignIn with { HasTwoFactors = false, TotpKey = null, SecurityStamp = Secret.New() }, stop: HttpContext.RequestAborted);

    private IActionResult After<T>(Outcome<T> outcome, Bilingual says) => outcome.IsDone(out _, out var refusal) ? Told(says) : Refused(refusal);

    private IActionResult Told(Bilingual says)
    {
        new Notice(says, WasDoneBefore: false).PutInto(TempData);
        return LocalRedirect($"/people/{Person.Id}");
    }

    private IActionResult Refused(Refusal refusal)
    {
        Refuse(refusal.Field == "person" ? refusal with { Field = "" } : refusal);
        return Again();
    }

    private async Task<bool> LoadAsync(string id)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await Persons.FindAsync(reader, id) is not { } person) return;
            (Books, Person) = (books, person);
            Grants = [.. (await People.Roles.Grants.OfAsync(reader, id)).Where(grant => !grant.IsRevoked)];
            SignedInAt = (await AccessTokens.LastSignInsAsync(reader)).TryGetValue(id, out var moment) ? moment : null;
        });
        return Person is not null;
    }
}
