using FundLedger.Ledger;
using FundLedger.People.Roles;

namespace FundLedger.People.Approvals;

/// <summary>Opening a closed month again: it always takes a second person.</summary>
public static class ReopeningPeriods
{
    public static readonly ProposalKind<Reopening, PeriodReopened> Kind = new("reopen-period", new("反结账", "Reopen a month"), SubjectAsync, RunAsync) { LeastCheckers = 1 };

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, Reopening asked)
    {
        if (!(await ReopenPeriod.FindAsync(tx, asked)).IsDone(out var found, out var refusal)) return refusal;
        var (entity, month, closingNo) = found;
        return new ProposalSubject("period", $"{entity.Code}/{month}", ProposalSubject.VersionOf(month.ToString(), $"{closingNo}"), new Target(Entity: entity.Code));
    }

    private static Task<Outcome<PeriodReopened>> RunAsync(LedgerTransaction tx, Reopening asked, Agreed agreed) => ReopenPeriod.RunAsync(tx, asked, agreed.Checkers[^1]);
}
