using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Web.Hosting;
using Microsoft.AspNetCore.Mvc.Filters;

namespace FundLedger.Web.Pages.Public;

/// <summary>A page that everybody sees alike, so that whoever carries it to others may keep it for a while: no sign-in, no cookie, nothing of any person, no form.</summary>
public abstract class PublicPage(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override bool IsPublic => true;

    /// <summary>Which funds are shown; what belongs to any other is not there.</summary>
    protected PublicFunds Funds { get; private set; } = null!;

    protected Task ReadPublicAsync(Func<LedgerReader, Books, Task> reads) => ReadAsync(async (reader, books) =>
    {
        Funds = await PublicFunds.LoadAsync(reader);
        await reads(reader, books);
    });

    public override void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        if (IsPublic && context.Exception is null && context.Result is null or Microsoft.AspNetCore.Mvc.RazorPages.PageResult) Response.MayBeKeptByAll();
    }
}
