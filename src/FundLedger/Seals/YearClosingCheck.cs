using FundLedger.Ledger;
using FundLedger.Ledger.Years;

namespace FundLedger.Seals;

/// <summary>Derives the closing of every year again: what its entries should be by the balances they met, and what is kept beside them.</summary>
internal sealed class YearClosingCheck(LedgerReader reader, Books books, Findings findings, DerivedSums sums)
{
    private static readonly SqlFile ListStanding = new("seals/list_standing_year_ends");
    private static readonly SqlFile ListWrongLines = new("seals/list_wrong_year_end_lines");

    internal async Task RunAsync()
    {
        foreach (var entry in await reader.QueryAsync<long>(ListWrongLines))
            findings.AddEntry("year-end-line", entry, "年结分录另存的明细与分录不符。", "what is kept beside an entry that ends a year does not agree with its lines.");
        var standing = (await reader.QueryAsync<StandingRow>(ListStanding)).ToLookup(row => (row.EntityId, row.OccurredOn));
        var years = (await YearEnds.ListAsync(reader, books)).ToDictionary(year => (EntityId: year.Entity.Id, Day: YearEndRule.LastDayOf(year.Year).ToIso()));
        foreach (var stray in standing.Where(rows => !years.ContainsKey(rows.Key)).SelectMany(rows => rows).Where(row => row.IsOwn == 1))
            findings.AddEntry("year-end", stray.EntryId, "是年末结转分录，但所属年度没有年结。", "it closes a year that is not closed.");
        foreach (var (key, year) in years.Where(pair => pair.Value.Status == PeriodStatus.Closed)) await CheckAsync(year, [.. standing[key].Select(row => new EntryId(row.EntryId))]);
    }

    private async Task CheckAsync(ClosedYear year, IReadOnlyList<EntryId> entries)
    {
        var posted = new List<PostedEntry>();
        foreach (var id in entries) posted.Add((await JournalReading.FindAsync(reader, id, books))!);
        var expected = YearEndRule.PartsOf(year.Entity, year.Year, year.ClosingNo, BalancesBefore(year, posted)).SelectMany(part => part.Drafts).ToList();
        var day = YearEndRule.LastDayOf(year.Year);
        for (var i = 0; i < Math.Max(posted.Count, expected.Count); i++)
        {
            if (i >= expected.Count)
            {
                findings.AddEntry("year-end", posted[i].Id.Value, "是多出的年末结转分录。", "it is one closing entry too many.");
                return;
            }

            var should = expected[i].Lines.Select(line => (Account: (line.Account ?? books.FindAccount(year.Entity, line.Role!.Value, day))?.Id, Fund: line.Fund.Id, Source: line.Source.Id, line.Amount.MinorUnits)).ToList();
            if (i >= posted.Count)
            {
                findings.Add("year-end", null, $"{year.Year} 年缺少基金 {expected[i].Lines[0].Fund.Code} 的结转分录：{Shown(expected[i].Lines, day)}", $"{year.Year} lacks a closing entry of fund {expected[i].Lines[0].Fund.Code}: {Shown(expected[i].Lines, day)}");
                return;
            }

            if (should.SequenceEqual(posted[i].Lines.Select(line => (Account: (long?)line.Account.Id, Fund: line.Fund.Id, Source: line.Source.Id, line.Amount.MinorUnits)))) continue;
            findings.AddEntry("year-end", posted[i].Id.Value, $"不是 {year.Year} 年应有的结转分录；应为：{Shown(expected[i].Lines, day)}", $"it is not what closes {year.Year}; it should be {Shown(expected[i].Lines, day)}");
            return; // what follows is moved by it
        }
    }

    private string Shown(IReadOnlyList<LineDraft> lines, DateOnly day) =>
        string.Join("; ", lines.Select(line => $"{(line.Account ?? books.FindAccount(books.Entity(line.Fund.EntityId), line.Role!.Value, day))?.Code} {line.Source.Code} {line.Amount}"));

    /// <summary>By the journal itself: all lines up to the last day but those of the closing that stands.</summary>
    private IEnumerable<YearBalance> BalancesBefore(ClosedYear year, IReadOnlyList<PostedEntry> closing)
    {
        var lastDay = YearEndRule.LastDayOf(year.Year).ToIso();
        var balances = new Dictionary<(long Fund, long Source, long Account), Int128>();
        foreach (var (key, total) in sums.Days.Where(day => string.CompareOrdinal(day.Key.Day, lastDay) <= 0))
            if (books.FindAccount(key.Account) is { Layer: Layer.Actual, Type: AccountType.Income or AccountType.Cost or AccountType.Transfer } account && account.EntityId == year.Entity.Id && books.FindFund(key.Fund) is not null && books.FindSource(key.Source) is not null)
                balances[(key.Fund, key.Source, key.Account)] = balances.GetValueOrDefault((key.Fund, key.Source, key.Account)) + total.Debit - total.Credit;
        foreach (var line in closing.SelectMany(entry => entry.Lines).Where(line => balances.ContainsKey((line.Fund.Id, line.Source.Id, line.Account.Id))))
            balances[(line.Fund.Id, line.Source.Id, line.Account.Id)] -= line.Amount.MinorUnits;
        foreach (var (key, net) in balances.Where(pair => pair.Value >= long.MinValue && pair.Value <= long.MaxValue))
            yield return new YearBalance(books.Fund(key.Fund), books.Source(key.Source), books.Account(key.Account), new Money((long)net, books.Fund(key.Fund).Currency));
    }

    private sealed record StandingRow
    {
        public long EntityId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long EntryId { get; init; }
        public long IsOwn { get; init; }
    }
}
