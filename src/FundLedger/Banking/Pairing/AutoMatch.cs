using FundLedger.Banking.Accounts;
using FundLedger.Banking.Rules;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <param name="Account">Code of the account.</param>
/// <param name="Unmatched">What becomes of money in that nobody knows; null for what the account says.</param>
/// <param name="Rules">Book what a rule is for.</param>
/// <param name="Fund">Code of the fund of money that nobody knows; null for the account's own, or its only one.</param>
/// <param name="NearDays">How many days a line and an entry may lie apart.</param>
public sealed record AutoMatchRequest(string Account, UnmatchedCredit? Unmatched = null, bool Rules = true, string? Fund = null, int NearDays = 5);

/// <param name="Matched">How many lines were paired, by how; entries with their reversals among them.</param>
/// <param name="Booked">How many lines became entries, by what.</param>
/// <param name="Open">Lines that are still open, and their sums.</param>
/// <param name="Stopped">Why it went no further; null when it went to the end. What was done until then stays.</param>
public sealed record AutoMatched(IReadOnlyDictionary<MatchHow, long> Matched, IReadOnlyDictionary<BookAs, long> Booked, long Open, Money OpenIn, Money OpenOut, Refusal? Stopped = null);

/// <param name="LinesDone">Lines looked at so far.</param>
public readonly record struct AutoMatchProgress(long LinesDone);

/// <summary>Pairs lines with entries where there is no doubt, books lines that rules are for, and then what nobody knows, where that is wanted.</summary>
/// <remarks>It goes by the days of the bank, some thousand lines at a time, in parts that are each done once or not at all; run again, it goes on with what is open.</remarks>
public sealed class AutoMatch(Database database)
{
    private const int LinesAtOnce = 2_000;
    private const int PairsPerOperation = 400;

    private readonly Database database = database;

    /// <summary>What would be paired and booked, the first of each; nothing is written.</summary>
    public async Task<Outcome<AutoMatchTrial>> TryOutAsync(AutoMatchRequest request, int most = 200, CancellationToken stop = default) => await database.ReadAsync<Outcome<AutoMatchTrial>>(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        var bank = await BankBook.LoadAsync(reader, books);
        if (!bank.Find(request.Account).IsDone(out var account, out var refusal)) return refusal;
        if (!TermsOf(books, bank, account, request).IsDone(out var unmatched, out refusal)) return refusal;
        var rules = request.Rules ? await BankRules.CurrentAsync(reader, books, bank, account) : [];
        var pairs = new Pairs(await BookLines.FilesAsync(reader, bank, account));
        var counts = new Dictionary<MatchHow, long>();
        var booked = new List<(BankLine, BookTerms)>();
        var counted = new Dictionary<BookAs, long>();
        var shown = new List<Pair>();
        void Tell()
        {
            foreach (var pair in pairs.Found) counts[pair.How] = counts.GetValueOrDefault(pair.How) + 1;
            shown.AddRange(pairs.Found.Take(most - shown.Count));
            pairs.Found.Clear();
        }

        await foreach (var window in Window.AllAsync(reader, account, stop))
        {
            await window.FindExactAsync(reader, pairs, request.NearDays);
            Tell();
        }

        await foreach (var window in Window.AllAsync(reader, account, stop))
        {
            await window.FindNearAsync(reader, pairs, request.NearDays);
            Tell();
        }

        foreach (var line in BankLines.Open(reader, account, (BankBook.Beginning, 0), DateOnly.MaxValue).Where(line => !pairs.Has(line)))
        {
            if (TermsFor(line, rules, unmatched) is not { } terms) continue;
            counted[terms.As] = counted.GetValueOrDefault(terms.As) + 1;
            if (booked.Count < most) booked.Add((line, terms));
        }

        var reversed = await BookItems.ReversedAsync(reader, account);
        if (reversed.Count > 0) counts[MatchHow.Reversed] = reversed.Count;
        return new AutoMatchTrial(counts, shown, counted, [.. booked.Select(one => new WouldBook(one.Item1, one.Item2.As, one.Item2.Fund?.Code, one.Item2.Rule?.Id))]);
    }, stop);

    public async Task<Outcome<AutoMatched>> RunAsync(Asked asked, AutoMatchRequest request, IProgress<AutoMatchProgress>? progress = null, CancellationToken stop = default)
    {
        var prepared = await database.ReadAsync<Outcome<(BankAccount Account, BookTerms? Unmatched, IReadOnlyList<BankRule> Rules, IReadOnlyDictionary<long, byte[]> Files)>>(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            var bank = await BankBook.LoadAsync(reader, books);
            if (!bank.Find(request.Account).IsDone(out var account, out var refusal)) return refusal;
            if (!TermsOf(books, bank, account, request).IsDone(out var unmatched, out refusal)) return refusal;
            return (account, unmatched, request.Rules ? await BankRules.CurrentAsync(reader, books, bank, account) : [], await BookLines.FilesAsync(reader, bank, account));
        }, stop);
        if (!prepared.IsDone(out var plan, out var refusal)) return refusal;
        var run = new Run(this, asked, plan.Account, plan.Files, request, progress);
        var stopped = await run.PairExactAsync(stop) ?? await run.PairReversedAsync(stop) ?? await run.PairNearAsync(stop)
            ?? (plan.Rules.Count > 0 || plan.Unmatched is not null ? await run.BookAsync(line => TermsFor(line, plan.Rules, plan.Unmatched), stop) : null);
        return await run.SummaryAsync(stopped, stop);
    }

    private static BookTerms? TermsFor(BankLine line, IReadOnlyList<BankRule> rules, BookTerms? unmatched)
    {
        if (rules.FirstOrDefault(rule => rule.Fits(line)) is { } rule) return rule.As == BookAs.Leave ? null : rule.Terms;
        return unmatched is not null && line.Open.IsPositive ? unmatched : null;
    }

    /// <summary>What money in that nobody knows is booked as; null when it stays.</summary>
    private static Outcome<BookTerms?> TermsOf(Books books, BankBook bank, BankAccount account, AutoMatchRequest request)
    {
        Fund? asked = null;
        if (request.Fund is { } code && !books.Fund(code).IsDone(out asked, out var refusal)) return refusal;
        var unmatched = request.Unmatched ?? account.Unmatched;
        if (unmatched == UnmatchedCredit.Leave) return new Outcome<BookTerms?>.Done(null);
        if (!Booker.FundFor(books, bank, account, asked, DateOnly.MaxValue).IsDone(out var fund, out refusal)) return refusal;
        return new BookTerms(unmatched == UnmatchedCredit.Donation ? BookAs.Gift : BookAs.Suspense, fund, unmatched == UnmatchedCredit.Donation ? account.Source : null);
    }

    /// <summary>Some whole days that have open lines.</summary>
    /// <remarks>A day may have more lines than memory should hold: they are read one by one, and only those kept that have the amount of some entry.</remarks>
    /// <param name="Count">Lines looked at to find it.</param>
    private sealed record Window(BankAccount Account, DateOnly First, DateOnly Last, int Count)
    {
        internal bool Holds(BankLine line) => line.Day >= First && line.Day <= Last;

        internal Task<IReadOnlyList<BookItem>> ItemsAsync(LedgerReader reader, int days) => BookItems.OpenAsync(reader, Account, Shifted(First, -days), Shifted(Last, days));

        /// <summary>Lines that could be one of these entries.</summary>
        /// <param name="around">So many days before and after as well: an entry near the edge could also belong to those.</param>
        internal IReadOnlyList<BankLine> LinesFor(LedgerReader reader, IReadOnlyList<BookItem> items, int around)
        {
            if (items.Count == 0) return [];
            var amounts = items.Select(item => item.Open).ToHashSet();
            return [.. BankLines.Open(reader, Account, (Shifted(First, -around - 1), long.MaxValue), Shifted(Last, around)).Where(line => amounts.Contains(line.Open))];
        }

        internal async Task FindExactAsync(LedgerReader reader, Pairs pairs, int nearDays)
        {
            var items = await ItemsAsync(reader, nearDays);
            pairs.FindExact(LinesFor(reader, items, 0), items);
        }

        internal async Task FindNearAsync(LedgerReader reader, Pairs pairs, int nearDays)
        {
            var items = await ItemsAsync(reader, nearDays * 2);
            pairs.FindNear(LinesFor(reader, items, nearDays * 2), items, nearDays, Holds);
        }

        internal static async IAsyncEnumerable<Window> AllAsync(LedgerReader reader, BankAccount account, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            (DateOnly Day, long Line) after = (BankBook.Beginning, 0);
            while (await NextAsync(reader, account, after) is { } window)
            {
                stop.ThrowIfCancellationRequested();
                yield return window;
                after = (window.Last, long.MaxValue);
            }
        }

        internal static async Task<Window?> NextAsync(LedgerReader reader, BankAccount account, (DateOnly Day, long Line) after)
        {
            var lines = await BankLines.OpenAsync(reader, account, after, DateOnly.MaxValue, LinesAtOnce);
            return lines.Count == 0 ? null : new Window(account, lines[0].Day, lines[^1].Day, lines.Count);
        }

        private static DateOnly Shifted(DateOnly day, int days) => day.DayNumber + days < DateOnly.MinValue.DayNumber ? DateOnly.MinValue : day.AddDays(days);
    }

    private sealed class Run(AutoMatch auto, Asked asked, BankAccount account, IReadOnlyDictionary<long, byte[]> files, AutoMatchRequest request, IProgress<AutoMatchProgress>? progress)
    {
        private readonly Dictionary<MatchHow, long> matched = [];
        private readonly Dictionary<BookAs, long> booked = [];
        private long part;
        private long looked;

        internal Task<Refusal?> PairExactAsync(CancellationToken stop) => EachWindowAsync(async window =>
        {
            var pairs = new Pairs(files);
            await auto.database.ReadAsync(async reader =>
            {
                await window.FindExactAsync(reader, pairs, request.NearDays);
                return true;
            }, stop);
            return await KeepAsync([.. pairs.Found.Select(MatchOf)], stop);
        }, stop);

        /// <summary>Entries and their reversals that no line was paired with: nothing of them reached the bank.</summary>
        internal async Task<Refusal?> PairReversedAsync(CancellationToken stop) =>
            await KeepAsync(await auto.database.ReadAsync(reader => BookItems.ReversedAsync(reader, account), stop), stop);

        internal Task<Refusal?> PairNearAsync(CancellationToken stop) => EachWindowAsync(async window =>
        {
            var pairs = new Pairs(files);
            await auto.database.ReadAsync(async reader =>
            {
                await window.FindNearAsync(reader, pairs, request.NearDays);
                return true;
            }, stop);
            return await KeepAsync([.. pairs.Found.Select(MatchOf)], stop);
        }, stop);

        internal async Task<Refusal?> BookAsync(Func<BankLine, BookTerms?> terms, CancellationToken stop)
        {
            (DateOnly Day, long Line) after = (BankBook.Beginning, 0);
            looked = 0;
            while (await auto.database.ReadAsync(reader => BankLines.OpenAsync(reader, account, after, DateOnly.MaxValue, LinesAtOnce), stop) is { Count: > 0 } lines)
            {
                if (await BookAsync(lines, terms, stop) is { } refusal) return refusal;
                after = (lines[^1].Day, lines[^1].Id);
                progress?.Report(new AutoMatchProgress(looked += lines.Count));
            }

            return null;
        }

        private async Task<Refusal?> BookAsync(IReadOnlyList<BankLine> lines, Func<BankLine, BookTerms?> terms, CancellationToken stop)
        {
            foreach (var some in lines.Select(line => (Line: line, Terms: terms(line))).Where(one => one.Terms is not null).Chunk(Booker.MostLines))
            {
                var written = await auto.database.WriteAsync<long>(NextPart().For("auto-book-bank-lines", ContentOf(some.Select(one => one.Line.Id))), async tx =>
                {
                    var bank = await BankBook.OfAsync(tx);
                    await PairStore.LockAsync(tx, account);
                    // Somebody else may have been at a line since it was read.
                    var still = new List<(BankLine, BookTerms)>();
                    foreach (var (line, asTerms) in some)
                        if (await BankLines.FindAsync(tx, bank, line.Id) is { } now && now.Open == line.Open && !now.IsLeftOut) still.Add((now, asTerms!));
                    if (still.Count == 0) return 0L;
                    return (await Booker.RunAsync(tx, bank, account, still, files)).IsDone(out var done, out var refused) ? done.Entries.Count : refused;
                }, stop);
                if (!written.IsDone(out _, out var refusal)) return refusal;
                foreach (var (_, asTerms) in some) booked[asTerms!.As] = booked.GetValueOrDefault(asTerms.As) + 1;
            }

            return null;
        }

        internal async Task<AutoMatched> SummaryAsync(Refusal? stopped, CancellationToken stop)
        {
            var left = await auto.database.ReadAsync(reader => LineSums.OfAsync(reader), stop);
            var mine = left.GetValueOrDefault(account.Id);
            return new AutoMatched(matched, booked, mine?.Open ?? 0, new(mine?.OpenInMinor ?? 0, account.Currency), new(mine?.OpenOutMinor ?? 0, account.Currency), stopped);
        }

        private async Task<Refusal?> EachWindowAsync(Func<Window, Task<Refusal?>> act, CancellationToken stop)
        {
            (DateOnly Day, long Line) after = (BankBook.Beginning, 0);
            looked = 0;
            while (await auto.database.ReadAsync(reader => Window.NextAsync(reader, account, after), stop) is { } window)
            {
                if (await act(window) is { } refusal) return refusal;
                after = (window.Last, long.MaxValue);
                progress?.Report(new AutoMatchProgress(looked += window.Count));
            }

            return null;
        }

        private async Task<Refusal?> KeepAsync(IReadOnlyList<NewMatch> matches, CancellationToken stop)
        {
            foreach (var some in matches.Chunk(PairsPerOperation))
            {
                var written = await auto.database.WriteAsync<List<MatchHow>>(NextPart().For("auto-match-bank-lines", ContentOf(some.SelectMany(match => match.Lines.Select(line => line.Line)))), async tx =>
                {
                    await PairStore.LockAsync(tx, account);
                    var kept = new List<NewMatch>();
                    foreach (var match in some)
                        if (await TakeAsync(tx, match)) kept.Add(match);
                    if (kept.Count > 0) await PairStore.InsertAsync(tx, account, kept);
                    return kept.ConvertAll(match => match.How);
                }, stop);
                if (!written.IsDone(out var done, out var refusal)) return refusal;
                foreach (var how in done) matched[how] = matched.GetValueOrDefault(how) + 1;
            }

            return null;
        }

        /// <summary>Takes the parts of a match, or nothing: somebody else may have been at them since they were read.</summary>
        private async Task<bool> TakeAsync(LedgerTransaction tx, NewMatch match)
        {
            foreach (var entry in match.Entries)
                if (await BookItems.FindAsync(tx, account, entry.Entry) is not { } moved || moved.Open != entry.Minor) return false;
            return match.Lines.Count == 0 || await PairStore.TakeAsync(tx, account, match.Lines[0].Line, match.Lines[0].Minor);
        }

        private Asked NextPart() => new($"{asked.Key}/{++part}", asked.Actor);

        private OperationField[] ContentOf(IEnumerable<long> lines) => [OperationField.Of("account", account.Code), OperationField.Of("lines", string.Join(' ', lines))];

        private static NewMatch MatchOf(Pair pair) => new(pair.How, [(pair.Line.Id, pair.Line.Day, pair.Line.Open.MinorUnits)], [(pair.Item.Entry, pair.Item.Day, pair.Item.Open.MinorUnits)]);
    }
}

/// <param name="Matched">How many would be paired, by how.</param>
/// <param name="Pairs">The first of them.</param>
/// <param name="Booked">How many lines would become entries, by what.</param>
/// <param name="Lines">The first of them.</param>
public sealed record AutoMatchTrial(IReadOnlyDictionary<MatchHow, long> Matched, IReadOnlyList<Pair> Pairs, IReadOnlyDictionary<BookAs, long> Booked, IReadOnlyList<WouldBook> Lines);

/// <param name="Fund">Code; null where the account says it.</param>
/// <param name="Rule">Null where no rule is for it.</param>
public sealed record WouldBook(BankLine Line, BookAs As, string? Fund, long? Rule);

/// <summary>What the lines of an account add up to, in minor units; lines left out do not count.</summary>
public sealed record LineSums
{
    private static readonly SqlFile Sum = new("banking/sum_lines");

    public long BankAccountId { get; init; }
    public long LineCount { get; init; }
    public long AmountMinor { get; init; }
    public long InMinor { get; init; }
    public long OpenCount { get; init; }
    public long OpenInMinor { get; init; }
    public long OpenOutMinor { get; init; }
    public string FirstDay { get; init; } = "";
    public string LastDay { get; init; } = "";

    internal long Open => OpenCount;

    /// <summary>By account; accounts without lines are not in it.</summary>
    public static async Task<IReadOnlyDictionary<long, LineSums>> OfAsync(LedgerReader reader) => (await reader.QueryAsync<LineSums>(Sum)).ToDictionary(row => row.BankAccountId);
}
