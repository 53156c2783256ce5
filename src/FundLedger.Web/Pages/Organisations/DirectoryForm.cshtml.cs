using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Record;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>Every form of the directory, the needs, the offers, the spaces and the calendar. The form's key makes it one act however often it is sent.</summary>
[Needs(Permission.RecordMoney, Permission.ManageFunds, Permission.EditOrganisation, Permission.ManageOrganisation, Permission.ErasePeople)]
public sealed class DirectoryFormModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private DirectoryForm form = null!;
    private Books books = null!;
    private Dictionary<string, string> values = [];

    public override Part Where => form.Name.Contains("space", StringComparison.Ordinal) ? Part.Spaces : form.Name.Contains("need", StringComparison.Ordinal) || form.Name.Contains("offer", StringComparison.Ordinal) || form.Name.Contains("match", StringComparison.Ordinal) ? Part.Needs : Part.Organisations;
    public override Bilingual Title => form.Title;

    internal override IReadOnlyList<Permission> ActsAskedFor => Named is { IsLight: false } ? [Permission.RecordMoney] : [];

    internal override bool TakesAFile => Named is { TakesAFile: true };

    public string Key { get; private set; } = "";

    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>Of an invitation just made: shown once.</summary>
    public string? Link { get; private set; }

    internal DirectoryForm Form => form;

    internal (string Path, Bilingual Name) Back => form.Back(Ask);

    /// <summary>A manager of some fund, who keeps the directory.</summary>
    internal bool IsManager => MaySomewhere(Permission.RecordMoney);

    internal bool MayEdit(string organisation) => IsManager || May(Permission.EditOrganisation, new Target(Organisation: organisation));

    internal bool MayManage(string organisation) => IsManager || May(Permission.ManageOrganisation, new Target(Organisation: organisation)) || MayEverywhere(Permission.ManagePeople);

    internal bool MayRecordIn(Fund fund) => May(Permission.RecordMoney, books.TargetOf(fund));

    internal void ShowLink(string secret)
    {
        Link = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/invitation/{secret}";
        Response.MustBeKeptNowhere();
    }

    public async Task<IActionResult> OnGetAsync([FromRoute] string what)
    {
        if (!await LoadAsync(field => (string?)Request.Query[field], isFirst: true)) return NotFound();
        Key = FormKey.New();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string what, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return Named is null ? NotFound() : BadRequest();
        if (!await LoadAsync(field => (string?)Request.Form[field], isFirst: false)) return NotFound();
        Key = key;
        if (!(await FileAsync()).IsDone(out var files, out var notTaken)) return Refused([notTaken]);
        var read = new FormReading(form.AsRead, values, books, entry: null);
        var sending = form.Send(new DirectorySent(Ask, read, Noting, AskedAs(key), files.FirstOrDefault(), HttpContext.RequestAborted));
        if (read.Refusals.Count > 0) return Refused(read.Refusals);
        try
        {
            var outcome = await sending();
            if (!outcome.IsDone(out var done, out var refusal)) return Refused([refusal.Field == "key" ? refusal with { Field = "" } : refusal]);
            if (Link is not null) return Page();
            new Notice(done.Says, ((Outcome<Recorded>.Done)outcome).WasDoneBefore).PutInto(TempData);
            return Redirect(done.Path);
        }
        catch (StorageException failed)
        {
            var answer = Refused([new Refusal("storage", "", failed.Text)]);
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return answer;
        }
    }

    internal FieldShown Show(FormField field) => new(
        field, values.GetValueOrDefault(field.Name, ""), Refusals.FirstOrDefault(refusal => refusal.Field == field.Name), [.. OptionsOf(field)], Language,
        HasFocus: Refusals.Count == 0 ? field == form.Fields.FirstOrDefault(asked => asked.Kind != FieldKind.Kept && !values.ContainsKey(asked.Name)) : field.Name == Refusals[0].Field);

    private DirectoryForm? Named => DirectoryForm.All.FirstOrDefault(known => known.Name == (string?)RouteData.Values["what"]);

    private DirectoryAsk Ask => new(this, books, values);

    private async Task<bool> LoadAsync(Func<string, string?> typed, bool isFirst)
    {
        if (Named is not { } named) return false;
        form = named;
        values = form.Fields.Select(field => (field.Name, Value: typed(field.Name))).Where(field => !string.IsNullOrWhiteSpace(field.Value)).ToDictionary(field => field.Name, field => field.Value!);
        var isThere = false;
        await ReadAsync(async (reader, read) =>
        {
            books = read;
            if (await form.Fill(Ask, reader) is not { } standing) return;
            isThere = true;
            foreach (var (field, value) in standing)
                if (value is { Length: > 0 } && (isFirst || form.Fields.Any(asked => asked.Name == field && asked.Kind == FieldKind.Kept))) values[field] = value;
        });
        if (isThere && isFirst)
            foreach (var field in form.Fields.Where(asked => asked is { Kind: FieldKind.Date, IsRequired: true })) values.TryAdd(field.Name, Today.ToIso());
        return isThere;
    }

    private async Task<Outcome<IReadOnlyList<Attachment>>> FileAsync()
    {
        var files = new List<Attachment>();
        foreach (var field in form.Fields.Where(field => field.Kind == FieldKind.File))
        {
            if (Request.Form.Files.GetFile($"{field.Name}-file") is not { Length: > 0 } sent)
            {
                if (field.IsRequired) return Refusal.Of("file-missing", field.Name, "请选择文件。", "Choose the file.");
                continue;
            }

            if (sent.Length > Attachment.MostBytes) return Refusal.Of("attachment-size", field.Name, "文件超过 10 兆字节。", "The file is larger than 10 MB.");
            using var content = new MemoryStream();
            await sent.CopyToAsync(content, HttpContext.RequestAborted);
            files.Add(new Attachment(Path.GetFileName(sent.FileName), content.ToArray()));
        }

        return files;
    }

    private PageResult Refused(IReadOnlyList<Refusal> refusals)
    {
        Refusals = [.. refusals.OrderBy(refusal => form.Fields.TakeWhile(field => field.Name != refusal.Field).Count())];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private IEnumerable<(string Value, string Name, bool IsOwn)> OptionsOf(FormField field) => field.Kind switch
    {
        FieldKind.Fund => Who.FundsWithin(Permission.RecordMoney, books, Today).Select(fund => (fund.Code, $"{fund.Code} {fund.Name}", true)),
        FieldKind.Choice => field.Choices!.Select(choice => (choice.Value, In(choice.Name), false)),
        _ => [],
    };
}
