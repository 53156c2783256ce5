using System.Globalization;
using FundLedger.Forecast;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Charts;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Taper;

/// <summary>Amends a plan from a period on: first both curves side by side, then the proposal. What was released stays.</summary>
[Needs(Permission.Propose)]
public sealed class AmendModel(Database database, TimeProvider clock) : TaperPage(database, clock), IDraftFields
{
    public override Bilingual Title => new($"变更渐进撤出计划 {Plan.Number}", $"Amend taper plan {Plan.Number}");

    /// <summary>What would hold; null until it is asked for.</summary>
    public TaperSchedule? After { get; private set; }

    public CashForecast? Forecast { get; private set; }

    /// <summary>The first that was not released: an amendment speaks for it and those after it.</summary>
    public int FirstOpen => Periods.Where(one => one.At.ReleasedOn is not null).Select(one => one.At.Period.No).DefaultIfEmpty(0).Max() + 1;

    public string Said(string field)
    {
        if (Request.HasFormContentType && Request.Form.ContainsKey(field)) return Request.Form[field].ToString();
        var terms = Plan.Terms;
        return field switch
        {
            "title" => terms.Title, "start" => terms.Terms.Start.ToIso(), "step" => terms.Terms.Step == TaperStep.Month ? "month" : "quarter", "periods" => $"{terms.Terms.Periods}",
            "budget" => string.Join(' ', terms.Terms.YearlyBudgets.Select(budget => budget.ToAmountText())), "curve" => terms.Terms.Curve.Kind.ToString(), "shares" => AgreementForm.Text(terms.Terms.Curve.Shares),
            "floor" => terms.Terms.Curve.Floor?.ToString() ?? "", "ceiling" => terms.Terms.Curve.Ceiling?.ToString() ?? "", "sources" => SourcesFrom(FirstOpen), "basis" => terms.Basis.ToString(),
            "conditions" => AgreementForm.Text(terms.Conditions, Language), "targets" => AgreementForm.Text(terms.Targets), "dueDays" => terms.DueDays.ToString(CultureInfo.InvariantCulture), "band" => terms.Band?.ToString() ?? "",
            "fromPeriod" => FirstOpen.ToString(CultureInfo.InvariantCulture), "on" => Today.ToIso(), _ => "",
        };
    }

    public GrantField Field(string name, Bilingual label, string kind = "text", bool isRequired = true, Bilingual? hint = null, IReadOnlyList<(string, string)>? options = null, int longest = 200) =>
        new(name, In(label), Said(name), Wrong(name), kind, isRequired, hint is { } said ? In(said) : null, longest, options, isRequired ? "" : Optional);

    public IReadOnlyList<(string, string)> Steps => DraftChoices.Steps(Language);
    public IReadOnlyList<(string, string)> Curves => DraftChoices.Curves(Language);
    public IReadOnlyList<(string, string)> Bases => DraftChoices.Bases(Language);

    internal PlotShown Drawn
    {
        get
        {
            var periods = Math.Max(After!.Periods.Count, Plan.Schedule.Periods.Count);
            IEnumerable<BasisPoints?> Of(TaperSchedule schedule) => Enumerable.Range(0, periods).Select(at => at < schedule.Periods.Count ? (BasisPoints?)schedule.Periods[at].Share : null);
            return PlotShown.Steps(
                [PlotSeries.Of("line-2", new("现行", "As it is"), Of(Plan.Schedule)), PlotSeries.Of("line-1", new("变更后", "As amended"), Of(After))], PlotScale.OfShares([]),
                PlotShown.MonthsAlong(new DateSpan(After.Periods[0].First, (After.Periods.Count == periods ? After : Plan.Schedule).Periods[^1].Last)), Language, new("各期公共份额，现行与变更后，数字见下表", "Public share by period, as it is and as amended; the figures are in the table below"));
        }
    }

    public async Task<IActionResult> OnGetAsync(string number) => await LoadAsync(number) && MayPropose && IsRunning ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key) || step is not ("compare" or "propose")) return BadRequest();
        if (!await LoadAsync(number) || !MayPropose || !IsRunning) return NotFound();
        if (!Day("on").IsDone(out var on, out var refusal) || !AgreementForm.Read(Posted, Currency).IsDone(out var terms, out refusal)) return Refused(refusal);
        var from = Number("fromPeriod") ?? 0;
        if (step == "propose") return await ProposedAsync(AskedAs(key!), AmendTaperPlan.Kind, new TaperAmendment(number, Number("version") ?? 0, from, terms, Posted("reason"), on));
        if (!Plan.Schedule.Amended(terms.Terms, from, terms.Parts).IsDone(out var after, out refusal)) return Refused(refusal with { Field = refusal.Field == "curve" ? "shares" : refusal.Field });
        (After, Key) = (after, key!);
        await ReadAsync(async (reader, books) => Forecast = await ForecastReading.OfAsync(
            reader, books, Plan.Fund, Today, [.. ForecastReading.OfDraft(after with { Periods = [.. after.Periods.Where(period => !Plan.ApprovedYears.Contains(period.Year))] }, terms.DueDays)], Plan.Number));
        return Page();
    }
}
