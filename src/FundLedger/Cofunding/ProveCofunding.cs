using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Cofunding;

/// <param name="What">Whose money it is and where it lies, such as a bank statement of a company's gift.</param>
/// <param name="Evidence">SHA-256 of the file that proves it, in lower-case hexadecimal; <see cref="KeepEvidence"/> keeps it first.</param>
public sealed record NewCofundingProof(string Fund, Money Amount, DateOnly On, string What, string Evidence);

public sealed record CofundingProved(long Proof);

/// <summary>Records social money as proved. From the day the ledger has people another one checks it: then it is proposed.</summary>
public sealed class ProveCofunding(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewCofundingProof, CofundingProved> Kind = new("prove-cofunding", new("社会资金证明", "Proof of social money"), SubjectAsync, RunAsync) { LeastCheckers = 1 };

    /// <param name="file">Kept with it, where it was not before.</param>
    public Task<Outcome<CofundingProved>> RunAsync(Asked asked, NewCofundingProof proof, Attachment? file = null, CancellationToken stop = default) => database.WriteAsync<CofundingProved>(
        asked.For("prove-cofunding", OperationField.Of("fund", proof.Fund), OperationField.Of("amount", proof.Amount), OperationField.Of("on", proof.On),
            OperationField.Of("evidence", proof.Evidence), OperationField.Personal("what", proof.What)),
        async tx =>
        {
            if (await Checked.RefusalForAsync(tx, Kind, proof.Amount) is { } notAlone) return notAlone;
            if (file is not null && await Evidence.KeepAsync(tx, file) is { } badFile) return badFile;
            return await RunAsync(tx, proof, new Agreed(0, asked.Actor, []));
        }, stop);

    private static async Task<Outcome<CofundingProved>> RunAsync(LedgerTransaction tx, NewCofundingProof proof, Agreed agreed) =>
        (await FindAsync(tx, proof)).IsDone(out var fund, out var refusal)
            ? new CofundingProved(await CofundingStore.InsertAsync(tx, fund, proof, agreed.Proposal == 0 ? null : agreed.Proposal)) : refusal;

    private static async Task<Outcome<Fund>> FindAsync(LedgerTransaction tx, NewCofundingProof proof)
    {
        if (!(await Books.OfAsync(tx)).Fund(proof.Fund).IsDone(out var fund, out var refusal)) return refusal;
        if (Amounts.RefusalFor(proof.Amount, fund) is { } badAmount) return badAmount;
        if (string.IsNullOrWhiteSpace(proof.What)) return Refusal.Of("what-missing", "what", "请写明是谁的资金、存放何处。", "Say whose money it is and where it lies.");
        if (proof.On > tx.Today)
            return Refusal.Of("date-in-future", "on", $"日期 {proof.On.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{proof.On.ToIso()} is after today ({tx.Today.ToIso()}).");
        return await Evidence.RefusalForAsync(tx, proof.Evidence) is { } notProved ? notProved : fund;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewCofundingProof proof)
    {
        if (!(await FindAsync(tx, proof)).IsDone(out var fund, out var refusal)) return refusal;
        var entity = (await Books.OfAsync(tx)).Entity(fund.EntityId);
        return new ProposalSubject("fund", fund.Code, ProposalSubject.VersionOf(entity.Code, fund.Code, fund.Name), new Target(Entity: entity.Code, Fund: fund.Code), proof.Amount);
    }
}
