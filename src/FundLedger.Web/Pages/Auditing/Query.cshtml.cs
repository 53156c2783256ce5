using FundLedger.Auditing.Queries;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Auditing;

/// <summary>One query: what was asked and answered, and what is to be done next by whoever it is to do.</summary>
[Needs(Permission.Audit, Permission.RecordMoney)]
public sealed class QueryModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.AuditQueries;
    public override Bilingual Title => new($"审计查询 {Of?.Id}", $"Audit query {Of?.Id}");

    public AuditQuery Of { get; private set; } = null!;
    public bool MayAsk => May(Permission.Audit, Of.Target);
    public bool MayAnswer => May(Permission.RecordMoney, Of.Target);

    /// <summary>By the event they came with.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<AttachmentReference>> Files { get; private set; } = new Dictionary<int, IReadOnlyList<AttachmentReference>>();

    public IReadOnlyList<(string Value, string Name)> Conclusions => [.. Enum.GetValues<QueryConclusion>().Select(conclusion => (conclusion.ToString(), In(conclusion.Name())))];
    internal WhoIs Names { get; private set; } = null!;
    internal override bool TakesAFile => true;

    /// <summary>Where what it is about is to be seen; null for what this person does not see.</summary>
    public string? PathOf => Of.About switch
    {
        QueryAbout.Entry => $"/entries/{Of.Code}",
        QueryAbout.Fund => $"/funds/{Uri.EscapeDataString(Of.Code)}",
        QueryAbout.SampleItem => MayAsk ? $"/audit/samples/{Of.Code.Split(':')[0]}?item={Of.Code.Split(':')[1]}" : $"/entries/{Of.Entry}",
        _ => Of.Code,
    };

    public async Task<IActionResult> OnGetAsync(long number) => await LoadAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(number) || !(step == "answer" ? MayAnswer : MayAsk)) return NotFound();
        var (query, asked, stop, here) = (new AskQuery(Noting), AskedAs(key!), HttpContext.RequestAborted, $"/audit/queries/{number}");
        switch (step)
        {
            case "answer":
                IReadOnlyList<Attachment> files = [];
                if (Request.Form.Files.GetFile("document") is { Length: > 0 })
                {
                    if (!(await FileAsync("document")).IsDone(out var file, out var badFile)) return Refused(badFile);
                    files = [file];
                }

                return Answer(await query.AnswerAsync(asked, number, Posted("words"), files, stop), _ => new("已答复。", "It is answered."), _ => here);
            case "further":
                if (!IsoDates.TryParse(Posted("due"), out var due)) return Refused(Refusal.Of("date", "due", "请填写日期，如 2026-01-31。", "Give a day, such as 2026-01-31."));
                return Answer(await query.AskFurtherAsync(asked, number, Posted("words"), due, stop), _ => new("已追问。", "It is asked further."), _ => here);
            case "close":
                if (!Enum.TryParse<QueryConclusion>(Posted("conclusion"), out var conclusion)) return Refused(Refusal.Of("conclusion", "conclusion", "请选择结论。", "Choose a conclusion."));
                return Answer(await query.CloseAsync(asked, number, conclusion, Posted("words"), stop), _ => new("已了结。", "It is closed."), _ => here);
            default:
                return BadRequest();
        }
    }

    private async Task<bool> LoadAsync(long number)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await AuditQueries.FindAsync(reader, books, number) is not { } found || !(May(Permission.Audit, found.Target) || May(Permission.RecordMoney, found.Target))) return;
            Of = found;
            var files = new Dictionary<int, IReadOnlyList<AttachmentReference>>();
            foreach (var one in found.Events.Where(one => one.Act == QueryAct.Answered)) files[one.Version] = await AuditQueries.FilesAsync(reader, number, one.Version);
            (Files, Names) = (files, await WhoIs.LoadAsync(reader));
        });
        return Of is not null;
    }
}
