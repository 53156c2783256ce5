using FundLedger.Exchange;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages;

/// <summary>The state of the books on one page.</summary>
public sealed class IndexModel(Database database, TimeProvider clock) : PageModel
{
    public Language Language { get; private set; }
    public DateOnly Today { get; } = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
    public bool IsDemo => database.Ledger.IsDemo;
    public long EntryCount { get; private set; }
    public PostedEntry? LastEntry { get; private set; }
    public UnfinishedImport? Unfinished { get; private set; }
    public IReadOnlyList<EntityShown> Entities { get; private set; } = [];

    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Language = PageLanguage.Of(Request);
        (Response.Headers.Vary, Response.Headers.ContentLanguage, Response.Headers.CacheControl) = ("Accept-Language", Language.TagOf(), "no-store");
        await database.ReadAsync(LoadAsync, stop);
    }

    private async Task<bool> LoadAsync(LedgerReader reader)
    {
        var books = await Books.LoadAsync(reader);
        Unfinished = await UnfinishedImport.FindAsync(reader);
        EntryCount = await JournalReading.LastAsync(reader);
        LastEntry = EntryCount > 0 ? await JournalReading.FindAsync(reader, new EntryId(EntryCount), books) : null;
        var entities = new List<EntityShown>();
        foreach (var entity in books.Entities)
        {
            var funds = new List<FundShown>();
            foreach (var fund in books.Funds.Where(fund => fund.EntityId == entity.Id))
                funds.Add(new FundShown(fund, (await FundReports.BalancesAsync(reader, fund.Code, Today)).Expect()));
            entities.Add(new EntityShown(entity, funds));
        }

        Entities = entities;
        return true;
    }

    public sealed record EntityShown(Entity Entity, IReadOnlyList<FundShown> Funds);

    public sealed record FundShown(Fund Fund, FundBalances Balances);
}
