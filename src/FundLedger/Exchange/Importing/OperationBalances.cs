using System.Runtime.InteropServices;
using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>What the ledger holds true after each operation: what is committed is never below zero, and an open item never changes sign.</summary>
internal sealed class OperationBalances
{
    private readonly Dictionary<Key, Int128> committed = [];
    private readonly Dictionary<Key, OpenItem> open = [];
    private readonly Dictionary<Key, (Int128 Amount, FileRow Row)> committedNow = [];
    private readonly Dictionary<Key, (Int128 Amount, FileRow Row)> openNow = [];

    /// <summary>Adds an entry of the operation that is being read.</summary>
    internal void Add(FileEntry read)
    {
        for (var i = 0; i < read.Entry.Lines.Count; i++)
        {
            var (line, row) = (read.Entry.Lines[i], read.Rows[i]);
            if (line.Account.CountsAs == CountsAs.Committed) AddTo(committedNow, new Key("", 0, line.Fund.Id, line.Source.Id), line.Amount.MinorUnits, row);
            if (OpenItemRules.IsOpenItem(line.Account, line.Subject)) AddTo(openNow, new Key(line.Subject, line.Account.Id, line.Fund.Id, line.Source.Id), line.Amount.MinorUnits, row);
        }
    }

    /// <summary>The operation is over.</summary>
    /// <returns>The line that took a balance where it may not go, or null.</returns>
    internal Refusal? Settle()
    {
        FileRow? bad = null;
        foreach (var (key, change) in committedNow)
        {
            ref var balance = ref CollectionsMarshal.GetValueRefOrAddDefault(committed, key, out _);
            balance = balance + change.Amount;
            if (balance < 0) (bad ??= change.Row).Refuse(JournalColumn.Amount, "释放的金额多于已立项未拨付的金额。", "more is released than is committed.");
        }

        foreach (var (key, change) in openNow)
        {
            if (change.Amount == 0) continue;
            ref var item = ref CollectionsMarshal.GetValueRefOrAddDefault(open, key, out var isKnown);
            item = isKnown ? item with { Amount = item.Amount + change.Amount } : new OpenItem(Int128.Sign(change.Amount), change.Amount);
            if (item.Amount != 0 && Int128.Sign(item.Amount) != item.Sign) (bad ??= change.Row).Refuse(JournalColumn.Amount, "结清的金额多于该事项的未结金额。", "more is settled than was open of this subject.");
        }

        committedNow.Clear();
        openNow.Clear();
        return bad?.Refusal;
    }

    private static void AddTo(Dictionary<Key, (Int128 Amount, FileRow Row)> sums, Key key, long amount, FileRow row) =>
        sums[key] = (sums.GetValueOrDefault(key).Amount + amount, row);

    // A fund has one currency, so a fund's number says the currency too.
    private readonly record struct Key(string Subject, long Account, long Fund, long Source);

    private readonly record struct OpenItem(int Sign, Int128 Amount);
}
