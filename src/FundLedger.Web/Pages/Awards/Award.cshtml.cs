using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Awards;

/// <summary>One award: its money by source, tranches and what holds them, reports, evaluations, versions and clawbacks, with the acts that its stage allows.</summary>
[Needs(Permission.ReadLedger)]
public sealed class AwardModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Grants;
    public override Bilingual Title => new($"立项 {Award.Number}", $"Award {Award.Number}");
    internal override bool TakesAFile => Sent == "sign";

    /// <summary>What one source promised, still has committed, and paid.</summary>
    public sealed record SourceShown(string Source, Money Promised, Money Committed, Money Paid);

    public Award Award { get; private set; } = null!;
    public AwardStage Stage => Award.StageOn(Today);
    public IReadOnlyList<SourceShown> Sources { get; private set; } = [];
    public IReadOnlyList<TrancheShown> Tranches { get; private set; } = [];
    public IReadOnlyList<ProgressReport> Reports { get; private set; } = [];
    public IReadOnlyList<Evaluation> Evaluations { get; private set; } = [];
    public IReadOnlyList<Proof> Proofs { get; private set; } = [];
    public IReadOnlyList<Objection> Objections { get; private set; } = [];
    public IReadOnlyList<AwardVersion> Versions { get; private set; } = [];
    public IReadOnlyList<Clawback> Clawbacks { get; private set; } = [];
    public bool MayRecord { get; private set; }
    public bool MayPropose { get; private set; }

    public Money Paid => Tranches.Aggregate(Money.Zero(Award.Amount.Currency), (sum, one) => sum + one.Tranche.Paid);

    public async Task<IActionResult> OnGetAsync(string number) => await LoadAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(number)) return NotFound();
        var isProposed = step is "pay" or "end" or "claim" or "approve";
        if (isProposed ? !MayPropose : !MayRecord) return NotFound();
        if (!IsoDates.TryParse(Posted("on"), out var on) && step is not ("hold" or "go-on" or "approve" or "decide-report"))
            return Refused(Refusal.Of("date-unreadable", "on", "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31."));
        var asked = AskedAs(key!);
        return step switch
        {
            "object" => Said(await new RaiseObjection(Noting).RunAsync(asked, new NewObjection(number, on, Posted("by"), Posted("content"))), done => new($"已登记第 {done.Number} 号异议。", $"Objection no. {done.Number} is recorded.")),
            "answer" => Said(await new AnswerObjection(Noting).RunAsync(asked, new ObjectionAnswer(number, Number("objection"), on, Posted("upheld") == "yes", Posted("answer"))), done => new($"第 {done.Number} 号异议已答复。", $"Objection no. {done.Number} is answered.")),
            "sign" => await SignAsync(asked, on),
            "evaluate" => Said(await new EvaluateAward(Noting).RunAsync(asked, new NewEvaluation(number, Choice<EvaluationKind>("kind"), on, Choice<Verdict>("verdict"), Posted("score").Length == 0 ? null : Number("score"), Posted("conditions"), Posted("evaluator"))), done => new($"已登记评估：{done.Verdict.Name().Zh}。", $"The evaluation is recorded: {done.Verdict.Name().En}.")),
            "conditions" => Said(await new MeetConditions(Noting).RunAsync(asked, number, Number("evaluation"), on), _ => new("条件已满足。", "The conditions are met.")),
            "decide-report" => Said(await new DecideReport(Noting).RunAsync(asked, new ReportDeciding(number, Number("report"), Number("version"), Choice<ReportDecision>("decision"), Posted("note"))), done => new($"第 {done.Number} 号报告{(done.Decision == ReportDecision.Accepted ? "已通过" : "已退回")}。", $"Report no. {done.Number} is {(done.Decision == ReportDecision.Accepted ? "accepted" : "sent back")}.")),
            "hold" => Said(await new HoldTranche(Noting).RunAsync(asked, number, Number("tranche"), Posted("why")), done => new($"第 {done.Tranche} 批已暂缓。", $"Tranche {done.Tranche} is held.")),
            "go-on" => Said(await new HoldTranche(Noting).RunAsync(asked, number, Number("tranche"), null), done => new($"第 {done.Tranche} 批不再暂缓。", $"Tranche {done.Tranche} goes on.")),
            "complete" => Said(await new CompleteAward(Noting).RunAsync(asked, number, on), _ => new("已结项。", "It is completed.")),
            "repay" => Amount().IsDone(out var repaid, out var bad) ? Said(await new RepayClawback(Noting).RunAsync(asked, new ClawbackSettling(number, Number("clawback"), repaid, on, Posted("ref"))), done => new($"已入账，尚余 {done.Left.ToGroupedText()}。", $"Recorded; {done.Left} is still open.")) : Refused(bad),
            "approve" => await ProposedAsync(asked, ApproveTranche.Kind, new TrancheNamed(number, Number("tranche"))),
            "pay" => Amount().IsDone(out var paid, out var bad) ? await ProposedAsync(asked, PayTranche.Kind, new TranchePayment(number, Number("tranche"), paid, on, Posted("ref"))) : Refused(bad),
            "end" => await ProposedAsync(asked, EndAward.Kind, new AwardEnding(number, on, Posted("reason"), IsoDates.TryParse(Posted("bar"), out var until) ? until : null)),
            "claim" => Amount().IsDone(out var claimed, out var bad) ? await ProposedAsync(asked, ClaimBack.Kind, new NewClawback(number, claimed, on, [new Instalment(IsoDates.TryParse(Posted("due"), out var due) ? due : on.AddDays(30), claimed)], Posted("reason"))) : Refused(bad),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> SignAsync(Asked asked, DateOnly on)
    {
        if (!(await FileAsync("scan")).IsDone(out var scan, out var refusal)) return Refused(refusal);
        if (!(await new KeepEvidence(Noting).RunAsync(asked with { Key = asked.Key + "/scan" }, scan, HttpContext.RequestAborted)).IsDone(out var kept, out refusal)) return Refused(refusal);
        return Said(await new SignAgreement(Noting).RunAsync(asked, new Signing(Award.Number, Posted("text"), on, kept.Sha256)), done => new($"已签订，共 {done.Tranches} 批。", $"It is signed; there are {done.Tranches} tranche(s)."));
    }

    private async Task<IActionResult> ProposedAsync<TPayload, TAnswer>(Asked asked, ProposalKind<TPayload, TAnswer> kind, TPayload wanted) =>
        Answer(await new ProposeAct(Noting).RunAsync(asked, kind, wanted, null, stop: HttpContext.RequestAborted), ProposalWords.Said, done => $"/approvals/{done.Proposal}");

    private IActionResult Said<T>(Outcome<T> outcome, Func<T, Bilingual> says) => Answer(outcome, says, _ => $"/awards/{Uri.EscapeDataString(Award.Number)}");

    private Outcome<Money> Amount() => TypedAmount.Read(Posted("amount"), Award.Amount.Currency, "amount");

    private int Number(string name) => int.TryParse(Posted(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;

    private T Choice<T>(string name) where T : struct, Enum => Enum.TryParse<T>(Posted(name), out var value) && Enum.IsDefined(value) ? value : default;

    private async Task<bool> LoadAsync(string number)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await AwardReading.FindAsync(reader, books, number) is not { } found || !May(Permission.ReadLedger, books.TargetOf(found.Fund))) return;
            Award = found;
            (MayRecord, MayPropose) = (May(Permission.RecordMoney, books.TargetOf(found.Fund)), May(Permission.Propose, books.TargetOf(found.Fund)));
            var tranches = new List<TrancheShown>();
            foreach (var tranche in await AwardReading.TranchesAsync(reader, found)) tranches.Add(await TrancheShown.OfAsync(reader, found, tranche, Today));
            Tranches = tranches;
            var (committed, paid, zero) = (await AwardReading.CommittedAsync(reader, books, found), await AwardReading.PaidAsync(reader, books, found), Money.Zero(found.Amount.Currency));
            Sources = [.. found.Terms.Parts.Select(part => part.Source).Union(paid.Select(part => part.Source.Code)).Select(code => new SourceShown(
                code, Of(found.Terms.Parts.Where(part => part.Source == code).Select(part => part.Amount)), Of(committed.Where(part => part.Source.Code == code).Select(part => part.Amount)), Of(paid.Where(part => part.Source.Code == code).Select(part => part.Amount))))];
            (Reports, Evaluations, Proofs) = (await AwardReading.ReportsAsync(reader, found), await AwardReading.EvaluationsAsync(reader, found), await AwardReading.ProofsAsync(reader, found));
            (Objections, Versions, Clawbacks) = (await AwardReading.ObjectionsAsync(reader, found), await AwardReading.VersionsAsync(reader, found), await AwardReading.ClawbacksAsync(reader, found));

            Money Of(IEnumerable<Money> amounts) => amounts.Aggregate(zero, (sum, amount) => sum + amount);
        });
        return Award is not null;
    }
}
