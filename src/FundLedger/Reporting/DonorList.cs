using System.Globalization;
using FundLedger.Donors;
using FundLedger.Donors.Pinyin;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A donor as lists show one.</summary>
/// <param name="Name">Masked; empty for one who is anonymous, gave no name, or was erased.</param>
/// <param name="Kept">What they gave and was not given back, by currency; gifts reversed do not count.</param>
/// <param name="LastOn">The day of the last gift; null when none stands.</param>
public sealed record ListedDonor(long Id, DonorKind Kind, string Name, bool IsAnonymous, bool IsErased, long GiftCount, IReadOnlyList<Money> Kept, DateOnly? LastOn);

/// <param name="Next">Where the list goes on: pass it as the cursor; null at the end.</param>
public sealed record DonorPage(IReadOnlyList<ListedDonor> Donors, long? Next);

/// <summary>One gift of a donor.</summary>
/// <param name="Receipt">The one issued last.</param>
/// <param name="IsReceiptVoid">Somebody made it void.</param>
public sealed record GiftOfDonor(EntryId Entry, DateOnly On, Fund Fund, Money Amount, Money Refunded, bool IsReversed, ReceiptNumber? Receipt, bool IsReceiptVoid);

/// <summary>A service that a donor gave and that no voucher values: a memo, in none of the sums.</summary>
/// <param name="Basis">How it was estimated.</param>
public sealed record ServiceOfDonor(EntryId Entry, DateOnly On, Fund Fund, Money Value, string Basis, bool IsReversed);

/// <summary>What a donor gave in a year and was not given back.</summary>
public sealed record YearOfDonor(int Year, Money Kept, long GiftCount);

/// <summary>Lists and finds donors; names are masked here, and nobody anonymous is found by name.</summary>
public static class DonorList
{
    private static readonly SqlFile List = new("reporting/list_donors");
    private static readonly SqlFile FindName = new("reporting/find_donor_name");
    private static readonly SqlFile ListNames = new("reporting/list_donor_names");
    private static readonly SqlFile CountAnonymous = new("reporting/count_anonymous_donors");
    private static readonly SqlFile ListGifts = new("reporting/list_gifts_of_donor");
    private static readonly SqlFile ListServices = new("reporting/list_services_of_donor");
    private static readonly SqlFile ListYears = new("reporting/list_years_of_donor");

    /// <summary>Every donor, or those of one kind, last known first.</summary>
    public static async Task<DonorPage> PageAsync(LedgerReader reader, int most, long? before = null, DonorKind? kind = null)
    {
        var donors = await RowsAsync(reader, 0, before ?? long.MaxValue, most + 1, kind);
        return donors.Count > most ? new DonorPage(donors[..most], donors[most - 1].Id) : new DonorPage(donors, null);
    }

    /// <summary>Donors whose name holds what was typed, in characters, pinyin or initials; last known first.</summary>
    public static async Task<DonorPage> FindAsync(LedgerReader reader, string typed, int most, long? before = null, DonorKind? kind = null)
    {
        var pattern = new NamePattern(typed);
        if (pattern.IsEmpty) return new DonorPage([], null);
        var found = new List<long>();
        await using (var names = await reader.RowsAsync(ListNames, before ?? long.MaxValue))
        {
            while (found.Count <= most && await names.ReadAsync())
                if (pattern.Matches(names.GetString(2)) && (kind is null || StoredWords.Read<DonorKind>(names.GetString(1)) == kind)) found.Add(names.GetInt64(0));
        }

        var donors = new List<ListedDonor>();
        foreach (var id in found.Take(most)) donors.AddRange(await RowsAsync(reader, id, long.MaxValue, 1));
        return new DonorPage(donors, found.Count > most ? found[most - 1] : null);
    }

    /// <summary>The donor of this number, or null.</summary>
    public static async Task<ListedDonor?> OfAsync(LedgerReader reader, long id) => id <= 0 ? null : (await RowsAsync(reader, id, long.MaxValue, 1)).FirstOrDefault();

    /// <summary>The whole name, for the operation that erases it and for no page; empty when it was erased, null when there is no such donor.</summary>
    public static async Task<string?> NameToEraseAsync(LedgerReader reader, long id) =>
        await OfAsync(reader, id) is null ? null : await reader.FindAsync<string>(FindName, new { donor_id = id }) ?? "";

    /// <summary>Whether the donor of a gift asked to stay anonymous; false of an entry that is no gift.</summary>
    public static async Task<bool> IsAnonymousAsync(LedgerReader reader, EntryId gift) => await reader.SingleAsync<long>(CountAnonymous, new { entry_id = gift.Value }) > 0;

    /// <summary>A donor's gifts, last recorded first; those reversed among them.</summary>
    public static async Task<IReadOnlyList<GiftOfDonor>> GiftsAsync(LedgerReader reader, Books books, long id, int most, EntryId? before = null) =>
        [.. (await reader.QueryAsync<GiftRow>(ListGifts, new { donor_id = id, before = before?.Value ?? long.MaxValue, row_count = most })).Select(row => row.ToGift(books))];

    /// <summary>Services that stand as a memo, last recorded first; those reversed among them.</summary>
    public static async Task<IReadOnlyList<ServiceOfDonor>> ServicesAsync(LedgerReader reader, Books books, long id) =>
        [.. (await reader.QueryAsync<ServiceRow>(ListServices, new { donor_id = id })).Select(row => new ServiceOfDonor(
            new EntryId(row.EntryId), DateOnly.Parse(row.OccurredOn, CultureInfo.InvariantCulture), books.Fund(row.FundId), new Money(row.AmountMinor, Currency.Of(row.Currency)), row.DocumentId, row.IsReversed == 1))];

    /// <summary>What a donor gave by year and currency, last year first.</summary>
    public static async Task<IReadOnlyList<YearOfDonor>> YearsAsync(LedgerReader reader, long id) =>
        [.. (await reader.QueryAsync<YearRow>(ListYears, new { donor_id = id })).Select(row => new YearOfDonor((int)row.Year, new Money(row.KeptMinor, Currency.Of(row.Currency)), row.GiftCount))];

    private static async Task<List<ListedDonor>> RowsAsync(LedgerReader reader, long id, long before, int most, DonorKind? kind = null) =>
        [.. (await reader.QueryAsync<Row>(List, new { before, kind = kind is { } only ? StoredWords.Word(only) : "", donor_id = id, row_count = most })).GroupBy(row => row.DonorId).Select(rows => ToDonor([.. rows]))];

    private static ListedDonor ToDonor(IReadOnlyList<Row> rows)
    {
        var row = rows[0];
        var kind = row.Kind switch { "organisation" => DonorKind.Organisation, "person" => DonorKind.Person, _ => DonorKind.Unnamed };
        var isAnonymous = row.IsAnonymous == 1;
        var given = rows.Where(part => part.Currency is not null).ToList();
        return new ListedDonor(
            row.DonorId, kind, row.Name is null || isAnonymous ? "" : Masking.Masked(row.Name, kind), isAnonymous, row.Name is null, given.Sum(part => part.GiftCount ?? 0),
            [.. given.Select(part => new Money(part.KeptMinor ?? 0, Currency.Of(part.Currency!)))],
            given.Select(part => part.LastOn).Max() is { } last ? DateOnly.Parse(last, CultureInfo.InvariantCulture) : null);
    }

    private sealed record Row
    {
        public long DonorId { get; init; }
        public string Kind { get; init; } = "";
        public string? Name { get; init; }
        public long IsAnonymous { get; init; }
        public string? Currency { get; init; }
        public long? GiftCount { get; init; }
        public long? KeptMinor { get; init; }
        public string? LastOn { get; init; }
    }

    private sealed record YearRow
    {
        public long Year { get; init; }
        public string Currency { get; init; } = "";
        public long GiftCount { get; init; }
        public long KeptMinor { get; init; }
    }

    private sealed record ServiceRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long FundId { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public string DocumentId { get; init; } = "";
        public long IsReversed { get; init; }
    }

    private sealed record GiftRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long FundId { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long RefundedMinor { get; init; }
        public long IsReversed { get; init; }
        public long? ReceiptYear { get; init; }
        public long? ReceiptNumber { get; init; }
        public long IsVoid { get; init; }

        internal GiftOfDonor ToGift(Books books)
        {
            var currency = Values.Currency.Of(Currency);
            return new GiftOfDonor(
                new EntryId(EntryId), DateOnly.Parse(OccurredOn, CultureInfo.InvariantCulture), books.Fund(FundId), new Money(AmountMinor, currency), new Money(RefundedMinor, currency),
                IsReversed == 1, ReceiptYear is { } year && ReceiptNumber is { } number ? new Values.ReceiptNumber((int)year, number) : null, IsVoid == 1);
        }
    }
}
