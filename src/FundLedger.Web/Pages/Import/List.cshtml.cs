using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Import;

/// <summary>One uploaded list: how it is read and what it would post, then its import as it runs, then how it ended.</summary>
[Needs(Permission.RecordMoney)]
internal sealed class ImportListModel(Database database, TimeProvider clock, ImportSignal signal) : ImportPage(database, clock)
{
    private const int RowsShown = 50;
    private const int PaymentsShown = 10;

    public override Bilingual Title => new("导入捐赠名单", "Import a donation list");
    public override Bilingual ProblemsLead => new("还没有入账，先要您说明或更正：", "Nothing is posted yet. Please answer or mend:");

    public Books Books { get; private set; } = null!;
    public ListUpload Upload { get; private set; } = null!;
    public UploadSettings Settings => Upload.Settings;

    /// <summary>How it reads; null where there is nothing to choose any more.</summary>
    public ListFields? Fields { get; private set; }

    public ImportTrial? Trial { get; private set; }
    public ImportProgressShown? Progress { get; private set; }
    public IReadOnlyList<string> Profiles { get; private set; } = [];

    /// <summary>Refused rows on this page of them.</summary>
    public IReadOnlyList<ListRow.Failed> FailedRows { get; private set; } = [];
    public int FailedPage { get; private set; } = 1;
    public bool HasMoreFailed { get; private set; }

    /// <summary>The first payments found in the list, so that a person sees that none of them is a gift.</summary>
    public IReadOnlyList<ListRow.NotAGift> PaidOut { get; private set; } = [];

    public string Key { get; } = FormKey.New();

    public bool IsUnderWay => Progress is { IsOver: false };

    public async Task<IActionResult> OnGetAsync([FromRoute] long id, int failed = 1)
    {
        if (!await LoadAsync(id)) return NotFound();
        FailedPage = Math.Clamp(failed, 1, 1_000_000);
        await LookAsync(isStart: false);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] long id, [FromForm] string? step, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(id)) return NotFound();
        var asked = AskedAs($"upload/{id}/{step}/{key}");
        return step switch
        {
            "read" or "save" or "start" => await SettleAsync(asked, step),
            "go-on" => await GoOnAsync(asked),
            "cancel" => await AfterAsync(await new StopUpload(Database).RunAsync(asked, id)),
            "remove" => await RemoveAsync(asked),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> SettleAsync(Asked asked, string step)
    {
        var form = new ListForm(Request.Form);
        var named = form.Text("profile") is { } name ? await Database.ReadAsync(reader => ImportProfiles.FindAsync(reader, name)) : null;
        var settings = form.Read(Settings, named);
        if (form.Refusals.Count > 0) return await RefusedAsync(form.Refusals);
        var settled = await new SettleUpload(Database).RunAsync(asked with { Key = asked.Key + "/settings" }, Upload.Id, settings);
        if (!settled.IsDone(out var upload, out var refusal)) return await RefusedAsync([refusal]);
        Upload = upload;
        if (step == "read") return Redirect($"/import/{Upload.Id}");

        await LookAsync(isStart: step == "start");
        if (step == "save") return await SaveAsync(asked, form.Text("saveAs"));
        if (Refusals.Count > 0 || Fields?.Scan is null) return Unprocessable();
        var started = await new StartUpload(Database).RunAsync(asked, Upload.Id, settings, Fields.Scan.Gifts);
        signal.Ring();
        return await AfterAsync(started);
    }

    /// <summary>With what was decided before; what has to be asked anew is asked by the page that comes back.</summary>
    private async Task<IActionResult> GoOnAsync(Asked asked)
    {
        await LookAsync(isStart: true);
        if (Refusals.Count > 0 || Fields?.Scan is null) return Unprocessable();
        var started = await new StartUpload(Database).RunAsync(asked, Upload.Id, Settings, Fields.Scan.Gifts);
        signal.Ring();
        return await AfterAsync(started);
    }

    private async Task<IActionResult> SaveAsync(Asked asked, string? name)
    {
        if (Fields?.Scan is not { } scan) return Unprocessable();
        var saved = await new SaveImportProfile(Database).RunAsync(asked, name ?? "", scan.NamedProfile);
        if (!saved.IsDone(out _, out var refusal))
        {
            Refusals = [refusal with { Field = "saveAs" }];
            return Unprocessable();
        }

        new Notice(new($"读法已存为“{name}”，下次上传同类名单时可选。", $"Kept as '{name}': choose it when you upload the next list of this kind."), WasDoneBefore: false).PutInto(TempData);
        return Redirect($"/import/{Upload.Id}");
    }

    private async Task<IActionResult> RemoveAsync(Asked asked)
    {
        if (!(await new DiscardUpload(Database).RunAsync(asked, Upload.Id)).IsDone(out _, out var refusal)) return await RefusedAsync([refusal]);
        new Notice(new("上传的文件已删除；已入账的保留。", "The uploaded file is removed; what was posted stays."), WasDoneBefore: false).PutInto(TempData);
        return Redirect("/import");
    }

    private async Task<IActionResult> AfterAsync(Outcome<ListUpload> outcome) =>
        outcome.IsDone(out _, out var refusal) ? Redirect($"/import/{Upload.Id}") : await RefusedAsync([refusal]);

    private async Task<IActionResult> RefusedAsync(IReadOnlyList<Refusal> refusals)
    {
        await LoadAsync(Upload.Id);
        await LookAsync(isStart: false);
        Refusals = refusals;
        return Unprocessable();
    }

    private PageResult Unprocessable()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(long id)
    {
        ListUpload? found = null;
        await ReadAsync(async (reader, books) =>
        {
            (Books, found, Profiles) = (books, await Uploads.FindAsync(reader, id), await ImportProfiles.NamesAsync(reader));
            if (found is not null) Progress = await ImportProgressShown.OfAsync(reader, books, found);
        });
        if (found is null or { State: UploadState.Receiving } || !IsTheirs(Books, found.Settings.Fund)) return false;
        Upload = found;
        return true;
    }

    /// <summary>Reads the list as it is settled, and finds what is still to be answered.</summary>
    private async Task LookAsync(bool isStart)
    {
        var stop = HttpContext.RequestAborted;
        var hasContent = !IsUnderWay && Upload is not { State: UploadState.Done, Result.Failed: 0 };
        if (!hasContent) return;
        using var look = await ListLook.OfAsync(Database, Upload, Today, stop);
        if (Upload.State == UploadState.Done)
        {
            await ListFailedAsync(look, Moments.DayInShanghai(Upload.Result!.EndedAt));
            return;
        }

        Fields = new ListFields(this, look);
        (Trial, var open) = await ImportQuestions.AskAsync(Database, look, Settings, isStart, stop);
        if (Trial?.NotGifts.ContainsKey(NotAGiftKind.MoneyOut) == true)
            PaidOut = [.. look.Scan!.Rows().OfType<ListRow.NotAGift>().Where(row => row.Kind == NotAGiftKind.MoneyOut).Take(PaymentsShown)];
        if (Trial is { FailedRows: > 0 }) await ListFailedAsync(look, Today);
        // That the file is gone, the page says by itself.
        Refusals = look.Refusal is { } unread && unread.Code != Uploads.Gone.Code ? [unread with { Field = ListFields.FieldOf(unread) }, .. open] : open;
    }

    private async Task ListFailedAsync(ListLook look, DateOnly day)
    {
        if (look is not { File: { } file, Scan: { } scan }) return;
        if (!(await RefusedRows.OfAsync(Database, file, scan, Settings.Fund, day)).IsDone(out var rows, out _)) return;
        var page = rows.Walk().Skip((FailedPage - 1) * RowsShown).Take(RowsShown + 1).ToList();
        (FailedRows, HasMoreFailed) = (page.Take(RowsShown).ToList(), page.Count > RowsShown);
    }
}
