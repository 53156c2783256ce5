using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Awards;

/// <summary>One award, read by both sides: its money by source, tranches and what holds them, reports, evaluations, versions and clawbacks; with the acts that its stage allows to whoever looks.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class AwardModel(Database database, TimeProvider clock) : AwardPage(database, clock)
{
    private static readonly string[] Proposed = ["pay", "end", "claim", "approve"];

    public override Bilingual Title => new($"立项 {Award.Number}", $"Award {Award.Number}");
    internal override bool TakesAFile => StepSent == "sign";

    internal override IReadOnlyList<Permission> ActsAskedFor => StepSent switch
    {
        null => base.ActsAskedFor,
        "accept" => [Permission.CertifyOrganisation],
        "object-own" => [Permission.EditOrganisation],
        { } step => [Proposed.Contains(step) ? Permission.Propose : Permission.RecordMoney],
    };

    public IReadOnlyList<AwardSource> Sources { get; private set; } = [];
    public IReadOnlyList<TrancheAtWork> Tranches { get; private set; } = [];
    public IReadOnlyList<ProgressReport> Reports { get; private set; } = [];
    public IReadOnlyList<Evaluation> Evaluations { get; private set; } = [];
    public IReadOnlyList<Proof> Proofs { get; private set; } = [];
    public IReadOnlyList<Objection> Objections { get; private set; } = [];
    public IReadOnlyList<AwardVersion> Versions { get; private set; } = [];
    public IReadOnlyList<Agreement> Agreements { get; private set; } = [];
    public IReadOnlyList<Clawback> Clawbacks { get; private set; } = [];

    /// <summary>What the organisation is to do, each with where it is done; none where it waits for others.</summary>
    public IReadOnlyList<OwnTask> ToDo => OwnTask.Of(this);

    public Money Paid => Tranches.Aggregate(Money.Zero(Award.Amount.Currency), (sum, one) => sum + one.Tranche.Paid);

    public bool IsToSign => Stage is AwardStage.ToSign or AwardStage.ToSignAgain;

    /// <summary>Objections are raised now, by the organisation too.</summary>
    public bool MayObject => Award.Status == AwardStatus.Decided && Today <= Award.PublicityLast && (MayHandIn || MayCertify);

    public GrantField DayField(string of) => new("on", In("日期", "Date"), TypedIn(of, "on", Today.ToIso()), WrongIn(of, "on"), "date", Of: of);

    public GrantField MoneyField(string of) => new("amount", In("金额", "Amount"), TypedIn(of, "amount"), WrongIn(of, "amount"), "money", Of: of);

    public IReadOnlyList<(string, string)> Named<T>(Func<T, Bilingual> name) where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => (value.ToString(), In(name(value))))];

    /// <summary>Whether what an objection says is shown: people who are not of the fund read only what their own organisation raised.</summary>
    public bool ShowsContentOf(Objection objection) => ReadsBooks || objection.By == Award.OrganisationName;

    public async Task<IActionResult> OnGetAsync(string number) => await LoadAllAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAllAsync(number)) return NotFound();
        var asked = AskedAs(key!);
        if (step is "accept" or "object-own") return await OwnAsync(asked, step);
        if (Proposed.Contains(step) ? !MayPropose : !MayRecord) return NotFound();
        var on = Today;
        if (step is not ("hold" or "go-on" or "approve" or "decide-report") && !Day("on").IsDone(out on, out var noDay)) return Refused(noDay);
        return step switch
        {
            "object" => Said(await new RaiseObjection(Noting).RunAsync(asked, new NewObjection(number, on, Posted("by"), Posted("content"))), done => new($"已登记第 {done.Number} 号异议。", $"Objection no. {done.Number} is recorded.")),
            "answer" => Said(await new AnswerObjection(Noting).RunAsync(asked, new ObjectionAnswer(number, Number("objection") ?? 0, on, Posted("upheld") == "yes", Posted("answer"))), done => new($"第 {done.Number} 号异议已答复。", $"Objection no. {done.Number} is answered.")),
            "sign" => await SignAsync(asked, on),
            "evaluate" => Said(await new EvaluateAward(Noting).RunAsync(asked, new NewEvaluation(number, Choice<EvaluationKind>("kind"), on, Choice<Verdict>("verdict"), Posted("score").Length == 0 ? null : Number("score") ?? -1, Posted("conditions"), Posted("evaluator"))), done => new($"已登记评估：{done.Verdict.Name().Zh}。", $"The evaluation is recorded: {done.Verdict.Name().En}.")),
            "conditions" => Said(await new MeetConditions(Noting).RunAsync(asked, number, Number("evaluation") ?? 0, on), _ => new("条件已满足。", "The conditions are met.")),
            "decide-report" => Said(await new DecideReport(Noting).RunAsync(asked, new ReportDeciding(number, Number("report") ?? 0, Number("version") ?? 0, Choice<ReportDecision>("decision"), Posted("note"))), done => new($"第 {done.Number} 号报告{(done.Decision == ReportDecision.Accepted ? "已通过" : "已退回")}。", $"Report no. {done.Number} is {(done.Decision == ReportDecision.Accepted ? "accepted" : "sent back")}.")),
            "hold" => Said(await new HoldTranche(Noting).RunAsync(asked, number, Number("tranche") ?? 0, Posted("why")), done => new($"第 {done.Tranche} 批已暂缓。", $"Tranche {done.Tranche} is held.")),
            "go-on" => Said(await new HoldTranche(Noting).RunAsync(asked, number, Number("tranche") ?? 0, null), done => new($"第 {done.Tranche} 批不再暂缓。", $"Tranche {done.Tranche} goes on.")),
            "complete" => Said(await new CompleteAward(Noting).RunAsync(asked, number, on), _ => new("已结项。", "It is completed.")),
            "repay" => Amount("amount").IsDone(out var repaid, out var bad) ? Said(await new RepayClawback(Noting).RunAsync(asked, new ClawbackSettling(number, Number("clawback") ?? 0, repaid, on, Posted("ref"))), done => new($"已入账，尚余 {done.Left.ToGroupedText()}。", $"Recorded; {done.Left} is still open.")) : Refused(bad),
            "approve" => await ProposedAsync(asked, ApproveTranche.Kind, new TrancheNamed(number, Number("tranche") ?? 0)),
            "pay" => Amount("amount").IsDone(out var paid, out var bad) ? await ProposedAsync(asked, PayTranche.Kind, new TranchePayment(number, Number("tranche") ?? 0, paid, on, Posted("ref"))) : Refused(bad),
            "end" => await ProposedAsync(asked, EndAward.Kind, new AwardEnding(number, on, Posted("reason"), IsoDates.TryParse(Posted("bar"), out var until) ? until : null)),
            "claim" => Amount("amount").IsDone(out var claimed, out var bad) ? await ProposedAsync(asked, ClaimBack.Kind, new NewClawback(number, claimed, on, [new Instalment(IsoDates.TryParse(Posted("due"), out var due) ? due : on.AddDays(30), claimed)], Posted("reason"))) : Refused(bad),
            _ => BadRequest(),
        };
    }

    /// <summary>The organisation's own acts: asked of its people, whatever else they hold.</summary>
    private async Task<IActionResult> OwnAsync(Asked asked, string step)
    {
        if (step == "accept")
            return !MayCertify ? NotFound() : Said(await new SignAgreement(Noting).RunAsync(asked, new Signing(Award.Number, Posted("text"), Today), HttpContext.RequestAborted), done => new($"第 {done.Version} 版协议已确认，共 {done.Tranches} 批。", $"Version {done.Version} is accepted; there are {done.Tranches} tranche(s)."));
        return !MayHandIn && !MayCertify ? NotFound()
            : Said(await new RaiseObjection(Noting).RunAsync(asked, new NewObjection(Award.Number, Today, Award.OrganisationName, Posted("content")), HttpContext.RequestAborted), done => new($"已提出第 {done.Number} 号异议。", $"Objection no. {done.Number} is raised."));
    }

    private async Task<IActionResult> SignAsync(Asked asked, DateOnly on)
    {
        if (!(await FileAsync("scan")).IsDone(out var scan, out var refusal)) return Refused(refusal);
        if (!(await new KeepEvidence(Noting).RunAsync(asked with { Key = asked.Key + "/scan" }, scan, HttpContext.RequestAborted)).IsDone(out var kept, out refusal)) return Refused(refusal);
        return Said(await new SignAgreement(Noting).RunAsync(asked, new Signing(Award.Number, Posted("text"), on, kept.Sha256)), done => new($"已签订，共 {done.Tranches} 批。", $"It is signed; there are {done.Tranches} tranche(s)."));
    }

    private async Task<IActionResult> ProposedAsync<TPayload, TAnswer>(Asked asked, ProposalKind<TPayload, TAnswer> kind, TPayload wanted) =>
        Answer(await new ProposeAct(Noting).RunAsync(asked, kind, wanted, null, stop: HttpContext.RequestAborted), ProposalWords.Said, done => $"/approvals/{done.Proposal}");

    private IActionResult Said<T>(Outcome<T> outcome, Func<T, Bilingual> says) => Answer(outcome, says, _ => Path);

    private string? StepSent => HttpMethods.IsPost(Request.Method) && Request.HasFormContentType ? Request.Form["step"].ToString() : null;

    private Task<bool> LoadAllAsync(string number) => LoadAsync(number, async (reader, books) =>
    {
        Tranches = await AwardReading.AtWorkAsync(reader, books, Award, Today);
        Sources = await AwardReading.SourcesAsync(reader, books, Award);
        (Reports, Evaluations, Proofs) = (await AwardReading.ReportsAsync(reader, Award), await AwardReading.EvaluationsAsync(reader, Award), await AwardReading.ProofsAsync(reader, Award));
        (Objections, Versions, Clawbacks) = (await AwardReading.ObjectionsAsync(reader, Award), await AwardReading.VersionsAsync(reader, Award), await AwardReading.ClawbacksAsync(reader, Award));
        Agreements = await AwardReading.AgreementsAsync(reader, Award);
    });
}
