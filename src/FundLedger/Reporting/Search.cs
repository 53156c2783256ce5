using FundLedger.Donors.Pinyin;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>Entries found in one way.</summary>
/// <param name="Why">How: by date, amount, or words.</param>
/// <param name="HasMore">There are more than are listed.</param>
public sealed record FoundEntries(Bilingual Why, IReadOnlyList<ListedEntry> Entries, bool HasMore);

/// <summary>What a search found, group by group; an empty group found nothing.</summary>
public sealed record SearchResult(SearchQuery Query, PostedEntry? Entry, IReadOnlyList<Receipt> Receipts, IReadOnlyList<FoundEntries> Entries, DonorPage Donors, IReadOnlyList<Fund> Funds, IReadOnlyList<Account> Accounts)
{
    public bool IsEmpty => Entry is null && Receipts.Count + Entries.Count + Donors.Donors.Count + Funds.Count + Accounts.Count == 0;
}

/// <summary>One box for everything: entries, receipts, donors, funds and accounts.</summary>
public static class Search
{
    private const int MostAccounts = 20;

    /// <param name="most">Of each group.</param>
    public static async Task<SearchResult> RunAsync(LedgerReader reader, Books books, SearchQuery query, int most)
    {
        var pattern = new NamePattern(query.Text);
        return new SearchResult(
            query,
            query.Entry is { } id ? await JournalReading.FindAsync(reader, id, books) : null,
            query.Receipt is { } receipt ? await Receipts.OfNumberAsync(reader, books, receipt) : [],
            await EntriesAsync(reader, books, query, most),
            query.Amount is null && query.Days is null ? await DonorList.FindAsync(reader, query.Text, most) : new DonorPage([], null),
            [.. books.Funds.Where(fund => IsPartOf(query.Text, fund.Code) || pattern.Matches(fund.Name)).Take(most)],
            [.. books.Accounts.Where(account => query.Text.Length > 1 && (account.Code == query.Text || account.Name.Zh.Contains(query.Text, StringComparison.Ordinal) || IsPartOf(query.Text, account.Name.En))).Take(MostAccounts)]);
    }

    /// <summary>For whoever reads some of the funds: those, and an entry by its number where it is of one of them. Donors, receipts and amounts are of the whole ledger.</summary>
    public static async Task<SearchResult> WithinAsync(LedgerReader reader, Books books, SearchQuery query, int most, Func<Fund, bool> mayRead)
    {
        var pattern = new NamePattern(query.Text);
        var entry = query.Entry is { } id ? await JournalReading.FindAsync(reader, id, books) : null;
        return new SearchResult(
            query, entry is not null && entry.Lines.Any(line => mayRead(line.Fund)) ? entry : null, [], [], new DonorPage([], null),
            [.. books.Funds.Where(fund => mayRead(fund) && (IsPartOf(query.Text, fund.Code) || pattern.Matches(fund.Name))).Take(most)], []);
    }

    private static async Task<IReadOnlyList<FoundEntries>> EntriesAsync(LedgerReader reader, Books books, SearchQuery query, int most)
    {
        var found = new List<FoundEntries>();
        if (query.Text.Length == 0) return found;
        if (query.Days is { } days)
            await AddAsync(new($"日期 {Shown(days)}", $"Dated {Shown(days)}"), new EntryFilter(From: days.First, To: days.Last));
        foreach (var currency in books.Funds.Select(fund => fund.Currency).Distinct())
            if (query.AmountIn(currency) is { } amount) await AddAsync(new($"金额 {amount.ToGroupedText()} {currency}", $"Of {amount.ToGroupedText()} {currency}"), new EntryFilter(Least: amount, Most: amount));
        if (query.Days is null) await AddAsync(new("单据号、流水号或文字", "By document, the bank's number or words"), new EntryFilter(Text: query.Text));
        return found;

        async Task AddAsync(Bilingual why, EntryFilter filter)
        {
            var page = await EntryList.PageAsync(reader, books, filter, most);
            if (page.Entries.Count > 0) found.Add(new FoundEntries(why, page.Entries, page.Next is not null));
        }
    }

    private static string Shown(DateSpan days) => days.First == days.Last ? days.First.ToIso() : PeriodMonth.Of(days.First).ToString();

    private static bool IsPartOf(string text, string whole) => text.Length > 0 && whole.Contains(text, StringComparison.OrdinalIgnoreCase);
}
