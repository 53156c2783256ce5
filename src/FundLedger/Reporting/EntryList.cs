using System.Globalization;
using System.Text.Json;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>Which entries to list; what is not named lets everything pass.</summary>
/// <param name="Least">Some line is at least this, debit or credit; in the currency of <paramref name="Most"/>, where both are named.</param>
/// <param name="Text">Part of a text, a document's or the bank's number, or a subject.</param>
/// <param name="Counted">Only entries with a line that counts toward a figure; its funds and days stand beside those named here.</param>
/// <param name="Among">Of any of these funds, where no one fund is named.</param>
public sealed record EntryFilter(
    Fund? Fund = null, EntryKind? Kind = null, DateOnly? From = null, DateOnly? To = null, Money? Least = null, Money? Most = null, string Text = "", CountedLines? Counted = null, IReadOnlyList<Fund>? Among = null)
{
    /// <summary>It names the figure and nothing that would take entries away from it.</summary>
    public bool IsWholeFigure => this == new EntryFilter(Counted: Counted) && Counted is not null;

    /// <summary>Some line is of one of these; null for all funds.</summary>
    internal IReadOnlyList<Fund>? Funds => Fund is { } one ? [one] : Among ?? Counted?.Funds;
}

/// <summary>An entry in a list.</summary>
/// <param name="Description">Document number and masked name or text; may be empty.</param>
/// <param name="Funds">Every fund it has lines of, by code.</param>
/// <param name="Amount">What it moved on the account, of one fund, that it moved most; not negative.</param>
/// <param name="Cash">By how much it changed the cash of the fund asked for, else of all; zero where it only moved between funds.</param>
/// <param name="Counts">What it adds to the figure asked about; null when none was.</param>
public sealed record ListedEntry(
    EntryId Id, EntryKind Kind, DateOnly OccurredOn, string Description, EntryId? Reverses, EntryId? RelatesTo, bool IsReversed, IReadOnlyList<Fund> Funds, Money Amount, Money Cash,
    Money? Counts = null);

/// <param name="Entries">Last recorded first.</param>
/// <param name="Next">Where the list goes on: pass it as the cursor; null at the end.</param>
public sealed record EntryPage(IReadOnlyList<ListedEntry> Entries, EntryId? Next);

/// <summary>Lists entries, last recorded first, page by page. A page never shifts while others post.</summary>
public static class EntryList
{
    private const int LongestText = 100;

    // As reports have them; no entry lies beyond.
    private static readonly DateOnly EarliestDay = new(1900, 1, 1);
    private static readonly DateOnly LatestDay = new(8999, 12, 31);

    private static readonly SqlFile List = new("reporting/list_entries");
    private static readonly SqlFile SumLines = new("reporting/sum_counted_lines");

    /// <param name="before">Only entries with a lower number; null for the newest.</param>
    public static async Task<EntryPage> PageAsync(LedgerReader reader, Books books, EntryFilter filter, int most, EntryId? before = null)
    {
        var (counted, basis) = (filter.Counted, filter.Counted?.Basis);
        var rows = await reader.QueryAsync<Row>(List, new
        {
            before = before?.Value ?? long.MaxValue,
            last_entry = basis?.LastEntry ?? long.MaxValue,
            first_day = Later(filter.From, basis?.From).ToIso(),
            last_day = Earlier(filter.To, basis?.To).ToIso(),
            year_end_from = (basis?.LeavesYearEndOutFrom ?? DateOnly.MaxValue).ToIso(),
            kind = filter.Kind?.Code ?? "",
            funds = ListOf(filter.Funds?.Select(fund => fund.Id)),
            accounts = ListOf(counted?.Accounts.Select(account => account.Id)),
            sources = ListOf(counted?.Sources.Select(source => source.Id)),
            side = WordOf(basis?.Measure.Side),
            beside_cash = basis is { IsBesideCash: true } ? 1 : 0,
            part = WordOf(basis?.Part),
            tree = ListOf(counted?.Tree.Select(fund => fund.Id)),
            currency = (filter.Least ?? filter.Most)?.Currency.Code ?? "",
            least = filter.Least?.MinorUnits ?? 0,
            most = filter.Most?.MinorUnits ?? long.MaxValue,
            pattern = PatternOf(filter.Text),
            row_count = most + 1,
        });
        var entries = rows.GroupBy(row => row.EntryId).Select(entry => ToEntry([.. entry], books, filter)).ToList();
        return entries.Count > most ? new EntryPage(entries[..most], entries[most - 1].Id) : new EntryPage(entries, null);
    }

    /// <summary>Adds up the lines behind a figure, read from the journal, and beside them the stored totals that the figure itself was made from.</summary>
    public static async Task<FigureSum> SumAsync(LedgerReader reader, Books books, CountedLines counted)
    {
        var basis = counted.Basis;
        var rows = await reader.QueryAsync<SumRow>(SumLines, new
        {
            funds = ListOf(counted.Funds.Select(fund => fund.Id)),
            first_day = (basis.From ?? DateOnly.MinValue).ToIso(),
            last_day = (basis.To ?? DateOnly.MaxValue).ToIso(),
            last_entry = basis.LastEntry ?? long.MaxValue,
            year_end_from = (basis.LeavesYearEndOutFrom ?? DateOnly.MaxValue).ToIso(),
            accounts = ListOf(counted.Accounts.Select(account => account.Id)),
            sources = ListOf(counted.Sources.Select(source => source.Id)),
            side = WordOf(basis.Measure.Side),
            beside_cash = basis.IsBesideCash ? 1 : 0,
            part = WordOf(basis.Part),
            tree = ListOf(counted.Tree.Select(fund => fund.Id)),
        });
        return new FigureSum(
            rows.Select(row => row.EntryCount).FirstOrDefault(),
            counted.AmountOf(rows.Select(row => (books.Account(row.AccountId), books.Source(row.SourceId), new Totals(row.DebitMinor, row.CreditMinor, 0)))),
            await StoredAsync(reader, books, counted));
    }

    private static async Task<Money> StoredAsync(LedgerReader reader, Books books, CountedLines counted)
    {
        var (first, last) = (Later(counted.Basis.From, EarliestDay), Earlier(counted.Basis.To, LatestDay));
        if (last < first) return Money.Zero(counted.Currency);
        if (counted.Basis.IsBesideCash) return await CashFlows.SumAsync(reader, counted, first, last);
        var totals = new LedgerTotals(reader, books, new KnownMoment(counted.Basis.LastEntry ?? long.MaxValue, 0, [])) { LeavesYearEndOutFrom = counted.Basis.LeavesYearEndOutFrom };
        var stored = Money.Zero(counted.Currency);
        foreach (var fund in counted.Funds)
        {
            var after = await totals.AsOfAsync(fund, last);
            var before = counted.Basis.From is null ? [] : await totals.AsOfAsync(fund, first.AddDays(-1)); // a balance is the whole of what is stored
            stored += counted.AmountOf(after.Select(pair => (pair.Key.Account, pair.Key.Source, pair.Value - before.GetValueOrDefault(pair.Key))).Where(row => !counted.IsToldByKind(row.Account)));
        }

        return stored + await StoredPartAsync(reader, books, counted, new DateSpan(first, last), stored);
    }

    /// <summary>What a part adds to the stored totals of accounts, which know no parts.</summary>
    private static async Task<Money> StoredPartAsync(LedgerReader reader, Books books, CountedLines counted, DateSpan days, Money ofAccounts)
    {
        var lastEntry = counted.Basis.LastEntry ?? long.MaxValue;
        if (counted.Basis.Part is not { } part) return Money.Zero(counted.Currency);
        if (part.IsOfNetAssets())
            return counted.AmountOf((await FigureParts.NetAssetMovementsAsync(reader, books, counted.Funds, days, lastEntry))
                .Where(row => !row.Kind.IsNoActivity && counted.IsToldByKind(row.Account) && counted.IsOfPart(row.Kind, row.Account)).Select(row => (row.Account, row.Source, new Totals(row.Net, 0, 0))));
        var inside = (await FigureParts.MovesInsideAsync(reader, counted.Tree, days, lastEntry)).Where(move => counted.Funds.Any(fund => fund.Id == move.Key.FundId) && counted.Sources.Any(source => source.Id == move.Key.SourceId));
        var stayed = new Money(inside.Sum(move => move.Value), counted.Currency);
        return part == FigurePart.Inside ? stayed - ofAccounts : -stayed;
    }

    private static DateOnly Later(DateOnly? one, DateOnly? other) => new[] { one ?? DateOnly.MinValue, other ?? DateOnly.MinValue }.Max();

    private static DateOnly Earlier(DateOnly? one, DateOnly? other) => new[] { one ?? DateOnly.MaxValue, other ?? DateOnly.MaxValue }.Min();

    /// <summary>No list lets everything pass; an empty one nothing, which no id is like.</summary>
    private static string ListOf(IEnumerable<long>? ids) => ids is null ? "[]" : JsonSerializer.Serialize(ids.DefaultIfEmpty(0));

    private static string WordOf(LineSide? side) => side switch { LineSide.Debits => "debits", LineSide.Credits => "credits", _ => "" };

    private static string WordOf(FigurePart? part) => part is { } asked ? $"{asked}".ToLowerInvariant() : "";

    private static string PatternOf(string text)
    {
        var asked = text.Trim().ToNfc();
        if (asked.Length == 0) return "";
        var literal = new System.Text.StringBuilder();
        foreach (var letter in asked.Length > LongestText ? asked[..LongestText] : asked)
        {
            if (letter is '%' or '_' or '[' or '\\') literal.Append('\\');
            literal.Append(letter);
        }

        return $"%{literal}%";
    }

    private static ListedEntry ToEntry(IReadOnlyList<Row> rows, Books books, EntryFilter filter)
    {
        var funds = filter.Funds;
        var (row, asked) = (rows[0], rows.Where(part => funds is null || funds.Any(fund => fund.Id == part.FundId)).ToList());
        var currency = Currency.Of(asked[0].Currency);
        return new ListedEntry(
            new EntryId(row.EntryId), EntryKind.Of(row.Kind), DateOnly.Parse(row.OccurredOn, CultureInfo.InvariantCulture),
            EntryDescription.Of(new SourceDocument(row.DocumentType, row.DocumentId), row.BankReference, row.DonorKind, row.DonorName, row.IsAnonymous == 1, row.Text ?? row.LongText),
            row.Reverses is { } reversed ? new EntryId(reversed) : null, row.RelatesTo is { } related ? new EntryId(related) : null, row.IsReversed == 1,
            [.. rows.Select(part => books.Fund(part.FundId)).Distinct().OrderBy(known => known.Code, StringComparer.Ordinal)],
            new Money(asked.Where(part => part.Currency == currency.Code).GroupBy(part => (part.FundId, part.AccountId)).Max(place => Math.Abs(place.Sum(part => part.Totals.Net))), currency),
            new Money(asked.Where(part => part.Currency == currency.Code && books.Account(part.AccountId).CountsAs == CountsAs.Cash).Sum(part => part.Totals.Net), currency),
            filter.Counted?.AmountOf(asked.Where(part => filter.Counted.Basis is not { IsBesideCash: true } || StandsBesideCash(part)).Where(part => filter.Counted.IsOfPart(EntryKind.Of(row.Kind), books.Account(part.AccountId))).Select(part => (books.Account(part.AccountId), books.Source(part.SourceId), part.Totals))));

        bool StandsBesideCash(Row part) => books.Account(part.AccountId).CountsAs != CountsAs.Cash
            && rows.Any(held => (held.FundId, held.SourceId, held.Currency) == (part.FundId, part.SourceId, part.Currency) && books.Account(held.AccountId).CountsAs == CountsAs.Cash);
    }

    private sealed record Row
    {
        public long EntryId { get; init; }
        public string Kind { get; init; } = "";
        public string OccurredOn { get; init; } = "";
        public string DocumentType { get; init; } = "";
        public string DocumentId { get; init; } = "";
        public long? Reverses { get; init; }
        public long? RelatesTo { get; init; }
        public long IsReversed { get; init; }
        public string? DonorKind { get; init; }
        public string? DonorName { get; init; }
        public long IsAnonymous { get; init; }
        public string? BankReference { get; init; }
        public string? Text { get; init; }
        public string? LongText { get; init; } // what a server does not send as a short one
        public long FundId { get; init; }
        public long AccountId { get; init; }
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public long DebitMinor { get; init; }
        public long CreditMinor { get; init; }

        internal Totals Totals => new(DebitMinor, CreditMinor, 0);
    }

    private sealed record SumRow
    {
        public long AccountId { get; init; }
        public long SourceId { get; init; }
        public long DebitMinor { get; init; }
        public long CreditMinor { get; init; }
        public long EntryCount { get; init; }
    }
}
