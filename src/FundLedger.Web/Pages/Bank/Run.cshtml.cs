using FundLedger.Banking.Running;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Uploads;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Bank;

/// <summary>A statement being taken in, or lines being matched, as it goes on and as it ended.</summary>
[Needs(Permission.RecordMoney)]
internal sealed class RunModel(Database database, TimeProvider clock, ImportSignal signal) : BankPage(database, clock)
{
    public override Bilingual Title => Upload?.SizeBytes > 0 ? new("导入对账单", "Import a statement") : new("自动匹配", "Match");

    public ListUpload Upload { get; private set; } = null!;
    public AccountRunShown Progress { get; private set; } = null!;
    public AccountRunResult Result { get; private set; } = null!;
    public IReadOnlyList<StatementGap> Gaps { get; private set; } = [];

    public bool IsUnderWay => !Progress.IsOver;

    public async Task<IActionResult> OnGetAsync([FromRoute] string code, [FromRoute] long id) => await LoadAsync(code, id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] string code, [FromRoute] long id, [FromForm] string? step, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(code, id)) return NotFound();
        Key = key;
        var asked = AskedAs($"upload/{id}/{step}/{key}");
        Outcome<ListUpload> outcome;
        switch (step)
        {
            case "cancel":
                outcome = await new StopUpload(Database).RunAsync(asked, id);
                break;
            case "go-on":
                outcome = await new StartUpload(Database).RunAsync(asked, id, Upload.Settings, Account.Entity, Upload.RowsTotal);
                signal.Ring();
                break;
            default:
                return BadRequest();
        }

        return outcome.IsDone(out _, out var refusal) ? Redirect(PathOf(Account.Code, id)) : Refused(refusal);
    }

    internal static string PathOf(string account, long run) => $"/bank/{Uri.EscapeDataString(account)}/run/{run}";

    private async Task<bool> LoadAsync(string code, long id)
    {
        var isThere = false;
        Key = FormKey.New();
        await ReadAsync(async (reader, books) =>
        {
            if (!await FindAsync(reader, books, code, Permission.RecordMoney) || await Uploads.OfAccountAsync(reader, Account.Code, id) is not { } upload) return;
            isThere = true;
            (Upload, Result) = (upload, AccountRunResult.Of(upload.Result));
            Progress = await AccountRunShown.OfAsync(reader, Bank, Account, upload);
            if (Result.Landed is not null) Gaps = StatementGap.In(await StatementStore.ListAsync(reader, Bank, Account));
        });
        return isThere;
    }
}
