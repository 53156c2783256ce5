using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>Which entries to list; what is not named lets everything pass.</summary>
/// <param name="Least">Some line is at least this, debit or credit; in the currency of <paramref name="Most"/>, where both are named.</param>
/// <param name="Text">Part of a text, a document's or the bank's number, or a subject.</param>
public sealed record EntryFilter(
    Fund? Fund = null, EntryKind? Kind = null, DateOnly? From = null, DateOnly? To = null, Money? Least = null, Money? Most = null, string Text = "");

/// <summary>An entry in a list.</summary>
/// <param name="Description">Document number and masked name or text; may be empty.</param>
/// <param name="Funds">Every fund it has lines of, by code.</param>
/// <param name="Amount">What it moved on the account, of one fund, that it moved most; not negative.</param>
/// <param name="Cash">By how much it changed the cash of the fund asked for, else of all; zero where it only moved between funds.</param>
public sealed record ListedEntry(
    EntryId Id, EntryKind Kind, DateOnly OccurredOn, string Description, EntryId? Reverses, EntryId? RelatesTo, bool IsReversed, IReadOnlyList<Fund> Funds, Money Amount, Money Cash);

/// <param name="Entries">Last recorded first.</param>
/// <param name="Next">Where the list goes on: pass it as the cursor; null at the end.</param>
public sealed record EntryPage(IReadOnlyList<ListedEntry> Entries, EntryId? Next);

/// <summary>Lists entries, last recorded first, page by page. A page never shifts while others post.</summary>
public static class EntryList
{
    private const int LongestText = 100;
    private static readonly SqlFile List = new("reporting/list_entries");

    /// <param name="before">Only entries with a lower number; null for the newest.</param>
    public static async Task<EntryPage> PageAsync(LedgerReader reader, Books books, EntryFilter filter, int most, EntryId? before = null)
    {
        var currency = (filter.Least ?? filter.Most)?.Currency.Code ?? "";
        var rows = await reader.QueryAsync<Row>(List, new
        {
            before = before?.Value ?? long.MaxValue,
            first_day = (filter.From ?? DateOnly.MinValue).ToIso(),
            last_day = (filter.To ?? DateOnly.MaxValue).ToIso(),
            kind = filter.Kind?.Code ?? "",
            fund_id = filter.Fund?.Id ?? 0,
            currency,
            least = filter.Least?.MinorUnits ?? 0,
            most = filter.Most?.MinorUnits ?? long.MaxValue,
            pattern = PatternOf(filter.Text),
            row_count = most + 1,
        });
        var entries = rows.GroupBy(row => row.EntryId).Select(entry => ToEntry([.. entry], books, filter.Fund)).ToList();
        return entries.Count > most ? new EntryPage(entries[..most], entries[most - 1].Id) : new EntryPage(entries, null);
    }

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

    private static ListedEntry ToEntry(IReadOnlyList<Row> rows, Books books, Fund? fund)
    {
        var (row, asked) = (rows[0], rows.Where(part => fund is null || part.FundId == fund.Id).ToList());
        var currency = Currency.Of(asked[0].Currency);
        return new ListedEntry(
            new EntryId(row.EntryId), EntryKind.Of(row.Kind), DateOnly.Parse(row.OccurredOn, CultureInfo.InvariantCulture),
            EntryDescription.Of(new SourceDocument(row.DocumentType, row.DocumentId), row.BankReference, row.DonorKind, row.DonorName, row.IsAnonymous == 1, row.Text),
            row.Reverses is { } reversed ? new EntryId(reversed) : null, row.RelatesTo is { } related ? new EntryId(related) : null, row.IsReversed == 1,
            [.. rows.Select(part => books.Fund(part.FundId)).Distinct().OrderBy(known => known.Code, StringComparer.Ordinal)],
            new Money(asked.Where(part => part.Currency == currency.Code).Max(part => Math.Abs(part.NetMinor)), currency),
            new Money(asked.Where(part => part.Currency == currency.Code && books.Account(part.AccountId).CountsAs == CountsAs.Cash).Sum(part => part.NetMinor), currency));
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
        public long FundId { get; init; }
        public long AccountId { get; init; }
        public string Currency { get; init; } = "";
        public long NetMinor { get; init; }
    }
}
