using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>What the balances of some accounts come to, in minor units.</summary>
internal sealed class SourceSums
{
    private readonly long cash;
    private readonly long spendable;
    private readonly long receivable;
    private readonly long owed;
    private readonly long netAssets;
    private readonly long committed;
    private readonly long memo;

    internal SourceSums(IEnumerable<(Account Account, Source Source, Totals Totals)> rows)
    {
        foreach (var (account, source, totals) in rows)
        {
            var net = totals.Net;
            checked
            {
                if (account.CountsAs == CountsAs.Cash) cash += net;
                if (account.CountsAs == CountsAs.Cash && source.IsSpendable) spendable += net;
                if (account.CountsAs == CountsAs.Liability) owed -= net;
                if (account.CountsAs == CountsAs.Committed) committed += net;
                if (account.Role is AccountRole.OtherReceivable or AccountRole.DueFromFund or AccountRole.ClawbackReceivable or AccountRole.SpaceRevenueReceivable) receivable += net;
                if (account.Type is AccountType.Asset or AccountType.Liability) netAssets += net;
                if (account.Role is AccountRole.PledgeExpected or AccountRole.ServiceDue) memo += net;
            }
        }
    }

    internal long Cash => cash;
    internal long Owed => owed;
    internal long Committed => committed;
    internal long Available => checked(spendable - owed - committed);

    /// <param name="source">Null for the total of all.</param>
    internal SourceBalance ToBalance(Source? source, Currency currency) => new(
        source?.Code ?? "", source?.Kind.Name() ?? new Bilingual("合计", "Total"), source?.Name ?? "",
        new Money(cash, currency), new Money(receivable, currency), new Money(owed, currency), new Money(netAssets, currency),
        new Money(committed, currency), new Money(memo, currency), new Money(Available, currency));
}
