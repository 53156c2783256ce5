using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Help;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>The words of the trade, each with an anchor that is the same in both languages. Who is signed in keeps their way about the site, in a copy that nobody else is given.</summary>
[AnyoneMay]
public sealed class HelpModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.Help;
    public override bool IsPublic => SignedIn is null;
    public override Bilingual Title => new("用语", "What the words mean");

    internal static IReadOnlyList<IGrouping<Bilingual, Term>> Groups { get; } = [.. Glossary.All.GroupBy(term => term.Group)];

    public void OnGet() => Response.Headers.Vary = "Accept-Language, Cookie";
}
