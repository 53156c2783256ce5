using System.Globalization;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>How a receipt stands now.</summary>
public enum ReceiptState
{
    Valid,

    /// <summary>A part of the gift went back: the receipt says so.</summary>
    PartlyRefunded,

    /// <summary>All of the gift went back.</summary>
    Refunded,

    /// <summary>Somebody made it void; its gift may have another.</summary>
    Void,

    /// <summary>Void since the gift's entry was reversed.</summary>
    Reversed,
}

/// <summary>The states in both languages.</summary>
public static class ReceiptStates
{
    public static Bilingual Name(this ReceiptState state) => state switch
    {
        ReceiptState.Valid => new("有效", "Valid"),
        ReceiptState.PartlyRefunded => new("部分退款", "Partly refunded"),
        ReceiptState.Refunded => new("已全部退款", "Refunded"),
        ReceiptState.Void => new("作废", "Void"),
        _ => new("作废：捐款已冲销", "Void: the gift was reversed"),
    };

    public static bool IsVoid(this ReceiptState state) => state is ReceiptState.Void or ReceiptState.Reversed;
}

/// <summary>A receipt as it stands now.</summary>
/// <param name="Gift">The entry of the gift it is for; of one split over funds, the first part.</param>
/// <param name="Fund">Of a split gift, that of the first part.</param>
/// <param name="IssueNo">1 for the first receipt of the gift.</param>
/// <param name="GivenOn">The day of the gift.</param>
/// <param name="Donor">Masked; empty for one who is anonymous, gave no name, or was erased.</param>
/// <param name="Amount">Of the whole gift.</param>
/// <param name="Refunded">What of the gift went back.</param>
/// <param name="VoidReason">Empty unless somebody made it void.</param>
/// <param name="Fiscal">The fiscal e-receipt as registered last; null when none was.</param>
public sealed record Receipt(
    Entity Entity, ReceiptNumber Number, EntryId Gift, Fund Fund, int IssueNo, DateOnly IssuedOn, DateOnly GivenOn, GiftChannel? Channel, long DonorId, string Donor,
    Money Amount, Money Refunded, ReceiptState State, string VoidReason, FiscalReceipt? Fiscal)
{
    public bool IsVoid => State.IsVoid();

    /// <summary>What counts of it: nothing of a void one, and nothing that went back.</summary>
    public Money Kept => IsVoid ? Money.Zero(Amount.Currency) : Amount - Refunded;
}

/// <summary>A part of a gift: one fund's.</summary>
public sealed record GiftPart(EntryId Entry, Fund Fund, Money Amount, Money Refunded);

/// <summary>One version of what was registered of the finance authority's receipt.</summary>
/// <param name="Actor">Opaque id of who registered it.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record FiscalVersion(int Version, FiscalReceipt Fiscal, string Actor, long RecordedAt);

/// <summary>Whether the numbers of an entity's receipts of a year are all there.</summary>
/// <param name="Last">The number given last.</param>
/// <param name="Missing">Runs of numbers that no receipt has; none in sound books.</param>
public sealed record ReceiptYear(Entity Entity, int Year, long Last, long Issued, long Voided, IReadOnlyList<(long First, long Last)> Missing);

/// <summary>Reads receipts, void ones among them; names are masked here.</summary>
public static class Receipts
{
    private static readonly SqlFile List = new("reporting/list_receipts");
    private static readonly SqlFile ListOfGift = new("reporting/list_receipts_of_gift");
    private static readonly SqlFile ByNumber = new("reporting/list_receipts_by_number");
    private static readonly SqlFile ListYears = new("reporting/list_receipt_years");
    private static readonly SqlFile ListMissing = new("reporting/list_missing_receipts");
    private static readonly SqlFile ListFiscal = new("reporting/list_fiscal_receipts");
    private static readonly SqlFile ListParts = new("reporting/list_gift_parts");

    /// <summary>Every receipt that a gift had, the last issued first.</summary>
    public static async Task<IReadOnlyList<Receipt>> AllOfGiftAsync(LedgerReader reader, Books books, EntryId gift)
    {
        var found = new List<Receipt>();
        foreach (var key in await reader.QueryAsync<KeyRow>(ListOfGift, new { entry_id = gift.Value })) found.Add((await FindAsync(reader, books, books.Entity(key.EntityId), key.Receipt))!);
        return found;
    }

    /// <summary>The last receipt of a gift, or null when it has none.</summary>
    public static async Task<Receipt?> OfGiftAsync(LedgerReader reader, Books books, EntryId gift) => (await AllOfGiftAsync(reader, books, gift)).FirstOrDefault();

    /// <summary>Receipts of this number, one for each entity at most.</summary>
    public static async Task<IReadOnlyList<Receipt>> OfNumberAsync(LedgerReader reader, Books books, ReceiptNumber number)
    {
        var found = new List<Receipt>();
        foreach (var key in await reader.QueryAsync<KeyRow>(ByNumber, new { year = (long)number.Year, number = number.Number })) found.Add((await FindAsync(reader, books, books.Entity(key.EntityId), number))!);
        return found;
    }

    /// <summary>The receipt of this number, or null.</summary>
    public static async Task<Receipt?> FindAsync(LedgerReader reader, Books books, Entity entity, ReceiptNumber number) =>
        (await RowsAsync(reader, entity, number.Year, number.Number, number.Number, 1)).Select(row => row.ToReceipt(books)).FirstOrDefault();

    /// <summary>An entity's receipts of a year, the last number first.</summary>
    /// <param name="before">Only lower numbers; null from the last one on.</param>
    public static async Task<IReadOnlyList<Receipt>> ListAsync(LedgerReader reader, Books books, Entity entity, int year, int most, long? before = null) =>
        [.. (await RowsAsync(reader, entity, year, 1, (before ?? long.MaxValue) - 1, most)).Select(row => row.ToReceipt(books))];

    /// <summary>Every year in which receipts were issued, with what is missing of its numbers; the last first.</summary>
    public static async Task<IReadOnlyList<ReceiptYear>> YearsAsync(LedgerReader reader, Books books)
    {
        var years = new List<ReceiptYear>();
        foreach (var row in await reader.QueryAsync<YearRow>(ListYears))
        {
            var missing = await reader.QueryAsync<MissingRow>(ListMissing, new { entity_id = row.EntityId, year = row.Year });
            years.Add(new ReceiptYear(books.Entity(row.EntityId), (int)row.Year, row.LastNumber, row.Issued, row.Voided, [.. missing.Select(run => (run.FirstMissing, run.LastMissing))]));
        }

        return years;
    }

    /// <summary>What was registered beside a receipt, the last version first.</summary>
    public static async Task<IReadOnlyList<FiscalVersion>> FiscalVersionsAsync(LedgerReader reader, Receipt receipt) =>
        [.. (await reader.QueryAsync<FiscalRow>(ListFiscal, new { entity_id = receipt.Entity.Id, year = (long)receipt.Number.Year, number = receipt.Number.Number }))
            .Select(row => new FiscalVersion((int)row.VersionNo, row.ToFiscal(), row.Actor, row.RecordedAt))];

    /// <summary>What a gift is made of; one part unless it was split over funds.</summary>
    /// <param name="gift">Its first part.</param>
    public static async Task<IReadOnlyList<GiftPart>> PartsAsync(LedgerReader reader, Books books, EntryId gift) =>
        [.. (await reader.QueryAsync<PartRow>(ListParts, new { entry_id = gift.Value })).Select(row => new GiftPart(
            new EntryId(row.EntryId), books.Fund(row.FundId), new Money(row.AmountMinor, Currency.Of(row.Currency)), new Money(row.RefundedMinor, Currency.Of(row.Currency))))];

    private static Task<IReadOnlyList<Row>> RowsAsync(LedgerReader reader, Entity entity, int year, long first, long last, int most) =>
        reader.QueryAsync<Row>(List, new { entity_id = entity.Id, year = (long)year, first_number = first, last_number = last, row_count = most });

    private sealed record KeyRow
    {
        public long EntityId { get; init; }
        public long Year { get; init; }
        public long Number { get; init; }

        internal ReceiptNumber Receipt => new((int)Year, Number);
    }

    private sealed record YearRow
    {
        public long EntityId { get; init; }
        public long Year { get; init; }
        public long LastNumber { get; init; }
        public long Issued { get; init; }
        public long Voided { get; init; }
    }

    private sealed record MissingRow
    {
        public long FirstMissing { get; init; }
        public long LastMissing { get; init; }
    }

    private sealed record PartRow
    {
        public long EntryId { get; init; }
        public long FundId { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long RefundedMinor { get; init; }
    }

    private record FiscalRow
    {
        public long VersionNo { get; init; }
        public string FiscalCode { get; init; } = "";
        public string FiscalNumber { get; init; } = "";
        public string CheckCode { get; init; } = "";
        public string IssuedOn { get; init; } = "";
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }

        internal FiscalReceipt ToFiscal() => new(FiscalCode, FiscalNumber, CheckCode, DateOnly.Parse(IssuedOn, CultureInfo.InvariantCulture));
    }

    private sealed record Row
    {
        public long EntityId { get; init; }
        public long Year { get; init; }
        public long Number { get; init; }
        public long EntryId { get; init; }
        public long IssueNo { get; init; }
        public long IssuedAt { get; init; }
        public string OccurredOn { get; init; } = "";
        public long FundId { get; init; }
        public string? Channel { get; init; }
        public string Currency { get; init; } = "";
        public long DonorId { get; init; }
        public string DonorKind { get; init; } = "";
        public string? DonorName { get; init; }
        public long IsAnonymous { get; init; }
        public long AmountMinor { get; init; }
        public long RefundedMinor { get; init; }
        public long IsReversed { get; init; }
        public string? VoidReason { get; init; }
        public string? FiscalCode { get; init; }
        public string? FiscalNumber { get; init; }
        public string? CheckCode { get; init; }
        public string? FiscalIssuedOn { get; init; }

        internal Receipt ToReceipt(Books books)
        {
            var currency = Values.Currency.Of(Currency);
            return new Receipt(
                books.Entity(EntityId), new ReceiptNumber((int)Year, Number), new EntryId(EntryId), books.Fund(FundId), (int)IssueNo, Moments.DayInShanghai(IssuedAt),
                DateOnly.Parse(OccurredOn, CultureInfo.InvariantCulture), Channel is { } channel ? StoredWords.Read<GiftChannel>(channel) : null,
                DonorId, DonorName is null || IsAnonymous == 1 ? "" : Masking.Masked(DonorName, StoredWords.Read<DonorKind>(DonorKind)),
                new Money(AmountMinor, currency), new Money(RefundedMinor, currency), State(), VoidReason ?? "",
                FiscalCode is null ? null : new FiscalReceipt(FiscalCode, FiscalNumber!, CheckCode!, DateOnly.Parse(FiscalIssuedOn!, CultureInfo.InvariantCulture)));
        }

        private ReceiptState State() =>
            VoidReason is not null ? ReceiptState.Void
            : IsReversed == 1 ? ReceiptState.Reversed
            : RefundedMinor == AmountMinor ? ReceiptState.Refunded
            : RefundedMinor > 0 ? ReceiptState.PartlyRefunded
            : ReceiptState.Valid;
    }
}
