using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Taper;

namespace FundLedger.Web.SigningIn;

/// <summary>How far a person's roles go over entities and funds.</summary>
internal static class Reach
{
    internal static Target TargetOf(this Books books, Fund fund) => Target.Of(fund, books);

    internal static Target TargetOf(Entity entity) => new(entity.Code);

    /// <summary>Whether somebody may do this to all that an entry touches; for reading, one of its funds is enough.</summary>
    internal static bool MayDo(this SignedIn who, Permission act, Books books, PostedEntry entry, DateOnly day)
    {
        var funds = entry.Lines.Select(line => line.Fund).Distinct();
        return act == Permission.ReadLedger ? funds.Any(fund => who.MayDo(act, books.TargetOf(fund), day)) : funds.All(fund => who.MayDo(act, books.TargetOf(fund), day));
    }

    /// <summary>Whether somebody may read an award: of its fund, or of the organisation that receives it.</summary>
    internal static bool MayRead(this SignedIn who, Books books, Award award, DateOnly day) =>
        who.MayDo(Permission.ReadLedger, books.TargetOf(award.Fund), day) || who.MayDo(Permission.ReadOrganisation, new Target(Organisation: award.Organisation), day);

    /// <summary>Whether somebody may read an application: of its organisation, of its programme's fund, or as a member of its team.</summary>
    internal static bool MayRead(this SignedIn who, GrantApplication application, bool isMember, DateOnly day) =>
        who.MayDo(Permission.ReadOrganisation, application.OfOrganisation, day) || who.MayDo(Permission.ReadLedger, application.OfProgramme, day) || (isMember && who.MayDoSomewhere(Permission.ReadOrganisation, day));

    /// <summary>Whether somebody may read a taper plan: of its fund, or of the operator that it supports.</summary>
    internal static bool MayRead(this SignedIn who, Books books, TaperPlan plan, DateOnly day) =>
        who.MayDo(Permission.ReadLedger, books.TargetOf(plan.Fund), day) || who.MayDo(Permission.ReadOrganisation, new Target(Organisation: plan.Organisation), day);

    /// <summary>Whether somebody may read a space: of its fund, or of an organisation that runs it or ran it.</summary>
    /// <param name="terms">All of the space's.</param>
    internal static bool MayRead(this SignedIn who, Books books, Space space, IEnumerable<SpaceTerm> terms, DateOnly day) =>
        who.MayDo(Permission.ReadLedger, books.TargetOf(space.Fund), day) || terms.Any(term => who.MayDo(Permission.ReadOrganisation, new Target(Organisation: term.Operator.Organisation), day));

    internal static IEnumerable<Fund> FundsWithin(this SignedIn who, Permission act, Books books, DateOnly day) => books.Funds.Where(fund => who.MayDo(act, books.TargetOf(fund), day));
}
