using FundLedger.Forecast;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Taper;

/// <summary>One plan, read by both sides: how the share falls, what was paid, what holds a period, the years with their reviews, the versions; with the acts that whoever looks may do.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class PlanModel(Database database, TimeProvider clock) : TaperPage(database, clock)
{
    private static readonly string[] Recorded = ["hold", "go-on"];

    public override Bilingual Title => new($"渐进撤出计划 {Plan.Number}", $"Taper plan {Plan.Number}");

    internal override IReadOnlyList<Permission> ActsAskedFor => StepSent is not { } step ? base.ActsAskedFor : [Recorded.Contains(step) ? Permission.RecordMoney : Permission.Propose];

    public CashForecast? Forecast { get; private set; }
    public IReadOnlyList<TaperReview> Reviews { get; private set; } = [];
    public TaperClosing? Closing { get; private set; }

    /// <summary>The next year to be approved; null when all are.</summary>
    public int? NextYear => IsRunning && Plan.ApprovedYears.Count < Plan.Schedule.Terms.Years ? Plan.ApprovedYears.Count + 1 : null;

    public TaperReview? OpenReview => Plan.ReviewOpenedOn is null ? null : Reviews.LastOrDefault(review => review.ClosedOn is null);

    /// <summary>The period under way, or the next to come; null once all are over.</summary>
    public TaperProgress? Current => Periods.FirstOrDefault(one => one.At.Period.Last >= Today);

    public TaperProgress? LastReported => Periods.LastOrDefault(one => one.SelfSufficiency is not null);

    public IEnumerable<TaperPeriodAtWork> Owed => Periods.Select(one => one.At).Where(at => at.Owed.IsPositive);

    public IEnumerable<TaperPeriodAtWork> Promised => Periods.Select(one => one.At).Where(at => at.State is TaperPeriodState.Committed or TaperPeriodState.Due or TaperPeriodState.Held);

    public async Task<IActionResult> OnGetAsync(string number) => await LoadAllAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAllAsync(number)) return NotFound();
        if (Recorded.Contains(step) ? !MayRecord : !MayPropose) return NotFound();
        var asked = AskedAs(key!);
        if (step is "hold" or "go-on")
        {
            var why = step == "hold" ? Posted("why") : null;
            return Answer(await new HoldTaperPeriod(Noting).RunAsync(asked, number, Number("period") ?? 0, why), done => done.Why is null ? new($"第 {done.Period} 期不再暂缓。", $"Period {done.Period} goes on.") : new($"第 {done.Period} 期已暂缓。", $"Period {done.Period} is held."), _ => Path);
        }

        if (!Day("on").IsDone(out var on, out var refusal)) return Refused(refusal);
        switch (step)
        {
            case "approve-year":
                return ReadYear(on).IsDone(out var year, out refusal) ? await ProposedAsync(asked, ApproveTaperYear.Kind, year) : Refused(refusal);
            case "review":
                if (Posted("decision") != "cap") return await ProposedAsync(asked, CloseTaperReview.Kind, new TaperReviewClosing(number, TaperReviewDecision.Keep, on, Posted("reason")));
                return Amount("cap").IsDone(out var cap, out refusal) ? await ProposedAsync(asked, CloseTaperReview.Kind, new TaperReviewClosing(number, TaperReviewDecision.Cap, on, Posted("reason"), cap)) : Refused(refusal);
            case "pay":
                return Amount("amount").IsDone(out var amount, out refusal) ? await ProposedAsync(asked, PayTaperPeriod.Kind, new TaperPayment(number, Number("period") ?? 0, amount, on, Posted("ref"))) : Refused(refusal);
            case "cancel":
                return await ProposedAsync(asked, CancelTaperPeriod.Kind, new TaperPeriodCancelling(number, Number("period") ?? 0, on, Posted("reason")));
            case "end":
                return await ProposedAsync(asked, EndTaperPlan.Kind, new TaperEnding(number, on, Posted("reason")));
            default:
                return BadRequest();
        }
    }

    /// <summary>一评二续三增: the year as planned where nothing of it is changed.</summary>
    private Outcome<TaperYearApproval> ReadYear(DateOnly on)
    {
        var year = Number("year") ?? 0;
        BasisPoints? satisfaction = null;
        if (Posted("satisfaction").Length > 0)
        {
            if (!TypedShare.Read(Posted("satisfaction"), "satisfaction").IsDone(out var share, out var bad)) return bad;
            satisfaction = share;
        }

        var evaluation = Posted("evaluation").Length == 0 && satisfaction is null && Posted("third").Length == 0 ? null : new TaperEvaluation(Posted("evaluation"), satisfaction, Posted("third") is { Length: > 0 } third ? third : null);
        if (!ReadDecision(year).IsDone(out var decision, out var refusal)) return refusal;
        return new TaperYearApproval(Plan.Number, Number("version") ?? 0, year, on, Posted("reason"), evaluation, decision.IsConfirmed ? null : decision);
    }

    private Outcome<TaperYearDecision> ReadDecision(int year)
    {
        if (Posted("budget").Length == 0 && Posted("shares").Length == 0) return TaperYearDecision.Confirmed;
        Money? budget = null;
        if (Posted("budget").Length > 0)
        {
            if (!Amount("budget").IsDone(out var typed, out var badBudget)) return badBudget;
            budget = typed;
        }

        var form = new DraftForm(Posted, Currency);
        if ((Posted("shares").Length > 0 ? form.Shares("shares") : []) is not { } shares || form.Parts() is not { } parts) return form.Refusals[0];
        IReadOnlyList<TaperAddition>? added = null;
        if (Posted("added").Length > 0)
        {
            if (!Amount("added-amount").IsDone(out var amount, out var badAmount)) return badAmount;
            added = [new TaperAddition(Posted("added"), amount)];
        }

        return TaperYearDecision.Changing(Plan, year, budget, shares.Count == 0 ? null : shares, parts, added);
    }

    private string? StepSent => HttpMethods.IsPost(Request.Method) && Request.HasFormContentType ? Request.Form["step"].ToString() : null;

    private Task<bool> LoadAllAsync(string number) => LoadAsync(number, async (reader, books) =>
    {
        (Reviews, Closing) = (await TaperReading.ReviewsAsync(reader, Plan), await TaperReading.ClosingAsync(reader, Plan));
        if (ReadsBooks && IsRunning) Forecast = await ForecastReading.OfAsync(reader, books, Plan.Fund, Today);
    });
}
