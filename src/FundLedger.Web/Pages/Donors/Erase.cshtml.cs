using FundLedger.Donors;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Donors;

/// <summary>Asks before a donor's name is erased: it cannot be brought back.</summary>
[Needs(Permission.ErasePeople, Everywhere = true)]
public sealed class EraseModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Donors;
    public override Bilingual Title => new("擦除姓名", "Erase a name");

    public ListedDonor Donor { get; private set; } = null!;
    public Refusal? Refusal { get; private set; }
    public string Key { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(long number)
    {
        Key = FormKey.New();
        return await LoadAsync(number) is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        Key = key;
        if (await LoadAsync(number) is not { } name) return NotFound();
        if (name.Length == 0) return Redirect($"/donors/{number}"); // sent twice: it is done
        var outcome = await new EraseDonor(Database).RunAsync(AskedAs(key), name, HttpContext.RequestAborted);
        if (outcome.IsDone(out var erased, out var refusal))
        {
            new Notice(new($"姓名已擦除；{erased.GiftCount} 笔捐款的金额、日期和校验值不变。", $"The name is erased; the amounts, dates and hashes of {erased.GiftCount} gift(s) stand."), WasDoneBefore: false).PutInto(TempData);
            return Redirect($"/donors/{number}");
        }

        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <returns>The name as the operation asks for it, empty once erased; null when there is no such donor or nothing of theirs to erase.</returns>
    private async Task<string?> LoadAsync(long number)
    {
        string? name = null;
        await ReadAsync(async (reader, _) =>
        {
            if (await DonorList.OfAsync(reader, number) is not { } donor || donor.Kind == DonorKind.Unnamed) return;
            Donor = donor;
            name = await DonorList.NameToEraseAsync(reader, number);
        });
        return name;
    }
}
