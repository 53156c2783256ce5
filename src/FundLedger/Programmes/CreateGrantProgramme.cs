using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Programmes;

/// <param name="Fund">Code of the fund its awards come from.</param>
public sealed record NewGrantProgramme(string Code, string Fund, GrantProgrammeKind Kind, Bilingual Name, GrantTerms Terms);

public sealed record GrantProgrammeCreated(string Programme, int Version);

/// <summary>Makes a grant programme with the first version of its terms. From the first person on it takes two.</summary>
public sealed class CreateGrantProgramme(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewGrantProgramme, GrantProgrammeCreated> Kind =
        new("grant-programme", new("设立资助计划", "Make a grant programme"), SubjectAsync, (tx, wanted, agreed) => RunAsync(tx, wanted, agreed)) { LeastCheckers = 1 };

    public Task<Outcome<GrantProgrammeCreated>> RunAsync(Asked asked, NewGrantProgramme wanted, CancellationToken stop = default) => database.WriteAsync<GrantProgrammeCreated>(
        asked.For("grant-programme", OperationField.Of("programme", GrantJson.Write(wanted))),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, wanted, null), stop);

    private static async Task<Outcome<GrantProgrammeCreated>> RunAsync(LedgerTransaction tx, NewGrantProgramme wanted, Agreed? agreed)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var fund, out var refusal)) return refusal;
        var id = await GrantStore.InsertAsync(tx, wanted, fund);
        await GrantStore.InsertVersionAsync(tx, id, 1, wanted.Terms, "", agreed);
        await AuditTrail.AddAsync(tx, AuditNote.Done("grant-programme", "grant-programme", wanted.Code, "1"));
        return new GrantProgrammeCreated(wanted.Code, 1);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewGrantProgramme wanted)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var fund, out var refusal)) return refusal;
        return new ProposalSubject("grant-programme", wanted.Code, ProposalSubject.VersionOf(wanted.Code, fund.Code, fund.Name), Target.Of(fund, await Books.OfAsync(tx)));
    }

    private static async Task<Outcome<Fund>> FindAsync(LedgerTransaction tx, NewGrantProgramme wanted)
    {
        var books = await Books.OfAsync(tx);
        if ((TermsText.RefusalForCode(wanted.Code, "code") ?? TermsText.RefusalForName(wanted.Name, "name")) is { } badName) return badName;
        if ((await GrantReading.ProgrammesAsync(tx, books)).Any(known => known.Code == wanted.Code))
            return Refusal.Of("grant-programme-exists", "code", $"资助计划代码“{wanted.Code}”已被使用。请换一个。", $"There is a grant programme '{wanted.Code}' already. Choose another code.");
        if (!books.Fund(wanted.Fund).IsDone(out var fund, out var refusal)) return refusal;
        return wanted.Terms.RefusalFor(fund.Currency) is { } badTerms ? badTerms : fund;
    }
}
