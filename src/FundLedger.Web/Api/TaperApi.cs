using FundLedger.Forecast;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.Pages.Taper;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Support of spaces that is withdrawn period by period: plans, their periods, and a plan tried out before it is signed.</summary>
internal static class TaperApi
{
    private const string Part = "taper";
    private static readonly Permission[] Readers = [Permission.ReadLedger, Permission.ReadOrganisation];
    private const string Curve = "curve";
    private static readonly IReadOnlyList<string> Curves = [.. Enum.GetValues<TaperCurveKind>().Select(kind => ApiJson.WordOf(kind))];
    private static readonly ApiParameter Number = ApiParameter.Path("plan", new("计划编号", "number of the plan"), "T1");
    private static readonly ApiParameter No = ApiParameter.Path("no", new("第几期", "which period"), "1", ApiParameterForm.Number);

    internal static void MapTaper(this ApiRoutes api)
    {
        api.Read<Page<TaperPlanShown>>("/taper", new("listTaperPlans", Part, new("列出渐进撤出计划", "List taper plans"), "Of the funds you read and those that support your organisation, by number.", ApiParameter.Paging), ListAsync, Readers);
        api.Read<TaperPlanInFull>("/taper/plans/{plan}", new("getTaperPlan", Part, new("一个渐进撤出计划", "One taper plan"), "With its periods, years and reviews: what is planned and what came of each, and what stands against it.", [Number]) { IsTagged = true }, OneAsync, Readers);
        api.Read<TaperTried>("/taper/preview", new("previewTaper", Part, new("试算渐进撤出", "Try out a taper plan"),
            "Nothing is kept: the address says it all. Shares are percentages with commas between; budget and sources as on the page. A second and third variant are those parameters with b- and c- before them.",
            [
                new("start", new("首日，某月的第一天", "the first day of a month"), "2027-01-01", ApiParameterForm.Day, IsRequired: true), new("periods", new("期数", "how many periods"), "12", ApiParameterForm.Number, IsRequired: true),
                new("step", new("每期几个月", "length of a period"), "quarter", Words: ["quarter", "month"]), new("shares", new("比例", "shares"), "100, 60, 30", IsRequired: true),
                new(Curve, new("曲线", "how they fall"), null, Words: Curves), new("budget", new("每年预算，一年一个或只写一个", "operating budget of each year, or one for all"), "120000.00", IsRequired: true),
                new("floor", new("份额下限", "no share is less")), new("ceiling", new("份额上限", "no share is more")), new("fund", new("基金代码，其币种", "code of a fund, whose currency counts")), new("sources", new("来源和金额，如 seed 100000", "sources and what each gives, such as seed 100000")),
                new("revenue", new("首年收入", "revenue of the first year"), "60000.00"), new("growth", new("收入年增长", "yearly growth of revenue"), "10"), new("inflation", new("成本年上涨", "yearly rise of cost"), "2"),
                .. TaperCase.Variants.SelectMany(prefix => new[] { "shares", "growth", "inflation", Curve }.Select(name =>
                    new ApiParameter(prefix + name, new($"变式 {prefix[..1]} 的 {name}", $"{name} of variant {prefix[..1]}"), prefix == "b-" && name == "shares" ? "100, 50, 0" : null, Words: name == Curve ? Curves : null))),
            ]), PreviewAsync, Permission.Propose, Permission.RecordMoney);
        api.Write<TaperHoldWanted, TaperHeldShown>("/taper/plans/{plan}/periods/{no:int}/hold", new("holdTaperPeriod", Part, new("暂缓或继续一期", "Hold a period, or let it go on"), "With why it is held; without, it goes on.", [Number, No]) { Example = """{"why":"待核对"}""" }, HoldAsync, Permission.RecordMoney);
        api.Write<NewTaperPayment, ProposedShown>("/taper/plans/{plan}/periods/{no:int}/payments", new("proposeTaperPayment", Part, new("提出支付一期", "Propose to pay a period"), "Of what has become owed; through the bank, propose a payment file instead.", [Number, No])
        {
            Example = """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-14"}""",
        }, (call, asked) => call.ProposeAsync(PayTaperPeriod.Kind, new TaperPayment(call.Route("plan"), (int)call.Number("no"), asked.Amount, asked.On, asked.Reference), Touches(call, Permission.Propose)), Permission.Propose);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await TaperReading.ListAsync(reader, books)).Where(plan => call.Who.MayRead(books, plan, call.Today)).OrderBy(plan => plan.Number, StringComparer.Ordinal).Select(TaperPlanShown.Of), one => one.Plan));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (await TaperReading.FindAsync(reader, books, call.Route("plan")) is not { } plan || !call.Who.MayRead(books, plan, call.Today)) return ApiCall.NotThere();
        var readsBooks = call.May(Permission.ReadLedger, books.TargetOf(plan.Fund));
        return ApiCall.One(new TaperPlanInFull(
            TaperPlanShown.Of(plan), [.. (await TaperProgress.OfAsync(reader, books, plan, call.Today)).Select(TaperPeriodShown.Of)], [.. (await TaperReading.YearsAsync(reader, plan)).Select(year => TaperYearShown.Of(year, readsBooks))],
            [.. (await TaperReading.ReviewsAsync(reader, plan)).Select(TaperReviewShown.Of)], await TaperReading.ClosingAsync(reader, plan) is { } closing ? TaperClosingShown.Of(closing) : null));
    });

    /// <summary>The page's own fields, its own reading of them and its own figures.</summary>
    private static Task<IResult> PreviewAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        // A word of the API stands for the one that the page's list has.
        string Typed(string field) => (field.EndsWith(Curve, StringComparison.Ordinal) ? call.Word<TaperCurveKind>(field)?.ToString() : call.Text(field)) ?? "";
        var fund = call.Text("fund") is { } code ? books.FindFund(code) : null;
        if (call.Text("fund") is not null && (fund is null || !(call.May(Permission.Propose, books.TargetOf(fund)) || call.May(Permission.RecordMoney, books.TargetOf(fund))))) return ApiCall.NotThere();
        var form = new DraftForm(Typed, fund?.Currency ?? Currency.Cny);
        var cases = TaperCase.AllOf(form, Typed);
        if (call.Wrong is { } wrong) return wrong;
        if (form.Refusals.Count > 0) return new ApiProblem(form.Refusals, StatusCodes.Status422UnprocessableEntity);
        var forecast = fund is null ? null : await ForecastReading.OfAsync(reader, books, fund, call.Today, ForecastReading.OfDraft(cases[0].Outlook.Schedule));
        return new ApiAnswer(new TaperTried([.. cases.Select(TaperCaseShown.Of)], [.. (forecast?.Warnings ?? []).Select(line => new TaperShortShown(line.Source, $"{line.Short!.Month}", line.Short.Missing))]));
    });

    private static Task<IResult> HoldAsync(ApiCall call, TaperHoldWanted asked) => call.WriteAsync(
        Permission.RecordMoney, Touches(call, Permission.RecordMoney), by => new HoldTaperPeriod(call.Noting).RunAsync(by, call.Route("plan"), (int)call.Number("no"), asked.Why, call.Stop),
        done => new TaperHeldShown(done.Plan, done.Period, done.Why), done => $"{ApiRoutes.Root}/taper/plans/{Uri.EscapeDataString(done.Plan)}");

    private static Func<LedgerReader, Books, Task<bool?>> Touches(ApiCall call, Permission what) => async (reader, books) =>
        await TaperReading.FindAsync(reader, books, call.Route("plan")) is { } plan ? call.May(what, books.TargetOf(plan.Fund)) : null;
}

/// <param name="Organisation">The operator, who is paid.</param>
/// <param name="Support">Of all periods.</param>
public sealed record TaperPlanShown(
    string Plan, string Title, string Space, string Fund, string Organisation, TaperPlanStatus Status, DateOnly AgreedOn, DateOnly? EndedOn, int Version, DateOnly First, DateOnly Last, Money Support, IReadOnlyList<int> ApprovedYears,
    DateOnly? ReviewOpenedOn)
{
    internal static TaperPlanShown Of(TaperPlan one) => new(
        one.Number, one.Terms.Title, one.Space, one.Fund.Code, one.Organisation, one.Status, one.AgreedOn, one.EndedOn, one.Version, one.Schedule.Periods[0].First, one.LastDay, one.Schedule.Support, one.ApprovedYears, one.ReviewOpenedOn);
}

/// <param name="Years">Those that were approved.</param>
/// <param name="Closing">What it came to; null while it runs.</param>
public sealed record TaperPlanInFull(TaperPlanShown Listed, IReadOnlyList<TaperPeriodShown> Periods, IReadOnlyList<TaperYearShown> Years, IReadOnlyList<TaperReviewShown> Reviews, TaperClosingShown? Closing);

/// <param name="Amount">That was promised.</param>
/// <param name="Evaluation">How the year before was; null of the first.</param>
/// <param name="IsAsPlanned">Nothing of it was changed.</param>
/// <param name="Entry">That committed it; to who reads the fund.</param>
public sealed record TaperYearShown(int Year, Money Amount, DateOnly ApprovedOn, TaperEvaluation? Evaluation, bool IsAsPlanned, IReadOnlyList<TaperAddition> Added, EntryId? Entry)
{
    internal static TaperYearShown Of(TaperYear one, bool readsBooks) =>
        new(one.Year, one.Amount, one.ApprovedOn, one.Evaluation, one.Decision.IsConfirmed, one.Decision.Added ?? [], readsBooks ? one.Entry : null);
}

/// <param name="Period">The second in a row that was behind its target.</param>
/// <param name="Year">The next to be approved.</param>
/// <param name="Proposed">The cap that is proposed.</param>
/// <param name="Decision">Null while it waits.</param>
public sealed record TaperReviewShown(int Period, DateOnly OpenedOn, int Year, Money Planned, Money Proposed, DateOnly? ClosedOn, TaperReviewDecision? Decision, Money? Cap, string? Reason)
{
    internal static TaperReviewShown Of(TaperReview one) => new(one.Period, one.OpenedOn, one.Year, one.Planned, one.Proposed, one.ClosedOn, one.Decision, one.Cap, one.Reason);
}

/// <param name="Supported">Made payable.</param>
/// <param name="Lapsed">Went back period by period.</param>
/// <param name="Returned">Went back at the end.</param>
public sealed record TaperClosingShown(Money Promised, Money Supported, Money Lapsed, IReadOnlyList<TaperSourceShown> Returned)
{
    internal static TaperClosingShown Of(TaperClosing one) => new(one.Promised, one.Supported, one.Lapsed, [.. one.Returned.Select(part => new TaperSourceShown(part.Source, part.Amount))]);
}

/// <param name="Share">The public share of the budget.</param>
/// <param name="Support">Planned; what was made payable stands in payable.</param>
/// <param name="Holds">Codes of what stands against it.</param>
/// <param name="Aim">Self-sufficiency of its year, to be reached by its end.</param>
public sealed record TaperPeriodShown(
    int No, int Year, DateOnly First, DateOnly Last, DateOnly DueOn, TaperPeriodState State, Money Budget, BasisPoints Share, Money Support, IReadOnlyList<TaperSourceShown> BySource, Money? ActualCost, Money? Revenue, Money? Payable,
    Money? Lapsed, Money Owed, Money Paid, EntryId? Entry, BasisPoints? ActualShare, BasisPoints? SelfSufficiency, BasisPoints? Aim, IReadOnlyList<string> Holds)
{
    internal static TaperPeriodShown Of(TaperProgress one)
    {
        var (at, period) = (one.At, one.At.Period);
        return new(
            period.No, period.Year, period.First, period.Last, at.DueOn, at.State, period.Budget, period.Share, period.Support, [.. period.BySource.Select(part => new TaperSourceShown(part.Source, part.Amount))], at.ActualCost, at.Revenue,
            at.Support, at.Lapsed, at.Owed, at.Paid, at.Entry, one.ActualShare, one.SelfSufficiency, one.Aim, [.. at.Why.Select(why => why.Code)]);
    }
}

public sealed record TaperSourceShown(string Source, Money Amount);

/// <param name="Short">Where money of the fund does not last with this plan among what it pays; empty too where no fund was named.</param>
public sealed record TaperTried(IReadOnlyList<TaperCaseShown> Cases, IReadOnlyList<TaperShortShown> Short);

/// <param name="Source">Its code; empty for the whole fund.</param>
/// <param name="Month">The first in which it does not, like 2027-01.</param>
public sealed record TaperShortShown(string Source, string Month, Money Missing);

/// <param name="Name">A for the plan itself.</param>
/// <param name="ToEarn">What the operator must earn over all periods.</param>
/// <param name="BreakEvenOn">The first day from which every period earns its cost; null when none does.</param>
/// <param name="Missing">Over all periods in which revenue and support do not reach the cost.</param>
public sealed record TaperCaseShown(string Name, Money Support, Money ToEarn, DateOnly? BreakEvenOn, Money Missing, IReadOnlyList<TaperTriedPeriod> Periods)
{
    internal static TaperCaseShown Of(TaperCase one) => new(one.Name, one.Outlook.Schedule.Support, one.ToEarn, one.Outlook.BreakEvenOn, one.Outlook.Missing, [.. one.Outlook.Periods.Select(expected => new TaperTriedPeriod(
        expected.Period.No, expected.Period.Year, expected.Period.First, expected.Period.Last, expected.Period.Budget, expected.Period.Share, expected.Period.Support, expected.Cost, expected.Revenue, expected.Balance, expected.SelfSufficiency))]);
}

public sealed record TaperTriedPeriod(int No, int Year, DateOnly First, DateOnly Last, Money Budget, BasisPoints Share, Money Support, Money Cost, Money Revenue, Money Balance, BasisPoints SelfSufficiency);

/// <param name="Why">Null lets it go on.</param>
public sealed record TaperHoldWanted(string? Why = null);

public sealed record TaperHeldShown(string Plan, int Period, string? Why);

public sealed record NewTaperPayment(Money Amount, DateOnly On, string? Reference = null);
