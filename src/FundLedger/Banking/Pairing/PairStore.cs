using FundLedger.Banking.Accounts;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <summary>How a match was found.</summary>
public enum MatchHow
{
    /// <summary>The entry was imported from the same row of the same file.</summary>
    SameRow,
    Reference,
    SameDay,
    NearDay,

    /// <summary>An entry and its reversal, which the bank never saw.</summary>
    Reversed,
    Suggested,
    Rule,
    ByHand,

    /// <summary>The entry was made from the line.</summary>
    Booked,
}

/// <summary>Names of the ways, for pages and messages.</summary>
public static class MatchHows
{
    public static Bilingual Name(this MatchHow how) => how switch
    {
        MatchHow.SameRow => new("同一文件同一行", "same row of the same file"),
        MatchHow.Reference => new("流水号与金额相同", "same reference and amount"),
        MatchHow.SameDay => new("同日同金额，别无相同", "same day and amount, no other alike"),
        MatchHow.NearDay => new("金额相同、日期相近，别无相同", "same amount on a near day, no other alike"),
        MatchHow.Reversed => new("分录与其冲销", "an entry and its reversal"),
        MatchHow.Suggested => new("采纳建议", "a suggestion taken"),
        MatchHow.Rule => new("按规则入账", "booked by a rule"),
        MatchHow.ByHand => new("手工匹配", "matched by hand"),
        _ => new("由明细入账", "booked from the line"),
    };
}

/// <summary>A match about to be kept. The parts of its lines and the parts of its entries have the same sum.</summary>
internal sealed record NewMatch(MatchHow How, IReadOnlyList<(long Line, DateOnly Day, long Minor)> Lines, IReadOnlyList<(EntryId Entry, DateOnly Day, long Minor)> Entries, (long Id, long Version)? Rule = null);

/// <summary>The stored state of matches. Whoever writes here has locked the account first: no two take the same money.</summary>
internal static class PairStore
{
    private static readonly SqlFile LockRow = new("banking/lock_account");
    private static readonly SqlFile ChangeOpen = new("banking/change_open");
    private static readonly SqlFile Insert = new("banking/insert_match");
    private static readonly SqlFile InsertLine = new("banking/insert_match_line");
    private static readonly SqlFile InsertEntry = new("banking/insert_match_entry");

    /// <summary>Keeps others from working on this account's lines until the transaction ends.</summary>
    internal static Task LockAsync(LedgerTransaction tx, BankAccount account) => tx.Prepared(LockRow).ExecuteAsync(account.Id);

    /// <summary>Takes so much of what a line has open; negative gives it back.</summary>
    /// <returns>False when that is more than is open; nothing is changed then.</returns>
    internal static async Task<bool> TakeAsync(LedgerTransaction tx, BankAccount account, long line, long minor) => await tx.Prepared(ChangeOpen).ExecuteAsync(minor, line, account.Id) > 0;

    /// <summary>Keeps matches whose parts were found to be open.</summary>
    /// <returns>The number of the first; the others follow it.</returns>
    internal static async Task<long> InsertAsync(LedgerTransaction tx, BankAccount account, IReadOnlyList<NewMatch> matches)
    {
        var first = await StatementStore.TakeNumbersAsync(tx, "match", matches.Count);
        var (rows, lines, entries) = (new RowWriter(tx, Insert), new RowWriter(tx, InsertLine), new RowWriter(tx, InsertEntry));
        for (var i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            Invariant.Holds(match.Lines.Sum(part => part.Minor) == match.Entries.Sum(part => part.Minor));
            Invariant.Holds(match.Lines.Count + match.Entries.Count > 1);
            var last = match.Lines.Select(part => part.Day).Concat(match.Entries.Select(part => part.Day)).Max();
            await rows.AddAsync(first + i, account.Id, StoredWords.Word(match.How), match.Rule?.Id, match.Rule?.Version, last.ToIso(), tx.Operation.Actor, tx.RecordedAt);
            foreach (var part in match.Lines) await lines.AddAsync(first + i, part.Line, part.Minor);
            foreach (var part in match.Entries) await entries.AddAsync(first + i, part.Entry.Value, account.Id, part.Minor);
        }

        await rows.FlushAsync();
        await lines.FlushAsync();
        await entries.FlushAsync();
        return first;
    }
}
