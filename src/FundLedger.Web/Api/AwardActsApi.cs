using System.Net.Mime;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Awards;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>What is done about an award: by the organisation, which accepts, reports and proves; and by the fund, which decides, holds, approves and pays.</summary>
internal static class AwardActsApi
{
    private const string Part = "awards";
    private static readonly ApiParameter Number = ApiParameter.Path("number", new("立项编号", "number of the award"), "G1-A");
    private static readonly ApiParameter No = ApiParameter.Path("no", new("第几批", "which tranche"), "1", ApiParameterForm.Number);
    private static readonly ApiParameter Report = ApiParameter.Path("report", new("报告编号", "number of the report"), "1", ApiParameterForm.Number);

    internal static void MapAwardActs(this ApiRoutes api)
    {
        Permission[] readers = [Permission.ReadLedger, Permission.ReadOrganisation];
        api.Read<Page<ReportHandedIn>>("/awards/{number}/reports", new("listAwardReports", Part, new("列出进展报告", "List progress reports"), "Every version, by number.", [Number, .. ApiParameter.Paging]), ReportsAsync, readers);
        api.Read<Page<ProofShownOfAward>>("/awards/{number}/proofs", new("listAwardProofs", Part, new("列出证明材料", "List proofs"), "By number.", [Number, .. ApiParameter.Paging]), ProofsAsync, readers);
        api.ReadFile("/awards/{number}/files/{sha256:length(64)}", new("downloadAwardFile", Part, new("下载立项的一个文件", "Save a file of an award"), "Of a report, a proof, the signed agreement; an evaluation's, to who reads the fund. The trail tells of it.", [Number, FilesApi.Sha256]) { Files = [MediaTypeNames.Application.Octet] },
            call => AwardFiles.FileAsync(call.Route("number"), call.Route("sha256"), call.Context, call.Database, call.Clock, call.Stop), readers);
        api.Write<AcceptanceWanted, AgreementAccepted>("/awards/{number}/acceptance", new("acceptAgreement", Part, new("确认协议", "Accept the agreement"), "By who signs for the organisation. textSha256 is that of the award as you read it.", [Number]) { Example = $$"""{"textSha256":"{{new string('0', 64)}}"}""" },
            AcceptAsync, Permission.CertifyOrganisation);
        api.Write<NewReport, ReportMade>("/awards/{number}/reports", new("handInReport", Part, new("提交进展报告", "Hand in a progress report"), "By the organisation. Again, with the number of a report that was sent back, as its next version. Costs that the award does not bear as they stand are told.", [Number])
        {
            Example = """{"first":"2026-03-01","last":"2026-03-31","done":"开班三次","beneficiaries":40,"spent":[],"indicators":[]}""",
        }, ReportAsync, Permission.EditOrganisation);
        api.Write<NewReportDecision, ReportDecidedShown>("/awards/{number}/reports/{report:int}/decision", new("decideReport", Part, new("审核进展报告", "Decide a report"), "Of the version that you read. Nobody decides what they handed in.", [Number, Report]) { Example = """{"version":1,"decision":"accepted"}""" },
            DecideAsync, Permission.RecordMoney);
        api.Write<NewAwardProof, ProposedShown>("/awards/{number}/proofs", new("proposeProof", Part, new("提交证明材料", "Hand in a proof"), "By the organisation; the file was sent to files. It counts once somebody of the fund has agreed.", [Number])
        {
            Example = $$"""{"kind":"cofunding","what":"街道配套","on":"2026-04-10","amount":{"amount":"5.00","currency":"CNY"},"evidence":"{{FilesApi.ExampleSha256}}"}""",
        }, ProveAsync, Permission.EditOrganisation);
        api.Write<HoldWanted, TrancheHeldShown>("/awards/{number}/tranches/{no:int}/hold", new("holdTranche", Part, new("暂缓或继续批次", "Hold a tranche, or let it go on"), "With why it is held; without, it goes on.", [Number, No]) { Example = """{"why":"待核对"}""" },
            (call, asked) => OfFundAsync(call, Permission.RecordMoney, by => new HoldTranche(call.Noting).RunAsync(by, call.Route("number"), TrancheOf(call), asked.Why, call.Stop), done => new TrancheHeldShown(done.Award, done.Tranche, done.Why)), Permission.RecordMoney);
        api.Write<ActWanted, ProposedShown>("/awards/{number}/tranches/{no:int}/approval", new("proposeTranche", Part, new("提出批准拨付", "Propose to approve a tranche"), "It takes as many as the rules of approval say.", [Number, No]) { Example = "{}" },
            (call, _) => call.ProposeAsync(ApproveTranche.Kind, new TrancheNamed(call.Route("number"), TrancheOf(call)), Touches(call, Permission.Propose)), Permission.Propose);
        api.Write<NewTranchePayment, ProposedShown>("/awards/{number}/tranches/{no:int}/payments", new("proposeTranchePayment", Part, new("提出支付批次", "Propose to pay a tranche"), "Of what has become owed; through the bank, propose a payment file instead.", [Number, No])
        {
            Example = """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-14"}""",
        }, (call, asked) => call.ProposeAsync(PayTranche.Kind, new TranchePayment(call.Route("number"), TrancheOf(call), asked.Amount, asked.On, asked.Reference), Touches(call, Permission.Propose)), Permission.Propose);
        api.Write<NewEvaluationOfAward, EvaluationMade>("/awards/{number}/evaluations", new("evaluateAward", Part, new("登记评估", "Record an evaluation"), "The last of each kind counts.", [Number])
        {
            Example = """{"kind":"mid-term","heldOn":"2026-04-10","verdict":"pass","evaluator":"社区评估中心"}""",
        }, (call, asked) => OfFundAsync(call, Permission.RecordMoney, by => new EvaluateAward(call.Noting).RunAsync(by, new NewEvaluation(call.Route("number"), asked.Kind, asked.HeldOn, asked.Verdict, asked.Score, asked.Conditions ?? "", asked.Evaluator, asked.Evidence), call.Stop),
            done => new EvaluationMade(done.Award, done.Number, done.Verdict)), Permission.RecordMoney);
        api.Write<CompletionWanted, AwardEndShown>("/awards/{number}/completion", new("completeAward", Part, new("结项", "Complete an award"), "When all of it is done.", [Number]) { Example = """{"on":"2026-04-14"}""" },
            (call, asked) => OfFundAsync(call, Permission.RecordMoney, by => new CompleteAward(call.Noting).RunAsync(by, call.Route("number"), asked.On, call.Stop), done => new AwardEndShown(done.Award)), Permission.RecordMoney);
        api.Write<NewAwardEnd, ProposedShown>("/awards/{number}/end", new("proposeAwardEnd", Part, new("提出终止立项", "Propose to end an award"), "What is not paid goes back; with barUntil, nothing is awarded to the organisation until then.", [Number]) { Example = """{"on":"2026-04-14","reason":"项目停止"}""" },
            (call, asked) => call.ProposeAsync(EndAward.Kind, new AwardEnding(call.Route("number"), asked.On, asked.Reason, asked.BarUntil), Touches(call, Permission.Propose)), Permission.Propose);
    }

    private static int TrancheOf(ApiCall call) => (int)call.Number("no");

    private static Task<IResult> ReportsAsync(ApiCall call) => OfAwardAsync(call, async (reader, award) => call.PageOf(
        (await AwardReading.ReportsAsync(reader, award)).OrderBy(one => one.Number).ThenBy(one => one.Version).Select(ReportHandedIn.Of), one => FormattableString.Invariant($"{one.Report:D9}/{one.Version:D9}")));

    private static Task<IResult> ProofsAsync(ApiCall call) => OfAwardAsync(call, async (reader, award) => call.PageOf(
        (await AwardReading.ProofsAsync(reader, award)).OrderBy(one => one.Number).Select(one => new ProofShownOfAward(one.Number, one.Kind, one.Tranche, one.Amount, one.Share, one.Respondents, one.Voids, one.What, one.On, one.Evidence)),
        one => FormattableString.Invariant($"{one.Proof:D9}")));

    private static Task<IResult> AcceptAsync(ApiCall call, AcceptanceWanted asked) => OfOrganisationAsync(
        call, Permission.CertifyOrganisation, by => new SignAgreement(call.Noting).RunAsync(by, new Signing(call.Route("number"), asked.TextSha256, call.Today), call.Stop), done => new AgreementAccepted(done.Award, done.Version, done.Tranches));

    private static async Task<IResult> ReportAsync(ApiCall call, NewReport asked)
    {
        var evidence = asked.Evidence ?? [];
        return await UnsentAsync(call, evidence) ?? await OfOrganisationAsync(
            call, Permission.EditOrganisation, by => new ReportProgress(call.Noting).RunAsync(by, new NewProgressReport(call.Route("number"), asked.Again, asked.Tranche, new ReportContent(
                asked.First, asked.Last, asked.Done, asked.Beneficiaries, [.. asked.Spent.Select(cost => new ReportedCost(cost.Line, cost.Amount, cost.For, cost.Kind))],
                [.. (asked.Indicators ?? []).Select(one => new Indicator(one.Name, one.Goal, one.Reached))], evidence)), call.Stop),
            done => new ReportMade(done.Award, done.Number, done.Version, RefusedCostShown.Of(done.Refused)));
    }

    private static Task<IResult> DecideAsync(ApiCall call, NewReportDecision asked) => OfFundAsync(
        call, Permission.RecordMoney, by => new DecideReport(call.Noting).RunAsync(by, new ReportDeciding(call.Route("number"), (int)call.Number("report"), asked.Version, asked.Decision, asked.Note), call.Stop),
        done => new ReportDecidedShown(done.Award, done.Number, done.Decision, RefusedCostShown.Of(done.Refused)));

    private static async Task<IResult> ProveAsync(ApiCall call, NewAwardProof asked)
    {
        Refusal? notAsked = null;
        return await UnsentAsync(call, [asked.Evidence]) ?? await call.WriteAsync(
            Permission.EditOrganisation, async (reader, books) =>
            {
                if (await AwardReading.FindAsync(reader, books, call.Route("number")) is not { } award) return null;
                if (!award.ProofsAskedFor().Contains(asked.Kind)) notAsked = ProveForAward.NotAsked;
                return call.May(Permission.EditOrganisation, new Target(Organisation: award.Organisation));
            },
            by => notAsked is { } refusal ? Task.FromResult<Outcome<ActProposed>>(refusal)
                : new ProposeAct(call.Noting).RunAsync(by, ProveForAward.Kind, new NewProof(call.Route("number"), asked.Kind, asked.What, asked.On, asked.Evidence, asked.Tranche, asked.Amount, asked.Share, asked.Respondents), stop: call.Stop),
            ProposedShown.Of, ApprovalsApi.PathOf);
    }

    /// <summary>The problem where a file is named that the caller did not send, nor stands in this award already; null where there is none.</summary>
    private static Task<IResult?> UnsentAsync(ApiCall call, IReadOnlyList<string> files) => call.ReadAsync<IResult?>(async (reader, books) =>
    {
        if (await AwardReading.FindAsync(reader, books, call.Route("number")) is not { } award || !call.Who.MayRead(books, award, call.Today)) return ApiCall.NotThere();
        var known = (await AwardReading.ReportsAsync(reader, award)).SelectMany(report => report.Content.Evidence).ToHashSet();
        return await FilesApi.RefusalForAsync(call, reader, files.Where(file => !known.Contains(file)), "evidence") is { } refusal ? call.Refused(refusal) : null;
    });

    private static Task<IResult> OfAwardAsync(ApiCall call, Func<LedgerReader, Award, Task<IResult>> answer) => call.ReadAsync(async (reader, books) =>
        await AwardReading.FindAsync(reader, books, call.Route("number")) is { } award && call.Who.MayRead(books, award, call.Today) ? await answer(reader, award) : ApiCall.NotThere());

    private static Task<IResult> OfFundAsync<T, TAnswer>(ApiCall call, Permission what, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer) where TAnswer : class =>
        call.WriteAsync(what, Touches(call, what), operation, answer, _ => PathOf(call));

    private static Task<IResult> OfOrganisationAsync<T, TAnswer>(ApiCall call, Permission what, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer) where TAnswer : class =>
        call.WriteAsync(what, TouchesOrganisation(call, what), operation, answer, _ => PathOf(call));

    private static Func<LedgerReader, Books, Task<bool?>> Touches(ApiCall call, Permission what) => async (reader, books) =>
        await AwardReading.FindAsync(reader, books, call.Route("number")) is { } award ? call.May(what, books.TargetOf(award.Fund)) : null;

    private static Func<LedgerReader, Books, Task<bool?>> TouchesOrganisation(ApiCall call, Permission what) => async (reader, books) =>
        await AwardReading.FindAsync(reader, books, call.Route("number")) is { } award ? call.May(what, new Target(Organisation: award.Organisation)) : null;

    private static string PathOf(ApiCall call) => $"{ApiRoutes.Root}/awards/{Uri.EscapeDataString(call.Route("number"))}";
}

/// <param name="Evidence">SHA-256 of each file.</param>
/// <param name="Refused">What of its spending was not accepted.</param>
public sealed record ReportHandedIn(
    int Report, int Version, int? Tranche, DateOnly First, DateOnly Last, string Done, int Beneficiaries, IReadOnlyList<CostShown> Spent, IReadOnlyList<IndicatorShown> Indicators, IReadOnlyList<string> Evidence, DateOnly SubmittedOn,
    ReportDecision? Decision, DateOnly? DecidedOn, string? Note, IReadOnlyList<RefusedCostShown> Refused)
{
    internal static ReportHandedIn Of(ProgressReport one) => new(
        one.Number, one.Version, one.Tranche, one.Content.First, one.Content.Last, one.Content.Done, one.Content.Beneficiaries, [.. one.Content.Spent.Select(cost => new CostShown(cost.Line, cost.Amount, cost.For, cost.Kind))],
        [.. one.Content.Indicators.Select(indicator => new IndicatorShown(indicator.Name, indicator.Goal, indicator.Reached))], one.Content.Evidence, one.SubmittedOn, one.Decision, one.DecidedOn, one.Note, RefusedCostShown.Of(one.Refused));
}

/// <param name="Line">Code of the budget's line.</param>
/// <param name="Kind">What it was spent on; the kind of the line unless said.</param>
public sealed record CostShown(string Line, Money Amount, string For, CostLineKind? Kind = null);

public sealed record IndicatorShown(string Name, string Goal, string Reached);

/// <param name="Place">Of the spending in the report, from 1; 0 where it is of them together.</param>
public sealed record RefusedCostShown(int Place, string Line, Money Amount, string Rule, Bilingual Why)
{
    internal static IReadOnlyList<RefusedCostShown> Of(IReadOnlyList<RefusedCost> costs) => [.. costs.Select(cost => new RefusedCostShown(cost.Place, cost.Line, cost.Amount, cost.Rule, cost.Why))];
}

/// <param name="Voids">Number of the proof that no longer counts.</param>
public sealed record ProofShownOfAward(int Proof, ProofKind Kind, int? Tranche, Money? Amount, BasisPoints? Share, int? Respondents, int? Voids, string What, DateOnly On, string Evidence);

public sealed record AcceptanceWanted(string TextSha256);

/// <param name="Tranches">How many there are.</param>
public sealed record AgreementAccepted(string Award, int Version, int Tranches);

/// <param name="Again">Number of a report that was sent back; null for a new one.</param>
/// <param name="Tranche">That waits for it; null where none does.</param>
/// <param name="Evidence">SHA-256 of files that you sent.</param>
public sealed record NewReport(
    DateOnly First, DateOnly Last, string Done, int Beneficiaries, IReadOnlyList<CostShown> Spent, IReadOnlyList<IndicatorShown>? Indicators = null, IReadOnlyList<string>? Evidence = null, int? Again = null, int? Tranche = null);

public sealed record ReportMade(string Award, int Report, int Version, IReadOnlyList<RefusedCostShown> Refused);

/// <param name="Note">Needed where it is sent back.</param>
public sealed record NewReportDecision(int Version, ReportDecision Decision, string? Note = null);

public sealed record ReportDecidedShown(string Award, int Report, ReportDecision Decision, IReadOnlyList<RefusedCostShown> Refused);

/// <param name="Evidence">SHA-256 of a file that you sent.</param>
public sealed record NewAwardProof(ProofKind Kind, string What, DateOnly On, string Evidence, int? Tranche = null, Money? Amount = null, BasisPoints? Share = null, int? Respondents = null);

/// <param name="Why">Null lets it go on.</param>
public sealed record HoldWanted(string? Why = null);

public sealed record TrancheHeldShown(string Award, int Tranche, string? Why);

/// <summary>Nothing more is to be said.</summary>
public sealed record ActWanted;

public sealed record NewTranchePayment(Money Amount, DateOnly On, string? Reference = null);

/// <param name="Score">0 to 100.</param>
/// <param name="Conditions">Under which it is passed.</param>
/// <param name="Evaluator">The body that held it; no person's name.</param>
public sealed record NewEvaluationOfAward(EvaluationKind Kind, DateOnly HeldOn, Verdict Verdict, string Evaluator, int? Score = null, string? Conditions = null, string? Evidence = null);

public sealed record EvaluationMade(string Award, int Evaluation, Verdict Verdict);

public sealed record CompletionWanted(DateOnly On);

public sealed record AwardEndShown(string Award);

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record NewAwardEnd(DateOnly On, string Reason, DateOnly? BarUntil = null);
