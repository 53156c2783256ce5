using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Donors;

/// <summary>Shows the name behind one gift in clear, once, to whoever may see it and says what for.</summary>
[Needs(Permission.RevealName)]
public sealed class NameModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Donors;
    public override Bilingual Title => new("捐赠人姓名", "Name of the donor");

    public EntryId Gift { get; private set; }
    public RevealedDonor? Revealed { get; private set; }
    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(long number) => await FindAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? reason)
    {
        Gift = new EntryId(number);
        if (!Enum.TryParse<RevealReason>(reason, out var wanted) || !Enum.IsDefined(wanted))
        {
            if (!await FindAsync(number)) return NotFound();
            Refusal = Refusal.Of("reason-missing", "reason", "请选择为何要看姓名。", "Choose what the name is wanted for.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        var outcome = await new RevealDonor(Noting).RunAsync(AskedAs("reveal/" + FormKey.New()), Gift, wanted, HttpContext.RequestAborted);
        if (!outcome.IsDone(out var revealed, out _)) return NotFound();
        Revealed = revealed;
        Response.MustBeKeptNowhere();
        return Page();
    }

    /// <summary>Whether it is a gift within reach; whose, is not looked at.</summary>
    private async Task<bool> FindAsync(long number)
    {
        Gift = new EntryId(number);
        var isTheirs = false;
        await ReadAsync(async (reader, books) => isTheirs = await JournalReading.FindAsync(reader, Gift, books) is { } entry && entry.Kind.IsGift
            && May(Permission.RevealName, books.TargetOf(entry.Lines[0].Fund)));
        return isTheirs;
    }
}
