using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Vouchers;

/// <summary>One voucher, to read and to print.</summary>
[Needs(Permission.ReadLedger)]
public sealed class VoucherModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Periods;
    public override Bilingual Title => new("记账凭证", "Voucher");

    public Entity Entity { get; private set; } = null!;
    public Voucher Voucher { get; private set; } = null!;

    /// <summary>The last number of the month.</summary>
    public long Last { get; private set; }

    public string RecordedAt => Shown.Moment(Moments.ToMicroseconds(Voucher.RecordedAt));

    internal WhoIs People { get; private set; } = null!;

    internal string PathOf(long number) => $"/vouchers/{Voucher.Month}/{number}?entity={Uri.EscapeDataString(Entity.Code)}";

    public async Task<IActionResult> OnGetAsync([FromRoute] string month, [FromRoute] long number, string? entity)
    {
        if (!PeriodMonth.TryParse(month, out var asked) || asked.FirstDay.Year is < 1900 or > 8999 || number < 1) return NotFound();
        await ReadAsync(async (reader, books) =>
        {
            if (!books.EntityOrOnly(entity is { Length: > 0 } ? entity : null).IsDone(out var found, out _) || !May(Permission.ReadLedger, Reach.TargetOf(found))) return;
            // Of a currency other than the entity's own, where it is in none of that.
            foreach (var currency in books.Funds.Where(fund => fund.EntityId == found.Id).Select(fund => fund.Currency).Distinct().OrderBy(currency => currency != found.Currency))
            {
                if (!(await VoucherReading.BookAsync(reader, new BookQuestion(found.Code, new DateSpan(asked.FirstDay, asked.LastDay), currency), number, number)).IsDone(out var book, out _)) return;
                if (book.Vouchers.FirstOrDefault() is not { } voucher) continue;
                (Entity, Voucher, People) = (found, voucher, await WhoIs.LoadAsync(reader));
                Last = (await VoucherReading.MonthsAsync(reader, found, asked, asked))[0].Last;
                return;
            }
        });
        return Voucher is null ? NotFound() : Page();
    }
}
