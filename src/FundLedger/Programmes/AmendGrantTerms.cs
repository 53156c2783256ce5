using System.Globalization;
using FundLedger.People.Approvals;
using FundLedger.People.Trail;

namespace FundLedger.Programmes;

/// <param name="Reason">Why the terms change.</param>
public sealed record GrantTermsChange(string Programme, GrantTerms Terms, string Reason);

public sealed record GrantTermsAmended(string Programme, int Version);

/// <summary>Gives a programme a new version of its terms, for rounds opened from then on. From the first person on it takes two.</summary>
public sealed class AmendGrantTerms(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<GrantTermsChange, GrantTermsAmended> Kind =
        new("grant-terms", new("修改资助条款", "Amend the terms of a grant programme"), SubjectAsync, (tx, change, agreed) => RunAsync(tx, change, agreed)) { LeastCheckers = 1 };

    public Task<Outcome<GrantTermsAmended>> RunAsync(Asked asked, GrantTermsChange change, CancellationToken stop = default) => database.WriteAsync<GrantTermsAmended>(
        asked.For("grant-terms", OperationField.Of("programme", change.Programme), OperationField.Of("terms", GrantJson.Write(change.Terms)), OperationField.Of("reason", change.Reason)),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, change, null), stop);

    private static async Task<Outcome<GrantTermsAmended>> RunAsync(LedgerTransaction tx, GrantTermsChange change, Agreed? agreed)
    {
        if (!(await FindAsync(tx, change)).IsDone(out var programme, out var refusal)) return refusal;
        var version = programme.Version + 1;
        await GrantStore.InsertVersionAsync(tx, programme.Id, version, change.Terms, change.Reason, agreed);
        await GrantStore.SetVersionAsync(tx, programme, version);
        await AuditTrail.AddAsync(tx, AuditNote.Done("grant-terms", "grant-programme", programme.Code, version.ToString(CultureInfo.InvariantCulture)));
        return new GrantTermsAmended(programme.Code, version);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, GrantTermsChange change)
    {
        if (!(await FindAsync(tx, change)).IsDone(out var programme, out var refusal)) return refusal;
        return new ProposalSubject("grant-programme", programme.Code, ProposalSubject.VersionOf(programme.Code, programme.Version.ToString(CultureInfo.InvariantCulture)), programme.Target);
    }

    private static async Task<Outcome<GrantProgramme>> FindAsync(LedgerTransaction tx, GrantTermsChange change)
    {
        if (!(await GrantStore.HoldAsync(tx, change.Programme)).IsDone(out var programme, out var refusal)) return refusal;
        if (Acting.RefusalForReason(change.Reason) is { } noReason) return noReason;
        if (change.Terms.RefusalFor(programme.Currency) is { } badTerms) return badTerms;
        return GrantJson.Write(change.Terms) == GrantJson.Write(programme.Terms)
            ? Refusal.Of("terms-same", "terms", "条款没有变化。", "These are the terms it has already.") : programme;
    }
}
