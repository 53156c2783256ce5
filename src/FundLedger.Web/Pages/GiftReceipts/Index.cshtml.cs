using System.Globalization;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.GiftReceipts;

/// <summary>The receipts of a year, void ones among them, and the account of their numbers.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int ReceiptsShown = 100;

    public override Part Where => Part.Donors;
    public override Bilingual Title => new("收据", "Receipts");

    public IReadOnlyList<ReceiptYear> Years { get; private set; } = [];

    /// <summary>The one whose receipts are listed; null while there are none.</summary>
    public ReceiptYear? Current { get; private set; }

    public IReadOnlyList<Receipt> Listed { get; private set; } = [];

    /// <summary>Where lower numbers are; null when all are shown.</summary>
    public long? Lower => Listed.Count == ReceiptsShown && Listed[^1].Number.Number > 1 ? Listed[^1].Number.Number : null;

    internal static string PathOf(Receipt receipt) => $"/receipts/{Uri.EscapeDataString(receipt.Entity.Code)}/{receipt.Number}";

    internal static string PathOf(ReceiptYear year, long? before = null) =>
        $"/receipts?entity={Uri.EscapeDataString(year.Entity.Code)}&year={year.Year.ToString(CultureInfo.InvariantCulture)}" + (before is { } cursor ? $"&before={cursor.ToString(CultureInfo.InvariantCulture)}" : "");

    public Task OnGetAsync(string? entity, int? year, long? before) => ReadAsync(async (reader, books) =>
    {
        Years = await Receipts.YearsAsync(reader, books);
        Current = Years.FirstOrDefault(known => known.Year == year && known.Entity.Code == entity) ?? (year is null ? Years.FirstOrDefault() : null);
        if (Current is { } shown) Listed = await Receipts.ListAsync(reader, books, shown.Entity, shown.Year, ReceiptsShown, before);
    });
}
