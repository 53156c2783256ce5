using System.Globalization;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Record;

/// <summary>Every form: filled in, checked against what it would post, then recorded. The form's key makes it one record however often it is sent.</summary>
[Needs(Permission.RecordMoney, Permission.Propose, Permission.ManageFunds)]
public sealed class FormModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private RecordForm form = null!;
    private Books books = null!;
    private PostedEntry? entry;
    private Dictionary<string, string> values = [];

    public override Part Where => Part.Record;
    public override Bilingual Title => form.Title;

    /// <summary>Of the form that the address names.</summary>
    internal override IReadOnlyList<Permission> ActsAskedFor => RecordForm.All.FirstOrDefault(known => known.Name == (string?)RouteData.Values["what"]) is { } named ? [named.Act] : [];

    internal override bool TakesAFile => RecordForm.All.FirstOrDefault(known => known.Name == (string?)RouteData.Values["what"]) is { TakesAFile: true };

    public string Key { get; private set; } = "";

    /// <summary>What stands in the way, in the order of the fields.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>What recording it would post; null while the form is filled in.</summary>
    public IReadOnlyList<PostedEntry>? Planned { get; private set; }

    internal RecordForm Form => form;

    internal IReadOnlyDictionary<string, string> Values => values;

    public async Task<IActionResult> OnGetAsync([FromRoute] string what)
    {
        if (!await LoadAsync(what, field => (string?)Request.Query[field])) return NotFound();
        Key = FormKey.New();
        foreach (var (field, value) in StandingValues()) values.TryAdd(field, value);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string what, [FromForm] string? step, [FromForm] string? key)
    {
        if (!await LoadAsync(what, field => (string?)Request.Form[field])) return NotFound();
        if (!FormKey.IsOne(key)) return BadRequest();
        Key = key;
        if (await KeepFilesAsync() is { } notTaken) return Refused([notTaken]);
        if (step == "change") return Page();
        var read = new FormReading(form, values, books, entry);
        var sending = form.Read(read);
        if (read.Refusals.Count > 0) return Refused(read.Refusals);
        if (!IsWithinReach()) return NotFound();
        try
        {
            return step is "record" or "next" ? await RecordAsync(sending, isNextAsked: step == "next") : await CheckAsync(sending);
        }
        catch (StorageException failed)
        {
            var answer = Refused([new Refusal("storage", "", failed.Text)]);
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return answer;
        }
    }

    /// <summary>What one may choose from in a field.</summary>
    internal FieldShown Show(FormField field) => new(
        field, values.GetValueOrDefault(field.Name, ""), Refusals.FirstOrDefault(refusal => refusal.Field == field.Name), [.. OptionsOf(field)], Language,
        HasFocus: Refusals.Count == 0 ? field == FirstEmpty : field.Name == Refusals[0].Field);

    private FormField FirstEmpty => form.Fields.FirstOrDefault(asked => asked.Kind != FieldKind.Kept && !values.ContainsKey(asked.Name)) ?? form.Fields[0];

    /// <summary>What was typed, as the check shows it; what was left empty is left out.</summary>
    internal IEnumerable<(Bilingual Label, string Value, bool IsOwn)> Facts() =>
        from field in form.Fields
        let value = values.GetValueOrDefault(field.Name, "")
        where value.Length > 0
        let option = OptionsOf(field).FirstOrDefault(option => option.Value == value)
        select field.Kind == FieldKind.File ? (field.Label, In("已收下", "taken in"), false)
            : field.Kind == FieldKind.Tick ? (field.Label, In("是", "yes"), false)
            : option.Name is { } name ? (field.Label, name, option.IsOwn)
            : (field.Label, value, true);

    private async Task<IActionResult> CheckAsync(Sending sending)
    {
        if (form.Proposing is { } proposing)
        {
            if (!(await proposing.TryOut(new FormReading(form, values, books, entry))(Database, Asked, HttpContext.RequestAborted)).IsDone(out var entries, out var notNow)) return Refused([notNow]);
            Planned = entries;
            return Page();
        }

        var preview = new Preview(Database);
        if (!(await sending(preview, Asked, HttpContext.RequestAborted)).IsDone(out _, out var refusal)) return Refused([refusal]);
        Planned = preview.Entries;
        return Page();
    }

    /// <param name="isNextAsked">Goes on to an empty form with the same fund and source, instead of to the entry.</param>
    private async Task<IActionResult> RecordAsync(Sending sending, bool isNextAsked)
    {
        var outcome = await sending(form.Proposing is null ? Database : Noting, Asked, HttpContext.RequestAborted);
        if (outcome.IsDone(out var recorded, out var refusal))
        {
            new Notice(recorded.Says, ((Outcome<Recorded>.Done)outcome).WasDoneBefore).PutInto(TempData);
            return Redirect(isNextAsked ? NextPath : recorded.Path);
        }

        if (refusal.Field != "key") return Refused([refusal]);
        Key = FormKey.New();
        return Refused([new Refusal(refusal.Code, "", new(
            "这份表单先前已按另一内容记账，这次没有记入。如果是更正，请冲销先前的分录；如果是另一笔，请再次核对后记账。",
            "This form was recorded before with other content; nothing was recorded now. To correct that entry, reverse it; if this is another one, check it and record it."))]);
    }

    /// <summary>Their role goes over all that it touches: every fund that was chosen, and every fund of the entry it goes back to.</summary>
    private bool IsWithinReach()
    {
        var funds = form.Fields.Where(field => field.Kind == FieldKind.Fund).Select(field => books.FindFund(values.GetValueOrDefault(field.Name, ""))).OfType<Fund>().ToList();
        if (funds.Count == 0 && entry is null) return MayEverywhere(form.Act);
        return funds.All(fund => May(form.Act, books.TargetOf(fund))) && (entry is null || Who.MayDo(form.Act, books, entry, Today));
    }

    /// <summary>Files that came with the form are kept at once: the check that follows cannot send them again.</summary>
    private async Task<Refusal?> KeepFilesAsync()
    {
        foreach (var field in form.Fields.Where(field => field.Kind == FieldKind.File))
        {
            if (Request.Form.Files.GetFile($"{field.Name}-file") is not { Length: > 0 } sent) continue;
            if (sent.Length > Attachment.MostBytes) return Refusal.Of("attachment-size", field.Name, "文件超过 10 兆字节。", "The file is larger than 10 MB.");
            using var content = new MemoryStream();
            await sent.CopyToAsync(content, HttpContext.RequestAborted);
            var file = new Attachment(Path.GetFileName(sent.FileName), content.ToArray());
            var kept = await new KeepEvidence(Database).RunAsync(AskedAs($"{Key}/{Evidence.Name(file)}"), file, HttpContext.RequestAborted);
            if (!kept.IsDone(out var evidence, out var refusal)) return refusal with { Field = field.Name };
            values[field.Name] = evidence.Sha256;
        }

        return null;
    }

    private string NextPath => $"/record/{form.Name}" + QueryString.Create(
        form.Fields.Where(kept => kept.Kind is FieldKind.Fund or FieldKind.Source && values.ContainsKey(kept.Name)).Select(kept => KeyValuePair.Create(kept.Name, values.GetValueOrDefault(kept.Name))));

    private Asked Asked => AskedAs(Key);

    private PageResult Refused(IReadOnlyList<Refusal> refusals)
    {
        Refusals = [.. refusals.OrderBy(refusal => form.Fields.TakeWhile(field => field.Name != refusal.Field).Count())];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string name, Func<string, string?> typed)
    {
        if (RecordForm.All.FirstOrDefault(known => known.Name == name) is not { } found || !MaySomewhere(found.Act)) return false;
        form = found;
        values = form.Fields.Select(field => (field.Name, Value: typed(field.Name))).Where(field => !string.IsNullOrWhiteSpace(field.Value)).ToDictionary(field => field.Name, field => field.Value!);
        await ReadAsync(async (reader, read) =>
        {
            books = read;
            if (HttpMethods.IsGet(Request.Method)) await FillAsync(reader);
            if (FormReading.EntryOf(values) is { } id) entry = await JournalReading.FindAsync(reader, id, books);
        });
        return true;
    }

    /// <summary>To change a proposal: its content as it stands, where it is one's own and open.</summary>
    private async Task FillAsync(LedgerReader reader)
    {
        if (form.Proposing is not { } proposing || !long.TryParse(values.GetValueOrDefault(FormField.Replaces.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return;
        values.Remove(FormField.Replaces.Name);
        if (await Proposals.FindAsync(reader, number) is not { Payload: { } payload } replaced || replaced.Kind != proposing.Kind || replaced.Maker != Who.Person.Id || !replaced.IsOpenAt(Now)) return;
        foreach (var (field, value) in proposing.Fill(payload))
            if (value is not null) values[field] = value;
        values[FormField.Replaces.Name] = $"{number}";
    }

    /// <summary>What most people would type.</summary>
    private IEnumerable<(string Field, string Value)> StandingValues()
    {
        yield return ("on", Today.ToIso());
        yield return ("currency", books.Entities.Select(entity => entity.Currency).DefaultIfEmpty(Currency.Cny).First().Code);
        if (Who.FundsWithin(form.Act, books, Today).ToList() is [var only])
            foreach (var field in form.Fields.Where(field => field is { Kind: FieldKind.Fund, IsRequired: true })) yield return (field.Name, only.Code);
    }

    private IEnumerable<(string Value, string Name, bool IsOwn)> OptionsOf(FormField field) => field.Kind switch
    {
        FieldKind.Fund => Who.FundsWithin(form.Act, books, Today).Select(fund => (fund.Code, $"{fund.Code} {fund.Name}", true)),
        FieldKind.Source => books.Sources.Where(source => source.IsSpendable).DistinctBy(source => source.Code)
            .Select(source => source.Name.Length > 0 ? (source.Code, source.Name, true) : (source.Code, In(source.Kind.Name()), false)),
        FieldKind.Choice => field.Choices!.Select(choice => (choice.Value, In(choice.Name), false)),
        _ => [],
    };
}
