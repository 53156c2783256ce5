using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Web.Approving;

/// <summary>Who may see a proposal.</summary>
internal static class Seeing
{
    /// <summary>Its maker, and whoever reads the books or checks where it belongs. Those who may decide in another's stead besides are told by the queue.</summary>
    internal static bool MaySee(this SignedIn who, Proposal proposal, DateOnly day) =>
        proposal.Maker == who.Person.Id || who.MayDo(Permission.ReadLedger, proposal.Where, day) || who.MayDo(Permission.Approve, proposal.Where, day);
}
