using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.SigningIn;

/// <summary>A page with one small form: at the door, or about one's own account.</summary>
public abstract class DoorPage(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private readonly List<Refusal> refusals = [];

    public override Part Where => Part.None;

    /// <summary>What stands in the way.</summary>
    public IReadOnlyList<Refusal> Refusals => refusals;

    public Refusal? RefusalOf(string field) => refusals.Find(refusal => refusal.Field == field);

    public TypedField Field(string name, Bilingual label, string type = "text", string autocomplete = "off", Bilingual? hint = null, bool isFirst = false, bool isOptional = false) => new(
        name, label, type, autocomplete, Language, Typed(name), hint, RefusalOf(name), HasFocus: refusals.Count == 0 ? isFirst : refusals[0].Field == name, isOptional);

    protected string Typed(string name) => HttpMethods.IsPost(Request.Method) && Request.HasFormContentType ? ((string?)Request.Form[name] ?? "").Trim() : "";

    /// <summary>As it was typed: a password may begin with a blank.</summary>
    protected string TypedSecret(string name) => Request.HasFormContentType ? (string?)Request.Form[name] ?? "" : "";

    protected void Refuse(Refusal? refusal)
    {
        if (refusal is not null) refusals.Add(refusal);
    }

    /// <summary>A new password, typed twice.</summary>
    /// <param name="own">Names of the person, which it may not contain.</param>
    protected string NewPassword(params IEnumerable<string?> own)
    {
        var password = TypedSecret("password");
        if (PasswordRule.RefusalFor(password, own) is { } refusal) Refuse(refusal);
        else if (TypedSecret("again") != password) Refuse(Refusal.Of("password-again", "again", "两次输入的密码不同。请再输一遍。", "The two passwords differ. Type it again."));
        return password;
    }

    protected IActionResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Where somebody wanted to go before they were asked to sign in; never to another site.</summary>
    protected string NextOr(string otherwise) => Request.Query["next"] is [{ } next] && Url.IsLocalUrl(next) && !next.StartsWith("/sign-", StringComparison.Ordinal) ? next : otherwise;

    protected static Refusal? Missing(string field, string text, Bilingual label) =>
        text.Length > 0 ? null : Refusal.Of("missing", field, $"请填写{label.Zh}。", $"Fill in: {label.En.ToLowerInvariant()}.");
}
