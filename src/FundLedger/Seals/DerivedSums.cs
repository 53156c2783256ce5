using System.Runtime.InteropServices;
using FundLedger.Ledger;

namespace FundLedger.Seals;

/// <summary>What the stored sums must be, gathered while the journal is walked; its size follows days and accounts, not entries.</summary>
internal sealed class DerivedSums
{
    internal readonly record struct BalanceKey(long Fund, long Account, long Source, string Currency);
    internal readonly record struct DayKey(long Fund, long Account, long Source, string Currency, string Day);
    internal readonly record struct PositionKey(long Fund, long Source, string Currency);
    internal readonly record struct OpenKey(string Subject, long Account, long Fund, long Source, string Currency);

    internal record struct Total(Int128 Debit, Int128 Credit, long Lines);
    internal record struct PositionSum(Int128 Available, Int128 Committed);

    internal Dictionary<DayKey, Total> Days { get; } = [];
    internal Dictionary<PositionKey, PositionSum> Positions { get; } = [];
    internal Dictionary<OpenKey, Int128> OpenItems { get; } = [];

    internal void Add(Books books, StoredEntry entry, DateOnly day)
    {
        foreach (var line in entry.Lines)
        {
            ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(Days, new DayKey(line.FundId, line.AccountId, line.SourceId, line.Currency, entry.OccurredOn), out _);
            total.Lines++;
            if (line.AmountMinor > 0) total.Debit += line.AmountMinor;
            else total.Credit -= line.AmountMinor;

            var account = books.Account(line.AccountId);
            if (account.CountsAs != CountsAs.Nothing) AddPosition(books, account, line);
            if (OpenItemRules.IsOpenItem(account, line.Subject))
                CollectionsMarshal.GetValueRefOrAddDefault(OpenItems, new OpenKey(line.Subject, line.AccountId, line.FundId, line.SourceId, line.Currency), out _) += line.AmountMinor;
        }
    }

    internal Dictionary<BalanceKey, Total> Balances()
    {
        var balances = new Dictionary<BalanceKey, Total>();
        foreach (var (key, day) in Days)
        {
            ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(balances, new BalanceKey(key.Fund, key.Account, key.Source, key.Currency), out _);
            total = new Total(total.Debit + day.Debit, total.Credit + day.Credit, total.Lines + day.Lines);
        }

        return balances;
    }

    private void AddPosition(Books books, Account account, StoredLine line)
    {
        ref var position = ref CollectionsMarshal.GetValueRefOrAddDefault(Positions, new PositionKey(line.FundId, line.SourceId, line.Currency), out _);
        var isSpendable = books.FindSource(line.SourceId) is { IsSpendable: true };
        if (account.CountsAs == CountsAs.Cash && isSpendable) position.Available += line.AmountMinor;
        if (account.CountsAs == CountsAs.Liability) position.Available += line.AmountMinor;
        if (account.CountsAs != CountsAs.Committed) return;
        position.Available -= line.AmountMinor;
        position.Committed += line.AmountMinor;
    }
}
