using FundLedger.Ledger;

namespace FundLedger.Banking.Accounts;

/// <summary>All bank accounts and which funds' money lies where, as one reader or writer sees them.</summary>
public sealed class BankBook
{
    /// <summary>From which a fund's money lies in its first account: before any entry.</summary>
    public static readonly DateOnly Beginning = new(1900, 1, 1);

    private static readonly SqlFile ListAccounts = new("banking/list_accounts");
    private static readonly SqlFile ListFunds = new("banking/list_fund_accounts");

    private readonly ILookup<(long Fund, BankAccountKind Kind), Held> held;

    private BankBook(IReadOnlyList<BankAccount> accounts, ILookup<(long, BankAccountKind), Held> held) => (Accounts, this.held) = (accounts, held);

    /// <summary>By code.</summary>
    public IReadOnlyList<BankAccount> Accounts { get; }

    public BankAccount Account(long id) => Accounts.First(account => account.Id == id);

    /// <summary>The account of this code, or the refusal that lists what there is.</summary>
    public Outcome<BankAccount> Find(string code, string field = "account") => Accounts.FirstOrDefault(account => account.Code == code) is { } found ? found
        : Refusal.Of("bank-account-unknown", field,
            $"没有银行账户“{code}”。现有：{Listed("（无）")}。", $"There is no bank account '{code}'. There is: {Listed("none yet")}.");

    /// <summary>Where a fund's money lies on a day; null where that was never said.</summary>
    public BankAccount? AccountOf(Fund fund, BankAccountKind kind, DateOnly day) => held[(fund.Id, kind)].LastOrDefault(row => row.From <= day) is { } found ? Account(found.AccountId) : null;

    /// <summary>The funds whose money lies in an account on a day.</summary>
    public IReadOnlyList<Fund> FundsOf(BankAccount account, Books books, DateOnly day) =>
        [.. books.Funds.Where(fund => fund.EntityId == account.Entity.Id && AccountOf(fund, account.Kind, day)?.Id == account.Id)];

    /// <summary>The days from which a fund's money lies in an account, with what it was before.</summary>
    internal IEnumerable<(DateOnly From, long AccountId)> RowsOf(Fund fund, BankAccountKind kind) => held[(fund.Id, kind)].Select(row => (row.From, row.AccountId));

    public static async Task<BankBook> LoadAsync(LedgerReader reader, Books books)
    {
        var accounts = (await reader.QueryAsync<AccountRow>(ListAccounts)).Select(row => row.ToAccount(books)).ToList();
        var funds = accounts.Count == 0 ? [] : await reader.QueryAsync<FundRow>(ListFunds);
        return new BankBook(accounts, funds.ToLookup(row => (row.FundId, StoredWords.Read<BankAccountKind>(row.Kind)), row => new Held(IsoDates.Read(row.FromDay), row.BankAccountId)));
    }

    internal static async Task<BankBook> OfAsync(LedgerTransaction tx) => await LoadAsync(tx, await Books.OfAsync(tx));

    private string Listed(string none) => Accounts.Count > 0 ? string.Join(", ", Accounts.Select(known => known.Code).Take(12)) : none;

    private sealed record Held(DateOnly From, long AccountId);

    private sealed record FundRow
    {
        public long FundId { get; init; }
        public string Kind { get; init; } = "";
        public string FromDay { get; init; } = "";
        public long BankAccountId { get; init; }
    }

    private sealed record AccountRow
    {
        public long BankAccountId { get; init; }
        public long EntityId { get; init; }
        public string Code { get; init; } = "";
        public string NameZh { get; init; } = "";
        public string NameEn { get; init; } = "";
        public string BankName { get; init; } = "";
        public string NumberTail { get; init; } = "";
        public string Currency { get; init; } = "";
        public string Kind { get; init; } = "";
        public string OpenedOn { get; init; } = "";
        public long? OpeningMinor { get; init; }
        public string Unmatched { get; init; } = "";
        public long? FundId { get; init; }
        public long? SourceId { get; init; }
        public string Status { get; init; } = "";

        internal BankAccount ToAccount(Books books)
        {
            var currency = Values.Currency.Of(Currency);
            return new(
                BankAccountId, books.Entity(EntityId), Code, new(NameZh, NameEn), BankName, NumberTail, currency, StoredWords.Read<BankAccountKind>(Kind), IsoDates.Read(OpenedOn),
                OpeningMinor is { } opening ? new Money(opening, currency) : null, StoredWords.Read<UnmatchedCredit>(Unmatched),
                FundId is { } fund ? books.Fund(fund) : null, SourceId is { } source ? books.Source(source) : null, Status == "open");
        }
    }
}
