using FundLedger.People.Accounts;

namespace FundLedger.People.Approvals;

/// <summary>Asked by operations that may need a checker, where they are run directly.</summary>
public static class Checked
{
    /// <summary>The refusal to run it directly: from the day the ledger has people, what must be checked is proposed.</summary>
    /// <remarks>Without people, as in books kept from the command line alone, there is nobody to ask.</remarks>
    internal static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, ProposalKind kind, Money? amount)
    {
        if (!await Persons.AnyAsync(tx)) return null;
        var checkers = Math.Max(await ApprovalTiers.CheckersForAsync(tx, kind.Code, amount, tx.Today), await kind.LeastCheckersAsync(tx));
        return checkers == 0 ? null : Refusal.Of("needs-checker", "",
            $"此事项（{kind.Name.Zh}）须由另外 {checkers} 人复核。请提出申请，由复核人通过后入账。",
            $"This ({kind.Name.En.ToLowerInvariant()}) takes {checkers} other person(s) to check. Propose it; it is posted when they agree.");
    }
}
