using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Import;

/// <summary>Takes in a list, and shows those that wait and those that are in.</summary>
[ReadsItsOwnForm, IgnoreAntiforgeryToken, RequestSizeLimit(MostBodyBytes)]
[Needs(Permission.RecordMoney)]
public sealed class ImportIndexModel(Database database, TimeProvider clock, IAntiforgery antiforgery) : ImportPage(database, clock)
{
    /// <summary>A file over the limit is read to here, so that the browser hears the answer; a longer one is cut off.</summary>
    private const long MostBodyBytes = 256L * 1024 * 1024;

    private string fund = "";

    internal override bool TakesAFile => true;

    public override Bilingual Title => new("导入捐赠名单", "Import a donation list");
    public override Bilingual ProblemsLead => new("没有收下这个文件：", "The file was not taken:");

    public Books Books { get; private set; } = null!;
    public IReadOnlyList<string> Profiles { get; private set; } = [];

    /// <summary>Uploaded lists that somebody has to go on with, or that are on their way.</summary>
    public IReadOnlyList<ListUpload> Waiting { get; private set; } = [];

    public IReadOnlyList<(ListedImport Import, ListUpload? Upload)> Imports { get; private set; } = [];

    internal ChoiceField Fund => FundField(Books, fund);

    internal ChoiceField Profile => new(
        "profile", new("读法", "How to read it"), [("", In("自动识别", "Find out by itself"), false), .. Profiles.Select(name => (name, name, true))], "", Language,
        new("以前存下的读法；不选则自动识别，下一步可以更正。", "One kept from an earlier list. Without one it is found out, and you can correct it in the next step."));

    public async Task OnGetAsync(string? fund)
    {
        this.fund = fund ?? "";
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stop = HttpContext.RequestAborted;
        var form = new UploadReading(HttpContext, antiforgery);
        UploadedFile? file;
        try
        {
            // Antiforgery is checked before a byte of the file is kept: its field stands first in the form.
            file = await form.ReadAsync(stop);
        }
        catch (Exception notOurs) when (notOurs is AntiforgeryValidationException or InvalidDataException)
        {
            return BadRequest();
        }

        fund = form.Field("fund");
        if (await WhyNotAsync(file, stop) is { } refusal) return await RefuseAsync(refusal, file, stop);
        var named = form.Field("profile") is { Length: > 0 } name ? await Database.ReadAsync(reader => ImportProfiles.FindAsync(reader, name), stop) : null;
        try
        {
            var outcome = await new ReceiveUpload(Database).RunAsync(
                AskedAs($"upload/{FormKey.New()}"), file!.Name, new UploadSettings(fund, null, null, named ?? ListProfile.Guess), file.Content, stop);
            return outcome is ReceiveOutcome.Received received ? Redirect($"/import/{received.Id}") : await RefuseAsync(((ReceiveOutcome.Refused)outcome).Reason, file, stop);
        }
        catch (StorageException failed)
        {
            var answer = await RefuseAsync(new Refusal("storage", "", failed.Text), file, stop);
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return answer;
        }
    }

    private async Task<Refusal?> WhyNotAsync(UploadedFile? file, CancellationToken stop)
    {
        var books = await Database.ReadAsync(Books.LoadAsync, stop);
        if (fund.Length == 0) return Refusal.Of("missing", "fund", "请选择导入到哪个基金。", "Choose the fund it goes into.");
        if (!books.Fund(fund).IsDone(out _, out var unknown)) return unknown;
        if (!IsTheirs(books, fund)) return Authority.NotThere with { Field = "fund" };
        return file is null ? Refusal.Of("missing", "file", "请选择要上传的文件。", "Choose the file to upload.") : null;
    }

    private async Task<IActionResult> RefuseAsync(Refusal refusal, UploadedFile? file, CancellationToken stop)
    {
        try
        {
            // A browser that is not heard to the end shows a broken connection instead of the reason.
            if (file is not null) await file.Content.CopyToAsync(Stream.Null, stop);
        }
        catch (IOException)
        {
            // It goes on longer than anyone should listen.
        }

        Refusals = [refusal];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await LoadAsync();
        return Page();
    }

    private Task LoadAsync() => ReadAsync(async (reader, books) =>
    {
        Books = books;
        if (fund.Length == 0 && Who.FundsWithin(Permission.RecordMoney, books, Today).ToList() is [var only]) fund = only.Code;
        Profiles = await ImportProfiles.NamesAsync(reader);
        var uploads = await Uploads.ListAsync(reader);
        Waiting = [.. uploads.Where(upload => upload.State is not (UploadState.Receiving or UploadState.Done) && IsTheirs(books, upload.Settings.Fund))];
        Imports = [.. (await ImportHistory.ListAsync(reader, books)).Where(import => IsTheirs(books, import.Fund.Code)).Select(import => (import, uploads.FirstOrDefault(upload =>
            upload.Settings.Fund == import.Fund.Code && upload.Sha256.AsSpan().SequenceEqual(import.Sha256))))];
    });
}
