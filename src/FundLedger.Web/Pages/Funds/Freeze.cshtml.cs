using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Funds;

/// <summary>Freezes a fund, or lets a frozen one be used again.</summary>
[Needs(Permission.ManageFunds)]
public sealed class FreezeModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Funds;
    public override Bilingual Title => IsFrozen ? new($"解除冻结 {Fund.Code}", $"Unfreeze {Fund.Code}") : new($"冻结 {Fund.Code}", $"Freeze {Fund.Code}");

    public Fund Fund { get; private set; } = null!;
    public bool IsFrozen => Fund.Status == FundStatus.Frozen;
    public string Reason { get; private set; } = "";
    public string Key { get; private set; } = "";
    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code)
    {
        Key = FormKey.New();
        return await LoadAsync(code) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? reason, [FromForm] string? step, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(code)) return NotFound();
        (Key, Reason) = (key, reason ?? "");
        var asked = new FundFreeze(Fund.Code, Reason);
        var outcome = step == "unfreeze"
            ? await new UnfreezeFund(Noting).RunAsync(AskedAs(key), asked, HttpContext.RequestAborted)
            : await new FreezeFund(Noting).RunAsync(AskedAs(key), asked, HttpContext.RequestAborted);
        if (outcome.IsDone(out var done, out var refusal))
        {
            new Notice(new($"基金 {done.Fund}：{done.Status.Name().Zh}。", $"Fund {done.Fund}: {done.Status.Name().En.ToLowerInvariant()}."), ((Outcome<FundMoved>.Done)outcome).WasDoneBefore).PutInto(TempData);
            return LocalRedirect($"/funds/{Uri.EscapeDataString(done.Fund)}");
        }

        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string code)
    {
        await ReadAsync((_, books) =>
        {
            if (books.FindFund(code) is { } fund && May(Permission.ManageFunds, books.TargetOf(fund))) Fund = fund;
            return Task.CompletedTask;
        });
        return Fund is { Status: not FundStatus.Closed };
    }
}
