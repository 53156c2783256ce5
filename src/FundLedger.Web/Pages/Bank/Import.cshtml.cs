using FundLedger.Banking.Statements;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Bank;

/// <summary>Takes in a statement as lines to be matched. Nothing is posted by it, so it is taken at once and what was found is told after.</summary>
[Needs(Permission.RecordMoney)]
[RequestSizeLimit(MostBodyBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBodyBytes)]
public sealed class ImportModel(Database database, TimeProvider clock) : BankPage(database, clock)
{
    private const long MostBodyBytes = 210L * 1024 * 1024;

    private readonly TimeProvider clock = clock;

    internal override bool TakesAFile => true;

    public override Bilingual Title => new("导入对账单", "Import a statement");

    public IReadOnlyList<string> Profiles { get; private set; } = [];

    /// <summary>Rows that cannot be read, where they are the reason.</summary>
    public IReadOnlyList<ListRow.Failed> Failed { get; private set; } = [];

    public StatementSummary? Summary { get; private set; }
    public string Dates { get; private set; } = "";
    public string Numbers { get; private set; } = "";
    public bool SkipFailed { get; private set; }

    public string FileClass => Class("file");
    public string DatesClass => Class("dates");
    public string NumbersClass => Class("numbers");

    public async Task<IActionResult> OnGetAsync([FromRoute] string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] string code, IFormFile? file, [FromForm] string? dates, [FromForm] string? numbers, [FromForm] string? profile, [FromForm] string? skip, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(code)) return NotFound();
        (Dates, Numbers, SkipFailed) = (dates ?? "", numbers ?? "", skip is not null);
        if (file is null || file.Length == 0) return Refused(Refusal.Of("missing", "file", "请选择要导入的对账单。", "Choose the statement to import."));
        await using var content = file.OpenReadStream();
        if (CamtFile.IsOne(content))
            return CamtFile.Open(content, System.IO.Path.GetFileName(file.FileName), Account.Currency, Account.NumberTail).IsDone(out var camt, out var notRead) ? await ImportAsync(camt) : Refused(notRead);
        var opening = ListFile.Open(content, System.IO.Path.GetFileName(file.FileName));
        if (opening is ListOpening.Refused unopened) return Refused(unopened.Reason);
        using var list = ((ListOpening.Opened)opening).File;
        var known = Given(profile) is { } name ? await Database.ReadAsync(reader => ImportProfiles.FindAsync(reader, name), HttpContext.RequestAborted) : null;
        var read = known ?? ListProfile.Guess;
        read = read with { Dates = ListFormats.TryParse(Dates, out DateFormat day) ? day : read.Dates, Numbers = ListFormats.TryParse(Numbers, out NumberFormat number) ? number : read.Numbers };
        var scanning = list.Scan(new ListSettings(Account.Currency, read, IsStatement: true), stop: HttpContext.RequestAborted);
        if (scanning is ListScanning.Refused unread) return Refused(unread.Reason);
        return await ImportAsync(StatementFile.Of(list, ((ListScanning.Scanned)scanning).Scan));
    }

    private async Task<IActionResult> ImportAsync(StatementFile statement)
    {
        var (summary, refused) = await new ImportStatement(Noting, clock).RunAsync(Who.Person.Id, statement, new StatementChoices(Account.Code, SkipFailedRows: SkipFailed), stop: HttpContext.RequestAborted);
        if (refused is not null)
        {
            Failed = refused.FailedRows;
            return Refused(refused.Reason);
        }

        Summary = summary;
        return Page();
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
