using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <param name="Conditions">What must still be done; needed where it passed under conditions.</param>
/// <param name="Evaluator">The body that held it; no person's name.</param>
/// <param name="Evidence">SHA-256 of its report; null where there is none.</param>
public sealed record NewEvaluation(string Award, EvaluationKind Kind, DateOnly HeldOn, Verdict Verdict, int? Score, string Conditions, string Evaluator, string? Evidence = null);

public sealed record AwardEvaluated(string Award, int Number, Verdict Verdict);

/// <summary>Records an evaluation. The last of each kind counts: a failed one holds every tranche that is not released.</summary>
public sealed class EvaluateAward(Database database)
{
    private static readonly SqlFile Insert = new("awards/insert_evaluation");

    public Task<Outcome<AwardEvaluated>> RunAsync(Asked asked, NewEvaluation evaluation, CancellationToken stop = default) => database.WriteAsync<AwardEvaluated>(
        asked.For("evaluate-award", OperationField.Of("evaluation", GrantJson.Write(evaluation))),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, evaluation.Award)).IsDone(out var award, out var refusal)) return refusal;
            if (RefusalFor(award, evaluation, tx.Today) is { } wrong) return wrong;
            if (evaluation.Evidence is { } evidence && await Evidence.RefusalForAsync(tx, evidence) is { } notKept) return notKept;
            var number = (await TrancheStore.EvaluationsAsync(tx, award)).Count + 1;
            await tx.ExecuteAsync(Insert, new
            {
                award_id = award.Id, evaluation_no = (long)number, kind = StoredWords.Word(evaluation.Kind), held_on = evaluation.HeldOn.ToIso(), verdict = StoredWords.Word(evaluation.Verdict), score = (long?)evaluation.Score,
                conditions = evaluation.Conditions.Trim(), evaluator = evaluation.Evaluator.Trim(), evidence_sha256 = evaluation.Evidence is null ? null : Convert.FromHexString(evaluation.Evidence),
                recorded_by = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("evaluate-award", "award", award.Number, $"{number} {StoredWords.Word(evaluation.Kind)} {StoredWords.Word(evaluation.Verdict)}"));
            return new AwardEvaluated(award.Number, number, evaluation.Verdict);
        }, stop);

    private static Refusal? RefusalFor(Award award, NewEvaluation evaluation, DateOnly today)
    {
        if (award.Status != AwardStatus.Active) return Refusal.Of("award-over", "award", $"立项 {award.Number} 不在执行中，不能评估。", $"Award {award.Number} is not running; it is not evaluated.");
        if (evaluation.HeldOn > today) return Refusal.Of("date-in-future", "on", $"日期 {evaluation.HeldOn.ToIso()} 晚于今天（{today.ToIso()}）。", $"{evaluation.HeldOn.ToIso()} is after today ({today.ToIso()}).");
        if (evaluation.Score is < 0 or > 100) return Refusal.Of("score", "score", "分数为 0 至 100。", "A score is 0 to 100.");
        if (string.IsNullOrWhiteSpace(evaluation.Evaluator)) return Refusal.Of("evaluator-missing", "evaluator", "请写明评估方。", "Say who evaluated it.");
        if (evaluation.Verdict == Verdict.Conditional && string.IsNullOrWhiteSpace(evaluation.Conditions)) return Refusal.Of("conditions-missing", "conditions", "有条件通过须写明条件。", "Say under which conditions it passed.");
        return KeptText.Title.RefusalFor(evaluation.Evaluator, "evaluator");
    }
}

public sealed record ConditionsMet(string Award, int Number);

/// <summary>Says that the conditions of an evaluation are met.</summary>
public sealed class MeetConditions(Database database)
{
    private static readonly SqlFile Meet = new("awards/meet_conditions");

    public Task<Outcome<ConditionsMet>> RunAsync(Asked asked, string number, int evaluation, DateOnly on, CancellationToken stop = default) => database.WriteAsync<ConditionsMet>(
        asked.For("meet-conditions", OperationField.Of("award", number), OperationField.Of("evaluation", evaluation), OperationField.Of("on", on)),
        async tx =>
        {
            if (!(await AwardStore.HoldAsync(tx, number)).IsDone(out var award, out var refusal)) return refusal;
            if ((await TrancheStore.EvaluationsAsync(tx, award)).FirstOrDefault(one => one.Number == evaluation) is not { Verdict: Verdict.Conditional, ConditionsMetOn: null } conditional)
                return Refusal.Of("no-conditions", "evaluation", $"立项 {number} 的第 {evaluation} 次评估没有待满足的条件。", $"Evaluation no. {evaluation} of award {number} has no open conditions.");
            if (on < conditional.HeldOn || on > tx.Today) return Refusal.Of("conditions-day", "on", $"日期须在 {conditional.HeldOn.ToIso()} 至今天之间。", $"The day is between {conditional.HeldOn.ToIso()} and today.");
            await tx.ExecuteAsync(Meet, new { conditions_met_on = on.ToIso(), award_id = award.Id, evaluation_no = (long)evaluation });
            await AuditTrail.AddAsync(tx, AuditNote.Done("meet-conditions", "award", number, $"{evaluation}"));
            return new ConditionsMet(number, evaluation);
        }, stop);
}

/// <summary>Something to be shown by a file.</summary>
/// <param name="Amount">Of social money; null for anything else.</param>
/// <param name="Share">Of those asked who are content; null for anything else.</param>
/// <param name="Respondents">How many were asked; with a share only.</param>
/// <param name="Voids">Number of an earlier proof that no longer counts; null for a proof.</param>
/// <param name="What">What it is; no person's name.</param>
/// <param name="File">SHA-256 of the file, kept before by <see cref="KeepEvidence"/>.</param>
public sealed record NewProof(string Award, ProofKind Kind, string What, DateOnly On, string File, int? Tranche = null, Money? Amount = null, BasisPoints? Share = null, int? Respondents = null, int? Voids = null);

public sealed record AwardProved(string Award, int Number);

/// <summary>Records a proof. From the day the ledger has people another one checks it: then it is proposed, by whoever keeps the fund or by the organisation itself.</summary>
public sealed class ProveForAward(Database database)
{
    private static readonly SqlFile Insert = new("awards/insert_proof");

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewProof, AwardProved> Kind = new("prove-for-award", new("项目证明材料", "Proof for an award"), SubjectAsync, RunAsync) { LeastCheckers = 1, OrProposing = Permission.EditOrganisation };

    /// <summary>To an organisation, of a proof that no tranche waits for; whoever keeps the fund may record any.</summary>
    public static readonly Refusal NotAsked = Refusal.Of("proof-kind", "kind", "协议没有要求这种证明。", "The agreement does not ask for such a proof.");

    public Task<Outcome<AwardProved>> RunAsync(Asked asked, NewProof proof, CancellationToken stop = default) => database.WriteAsync<AwardProved>(
        asked.For("prove-for-award", OperationField.Of("proof", GrantJson.Write(proof))),
        async tx => await Checked.RefusalForAsync(tx, Kind, proof.Amount) is { } notAlone ? notAlone : await RunAsync(tx, proof, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<AwardProved>> RunAsync(LedgerTransaction tx, NewProof proof, Agreed agreed)
    {
        if (!(await FindAsync(tx, proof)).IsDone(out var award, out var refusal)) return refusal;
        var number = (await TrancheStore.ProofsAsync(tx, award)).Count + 1;
        await tx.ExecuteAsync(Insert, new
        {
            award_id = award.Id, proof_no = (long)number, kind = StoredWords.Word(proof.Kind), tranche_no = (long?)proof.Tranche, amount_minor = proof.Amount?.MinorUnits, share_points = (long?)proof.Share?.Value,
            respondents = (long?)proof.Respondents, voids = (long?)proof.Voids, what = proof.What.Trim(), proved_on = proof.On.ToIso(), evidence_sha256 = Convert.FromHexString(proof.File), maker = agreed.Maker,
            proposal_id = agreed.Proposal == 0 ? (long?)null : agreed.Proposal, recorded_at = tx.RecordedAt,
        });
        return new AwardProved(award.Number, number);
    }

    private static async Task<Outcome<Award>> FindAsync(LedgerTransaction tx, NewProof proof)
    {
        if (!(await AwardStore.HoldAsync(tx, proof.Award)).IsDone(out var award, out var refusal)) return refusal;
        if (award.Status != AwardStatus.Active) return Refusal.Of("award-over", "award", $"立项 {award.Number} 不在执行中。", $"Award {award.Number} is not running.");
        var fits = proof.Kind switch
        {
            ProofKind.Cofunding => proof is { Amount: not null, Share: null, Respondents: null, Voids: null },
            ProofKind.Satisfaction => proof is { Amount: null, Share.Value: >= 0 and <= 10_000, Respondents: > 0, Voids: null },
            ProofKind.Documents => proof is { Amount: null, Share: null, Respondents: null, Voids: null },
            _ => proof is { Amount: null, Share: null, Respondents: null, Voids: not null },
        };
        if (!fits)
            return Refusal.Of("proof-fields", "kind", $"“{proof.Kind.Name().Zh}”的内容不齐：社会资金须有金额，满意度须有比例和人数，作废须写明哪一份。", $"'{proof.Kind.Name().En}' lacks something: social money has an amount, satisfaction a share and how many were asked, a void the proof it takes back.");
        if (proof.Amount is { } amount && Amounts.RefusalFor(amount, award.Fund) is { } badAmount) return badAmount;
        if (string.IsNullOrWhiteSpace(proof.What)) return Refusal.Of("what-missing", "what", "请写明是什么材料。", "Say what it is.");
        if (proof.On > tx.Today) return Refusal.Of("date-in-future", "on", $"日期 {proof.On.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{proof.On.ToIso()} is after today ({tx.Today.ToIso()}).");
        if (proof.Voids is { } voids && !new AwardFacts([], [], await TrancheStore.ProofsAsync(tx, award)).Standing.Any(earlier => earlier.Number == voids))
            return Refusal.Of("proof-unknown", "voids", $"立项 {award.Number} 没有仍有效的第 {voids} 份证明。", $"Award {award.Number} has no proof no. {voids} that still counts.");
        return (KeptText.DocumentId.RefusalFor(proof.What, "what") ?? await Evidence.RefusalForAsync(tx, proof.File)) is { } bad ? bad : award;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewProof proof)
    {
        if (!(await FindAsync(tx, proof)).IsDone(out var award, out var refusal)) return refusal;
        return new ProposalSubject("award", award.Number, AwardSubjects.VersionOf(award), Target.Of(award.Fund, await Books.OfAsync(tx)), proof.Amount) { MakersOwn = new Target(Organisation: award.Organisation) };
    }
}
