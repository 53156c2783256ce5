using FundLedger.People.Accounts;
using FundLedger.People.Roles;

namespace FundLedger.Programmes;

/// <summary>Whether whoever runs an operation may: asked in the operation itself where several kinds of people work on one thing.</summary>
internal static class Acting
{
    /// <summary>In books without people there is nobody to ask; otherwise what is another's looks like what is not there.</summary>
    /// <param name="target">Null when what was asked for does not exist.</param>
    internal static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, Permission act, Target? target)
    {
        if (target is null) return Authority.NotThere;
        return await Persons.AnyAsync(tx) ? await Grants.RefusalForAsync(tx, tx.Operation.Actor, act, target) : null;
    }

    /// <summary>A reason that must be given.</summary>
    internal static Refusal? RefusalForReason(string reason, string field = "reason") => string.IsNullOrWhiteSpace(reason)
        ? Refusal.Of("reason-missing", field, "请写明事由。", "Say why.")
        : reason.Length > LongestReason ? Refusal.Of("text-too-long", field, $"事由最多 {LongestReason} 个字符。", $"The reason has at most {LongestReason} characters.") : null;

    internal const int LongestReason = 2_000;
}
