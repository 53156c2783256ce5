using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;

namespace FundLedger.Seals;

/// <summary>Derives every match again from its rule and what was given before it, and compares counters, commitments and entries with the sums of matches.</summary>
internal sealed class MatchingCheck(LedgerReader reader, Books books, Findings findings)
{
    private static readonly SqlFile ListMatches = new("seals/list_matches");
    private static readonly SqlFile ListReturns = new("seals/list_match_returns");
    private static readonly SqlFile ListWrong = new("seals/list_wrong_matches");
    private static readonly SqlFile ListCounters = new("seals/list_matching_counters");
    private static readonly SqlFile ListMovements = new("seals/list_match_movements");
    private static readonly SqlFile ListCommitments = new("seals/list_match_commitments");

    private readonly Dictionary<CounterKey, long> counted = [];
    private readonly Dictionary<(long Programme, long Fund), long> given = [];

    internal async Task RunAsync()
    {
        var book = await ProgrammeBook.LoadAsync(reader, books);
        if (book.Programmes.Count == 0) return;
        var groups = await DonorGroups.LoadAsync(reader);
        foreach (var programme in book.Programmes.OrderBy(programme => programme.Id)) await CheckAsync(book, programme, groups);
        foreach (var gift in await reader.QueryAsync<long>(ListWrong))
            findings.AddEntry("match", gift, "配比记录与捐款、与其分录或与退回的记录不符。", "its match does not agree with the gift, with its entry, or with what came back.");
        await CheckCountersAsync();
        await CheckMovementsAsync(book);
        await CheckCommitmentsAsync(book);
    }

    private async Task CheckAsync(ProgrammeBook book, Programme programme, DonorGroups groups)
    {
        var matches = await reader.QueryAsync<MatchRow>(ListMatches, new { programme_id = programme.Id });
        var returns = await reader.QueryAsync<MatchReturnRow>(ListReturns, new { programme_id = programme.Id });
        var byGift = matches.ToDictionary(match => match.GiftEntryId);
        if (programme.IsProRata)
        {
            foreach (var match in matches) Count(match, match.CountedMinor, match.MatchedMinor);
            foreach (var back in returns) Count(byGift[back.GiftEntryId], -back.RefundedMinor, -back.ReturnedMinor);
            if (programme.Status == ProgrammeStatus.Closed) await CheckSharesAsync(book, programme, [.. matches.Where(match => match.Place is not null)]);
            return;
        }

        // As it went: a gift, or what came back of an earlier one, in the order of their entries.
        var next = 0;
        foreach (var match in matches)
        {
            for (; next < returns.Count && returns[next].CauseEntryId < match.GiftEntryId; next++) Count(byGift[returns[next].GiftEntryId], -returns[next].RefundedMinor, -returns[next].ReturnedMinor);
            Check(book, programme, match, groups.Of(match.DonorId, match.GiftEntryId));
            Count(match, match.CountedMinor, match.MatchedMinor);
        }

        for (; next < returns.Count; next++) Count(byGift[returns[next].GiftEntryId], -returns[next].RefundedMinor, -returns[next].ReturnedMinor);
    }

    /// <param name="donors">Those that counted as one when the gift was recorded.</param>
    private void Check(ProgrammeBook book, Programme programme, MatchRow match, IReadOnlyList<long> donors)
    {
        var rules = book.RulesOf(programme);
        var rule = rules.LastOrDefault(one => one.EffectiveFrom <= match.On && one.AfterEntry < match.GiftEntryId) ?? rules[0];
        if (match.RuleVersion != rule.Version)
        {
            Add("match-rule", match, $"按规则第 {match.RuleVersion} 版计算，当时有效的是第 {rule.Version} 版。", $"its match is under version {match.RuleVersion} of the rule; version {rule.Version} was in force.");
            return;
        }

        if (match.CountedMinor == 0)
        {
            if (match.MatchedMinor != 0 || match.EntitledMinor != 0) AddWrong(programme, match, 0);
            return;
        }

        var left = MatchCalculator.Left(rule.Terms, programme.Pot, new(OfDonors(CounterScope.Donor), Of(CounterScope.Fund, match.FundId), Of(CounterScope.Day, match.On.DayNumber), Of(CounterScope.Programme, 0)));
        var explained = MatchCalculator.Explain(rule.Terms, new(match.CountedMinor, programme.Currency), new(OfDonors(CounterScope.DonorGifts), programme.Currency), left);
        Compare(programme, rule, match, explained);

        long OfDonors(CounterScope scope) => donors.Sum(donor => Of(scope, donor));

        long Of(CounterScope scope, long key) => counted.GetValueOrDefault(new(programme.Id, StoredWords.Word(scope), key));
    }

    /// <summary>A close is shared out again from what counted of each gift, in the order it was.</summary>
    private async Task CheckSharesAsync(ProgrammeBook book, Programme programme, IReadOnlyList<MatchRow> matches)
    {
        var others = new Dictionary<long, long>();
        for (var part = 1; part <= programme.PartCount; part++)
            foreach (var (gift, donor) in Allotment.CountedFor(await Allotment.OfAsync(reader, programme, part))) others[gift] = donor;
        var shares = ProRata.Share(programme.Pot, [.. matches.Select(match => new ProRataGift(
            book.RuleOn(programme, match.On), match.On, others.GetValueOrDefault(match.GiftEntryId, match.DonorId), match.FundId, new(match.CountedMinor, programme.Currency)))]);
        for (var i = 0; i < matches.Count; i++) Compare(programme, book.RuleOn(programme, matches[i].On), matches[i], shares[i]);
    }

    private void Compare(Programme programme, Rule rule, MatchRow match, MatchExplanation explained)
    {
        if (books.FindFund(match.FundId) is not { } fund) return; // told with the gift
        var facts = new GiftFacts(fund, programme.PotSource, explained.Counted, match.On, match.DonorId, default, null, null);
        var derived = MatchRow.Of(programme, rule, facts, explained) with
        {
            GiftEntryId = match.GiftEntryId,
            EntryId = match.EntryId,
            Place = match.Place,
            ReturnedMinor = match.ReturnedMinor,
            WaivedMinor = match.WaivedMinor,
            OwedMinor = match.OwedMinor,
        };
        if (derived != match) AddWrong(programme, match, derived.MatchedMinor);
    }

    private async Task CheckCountersAsync()
    {
        var left = counted.Where(pair => pair.Value != 0).ToDictionary();
        foreach (var row in await reader.QueryAsync<CounterRow>(ListCounters))
        {
            var key = new CounterKey(row.ProgrammeId, row.Scope, BinaryPrimitives.ReadInt64BigEndian(row.CounterKey));
            if (!left.Remove(key, out var derived)) derived = 0;
            if (row.AmountMinor != derived) AddCounter(key, row.AmountMinor, derived);
        }

        foreach (var (key, derived) in left) AddCounter(key, 0, derived);
    }

    private async Task CheckMovementsAsync(ProgrammeBook book)
    {
        var rows = (await reader.QueryAsync<MovementRow>(ListMovements)).ToList();
        foreach (var programme in book.Programmes)
        {
            var ours = rows.Where(row => row.ProgrammeId == programme.Id).ToList();
            var sums = given.Where(pair => pair.Key.Programme == programme.Id).ToDictionary(pair => pair.Key.Fund, pair => pair.Value);
            foreach (var fund in sums.Keys.Union(ours.Select(row => row.FundId)).Where(fund => ours.Where(row => row.FundId == fund).Sum(row => row.ReceivedMinor) != sums.GetValueOrDefault(fund)))
                AddPot(programme, $"基金 {Code(fund)} 收到的配比与配比记录之和不符。", $"what fund {Code(fund)} received does not agree with the sum of its matches.");
            if (ours.Sum(row => row.GivenMinor) != sums.Values.Sum()) AddPot(programme, "配比池转出的金额与配比记录之和不符。", "what left the pot does not agree with the sum of the matches.");
        }
    }

    private async Task CheckCommitmentsAsync(ProgrammeBook book)
    {
        var rows = (await reader.QueryAsync<CommitmentRow>(ListCommitments)).ToDictionary(row => row.ProgrammeId, row => row.AmountMinor);
        foreach (var programme in book.Programmes)
        {
            var left = programme.Status == ProgrammeStatus.Closed ? 0 : programme.Pot.MinorUnits - given.Where(pair => pair.Key.Programme == programme.Id).Sum(pair => pair.Value);
            if (rows.GetValueOrDefault(programme.Id) != left)
                AddPot(programme, $"已承诺未配出的应为 {new Money(left, programme.Currency)}，未结清事项为 {new Money(rows.GetValueOrDefault(programme.Id), programme.Currency)}。",
                    $"{new Money(left, programme.Currency)} should be committed and not given; the open item is {new Money(rows.GetValueOrDefault(programme.Id), programme.Currency)}.");
        }
    }

    private void Count(MatchRow match, long countedMinor, long matchedMinor)
    {
        Add(CounterScope.DonorGifts, match.DonorId, countedMinor);
        Add(CounterScope.Donor, match.DonorId, matchedMinor);
        Add(CounterScope.Fund, match.FundId, matchedMinor);
        Add(CounterScope.Day, match.On.DayNumber, matchedMinor);
        Add(CounterScope.Programme, 0, matchedMinor);
        CollectionsMarshal.GetValueRefOrAddDefault(given, (match.ProgrammeId, match.FundId), out _) += matchedMinor;

        void Add(CounterScope scope, long key, long amount) => CollectionsMarshal.GetValueRefOrAddDefault(counted, new(match.ProgrammeId, StoredWords.Word(scope), key), out _) += amount;
    }

    private void AddWrong(Programme programme, MatchRow match, long derivedMinor) => Add("match", match,
        $"配比为 {new Money(match.MatchedMinor, programme.Currency)}，按规则与当时余额应为 {new Money(derivedMinor, programme.Currency)}，或其说明与之不符。",
        $"its match is {new Money(match.MatchedMinor, programme.Currency)}; by the rule and what was left then it should be {new Money(derivedMinor, programme.Currency)}, or its explanation differs.");

    private void Add(string code, MatchRow match, string zh, string en) => findings.AddEntry(code, match.GiftEntryId, zh, en);

    private void AddCounter(CounterKey key, long stored, long derived) => findings.Add("match-counter", null,
        $"配比计划 {key.Programme} 的计数（{key.Scope} {key.Number}）存储为 {stored}，按配比记录应为 {derived}。", $"The counter of matching programme {key.Programme} ({key.Scope} {key.Number}) is {stored}; by its matches it should be {derived}.");

    private void AddPot(Programme programme, string zh, string en) => findings.Add("match-pot", null, $"配比计划 {programme.Code}：{zh}", $"Matching programme {programme.Code}: {en}");

    private string Code(long fund) => books.FindFund(fund)?.Code ?? $"#{fund}";

    private readonly record struct CounterKey(long Programme, string Scope, long Number);

    private sealed record CounterRow
    {
        public long ProgrammeId { get; init; }
        public string Scope { get; init; } = "";
        public byte[] CounterKey { get; init; } = [];
        public long AmountMinor { get; init; }
    }

    private sealed record MovementRow
    {
        public long ProgrammeId { get; init; }
        public long FundId { get; init; }
        public long ReceivedMinor { get; init; }
        public long GivenMinor { get; init; }
    }

    private sealed record CommitmentRow
    {
        public long ProgrammeId { get; init; }
        public long AmountMinor { get; init; }
    }
}
