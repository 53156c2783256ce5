using FundLedger.Banking.Accounts;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <summary>A line with the entries that were suggested for it.</summary>
public sealed record AcceptedSuggestion(long Line, IReadOnlyList<EntryId> Entries);

public sealed record SuggestionsAccepted(long Matched, Money Sum);

/// <summary>Takes many suggestions at once: all of them or, when one no longer holds, none.</summary>
public sealed class AcceptSuggestions(Database database)
{
    private const int MostAtOnce = 200;

    /// <param name="account">Code of the account.</param>
    public Task<Outcome<SuggestionsAccepted>> RunAsync(Asked asked, string account, IReadOnlyList<AcceptedSuggestion> accepted, CancellationToken stop = default) => database.WriteAsync<SuggestionsAccepted>(
        asked.For("accept-bank-matches", OperationField.Of("account", account), OperationField.Of("pairs", string.Join(' ', accepted.Select(pair => $"{pair.Line}:{string.Join('+', pair.Entries)}")))),
        async tx =>
        {
            if (accepted.Count is 0 or > MostAtOnce) return Refusal.Of("match-parts", "accept", $"请勾选要采纳的建议，每次不超过 {MostAtOnce} 条。", $"Tick the suggestions to take, at most {MostAtOnce} at a time.");
            var bank = await BankBook.OfAsync(tx);
            if (!bank.Find(account).IsDone(out var found, out var refusal)) return refusal;
            await PairStore.LockAsync(tx, found);
            var (matches, used) = (new List<NewMatch>(), new HashSet<EntryId>());
            foreach (var pair in accepted)
            {
                if (!(await BankLines.NamedAsync(tx, bank, pair.Line)).IsDone(out var line, out refusal)) return refusal;
                var entries = new List<(EntryId, DateOnly, long)>();
                foreach (var entry in pair.Entries)
                    if (used.Add(entry) && await BookItems.FindAsync(tx, found, entry) is { } moved) entries.Add((entry, moved.Day, moved.Open));
                if (entries.Count != pair.Entries.Count || entries.Sum(part => part.Item3) != line.Open.MinorUnits || line.Open.IsZero || !await PairStore.TakeAsync(tx, found, line.Id, line.Open.MinorUnits))
                    return Refusal.Of("suggestion-stale", "accept", $"第 {line.Id} 号明细的建议已不成立，没有匹配任何一条。请刷新后再选。", $"What was suggested for line {line.Id} no longer holds, so nothing was matched. Load the page again and choose anew.");
                matches.Add(new NewMatch(MatchHow.Suggested, [(line.Id, line.Day, line.Open.MinorUnits)], entries));
            }

            await PairStore.InsertAsync(tx, found, matches);
            return new SuggestionsAccepted(matches.Count, new Money(matches.Sum(match => match.Lines[0].Minor), found.Currency));
        }, stop);
}
