using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;

namespace FundLedger.Web.SigningIn;

/// <summary>How far a person's roles go over entities and funds.</summary>
internal static class Reach
{
    internal static Target TargetOf(this Books books, Fund fund) => new(books.Entity(fund.EntityId).Code, fund.Code);

    internal static Target TargetOf(Entity entity) => new(entity.Code);

    internal static IEnumerable<Fund> FundsWithin(this SignedIn who, Permission act, Books books, DateOnly day) => books.Funds.Where(fund => who.MayDo(act, books.TargetOf(fund), day));
}
