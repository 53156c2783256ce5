using FundLedger.Banking.Running;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Looks at a statement and, where it can be read, has it taken in as lines to be matched.</summary>
[Needs(Permission.RecordMoney)]
[RequestSizeLimit(MostBodyBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBodyBytes)]
internal sealed class ImportModel(Database database, TimeProvider clock, ImportSignal signal) : BankPage(database, clock)
{
    private const long MostBodyBytes = 210L * 1024 * 1024;

    private readonly TimeProvider clock = clock;

    internal override bool TakesAFile => true;

    public override Bilingual Title => new("导入对账单", "Import a statement");

    public IReadOnlyList<string> Profiles { get; private set; } = [];

    /// <summary>Rows that cannot be read, where they are the reason.</summary>
    public IReadOnlyList<ListRow.Failed> Failed { get; private set; } = [];

    /// <summary>What an earlier import of this very file brought.</summary>
    public StatementLanded? Landed { get; private set; }

    public string Dates { get; private set; } = "";
    public string Numbers { get; private set; } = "";
    public bool SkipFailed { get; private set; }

    /// <summary>Its lines are matched once it is in.</summary>
    public bool DoesMatch { get; private set; } = true;

    public string FileClass => Class("file");
    public string DatesClass => Class("dates");
    public string NumbersClass => Class("numbers");

    public async Task<IActionResult> OnGetAsync([FromRoute] string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] string code, IFormFile? file, [FromForm] string? dates, [FromForm] string? numbers, [FromForm] string? profile, [FromForm] string? skip, [FromForm] string? match, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(code)) return NotFound();
        (Dates, Numbers, SkipFailed, DoesMatch) = (dates ?? "", numbers ?? "", skip is not null, match is not null);
        if (file is null || file.Length == 0) return Refused(Refusal.Of("missing", "file", "请选择要导入的对账单。", "Choose the statement to import."));
        await using var content = file.OpenReadStream();
        var known = Given(profile) is { } name ? await Database.ReadAsync(reader => ImportProfiles.FindAsync(reader, name), HttpContext.RequestAborted) : null;
        var read = known ?? ListProfile.Guess;
        read = read with { Dates = ListFormats.TryParse(Dates, out DateFormat day) ? day : read.Dates, Numbers = ListFormats.TryParse(Numbers, out NumberFormat number) ? number : read.Numbers };
        var fileName = System.IO.Path.GetFileName(file.FileName);
        if (!StatementOpening.Of(content, fileName, Account, read, HttpContext.RequestAborted).IsDone(out var opened, out var unread)) return Refused(unread);
        using (opened)
        {
            var (summary, refused) = await new ImportStatement(Database, clock).TryOutAsync(opened.File, new StatementChoices(Account.Code, SkipFailedRows: SkipFailed), HttpContext.RequestAborted);
            if (refused is not null)
            {
                Failed = refused.FailedRows;
                return Refused(refused.Reason);
            }

            if (!summary!.WasImported) return await QueueAsync(key, content, fileName, read, summary.Check.Lines);
            Landed = AccountRuns.LandedOf(Account, summary);
            return Page();
        }
    }

    /// <summary>What can be taken in is kept, and taken in whether or not anybody watches.</summary>
    private async Task<IActionResult> QueueAsync(string key, Stream content, string fileName, ListProfile read, long rows)
    {
        content.Position = 0;
        var settings = new UploadSettings("", null, null, read, SkipFailed: SkipFailed, Account: new AccountWork(Account.Code, DoesMatch));
        var received = await new ReceiveUpload(Database).RunAsync(AskedAs($"statement/{key}"), fileName, settings, content, HttpContext.RequestAborted);
        if (received is ReceiveOutcome.Refused notKept) return Refused(notKept.Reason);
        var id = ((ReceiveOutcome.Received)received).Id;
        // The very file may be on its way already: then its page is shown, whatever became of this start.
        await new StartUpload(Database).RunAsync(AskedAs($"statement/{key}/start"), id, settings, Account.Entity, rows, HttpContext.RequestAborted);
        signal.Ring();
        return Redirect(RunModel.PathOf(Account.Code, id));
    }

    private async Task<bool> LoadAsync(string code)
    {
        var isThere = false;
        Key = FormKey.New();
        await ReadAsync(async (reader, books) =>
        {
            isThere = await FindAsync(reader, books, code, Permission.RecordMoney);
            Profiles = await ImportProfiles.NamesAsync(reader);
        });
        return isThere;
    }
}
