using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages;
using FundLedger.Web.Pages.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace FundLedger.Web.SigningIn;

/// <summary>Asks for the password again, and the code, before money is moved in a session whose owner has not proved lately to be there. What was typed goes on when they have.</summary>
internal sealed class ConfirmFilter(Database database, TimeProvider clock, SignInFlow flow) : IAsyncPageFilter
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan OfAMorning = TimeSpan.FromHours(4);

    /// <summary>For how long proving it is enough for this act; null where a session is enough.</summary>
    internal static TimeSpan? WindowOf(Permission act) => act switch
    {
        Permission.Propose or Permission.Approve or Permission.ManagePeople or Permission.ManageSettings or Permission.ErasePeople or Permission.CertifyOrganisation => Short,
        Permission.RecordMoney or Permission.ClosePeriod or Permission.ManageFunds or Permission.RevealName => OfAMorning,
        _ => null,
    };

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.HandlerInstance is not LedgerPage page || page.Me is not { Token.Kind: TokenKind.Session } who || !IsStale(page, who, HttpMethods.IsPost(http.Request.Method) && page.TakesAFile))
        {
            await next();
            return;
        }

        // A file cannot be kept while somebody types a password: they are asked before they choose it.
        if (page.TakesAFile) context.Result = new RedirectResult("/confirm" + QueryString.Create("next", http.Request.Path + http.Request.QueryString));
        else if (!HttpMethods.IsPost(http.Request.Method) || await IsConfirmedAsync(context, who)) await next();
    }

    private bool IsStale(LedgerPage page, SignedIn who, bool isFileOnItsWay)
    {
        if (page.ActsAskedFor.Select(WindowOf).Min() is not { } window) return false;
        // Whoever was let in to choose a file is given the time to choose it.
        if (isFileOnItsWay) window *= 2;
        return page.Now - who.Token.ConfirmedAt > window.Ticks / TimeSpan.TicksPerMicrosecond;
    }

    private async Task<bool> IsConfirmedAsync(PageHandlerExecutingContext context, SignedIn who)
    {
        var http = context.HttpContext;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var typed = (string?)form[ConfirmModel.Password];
        Refusal? refusal = null;
        if (!string.IsNullOrEmpty(typed) && (refusal = await RefusalForAsync(flow, database, who, typed, (string?)form[ConfirmModel.Code] ?? "", http.RequestAborted)) is null) return true;
        var model = new ConfirmModel(database, clock, flow) { PageContext = ((PageModel)context.HandlerInstance).PageContext };
        model.Carry(form, refusal);
        http.Response.StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        context.Result = new ViewResult
        {
            ViewName = "/Pages/SigningIn/_Confirm.cshtml",
            ViewData = new ViewDataDictionary<ConfirmModel>(((PageModel)context.HandlerInstance).MetadataProvider, context.ModelState) { Model = model },
        };
        return false;
    }

    /// <summary>Marks the session as confirmed when password and code are right.</summary>
    internal static async Task<Refusal?> RefusalForAsync(SignInFlow flow, Database database, SignedIn who, string password, string code, CancellationToken stop)
    {
        var account = new Account(who.Person);
        if (!(await flow.PasswordAsync(account, password, stop)).IsDone(out _, out _))
            return Refusal.Of("password-wrong", ConfirmModel.Password, "密码不正确。", "The password is wrong.");
        if (account.State.HasTwoFactors && !(await flow.CodeAsync(account, code, stop)).IsDone(out _, out var wrong)) return wrong with { Field = ConfirmModel.Code };
        var confirmed = await new UseToken(database).RunAsync(new Asked("confirm/" + FormKey.New(), who.Person.Id), who.Token.Id, isConfirmed: true, stop);
        return confirmed.IsDone(out _, out var refusal) ? null : refusal;
    }
}
