using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.SigningIn;

namespace FundLedger.Web.Pages.Administration;

/// <summary>A page on which people are managed.</summary>
public abstract class PeoplePage(Database database, TimeProvider clock) : DoorPage(database, clock)
{
    public override Part Where => Part.People;
    public override Bilingual Title => new("人员", "People");

    public Books Books { get; private protected set; } = null!;

    /// <summary>The address of an invitation just made, shown once; null on any other visit.</summary>
    public string? Link { get; private set; }

    public Bilingual StateOf(Person person) => person switch
    {
        { IsErased: true } => new("已擦除", "erased"),
        { IsActive: false } => new("已停用", "disabled"),
        { SignIn.PasswordHash: null } => new("待接受邀请", "invited"),
        _ when person.SignIn.IsLockedOutAt(Now) => new("暂时锁定", "locked out for now"),
        _ => new("在用", "active"),
    };

    /// <summary>Names as typed into the form.</summary>
    protected PersonNames TypedNames => new(Typed("name"), Typed("signInName"), Typed("email") is { Length: > 0 } email ? email : null);

    /// <summary>Shows where an invitation leads. It is handed to the person, and kept in no cache.</summary>
    protected void ShowLink(string secret)
    {
        Link = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/invitation/{secret}";
        Response.MustBeKeptNowhere();
    }
}
