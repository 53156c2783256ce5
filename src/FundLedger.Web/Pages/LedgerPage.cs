using FundLedger.Exchange;
using FundLedger.Ledger;
using FundLedger.Notices;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Filters;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages;

/// <summary>What every page has: the books, the day, and its language. A page translates between people and operations; it decides nothing.</summary>
public abstract class LedgerPage(Database database, TimeProvider clock) : PageModel
{
    /// <summary>The parts of the site that the navigation leads to.</summary>
    public enum Part
    {
        None,
        Overview,
        Work,
        Funds,
        Entries,
        Reports,
        Donors,
        Matching,
        Grants,
        Applications,
        Awards,
        Taper,
        Reviews,
        Bank,
        Periods,
        Record,
        Payments,
        Organisations,
        Needs,
        Voice,
        Spaces,
        Import,
        Approvals,
        People,
        Audit,
        AuditQueries,
        Disclosures,
        Verification,
        Checkpoints,
        Trail,
        Account,
        Notices,
        PublicDisclosures,
        PublicMatching,
        PublicSpaces,
        PublicTaper,
        PublicVoice,
        PublicHome,
        PublicFunds,
        PublicProjects,
        PublicProgrammes,
        PublicNeeds,
        Help,
    }

    /// <summary>It is the same for everybody who speaks a language: nobody is anybody here, and no cookie is asked for or set.</summary>
    public virtual bool IsPublic => false;

    public Language Language { get; private set; }

    /// <summary>In Shanghai, where the days of the books begin.</summary>
    public DateOnly Today { get; } = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public long Now { get; } = Moments.ToMicroseconds(clock.GetUtcNow());

    public bool IsDemo => database.Ledger.IsDemo;

    /// <summary>An import that was started and not finished: the figures are not whole yet, and every page that has some says so.</summary>
    public UnfinishedImport? Unfinished { get; private set; }

    /// <summary>What was just done, when this page comes after it.</summary>
    public Notice? Notice { get; private set; }

    public abstract Part Where { get; }

    /// <summary>Of the browser's tab.</summary>
    public abstract Bilingual Title { get; }

    protected Database Database => database;

    /// <summary>Who asks; null on the pages that are open to people who are not signed in.</summary>
    public SignedIn? Me => IsPublic ? null : SignedIn;

    private protected SignedIn? SignedIn => HttpContext.Features.Get<SignedIn>();

    /// <summary>What the page is asked to do, by which it is decided how lately the person must have proved to be the one.</summary>
    internal virtual IReadOnlyList<Permission> ActsAskedFor => HttpContext.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>()?.AnyOf ?? [];

    /// <summary>Its form is sent with a file, which cannot be kept while the person is asked for their password.</summary>
    internal virtual bool TakesAFile => false;

    /// <summary>Who asks, on a page that nobody reaches without signing in.</summary>
    protected SignedIn Who => Me ?? throw new InvalidOperationException("nobody is signed in");

    /// <summary>The database as people reach it: what is refused is told to the trail.</summary>
    protected Database Noting => new RefusalsNoted(database);

    public bool May(Permission act, Target target) => Me?.MayDo(act, target, Today) == true;

    public bool MaySomewhere(Permission act) => Me?.MayDoSomewhere(act, Today) == true;

    /// <summary>May do this to everything there is.</summary>
    public bool MayEverywhere(Permission act) => May(act, Target.WholeLedger);

    /// <summary>How many proposals wait for this person.</summary>
    internal async Task<int> WaitingForMeAsync() =>
        Me is { } me ? await database.ReadAsync(async reader => (await ApprovalQueue.OfAsync(reader, me.Person.Id, Now)).Count, HttpContext.RequestAborted) : 0;

    /// <summary>How many notices this person has not read.</summary>
    internal async Task<long> UnreadAsync() => Me is { } me ? await database.ReadAsync(reader => PersonNotices.UnreadAsync(reader, me.Person.Id), HttpContext.RequestAborted) : 0;

    /// <summary>What the person saved for a table, with what its address says now.</summary>
    /// <param name="code">Of one of <see cref="FilterPage.All"/>.</param>
    internal async Task<SavedFiltersShown> SavedFiltersAsync(string code)
    {
        var of = FilterPage.Find(code)!;
        var saved = await database.ReadAsync(reader => SavedFilters.OfAsync(reader, Who.Person.Id), HttpContext.RequestAborted);
        return new SavedFiltersShown(of, [.. saved.Where(filter => filter.Page == code)], of.QueryOf(Request.Query), Language);
    }

    protected Asked AskedAs(string key) => new(key, Who.Person.Id);

    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    public string In(Bilingual text) => text.In(Language);

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        Begin();
        // A verb that the page does not answer would otherwise be answered with the page, of which nothing was read.
        if (context.HandlerMethod is null && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method)) context.Result = StatusCode(StatusCodes.Status405MethodNotAllowed);
        if (HttpMethods.IsGet(Request.Method) && !IsPublic) Notice = Notice.TakeFrom(TempData);
    }

    private protected void Begin()
    {
        Language = IsPublic ? PageLanguage.AskedOrAccepted(Request) : PageLanguage.Of(Request);
        if (!IsPublic) PageLanguage.Keep(HttpContext, Language);
        (Response.Headers.Vary, Response.Headers.ContentLanguage) = (IsPublic ? "Accept-Language" : "Accept-Language, Cookie", Language.TagOf());
    }

    /// <summary>A page of this site; from a public one, in the language that was asked for, since no cookie keeps it.</summary>
    public string Way(string path) => IsPublic ? PageLanguage.Carried(Request, path, Language) : path;

    /// <summary>Reads that all see one moment of the books.</summary>
    protected Task ReadAsync(Func<LedgerReader, Books, Task> reads) => database.ReadAsync(async reader =>
    {
        Unfinished = await UnfinishedImport.FindAsync(reader);
        await reads(reader, await Books.LoadAsync(reader));
        return true;
    }, HttpContext.RequestAborted);
}
