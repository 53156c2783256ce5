using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>What is agreed about the support of a space: a plan, its amendments, each year, the decision of a review, the end.</summary>
internal static class TaperActsApi
{
    private const string Part = "taper";
    private static readonly ApiParameter Number = ApiParameter.Path("plan", new("计划编号", "number of the plan"), "T1");

    private const string ExampleTerms = """
        {"title":"会客厅三年计划","terms":{"start":"2027-01-01","step":"quarter","periods":8,"yearlyBudgets":[{"amount":"40.00","currency":"CNY"},{"amount":"40.00","currency":"CNY"}],"curve":{"kind":"stepped","shares":["100","50"]}},
         "parts":[{"source":"donation","amount":{"amount":"60.00","currency":"CNY"}}],"basis":"actual","conditions":[{"kind":"report"}],"targets":["20","50"]}
        """;

    internal static void MapTaperActs(this ApiRoutes api)
    {
        api.Write<TaperPlanWanted, ProposedShown>("/taper/plans", new("proposeTaperPlan", Part, new("提出渐进撤出计划", "Propose a taper plan"), "For a space that somebody runs. Nothing is promised before its year is approved; the parts are what each source gives at most, in paying order.", [])
        {
            Example = $$$"""{"plan":"T9","space":"S-T3","on":"2026-04-15","reason":"三年内自立","terms":{{{ExampleTerms}}}}""",
        }, (call, asked) => call.ProposeAsync(AgreeTaperPlan.Kind, new NewTaperPlan(asked.Plan, asked.Space, asked.On, asked.Reason, asked.Terms), async (reader, books) =>
            await SpaceReading.FindAsync(reader, books, asked.Space) is { } space ? call.May(Permission.Propose, books.TargetOf(space.Fund)) : null), Permission.Propose);
        api.Read<Page<TaperVersionShown>>("/taper/plans/{plan}/versions", new("listTaperVersions", Part, new("列出渐进撤出计划的各版", "List the versions of a taper plan"), "The terms of each, in the form in which they are proposed and amended.", [Number, .. ApiParameter.Paging]),
            VersionsAsync, Permission.ReadLedger, Permission.ReadOrganisation);
        api.Write<TaperAmendmentWanted, ProposedShown>("/taper/plans/{plan}/amendments", new("proposeTaperAmendment", Part, new("提出变更渐进撤出计划", "Propose to amend a taper plan"),
            "Terms of the whole plan; they speak for the periods from fromPeriod on, and their parts for the support of those. Version is the one that you read.", [Number])
        {
            Example = $$$"""{"version":1,"fromPeriod":1,"terms":{{{ExampleTerms.Replace("2027-01-01", "2026-05-01", StringComparison.Ordinal)}}},"reason":"按实际用途","on":"2026-04-15"}""",
        }, (call, asked) => ProposeAsync(call, AmendTaperPlan.Kind, new TaperAmendment(call.Route("plan"), asked.Version, asked.FromPeriod, asked.Terms, asked.Reason, asked.On)), Permission.Propose);
        api.Write<TaperYearWanted, ProposedShown>("/taper/plans/{plan}/years/{year:int}/approval", new("proposeTaperYear", Part, new("提出批准一年", "Propose to approve a year"), "The next that is not approved. How the year before was, unless it is the first; and what is changed, where it is not continued as planned.",
            [Number with { Example = "T2" }, ApiParameter.Path("year", new("第几年", "which year of the plan"), "1", ApiParameterForm.Number)]) { Example = """{"version":1,"on":"2026-04-15","reason":"按计划"}""" }, YearAsync, Permission.Propose);
        api.Write<TaperReviewWanted, ProposedShown>("/taper/plans/{plan}/review-decision", new("proposeTaperReview", Part, new("提出复审决定", "Propose how a review is decided"), "Of the review that waits: the next year stays as planned, or is capped.", [Number])
        {
            Example = """{"decision":"keep","on":"2026-04-15","reason":"已有改进措施"}""",
        }, (call, asked) => ProposeAsync(call, CloseTaperReview.Kind, new TaperReviewClosing(call.Route("plan"), asked.Decision, asked.On, asked.Reason, asked.Cap)), Permission.Propose);
        api.Write<TaperEndWanted, ProposedShown>("/taper/plans/{plan}/end", new("proposeTaperEnd", Part, new("提出终止渐进撤出计划", "Propose to end a taper plan"), "What was not released goes back by source; what is payable stays owed.", [Number]) { Example = """{"on":"2026-04-15","reason":"空间关闭"}""" },
            (call, asked) => ProposeAsync(call, EndTaperPlan.Kind, new TaperEnding(call.Route("plan"), asked.On, asked.Reason)), Permission.Propose);
        api.Write<TaperEndWanted, ProposedShown>("/taper/plans/{plan}/periods/{no:int}/cancellation", new("proposeTaperCancellation", Part, new("提出取消一期应付", "Propose to cancel what is payable of a period"), "What is not paid of it.",
            [Number, ApiParameter.Path("no", new("第几期", "which period"), "1", ApiParameterForm.Number)]) { Example = """{"on":"2026-04-15","reason":"重复申报"}""" },
            (call, asked) => ProposeAsync(call, CancelTaperPeriod.Kind, new TaperPeriodCancelling(call.Route("plan"), (int)call.Number("no"), asked.On, asked.Reason)), Permission.Propose);
    }

    private static Task<IResult> VersionsAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (await TaperReading.FindAsync(reader, books, call.Route("plan")) is not { } plan || !call.Who.MayRead(books, plan, call.Today)) return ApiCall.NotThere();
        var readsBooks = call.May(Permission.ReadLedger, books.TargetOf(plan.Fund));
        return call.PageOf(plan.Versions.OrderBy(one => one.Number).Select(one => new TaperVersionShown(one.Number, one.FromPeriod, one.Terms, readsBooks ? one.Reason : null, readsBooks ? one.Entry : null)), one => FormattableString.Invariant($"{one.Version:D9}"));
    });

    private static async Task<IResult> YearAsync(ApiCall call, TaperYearWanted asked)
    {
        TaperPlan? plan = null;
        var year = (int)call.Number("year");
        return await call.WriteAsync(Permission.Propose, async (reader, books) =>
        {
            plan = await TaperReading.FindAsync(reader, books, call.Route("plan"));
            return plan is null ? null : call.May(Permission.Propose, books.TargetOf(plan.Fund));
        }, async by =>
        {
            TaperYearDecision? decision = null;
            if (asked.Change is { } change && !TaperYearDecision.Changing(plan!, year, change.Budget, change.Shares, change.Parts, change.Added).IsDone(out decision, out var refusal)) return refusal;
            return await new ProposeAct(call.Noting).RunAsync(by, ApproveTaperYear.Kind, new TaperYearApproval(plan!.Number, asked.Version, year, asked.On, asked.Reason, asked.Evaluation, decision), stop: call.Stop);
        }, ProposedShown.Of, ApprovalsApi.PathOf);
    }

    private static Task<IResult> ProposeAsync<TPayload, TAnswer>(ApiCall call, ProposalKind<TPayload, TAnswer> kind, TPayload payload) => call.ProposeAsync(kind, payload, async (reader, books) =>
        await TaperReading.FindAsync(reader, books, call.Route("plan")) is { } plan ? call.May(Permission.Propose, books.TargetOf(plan.Fund)) : null);
}

/// <param name="Plan">The number that it is to have.</param>
/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record TaperPlanWanted(string Plan, string Space, DateOnly On, string Reason, TaperPlanTerms Terms);

/// <param name="FromPeriod">The first it speaks for.</param>
/// <param name="Reason">To who reads the fund, as the entry.</param>
/// <param name="Entry">That changed what is committed; null where no money moved.</param>
public sealed record TaperVersionShown(int Version, int FromPeriod, TaperPlanTerms Terms, string? Reason, EntryId? Entry);

/// <param name="Version">That is amended: of another, it is refused.</param>
/// <param name="FromPeriod">The first it speaks for: after the last that was released.</param>
public sealed record TaperAmendmentWanted(int Version, int FromPeriod, TaperPlanTerms Terms, string Reason, DateOnly On);

/// <param name="Version">Of the plan as you read it.</param>
/// <param name="Evaluation">How the year before was; not of the first.</param>
/// <param name="Change">Null to continue as planned.</param>
public sealed record TaperYearWanted(int Version, DateOnly On, string Reason, TaperEvaluation? Evaluation = null, TaperYearChange? Change = null);

/// <param name="Parts">What each source gives from this year on.</param>
/// <param name="Budget">Of the year; as planned unless said.</param>
/// <param name="Shares">One, or one for each period of the year; as planned unless said.</param>
public sealed record TaperYearChange(IReadOnlyList<TaperPart> Parts, Money? Budget = null, IReadOnlyList<BasisPoints>? Shares = null, IReadOnlyList<TaperAddition>? Added = null);

/// <param name="Cap">Of the next year's support, where it is capped.</param>
public sealed record TaperReviewWanted(TaperReviewDecision Decision, DateOnly On, string Reason, Money? Cap = null);

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record TaperEndWanted(DateOnly On, string Reason);
