using System.Collections.Frozen;

namespace FundLedger.Ledger;

/// <summary>Who keeps books, on which chart, for which funds and sources, as one reader or writer sees them.</summary>
public sealed class Books
{
    private static readonly SqlFile ListEntities = new("ledger/list_entities");
    private static readonly SqlFile ListAccounts = new("ledger/list_accounts");
    private static readonly SqlFile ListFunds = new("ledger/list_funds");
    private static readonly SqlFile ListSources = new("ledger/list_sources");

    private readonly FrozenDictionary<long, Entity> entities;
    private readonly FrozenDictionary<long, Account> accounts;
    private readonly FrozenDictionary<long, Fund> funds;
    private readonly FrozenDictionary<long, Source> sources;
    private readonly FrozenDictionary<string, Fund> fundsByCode;
    private readonly FrozenDictionary<(long Entity, string Code), Source> sourcesByCode;
    private readonly ILookup<(long Entity, AccountRole Role), Account> accountsByRole;
    private readonly ILookup<(long Entity, string Code), Account> accountsByCode;

    private Books(IEnumerable<Entity> entities, IEnumerable<Account> accounts, IEnumerable<Fund> funds, IEnumerable<Source> sources)
    {
        this.entities = entities.ToFrozenDictionary(entity => entity.Id);
        this.accounts = accounts.ToFrozenDictionary(account => account.Id);
        this.funds = funds.ToFrozenDictionary(fund => fund.Id);
        this.sources = sources.ToFrozenDictionary(source => source.Id);
        fundsByCode = this.funds.Values.ToFrozenDictionary(fund => fund.Code, StringComparer.Ordinal);
        sourcesByCode = this.sources.Values.ToFrozenDictionary(source => (source.EntityId, source.Code));
        accountsByRole = this.accounts.Values.Where(account => account.Role is not null).ToLookup(account => (account.EntityId, account.Role!.Value));
        accountsByCode = this.accounts.Values.ToLookup(account => (account.EntityId, account.Code));
    }

    public IEnumerable<Entity> Entities => entities.Values.OrderBy(entity => entity.Id);
    public IEnumerable<Fund> Funds => funds.Values.OrderBy(fund => fund.Code, StringComparer.Ordinal);
    public IEnumerable<Account> Accounts => accounts.Values.OrderBy(account => account.Code, StringComparer.Ordinal);
    public IEnumerable<Source> Sources => sources.Values.OrderBy(source => source.Code, StringComparer.Ordinal);

    public Entity Entity(long id) => entities[id];
    public Account Account(long id) => accounts[id];
    public Fund Fund(long id) => funds[id];
    public Source Source(long id) => sources[id];

    public Entity? FindEntity(long id) => entities.GetValueOrDefault(id);
    public Account? FindAccount(long id) => accounts.GetValueOrDefault(id);
    public Fund? FindFund(long id) => funds.GetValueOrDefault(id);
    public Source? FindSource(long id) => sources.GetValueOrDefault(id);

    public Fund? FindFund(string code) => fundsByCode.GetValueOrDefault(code);
    public Source? FindSource(Entity entity, string code) => sourcesByCode.GetValueOrDefault((entity.Id, code));

    /// <summary>The account of this code that is valid on this day; null when there is none.</summary>
    public Account? FindAccount(Entity entity, string code, DateOnly day) => accountsByCode[(entity.Id, code)].FirstOrDefault(account => account.IsValidOn(day));

    /// <summary>The account that plays a role on this day; null before the chart is in force.</summary>
    public Account? FindAccount(Entity entity, AccountRole role, DateOnly day) => accountsByRole[(entity.Id, role)].FirstOrDefault(account => account.IsValidOn(day));

    /// <summary>Reads them afresh.</summary>
    public static async Task<Books> LoadAsync(LedgerReader reader)
    {
        var (entities, accounts, funds, sources) = await reader.QueryAsync<EntityRow, AccountRow, FundRow, SourceRow>(ListEntities, ListAccounts, ListFunds, ListSources);
        return new Books(entities.Select(row => row.ToEntity()), accounts.Select(row => row.ToAccount()), funds.Select(row => row.ToFund()), sources.Select(row => row.ToSource()));
    }

    /// <summary>As this transaction sees them, kept from one operation to the next.</summary>
    public static async Task<Books> OfAsync(LedgerTransaction tx)
    {
        var kept = tx.State<KeptBooks>();
        return kept.Books ??= await LoadAsync(tx);
    }

    /// <summary>To be called after a row of them was inserted or changed.</summary>
    internal static void Changed(LedgerTransaction tx) => tx.State<KeptBooks>().Changed();

    private sealed class KeptBooks : BatchState
    {
        private bool isChanged;

        internal Books? Books { get; set; }

        internal void Changed() => (Books, isChanged) = (null, true);

        internal override void Mark() => isChanged = false;

        internal override void UndoToMark()
        {
            if (isChanged) Books = null;
        }

        internal override Task FlushAsync(LedgerTransaction tx) => Task.CompletedTask;
    }
}
