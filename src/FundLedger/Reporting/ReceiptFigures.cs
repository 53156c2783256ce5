using System.Globalization;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>One receipt as a document.</summary>
/// <param name="Head">Its span is the day of the gift.</param>
/// <param name="Donor">In clear where the one who asks knows the name, else masked; empty when there is none to show.</param>
/// <param name="Parts">One for each fund that the gift went to.</param>
public sealed record ReceiptDocument(
    ReportHead Head, ReceiptNumber Number, DateOnly IssuedOn, string Donor, Bilingual? Channel, IReadOnlyList<ReceiptPart> Parts, Money Amount, Money Refunded,
    ReceiptState State, string VoidReason, FiscalReceipt? Fiscal);

public sealed record ReceiptPart(FundName Fund, long Entry, Money Amount, Money Refunded);

/// <summary>An entity's receipts of a year, with the account of their numbers.</summary>
/// <param name="Missing">Runs of numbers that no receipt has, as text; empty in sound books.</param>
/// <param name="Kept">What counts of those listed: void ones and what went back left out.</param>
/// <param name="Rows">By number.</param>
public sealed record ReceiptRegister(ReportHead Head, int Year, long Last, long Issued, long Voided, long Refunded, string Missing, Money Kept, IReadOnlyList<ReceiptRegisterRow> Rows);

/// <param name="Donor">Masked.</param>
public sealed record ReceiptRegisterRow(
    ReceiptNumber Number, DateOnly IssuedOn, long Gift, DateOnly GivenOn, string Donor, string Fund, Money Amount, Money Refunded, Money Kept, Bilingual State, string VoidReason, FiscalReceipt? Fiscal);

/// <summary>What a donor gave in a year. A gift counts once, in the year of its day, less what went back, however many receipts it had.</summary>
/// <param name="Donor">In clear where the one who asks knows the name, else masked; empty when there is none to show.</param>
/// <param name="Gifts">By day; those reversed are not among them.</param>
public sealed record DonorYear(ReportHead Head, long DonorId, string Donor, int Year, IReadOnlyList<DonorYearGift> Gifts, Money Given, Money Refunded, Money Kept);

/// <param name="Receipt">The one that stands; null when there is none.</param>
/// <param name="Fiscal">票据代码 and 号码; empty when none is registered.</param>
public sealed record DonorYearGift(long Entry, DateOnly On, string Fund, Money Amount, Money Refunded, Money Kept, ReceiptNumber? Receipt, string Fiscal);

/// <summary>The figures of receipts and of what donors gave.</summary>
public static class ReceiptFigures
{
    /// <summary>A register lists a year whole; more receipts than this are listed in parts, on the page.</summary>
    private const int MostInARegister = 1_000_000;

    private static readonly SqlFile ListGiftsOfYear = new("reporting/list_gifts_of_donor_year");
    private static readonly SqlFile FindDonorKey = new("reporting/find_donor_key");

    /// <param name="entity">Code; null for the only one there is.</param>
    /// <param name="name">The donor's name, where the one who asks knows it: the document then bears it. Null for the masked one.</param>
    public static async Task<Outcome<ReceiptDocument>> ReceiptAsync(LedgerReader reader, ReceiptNumber number, string? entity = null, string? name = null)
    {
        var books = await Books.LoadAsync(reader);
        if (!books.EntityOrOnly(entity).IsDone(out var owner, out var refusal)) return refusal;
        if (await Receipts.FindAsync(reader, books, owner, number) is not { } receipt)
            return Refusal.Of("receipt-unknown", "receipt", $"会计主体 {owner.Code} 没有收据 {number}。", $"Entity {owner.Code} has no receipt {number}.");
        if (!(await NamedAsync(reader, receipt.DonorId, receipt.Donor, name)).IsDone(out var donor, out refusal)) return refusal;
        var parts = await Receipts.PartsAsync(reader, books, receipt.Gift);
        var isInKind = (await JournalReading.FindAsync(reader, receipt.Gift, books))!.Kind == EntryKind.InKindGift;
        var funds = parts.Select(part => part.Fund).Distinct().ToList();
        var head = (await KnownMoment.OfAsync(reader, null)).HeadOf(owner, new FundName(string.Join("+", funds.Select(fund => fund.Code)), string.Join("、", funds.Select(fund => fund.Name))), receipt.Amount.Currency, new DateSpan(receipt.GivenOn, receipt.GivenOn));
        return new ReceiptDocument(
            head, number, receipt.IssuedOn, donor, isInKind ? new("实物或服务，按公允价值", "In kind, at fair value") : receipt.Channel?.Name(),
            [.. parts.Select(part => new ReceiptPart(new FundName(part.Fund.Code, part.Fund.Name), part.Entry.Value, part.Amount, part.Refunded))],
            receipt.Amount, receipt.Refunded, receipt.State, receipt.VoidReason, receipt.Fiscal);
    }

    public static async Task<Outcome<ReceiptRegister>> RegisterAsync(LedgerReader reader, int year, string? entity = null)
    {
        var books = await Books.LoadAsync(reader);
        if (!books.EntityOrOnly(entity).IsDone(out var owner, out var refusal)) return refusal;
        if (year is < 1900 or > 8999) return Refusal.Of("date-range", "year", "年度应在 1900 至 8999 之间。", "Years lie between 1900 and 8999.");
        var rows = await Receipts.ListAsync(reader, books, owner, year, MostInARegister);
        var numbers = (await Receipts.YearsAsync(reader, books)).FirstOrDefault(known => known.Entity == owner && known.Year == year) ?? new ReceiptYear(owner, year, 0, 0, 0, []);
        var head = (await KnownMoment.OfAsync(reader, null)).HeadOf(owner, null, owner.Currency, new DateSpan(new(year, 1, 1), new(year, 12, 31)));
        return new ReceiptRegister(
            head, year, numbers.Last, numbers.Issued, numbers.Voided, rows.Count(row => row.State is ReceiptState.PartlyRefunded or ReceiptState.Refunded),
            string.Join(", ", numbers.Missing.Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First}–{run.Last}")),
            rows.Where(row => row.Amount.Currency == owner.Currency).Aggregate(Money.Zero(owner.Currency), (sum, row) => sum + row.Kept),
            [.. rows.Where(row => row.Amount.Currency == owner.Currency).Reverse().Select(row => new ReceiptRegisterRow(
                row.Number, row.IssuedOn, row.Gift.Value, row.GivenOn, row.Donor, row.Fund.Code, row.Amount, row.Refunded, row.Kept, row.State.Name(), row.VoidReason, row.Fiscal))]);
    }

    /// <param name="currency">Null for that of the entity.</param>
    public static async Task<Outcome<DonorYear>> DonorYearAsync(LedgerReader reader, long donor, int year, string? entity = null, Currency? currency = null, string? name = null)
    {
        var books = await Books.LoadAsync(reader);
        if (!books.EntityOrOnly(entity).IsDone(out var owner, out var refusal)) return refusal;
        if (year is < 1900 or > 8999) return Refusal.Of("date-range", "year", "年度应在 1900 至 8999 之间。", "Years lie between 1900 and 8999.");
        if (await DonorList.OfAsync(reader, donor) is not { } listed) return Refusal.Of("donor-unknown", "donor", $"没有第 {donor} 号捐赠人。", $"There is no donor no. {donor}.");
        if (!(await NamedAsync(reader, donor, listed.Name, name)).IsDone(out var shown, out refusal)) return refusal;
        var counted = currency ?? owner.Currency;
        var span = new DateSpan(new(year, 1, 1), new(year, 12, 31));
        var rows = await reader.QueryAsync<GiftRow>(ListGiftsOfYear, new { donor_id = donor, entity_id = owner.Id, currency = counted.Code, first_day = span.First.ToIso(), last_day = span.Last.ToIso() });
        IReadOnlyList<DonorYearGift> gifts = [.. rows.Select(row => row.ToGift(books))];
        Money Sum(Func<DonorYearGift, Money> of) => gifts.Aggregate(Money.Zero(counted), (sum, gift) => sum + of(gift));
        return new DonorYear(
            (await KnownMoment.OfAsync(reader, null)).HeadOf(owner, null, counted, span), donor, shown, year, gifts, Sum(gift => gift.Amount), Sum(gift => gift.Refunded), Sum(gift => gift.Kept));
    }

    /// <summary>A name is never read out of the books here: who knows it says it, and it is compared.</summary>
    private static async Task<Outcome<string>> NamedAsync(LedgerReader reader, long donor, string masked, string? name)
    {
        if (name is null) return masked;
        var said = DonorName.Of(name);
        var key = await reader.FindAsync<byte[]>(FindDonorKey, new { donor_id = donor });
        return said.Name.Length > 0 && key is not null && key.AsSpan().SequenceEqual(DonorStore.KeyOf(reader.Ledger.Secret, said.Name)) ? said.Name
            : Refusal.Of("donor-name-differs", "donor-name", "这不是该捐赠人在账本中的姓名。请核对全名。", "This is not the name of that donor in the books. Check the full name.");
    }

    private sealed record GiftRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long FundId { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long RefundedMinor { get; init; }
        public long? ReceiptYear { get; init; }
        public long? ReceiptNumber { get; init; }
        public long IsVoid { get; init; }
        public string? FiscalCode { get; init; }
        public string? FiscalNumber { get; init; }

        internal DonorYearGift ToGift(Books books)
        {
            var currency = Values.Currency.Of(Currency);
            var (amount, refunded) = (new Money(AmountMinor, currency), new Money(RefundedMinor, currency));
            return new DonorYearGift(
                EntryId, DateOnly.Parse(OccurredOn, CultureInfo.InvariantCulture), books.Fund(FundId).Code, amount, refunded, amount - refunded,
                IsVoid == 0 && ReceiptYear is { } year && ReceiptNumber is { } number ? new ReceiptNumber((int)year, number) : null, FiscalCode is null ? "" : $"{FiscalCode} {FiscalNumber}");
        }
    }
}
