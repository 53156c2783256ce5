using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Vouchers;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Vouchers;

/// <summary>The vouchers of an entity by month, whether their numbers are whole, and their export.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int VouchersOnAPage = 100;

    public override Part Where => Part.Periods;
    public override Bilingual Title => new("记账凭证", "Vouchers");

    public IReadOnlyList<Entity> Entities { get; private set; } = [];
    public Entity Entity { get; private set; } = null!;

    /// <summary>The months of the books, last first.</summary>
    public IReadOnlyList<MonthOfBooks> Months { get; private set; } = [];

    public PeriodMonth Month { get; private set; }

    /// <summary>Of the month; null where it has none.</summary>
    public VoucherNumbers? Numbers { get; private set; }

    public VoucherBook Book { get; private set; } = null!;
    public IReadOnlyList<Voucher> Shown { get; private set; } = [];
    public int PageNumber { get; private set; } = 1;
    public bool HasNext { get; private set; }
    public IReadOnlyList<KnownLayout> Layouts { get; private set; } = [];
    public bool MayExport => May(Permission.ExportLedger, Reach.TargetOf(Entity));

    internal WhoIs People { get; private set; } = null!;

    internal string PathOf(PeriodMonth month, int page = 1) =>
        "/vouchers" + QueryString.Create(new KeyValuePair<string, string?>[] { new("entity", Entity.Code), new("month", month.ToString()), new("part", page > 1 ? $"{page}" : null) }.Where(part => part.Value is not null));

    internal string PathOf(Voucher voucher) => voucher.Number is { } number ? $"/vouchers/{voucher.Month}/{number}?entity={Uri.EscapeDataString(Entity.Code)}" : $"/entries/{voucher.Entry}";

    public async Task<IActionResult> OnGetAsync(string? entity, string? month, int? part)
    {
        var isThere = false;
        await ReadAsync(async (reader, books) =>
        {
            Entities = [.. books.Entities.Where(known => May(Permission.ReadLedger, Reach.TargetOf(known)))];
            if (Entities.FirstOrDefault(known => entity is not { Length: > 0 } || known.Code == entity) is not { } found) return;
            (isThere, Entity, People) = (true, found, await WhoIs.LoadAsync(reader));
            Months = [.. (await MonthsOfBooks.ListAsync(reader, books, Today)).Where(known => known.Entity.Id == found.Id)];
            Month = PeriodMonth.TryParse(month, out var asked) && asked.FirstDay.Year is >= 1900 and < 9000 ? asked
                : Months.FirstOrDefault(known => known.Status == PeriodStatus.Closed)?.Month ?? Months.FirstOrDefault(known => known.LineCount > 0)?.Month ?? PeriodMonth.Of(Today);
            Numbers = (await VoucherReading.MonthsAsync(reader, found, Month, Month)).FirstOrDefault();
            if (!(await VoucherReading.BookAsync(reader, new BookQuestion(found.Code, new DateSpan(Month.FirstDay, Month.LastDay)))).IsDone(out var book, out _)) return;
            Book = book;
            PageNumber = part is > 0 and < 1_000_000 ? part.Value : 1;
            List<Voucher> vouchers = [.. book.Vouchers.Skip((PageNumber - 1) * VouchersOnAPage).Take(VouchersOnAPage + 1)];
            (HasNext, Shown) = (vouchers.Count > VouchersOnAPage, [.. vouchers.Take(VouchersOnAPage)]);
            Layouts = await VoucherLayouts.ListAsync(reader);
        });
        return isThere ? Page() : NotFound();
    }
}
