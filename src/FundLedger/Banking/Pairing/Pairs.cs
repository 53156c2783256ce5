using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <summary>A line and an entry of the same whole amount that belong together.</summary>
public sealed record Pair(MatchHow How, BankLine Line, BookItem Item);

/// <summary>Finds pairs that leave no doubt among lines and entries in memory: pure, no storage. Only what is wholly open and equal to the unit is paired.</summary>
internal sealed class Pairs(IReadOnlyDictionary<long, byte[]> files)
{
    private readonly HashSet<long> lines = [];
    private readonly HashSet<EntryId> entries = [];

    /// <summary>May be emptied on the way; what was paired stays taken.</summary>
    internal List<Pair> Found { get; } = [];

    internal bool Has(BankLine line) => lines.Contains(line.Id);

    /// <summary>Entries imported from the very row; then reference and amount; then day and amount, where there is one of each, or as many of each that name the same payer.</summary>
    internal void FindExact(IReadOnlyList<BankLine> open, IReadOnlyList<BookItem> items)
    {
        var byRow = items.Where(item => item.Document.Sha256 is not null).GroupBy(item => (Convert.ToHexString(item.Document.Sha256!), item.Document.Id)).ToDictionary(same => same.Key, same => same.ToList());
        foreach (var line in Whole(open))
        {
            if (!files.TryGetValue(line.StatementId, out var sha256)) continue;
            var row = line.Row.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (byRow.TryGetValue((Convert.ToHexString(sha256), row), out var same) && same.Find(item => IsFree(item) && item.Open == line.Open) is { } item) Take(MatchHow.SameRow, line, item);
        }

        PairGroups(MatchHow.Reference, open.Where(line => line.Reference.Length > 0), items.Where(item => item.Reference.Length > 0), line => (line.Reference, line.Open), item => (item.Reference, item.Open), mayBeMany: true);
        PairGroups(MatchHow.SameDay, open, items, line => (line.Day, line.Open), item => (item.Day, item.Open), mayBeMany: false);
        PairGroups(MatchHow.SameDay, open.Where(line => line.Counterparty.Length > 0), items.Where(item => item.Donor.Length > 0),
            line => (line.Day, line.Open, Folded(line.Counterparty)), item => (item.Day, item.Open, Folded(item.Donor)), mayBeMany: true);
        PairGroups(MatchHow.SameDay, open.Where(line => line.Text.Length > 0), items.Where(item => item.Text.Length > 0),
            line => (line.Day, line.Open, Folded(line.Text)), item => (item.Day, item.Open, Folded(NoteOf(item))), mayBeMany: true);
    }

    /// <summary>Equal amounts some days apart, where neither side has another that near.</summary>
    /// <param name="core">Lines to be paired; the others only keep an entry from being the only one's.</param>
    internal void FindNear(IReadOnlyList<BankLine> open, IReadOnlyList<BookItem> items, int days, Func<BankLine, bool> core)
    {
        var linesBy = Whole(open).ToLookup(line => line.Open);
        var itemsBy = items.Where(IsFree).ToLookup(item => item.Open);
        foreach (var same in linesBy)
        {
            foreach (var line in same.Where(core))
            {
                var near = itemsBy[same.Key].Where(item => IsFree(item) && Distance(line.Day, item.Day) <= days).Take(2).ToList();
                if (near is [var only] && same.Count(other => IsFree(other) && Distance(other.Day, only.Day) <= days) == 1) Take(MatchHow.NearDay, line, only);
            }
        }
    }

    internal static string Folded(string text) => Donations.Lists.Blanks.Fold(text.AsSpan());

    /// <summary>What a list or somebody wrote beside the donor's name.</summary>
    internal static string NoteOf(BookItem item)
    {
        var end = item.Text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? item.Text : item.Text[(end + 1)..];
    }

    internal static int Distance(DateOnly one, DateOnly other) => Math.Abs(one.DayNumber - other.DayNumber);

    private void PairGroups<TKey>(
        MatchHow how, IEnumerable<BankLine> open, IEnumerable<BookItem> items, Func<BankLine, TKey> keyOfLine, Func<BookItem, TKey> keyOfItem, bool mayBeMany)
        where TKey : notnull
    {
        var itemsBy = items.Where(IsFree).ToLookup(keyOfItem);
        foreach (var same in Whole(open).GroupBy(keyOfLine).ToList())
        {
            var (left, right) = (same.ToList(), itemsBy[same.Key].ToList());
            if (left.Count != right.Count || (left.Count > 1 && !mayBeMany)) continue;
            for (var i = 0; i < left.Count; i++) Take(how, left[i], right[i]);
        }
    }

    private IEnumerable<BankLine> Whole(IEnumerable<BankLine> open) => open.Where(IsFree);

    private bool IsFree(BankLine line) => line.Open == line.Amount && !lines.Contains(line.Id);

    private bool IsFree(BookItem item) => item.Open == item.Amount && !entries.Contains(item.Entry);

    private void Take(MatchHow how, BankLine line, BookItem item)
    {
        lines.Add(line.Id);
        entries.Add(item.Entry);
        Found.Add(new Pair(how, line, item));
    }
}
