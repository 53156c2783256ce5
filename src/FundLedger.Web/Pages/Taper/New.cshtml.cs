using FundLedger.Forecast;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Taper;

/// <summary>Proposes a plan for a space; what was looked at before comes along in the address.</summary>
[Needs(Permission.Propose)]
public sealed class NewModel(Database database, TimeProvider clock) : FormsPage(database, clock), IDraftFields
{
    public override Part Where => Part.Taper;
    public override Bilingual Title => new("提出渐进撤出计划", "Propose a taper plan");

    /// <summary>That somebody runs, of funds for which this person may propose.</summary>
    public IReadOnlyList<Space> Spaces { get; private set; } = [];

    /// <summary>What the plan takes; null until it is asked for.</summary>
    public TaperSchedule? Schedule { get; private set; }

    public CashForecast? Forecast { get; private set; }
    public Space? Space { get; private set; }
    public string Number { get; private set; } = "";
    public string Optional => In("选填", "optional");

    public string Said(string field, string otherwise = "") => Request.HasFormContentType && Request.Form.ContainsKey(field) ? Request.Form[field].ToString()
        : Request.Query.ContainsKey(field) ? ((string?)Request.Query[field] ?? "").Trim() : field switch
        {
            "start" => new DateOnly(Today.Year + 1, 1, 1).ToIso(), "periods" => "12", "shares" => "100, 60, 30", "conditions" => In("运营结果", "report"), "number" => Number, "on" => Today.ToIso(), _ => otherwise,
        };

    public GrantField Field(string name, Bilingual label, string kind = "text", bool isRequired = true, Bilingual? hint = null, IReadOnlyList<(string, string)>? options = null, int longest = 200) =>
        new(name, In(label), Said(name), Wrong(name), kind, isRequired, hint is { } said ? In(said) : null, longest, options, isRequired ? "" : Optional);

    public IReadOnlyList<(string, string)> Steps => DraftChoices.Steps(Language);
    public IReadOnlyList<(string, string)> Curves => DraftChoices.Curves(Language);
    public IReadOnlyList<(string, string)> Bases => DraftChoices.Bases(Language);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key) || step is not ("check" or "propose")) return BadRequest();
        await LoadAsync();
        if (Space is null) return Refused(Refusal.Of("space-missing", "space", "请选择空间。", "Choose a space."));
        if (!IsoDates.TryParse(Posted("on"), out var on)) return Refused(Refusal.Of("date-unreadable", "on", "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31."));
        if (!AgreementForm.Read(Posted, Space.Fund.Currency).IsDone(out var terms, out var refusal)) return Refused(refusal);
        if (step == "propose")
            return Answer(
                await new ProposeAct(Noting).RunAsync(AskedAs(key!), AgreeTaperPlan.Kind, new NewTaperPlan(Posted("number"), Space.Code, on, Posted("reason"), terms), null, stop: HttpContext.RequestAborted), ProposalWords.Said, done => $"/approvals/{done.Proposal}");
        if (!TaperSchedule.Of(terms.Terms, terms.Parts).IsDone(out var schedule, out refusal)) return Refused(refusal with { Field = refusal.Field == "curve" ? "shares" : refusal.Field });
        (Schedule, Key) = (schedule, key!);
        await ReadAsync(async (reader, books) => Forecast = await ForecastReading.OfAsync(reader, books, Space.Fund, Today, ForecastReading.OfDraft(schedule, terms.DueDays)));
        return Page();
    }

    private Task LoadAsync() => ReadAsync(async (reader, books) =>
    {
        Spaces = [.. (await SpaceReading.ListAsync(reader, books)).Where(space => space is { ClosedOn: null, Operator: not null } && May(Permission.Propose, books.TargetOf(space.Fund)))];
        Space = Spaces.FirstOrDefault(space => space.Code == Said("space"));
        Number = $"taper-{Today.Year}-{(await TaperReading.ListAsync(reader, books)).Count + 1}";
    });
}
