using FundLedger.Banking.Running;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
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
        var sent = await StatementSent.TakeAsync(Database, clock, signal, AskedAs($"statement/{key}"), Account, content, fileName, read, SkipFailed, DoesMatch, HttpContext.RequestAborted);
        (Failed, Landed) = (sent.Failed, sent.Landed);
        if (sent.Refusal is { } refusal) return Refused(refusal);
        return sent.Run is { } run ? Redirect(RunModel.PathOf(Account.Code, run)) : Page();
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
