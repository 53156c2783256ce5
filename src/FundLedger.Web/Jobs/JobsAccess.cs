using System.Net;
using Hangfire.Dashboard;

namespace FundLedger.Web.Jobs;

/// <summary>Who may see the jobs, and start or delete them. Until people sign in: whoever sits at this machine, which is all the server listens to.</summary>
internal sealed class JobsAccess : IDashboardAuthorizationFilter
{
    internal bool MaySee(HttpContext context) => context.Connection.LocalIpAddress is { } reached && IPAddress.IsLoopback(reached);

    internal bool MayChange(HttpContext context) => MaySee(context);

    public bool Authorize(DashboardContext context) => MaySee(context.GetHttpContext());
}
