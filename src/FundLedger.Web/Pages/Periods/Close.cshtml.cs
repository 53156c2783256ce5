using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Periods;

/// <summary>Asks once more before a month is closed.</summary>
[Needs(Permission.ClosePeriod)]
public sealed class CloseModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Periods;
    public override Bilingual Title => new($"结账 {Month}", $"Close {Month}");

    public PeriodMonth Month { get; private set; }
    public string Entity { get; private set; } = "";
    public string Key { get; private set; } = "";
    public Refusal? Refusal { get; private set; }

    /// <summary>How many vouchers would be numbered; null when it would be refused.</summary>
    public long? VoucherCount { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? entity, string? month)
    {
        if (entity is null || !PeriodMonth.TryParse(month, out var asked) || !May(Permission.ClosePeriod, new Target(entity))) return NotFound();
        (Entity, Month, Key) = (entity, asked, FormKey.New());
        await PreviewAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? entity, string? month, string? key)
    {
        if (entity is null || !PeriodMonth.TryParse(month, out var asked) || !FormKey.IsOne(key)) return BadRequest();
        if (!May(Permission.ClosePeriod, new Target(entity))) return NotFound();
        (Entity, Month, Key) = (entity, asked, key);
        var outcome = await new ClosePeriod(Database).RunAsync(AskedAs(key), asked, entity, HttpContext.RequestAborted);
        if (!outcome.IsDone(out var closed, out var refusal))
        {
            Refusal = refusal;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        new Notice(new($"{closed.Period} 已结账，编凭证 {closed.VoucherCount} 张。", $"{closed.Period} is closed; {closed.VoucherCount} voucher(s) are numbered."), WasDoneBefore: false).PutInto(TempData);
        return Redirect("/periods");
    }

    private async Task PreviewAsync()
    {
        var outcome = await new ClosePeriod(new Preview(Database)).RunAsync(AskedAs(Key), Month, Entity, HttpContext.RequestAborted);
        if (outcome.IsDone(out var closed, out var refusal)) VoucherCount = closed.VoucherCount;
        else Refusal = refusal;
    }
}
