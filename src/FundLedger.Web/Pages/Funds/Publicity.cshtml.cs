using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Funds;

/// <summary>Whether a fund stands on the public pages, why, and who said so.</summary>
[Needs(Permission.RecordMoney)]
public sealed class PublicityModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Funds;
    public override Bilingual Title => new($"公开展示 {Fund.Code}", $"Shown to everybody: {Fund.Code}");

    public Fund Fund { get; private set; } = null!;
    public bool IsShown { get; private set; }

    /// <summary>The last first.</summary>
    public IReadOnlyList<FundShown> Decisions { get; private set; } = [];

    internal WhoIs People { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key) || step is not ("show" or "hide")) return BadRequest();
        if (!await LoadAsync(code)) return NotFound();
        return Answer(
            await new ShowFund(Noting).RunAsync(AskedAs(key!), new FundPublicity(Fund.Code, step == "show", Posted("reason")), HttpContext.RequestAborted),
            done => done.IsShown ? new($"基金 {done.Fund} 现在公开展示。", $"Fund {done.Fund} is shown to everybody now.") : new($"基金 {done.Fund} 不再公开展示。", $"Fund {done.Fund} is not shown any more."), _ => $"/funds/{Uri.EscapeDataString(code)}/publicity");
    }

    private async Task<bool> LoadAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (books.FindFund(code) is not { } fund || !May(Permission.RecordMoney, books.TargetOf(fund))) return;
            var shown = await PublicFunds.LoadAsync(reader);
            (Fund, IsShown, Decisions, People) = (fund, shown.Shows(fund), [.. shown.DecisionsAbout(fund).Reverse()], await WhoIs.LoadAsync(reader));
        });
        return Fund is not null;
    }
}
