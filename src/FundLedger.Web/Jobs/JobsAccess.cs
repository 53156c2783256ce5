using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using Hangfire.Dashboard;

namespace FundLedger.Web.Jobs;

/// <summary>Who may see the jobs, and start or delete them: whoever keeps the program running.</summary>
internal sealed class JobsAccess(TimeProvider clock) : IDashboardAuthorizationFilter
{
    internal bool MaySee(HttpContext context) =>
        context.Features.Get<SignedIn>()?.MayDo(Permission.Operate, Target.WholeLedger, Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()))) == true;

    internal bool MayChange(HttpContext context) => MaySee(context);

    public bool Authorize(DashboardContext context) => MaySee(context.GetHttpContext());
}
