using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>What is decided about an award: that there is one, how it is amended and signed, objections to it, evaluations, and what must be given back.</summary>
internal static class AwardDecisionsApi
{
    private const string Part = "awards";
    private static readonly Permission[] Readers = [Permission.ReadLedger, Permission.ReadOrganisation];
    private static readonly ApiParameter Number = ApiParameter.Path("number", new("立项编号", "number of the award"), "G1-A");

    internal static void MapAwardDecisions(this ApiRoutes api)
    {
        api.Write<AwardWanted, ProposedShown>("/awards", new("proposeAward", Part, new("提出立项", "Propose an award"), "Of an application that was reviewed: programme, round and organisation are its own. Or without one. Budget and tranches follow the application and the programme.", [])
        {
            Example = """{"award":"G1-B","programme":"G1","organisation":"ORG","title":"长者食堂","amount":{"amount":"30.00","currency":"CNY"},"on":"2026-04-15","starts":"2026-05-01","ends":"2026-12-31","reason":"评审第二"}""",
        }, ProposeAsync, Permission.Propose);
        api.Read<Page<AwardVersionShown>>("/awards/{number}/versions", new("listAwardVersions", Part, new("列出立项的各版", "List the versions of an award"), "The terms of each as they are amended, and how it was signed.", [Number, .. ApiParameter.Paging]), VersionsAsync, Readers);
        api.Write<AmendmentWanted, ProposedShown>("/awards/{number}/amendments", new("proposeAmendment", Part, new("提出变更立项", "Propose to amend an award"),
            "Whole, as it is to stand; version is the one that you read. Tranches that were released stay as they are. What another person agreed to is then signed.", [Number])
        {
            Example = """{"version":1,"title":"邻里厨房","amount":{"amount":"40.00","currency":"CNY"},"own":{"amount":"0.00","currency":"CNY"},"starts":"2026-03-06","ends":"2027-02-28","budget":[{"code":"1","name":"食材","kind":"activity","amount":{"amount":"40.00","currency":"CNY"},"own":{"amount":"0.00","currency":"CNY"}}],"reason":"延长一个月","on":"2026-04-15"}""",
        }, AmendAsync, Permission.Propose);
        api.Write<NewSigning, AgreementAccepted>("/awards/{number}/signing", new("recordSigning", Part, new("登记签订协议", "Record that an agreement was signed"), "On paper: scan is the SHA-256 of the file that was sent to files, textSha256 that of the award as you read it. The organisation accepts it here itself otherwise.",
            [Number with { Example = "G2-A" }]) { Example = $$"""{"textSha256":"{{new string('0', 64)}}","on":"2026-04-14","scan":"{{FilesApi.ExampleSha256}}"}""" }, SignAsync, Permission.RecordMoney);
        api.Read<Page<ObjectionShown>>("/awards/{number}/objections", new("listObjections", Part, new("列出异议", "List objections"), "To the organisation, what it did not raise itself is told without its words.", [Number, .. ApiParameter.Paging]), ObjectionsAsync, Readers);
        api.Write<ObjectionWanted, ObjectionMade>("/awards/{number}/objections", new("raiseObjection", Part, new("提出或登记异议", "Raise an objection"), "While the award is published. By the fund, of somebody; by the organisation itself, in its name and today, so that neither by nor on is said.", [Number])
        {
            Example = """{"content":"公示金额有误","by":"居民","on":"2026-04-15"}""",
        }, ObjectAsync, Permission.RecordMoney, Permission.EditOrganisation, Permission.CertifyOrganisation);
        api.Write<ObjectionAnswerWanted, ObjectionMade>("/awards/{number}/objections/{objection:int}/answer", new("answerObjection", Part, new("答复异议", "Answer an objection"), "One that is upheld still needs the award to be taken back or amended.",
            [Number, ApiParameter.Path("objection", new("异议编号", "number of the objection"), "1", ApiParameterForm.Number)]) { Example = """{"on":"2026-04-15","isUpheld":false,"answer":"金额与决定一致"}""" },
            (call, asked) => OfFundAsync(call, by => new AnswerObjection(call.Noting).RunAsync(by, new ObjectionAnswer(call.Route("number"), (int)call.Number("objection"), asked.On, asked.IsUpheld, asked.Answer), call.Stop), done => new ObjectionMade(done.Award, done.Number)), Permission.RecordMoney);
        api.Read<Page<EvaluationShown>>("/awards/{number}/evaluations", new("listEvaluations", Part, new("列出评估", "List evaluations"), "By number.", [Number, .. ApiParameter.Paging]), EvaluationsAsync, Readers);
        api.Write<CompletionWanted, ConditionsMetShown>("/awards/{number}/evaluations/{evaluation:int}/conditions-met", new("meetConditions", Part, new("登记条件已满足", "Record that conditions are met"), "Of an evaluation that was passed under conditions.",
            [Number, ApiParameter.Path("evaluation", new("评估编号", "number of the evaluation"), "1", ApiParameterForm.Number)]) { Example = """{"on":"2026-04-15"}""" },
            (call, asked) => OfFundAsync(call, by => new MeetConditions(call.Noting).RunAsync(by, call.Route("number"), (int)call.Number("evaluation"), asked.On, call.Stop), done => new ConditionsMetShown(done.Award, done.Number)), Permission.RecordMoney);
        api.Read<Page<ClawbackShown>>("/awards/{number}/clawbacks", new("listClawbacks", Part, new("列出追回", "List clawbacks"), "With their instalments and what is open.", [Number, .. ApiParameter.Paging]), ClawbacksAsync, Readers);
        api.Write<NewClaim, ProposedShown>("/awards/{number}/clawbacks", new("proposeClawback", Part, new("提出追回", "Propose to claim money back"), "Of what was paid; the instalments together are the amount. With barUntil, nothing is awarded to the organisation until then.", [Number])
        {
            Example = """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-15","instalments":[{"dueOn":"2026-05-15","amount":{"amount":"1.00","currency":"CNY"}}],"reason":"场地费未发生"}""",
        }, (call, asked) => call.ProposeAsync(ClaimBack.Kind, new NewClawback(call.Route("number"), asked.Amount, asked.On, asked.Instalments, asked.Reason, asked.BarUntil), Touches(call, Permission.Propose)), Permission.Propose);
        api.Write<NewRepayment, RepaymentMade>("/awards/{number}/clawbacks/{clawback:int}/repayments", new("recordRepayment", Part, new("登记返还到账", "Record what was given back"), "What comes settles the earliest instalment first.",
            [Number, ApiParameter.Path("clawback", new("追回编号", "number of the clawback"), "1", ApiParameterForm.Number)]) { Example = """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-15"}""" },
            (call, asked) => OfFundAsync(call, by => new RepayClawback(call.Noting).RunAsync(by, new ClawbackSettling(call.Route("number"), (int)call.Number("clawback"), asked.Amount, asked.On, asked.Reference), call.Stop),
                done => new RepaymentMade(done.Entry, done.Left), done => EntriesApi.PathOf(done.Entry)), Permission.RecordMoney);
    }

    /// <summary>As on the page: what an application says of itself is not asked again.</summary>
    private static async Task<IResult> ProposeAsync(ApiCall call, AwardWanted asked)
    {
        NewAward? wanted = null;
        return await call.WriteAsync(Permission.Propose, async (reader, books) =>
        {
            GrantApplication? application = null;
            if (asked.Application is { } number && ((application = await ApplicationReading.FindAsync(reader, number)) is null || !call.May(Permission.Propose, application.OfProgramme))) return null;
            var code = asked.Programme ?? application?.Round.Programme.Code ?? "";
            if ((await GrantReading.ProgrammesAsync(reader, books)).FirstOrDefault(known => known.Code == code) is not { } programme) return null;
            wanted = new NewAward(
                asked.Award, code, asked.Round ?? application?.Round.Code, asked.Organisation ?? application?.Organisation.Code ?? "", asked.Application, asked.Title, asked.Amount, asked.On, asked.Starts, asked.Ends, asked.Reason,
                asked.Own, asked.Parts, TakesApproval: asked.TakesApproval, Envelope: asked.Envelope);
            return call.May(Permission.Propose, programme.Target);
        }, by => new ProposeAct(call.Noting).RunAsync(by, DecideAward.Kind, wanted!, stop: call.Stop), ProposedShown.Of, ApprovalsApi.PathOf);
    }

    private static Task<IResult> VersionsAsync(ApiCall call) => OfAwardAsync(call, async (reader, award, readsBooks) =>
    {
        var signed = (await AwardReading.AgreementsAsync(reader, award)).ToDictionary(one => one.Version);
        return call.PageOf((await AwardReading.VersionsAsync(reader, award)).OrderBy(one => one.Number).Select(one => AwardVersionShown.Of(one, signed.GetValueOrDefault(one.Number), readsBooks)), one => FormattableString.Invariant($"{one.Version:D9}"));
    });

    private static Task<IResult> AmendAsync(ApiCall call, AmendmentWanted asked) => call.ProposeAsync(AmendAward.Kind, new Amendment(
        call.Route("number"), asked.Version, asked.Title, asked.Amount, asked.Own, asked.Starts, asked.Ends, asked.Budget, asked.Reason, asked.On, asked.Parts, asked.Tranches), Touches(call, Permission.Propose));

    private static Task<IResult> SignAsync(ApiCall call, NewSigning asked) => OfFundAsync(
        call, by => new SignAgreement(call.Noting).RunAsync(by, new Signing(call.Route("number"), asked.TextSha256, asked.On, asked.Scan), call.Stop), done => new AgreementAccepted(done.Award, done.Version, done.Tranches));

    private static Task<IResult> ObjectionsAsync(ApiCall call) => OfAwardAsync(call, async (reader, award, readsBooks) => call.PageOf(
        (await AwardReading.ObjectionsAsync(reader, award)).OrderBy(one => one.Number).Select(one => ObjectionShown.Of(one, readsBooks || one.By == award.OrganisationName)), one => FormattableString.Invariant($"{one.Objection:D9}")));

    private static async Task<IResult> ObjectAsync(ApiCall call, ObjectionWanted asked)
    {
        var (name, isOwn) = ("", false);
        return await call.WriteAsync(Permission.RecordMoney, async (reader, books) =>
        {
            if (await AwardReading.FindAsync(reader, books, call.Route("number")) is not { } award) return null;
            if (call.May(Permission.RecordMoney, books.TargetOf(award.Fund))) return true;
            (name, isOwn) = (award.OrganisationName, true);
            var own = new Target(Organisation: award.Organisation);
            return call.May(Permission.EditOrganisation, own) || call.May(Permission.CertifyOrganisation, own);
        }, by => isOwn && (asked.By ?? (object?)asked.On) is not null
            ? Task.FromResult<Outcome<ObjectionRaised>>(Refusal.Of("objection-own", asked.By is null ? "on" : "by", "机构以本机构名义于当日提出异议，不写 by 和 on。", "An organisation objects in its own name and today: leave out by and on."))
            : new RaiseObjection(call.Noting).RunAsync(by, new NewObjection(call.Route("number"), asked.On ?? call.Today, isOwn ? name : asked.By ?? "", asked.Content), call.Stop),
            done => new ObjectionMade(done.Award, done.Number), _ => PathOf(call));
    }

    private static Task<IResult> EvaluationsAsync(ApiCall call) => OfAwardAsync(call, async (reader, award, readsBooks) => call.PageOf(
        (await AwardReading.EvaluationsAsync(reader, award)).OrderBy(one => one.Number).Select(one => EvaluationShown.Of(one, readsBooks)), one => FormattableString.Invariant($"{one.Evaluation:D9}")));

    private static Task<IResult> ClawbacksAsync(ApiCall call) => OfAwardAsync(call, async (reader, award, readsBooks) => call.PageOf(
        (await AwardReading.ClawbacksAsync(reader, award)).OrderBy(one => one.No).Select(one => ClawbackShown.Of(one, readsBooks, call.Today)), one => FormattableString.Invariant($"{one.Clawback:D9}")));

    /// <param name="answer">Asked with whether the caller reads the books of its fund; who does not sees the organisation's side.</param>
    private static Task<IResult> OfAwardAsync(ApiCall call, Func<LedgerReader, Award, bool, Task<IResult>> answer) => call.ReadAsync(async (reader, books) =>
        await AwardReading.FindAsync(reader, books, call.Route("number")) is { } award && call.Who.MayRead(books, award, call.Today) ? await answer(reader, award, call.May(Permission.ReadLedger, books.TargetOf(award.Fund))) : ApiCall.NotThere());

    private static Task<IResult> OfFundAsync<T, TAnswer>(ApiCall call, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string>? location = null) where TAnswer : class =>
        call.WriteAsync(Permission.RecordMoney, Touches(call, Permission.RecordMoney), operation, answer, done => location?.Invoke(done) ?? PathOf(call));

    private static Func<LedgerReader, Books, Task<bool?>> Touches(ApiCall call, Permission what) => async (reader, books) =>
        await AwardReading.FindAsync(reader, books, call.Route("number")) is { } award ? call.May(what, books.TargetOf(award.Fund)) : null;

    private static string PathOf(ApiCall call) => $"{ApiRoutes.Root}/awards/{Uri.EscapeDataString(call.Route("number"))}";
}

/// <param name="Award">The number that it is to have.</param>
/// <param name="Application">Number of the application; without one, programme and organisation are said.</param>
/// <param name="Programme">Code of the grant programme; the application's unless said.</param>
/// <param name="Round">Code of the round whose budget bears it; the application's unless said.</param>
/// <param name="Organisation">Code; the application's unless said.</param>
/// <param name="Own">What the organisation brings itself.</param>
/// <param name="Parts">What each source bears; by the fund's spending order unless said.</param>
/// <param name="TakesApproval">Each tranche is approved by people before it is released.</param>
/// <param name="Envelope">Code of the envelope of the year's budget that it is charged to.</param>
public sealed record AwardWanted(
    string Award, string Title, Money Amount, DateOnly On, DateOnly Starts, DateOnly Ends, string Reason, string? Application = null, string? Programme = null, string? Round = null, string? Organisation = null, Money? Own = null,
    IReadOnlyList<AwardPart>? Parts = null, bool TakesApproval = false, string? Envelope = null);

/// <param name="Reason">Why it was decided or amended so; to the organisation, of amendments alone.</param>
/// <param name="Entry">That committed the money or changed it; to who reads the fund.</param>
/// <param name="SignedOn">Null where it was not signed.</param>
/// <param name="Scan">SHA-256 of the signed paper's scan; null where it was accepted here.</param>
public sealed record AwardVersionShown(int Version, AwardTerms Terms, string? Reason, EntryId? Entry, DateOnly? SignedOn, string? Scan)
{
    internal static AwardVersionShown Of(AwardVersion one, Agreement? signed, bool readsBooks) =>
        new(one.Number, one.Terms, readsBooks || one.Number > 1 ? one.Reason : null, readsBooks ? one.Entry : null, signed?.SignedOn, signed?.Scan);
}

/// <param name="Version">That is amended: of another, it is refused.</param>
/// <param name="Parts">What each source bears; what is added or taken off is shared as before unless said.</param>
/// <param name="Tranches">All of them; as they are unless said.</param>
public sealed record AmendmentWanted(
    int Version, string Title, Money Amount, Money Own, DateOnly Starts, DateOnly Ends, IReadOnlyList<AwardLine> Budget, string Reason, DateOnly On, IReadOnlyList<AwardPart>? Parts = null, IReadOnlyList<AwardTranche>? Tranches = null);

/// <param name="Scan">SHA-256 of its file.</param>
public sealed record NewSigning(string TextSha256, DateOnly On, string Scan);

/// <param name="By">Null once erased, and where it is not yours to read.</param>
/// <param name="IsUpheld">Null until it is answered.</param>
public sealed record ObjectionShown(int Objection, DateOnly RaisedOn, string? By, string? Content, DateOnly? AnsweredOn, string? Answer, bool? IsUpheld)
{
    internal static ObjectionShown Of(Objection one, bool isTold) =>
        new(one.Number, one.RaisedOn, isTold ? one.By : null, isTold ? one.Content : null, one.AnsweredOn, isTold ? one.Answer : null, one.IsUpheld);
}

/// <param name="Content">Kept erasable, as by.</param>
/// <param name="By">Who objects, where the fund records it.</param>
/// <param name="On">Today unless said.</param>
public sealed record ObjectionWanted(string Content, string? By = null, DateOnly? On = null);

public sealed record ObjectionMade(string Award, int Objection);

public sealed record ObjectionAnswerWanted(DateOnly On, bool IsUpheld, string Answer);

/// <param name="ConditionsMetOn">Null where they are open, or there are none.</param>
/// <param name="Evidence">SHA-256 of its file, to who reads the fund.</param>
public sealed record EvaluationShown(int Evaluation, EvaluationKind Kind, DateOnly HeldOn, Verdict Verdict, int? Score, string Conditions, DateOnly? ConditionsMetOn, string Evaluator, string? Evidence)
{
    internal static EvaluationShown Of(Evaluation one, bool readsBooks) => new(one.Number, one.Kind, one.HeldOn, one.Verdict, one.Score, one.Conditions, one.ConditionsMetOn, one.Evaluator, readsBooks ? one.Evidence : null);
}

public sealed record ConditionsMetShown(string Award, int Evaluation);

/// <param name="Open">What has neither come nor been written off.</param>
/// <param name="Entry">To who reads the fund.</param>
public sealed record ClawbackShown(int Clawback, DateOnly ClaimedOn, Money Amount, Money Open, Money Overdue, IReadOnlyList<Instalment> Instalments, string Reason, EntryId? Entry)
{
    internal static ClawbackShown Of(Clawback one, bool readsBooks, DateOnly today) => new(one.No, one.ClaimedOn, one.Amount, one.Open, one.OverdueOn(today), one.Instalments, one.Reason, readsBooks ? one.Entry : null);
}

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record NewClaim(Money Amount, DateOnly On, IReadOnlyList<Instalment> Instalments, string Reason, DateOnly? BarUntil = null);

public sealed record NewRepayment(Money Amount, DateOnly On, string? Reference = null);

/// <param name="Left">What is still open.</param>
public sealed record RepaymentMade(EntryId Entry, Money Left);
