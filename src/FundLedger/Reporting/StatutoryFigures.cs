using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>The statements the law asks of an entity, and the same of one fund. They are right before a year's closing entries and after them.</summary>
public static class StatutoryFigures
{
    /// <summary>At the end of <paramref name="to"/>, beside the beginning of its year.</summary>
    /// <param name="knownAt">Microseconds since 1970-01-01 UTC; null for everything recorded so far.</param>
    public static async Task<Outcome<BalanceSheet>> BalanceSheetAsync(LedgerReader reader, StatutoryScope scope, DateOnly to, long? knownAt = null) =>
        (await StatutoryBooks.OfAsync(reader, scope, to, knownAt)).IsDone(out var books, out var refusal) ? await books.BalanceSheetAsync() : refusal;

    /// <summary>Of the month of <paramref name="to"/> and its year, up to that day, and of the same days a year earlier.</summary>
    /// <inheritdoc cref="BalanceSheetAsync"/>
    public static async Task<Outcome<ActivityStatement>> ActivitiesAsync(LedgerReader reader, StatutoryScope scope, DateOnly to, long? knownAt = null) =>
        (await StatutoryBooks.OfAsync(reader, scope, to, knownAt)).IsDone(out var books, out var refusal) ? await books.ActivitiesAsync() : refusal;

    /// <inheritdoc cref="ActivitiesAsync"/>
    public static async Task<Outcome<CashFlowStatement>> CashFlowsAsync(LedgerReader reader, StatutoryScope scope, DateOnly to, long? knownAt = null) =>
        (await StatutoryBooks.OfAsync(reader, scope, to, knownAt)).IsDone(out var books, out var refusal) ? await books.CashFlowsAsync() : refusal;
}

/// <summary>What the statements are read from: the funds they are of, up to a day.</summary>
internal sealed class StatutoryBooks
{
    private readonly LedgerReader reader;
    private readonly Books books;
    private readonly Entity entity;
    private readonly IReadOnlyList<Fund> funds;
    private readonly KnownMoment known;
    private readonly ReportHead head;
    private readonly LedgerTotals totals;
    private readonly IReadOnlyList<DateSpan> periods;
    private readonly Dictionary<DateOnly, List<Balance>> balances = [];

    private StatutoryBooks(LedgerReader reader, Books books, Entity entity, Fund? fund, DateOnly to, KnownMoment known)
    {
        (this.reader, this.books, this.entity, this.known) = (reader, books, entity, known);
        Currency = fund?.Currency ?? entity.Currency;
        funds = fund is not null ? [fund] : [.. books.Funds.Where(one => one.EntityId == entity.Id && one.Currency == Currency)];
        head = known.HeadOf(entity, fund is null ? null : new FundName(fund.Code, fund.Name), Currency, new DateSpan(new DateOnly(to.Year, 1, 1), to));
        totals = new LedgerTotals(reader, books, known);
        periods = [MonthTo(to), YearTo(to), MonthTo(YearBefore(to)), YearTo(YearBefore(to))];
    }

    private Currency Currency { get; }
    private DateOnly To => head.Span.Last;
    private Money Nothing => Money.Zero(Currency);

    internal static async Task<Outcome<StatutoryBooks>> OfAsync(LedgerReader reader, StatutoryScope scope, DateOnly to, long? knownAt)
    {
        if (FundReports.RefusalFor(new DateSpan(to, to)) is { } badDate) return badDate;
        var books = await Books.LoadAsync(reader);
        Fund? fund = null;
        if (scope.Fund is { } code && !books.Fund(code).IsDone(out fund, out var refusal)) return refusal;
        if (fund is null) return books.EntityOrOnly(scope.Entity).IsDone(out var asked, out refusal) ? new StatutoryBooks(reader, books, asked, null, to, await KnownMoment.OfAsync(reader, knownAt)) : refusal;
        var entity = books.Entity(fund.EntityId);
        if (scope.Entity is { } named && named != entity.Code)
            return Refusal.Of("fund-of-other-entity", "fund", $"基金 {fund.Code} 属于会计主体 {entity.Code}，不属于 {named}。", $"Fund {fund.Code} belongs to entity {entity.Code}, not to {named}.");
        return new StatutoryBooks(reader, books, entity, scope.IsOfEntity ? null : fund, to, await KnownMoment.OfAsync(reader, knownAt));
    }

    internal async Task<BalanceSheet> BalanceSheetAsync()
    {
        var yearBefore = head.Span.First.AddDays(-1);
        var (before, after) = (await AsOfAsync(yearBefore), await AsOfAsync(To));
        var isOfEntity = head.Fund is null;
        var lines = after.Select(row => row.Account).Where(account => account.Type is AccountType.Asset or AccountType.Liability && IsShown(account))
            .Distinct().GroupBy(StatutoryLines.OfBalanceFor)
            .Select(line => new BalanceSheetLine(line.Key, Sum(before, line, line.Key), Sum(after, line, line.Key), CodesOf(line)))
            .Where(line => !line.Beginning.IsZero || !line.End.IsZero);
        bool IsShown(Account account) => !(isOfEntity && IsBetweenFunds(account));
        return new BalanceSheet(
            head, ChartInForce().Name, entity.Code, yearBefore, InOrder(lines, line => line.Line, StatutoryLines.OfBalance), (NetAssets(before), NetAssets(after)),
            ByClassOf(after.Where(row => row.Account.Type is AccountType.Income or AccountType.Cost or AccountType.Transfer)), isOfEntity ? (BetweenFunds(before), BetweenFunds(after)) : (Nothing, Nothing))
        {
            Claims = CodesOf(before.Concat(after).Select(row => row.Account).Where(account => account.Type != AccountType.Asset && IsShown(account))),
            Activities = CodesOf(after.Select(row => row.Account).Where(account => account.Type is AccountType.Income or AccountType.Cost or AccountType.Transfer)),
        };
    }

    internal async Task<ActivityStatement> ActivitiesAsync()
    {
        var (_, costsAreRestricted) = ChartInForce();
        var (told, amounts, accounts) = (new List<ActivityPeriod>(), new Dictionary<StatutoryLine, ByClass[]>(), new HashSet<Account>());
        for (var i = 0; i < periods.Count; i++)
        {
            var (opening, closing) = (await AsOfAsync(periods[i].First.AddDays(-1)), await AsOfAsync(periods[i].Last));
            told.Add(new ActivityPeriod(periods[i], NetAssets(opening), NetAssets(closing)));
            accounts.UnionWith(closing.Select(row => row.Account).Where(account => account.Type is not (AccountType.Asset or AccountType.Liability)));
            foreach (var (line, amount) in ActivityOf(Moved(opening, closing), await NetAssetMovementsAsync(periods[i]), costsAreRestricted))
            {
                if (!amounts.TryGetValue(line, out var row)) amounts[line] = row = [.. periods.Select(_ => ByClass.Zero(Currency))];
                row[i] += amount;
            }
        }

        var lines = amounts.Where(line => line.Value.Any(amount => amount != ByClass.Zero(Currency))).Select(line => new ActivityLine(line.Key, line.Value)
        {
            Accounts = CodesOf(accounts.Where(account => StatutoryLines.ShowsIn(line.Key, account, costsAreRestricted))),
        });
        return new ActivityStatement(head, ChartInForce().Name, costsAreRestricted, told, InOrder(lines, line => line.Line, StatutoryLines.OfActivities)) { Entity = entity.Code };
    }

    internal async Task<CashFlowStatement> CashFlowsAsync()
    {
        var (told, amounts, accounts) = (new List<CashPeriod>(), new Dictionary<StatutoryLine, Money[]>(), new Dictionary<StatutoryLine, SortedSet<string>>());
        for (var i = 0; i < periods.Count; i++)
        {
            told.Add(new CashPeriod(periods[i], Cash(await AsOfAsync(periods[i].First.AddDays(-1))), Cash(await AsOfAsync(periods[i].Last))));
            foreach (var (accountId, net) in await CashFlows.ListAsync(reader, funds, periods[i], known.LastEntry))
            {
                var account = books.Account(accountId);
                var line = StatutoryLines.OfCashFor(account);
                if (!amounts.TryGetValue(line, out var sums)) (amounts[line], accounts[line]) = (sums = [.. periods.Select(_ => Nothing)], new(StringComparer.Ordinal));
                accounts[line].Add(account.Code);
                sums[i] += new Money(net, Currency);
            }
        }

        var lines = amounts.Where(line => line.Value.Any(amount => !amount.IsZero)).Select(line => new CashFlowLine(line.Key, line.Value) { Accounts = [.. accounts[line.Key]] });
        return new CashFlowStatement(head, ChartInForce().Name, told, InOrder(lines, line => line.Line, StatutoryLines.OfCash)) { Entity = entity.Code };
    }

    /// <summary>What the days moved is activity but for what year-end entries moved; what changed net assets by itself is told by the kind of its entry.</summary>
    private IEnumerable<(StatutoryLine Line, ByClass Amount)> ActivityOf(IEnumerable<Balance> moved, IReadOnlyList<(EntryKind Kind, Balance Moved)> changes, bool costsAreRestricted)
    {
        var yearEnd = changes.Where(change => change.Kind.IsYearEnd).Select(change => change.Moved with { Net = checked(-change.Moved.Net) });
        foreach (var row in moved.Concat(yearEnd).Where(row => row.Account.Type is AccountType.Income or AccountType.Cost or AccountType.Transfer))
        {
            var (line, amount) = (StatutoryLines.OfActivitiesFor(row.Account), new Money(row.Account.Type == AccountType.Cost ? row.Net : -row.Net, Currency));
            if (row.Account.Type != AccountType.Cost || costsAreRestricted || !Measure.IsRestricted(row.Account, row.Source))
            {
                yield return (line, InClass(row, amount));
                continue;
            }

            yield return (line, new ByClass(amount, Nothing));
            yield return (StatutoryLines.Released, new ByClass(amount, -amount));
        }

        foreach (var (kind, row) in changes.Where(change => !change.Kind.IsYearEnd && change.Moved.Account.Type == AccountType.NetAssets))
        {
            yield return (StatutoryLines.OfChange(FigureParts.Of(kind, row.Account)), InClass(row, new Money(-row.Net, Currency)));
        }
    }

    private async Task<IReadOnlyList<(EntryKind Kind, Balance Moved)>> NetAssetMovementsAsync(DateSpan span) =>
        [.. (await FigureParts.NetAssetMovementsAsync(reader, books, funds, span, known.LastEntry)).Select(row => (row.Kind, new Balance(row.Account, row.Source, row.Net)))];

    /// <summary>Balances over all of the funds at the end of a day, by account and source.</summary>
    private async Task<List<Balance>> AsOfAsync(DateOnly day)
    {
        if (balances.TryGetValue(day, out var kept)) return kept;
        var sums = new Dictionary<(Account, Source), long>();
        foreach (var fund in funds)
            foreach (var ((account, source), found) in await totals.AsOfAsync(fund, day))
                if (account.Layer == Layer.Actual) sums[(account, source)] = checked(sums.GetValueOrDefault((account, source)) + found.Net);
        return balances[day] = [.. sums.Select(sum => new Balance(sum.Key.Item1, sum.Key.Item2, sum.Value))];
    }

    private static IEnumerable<Balance> Moved(List<Balance> before, List<Balance> after)
    {
        var opening = before.ToDictionary(row => (row.Account, row.Source), row => row.Net);
        return after.Select(row => row with { Net = checked(row.Net - opening.GetValueOrDefault((row.Account, row.Source))) });
    }

    private Money Sum(IEnumerable<Balance> rows, IEnumerable<Account> accounts, StatutoryLine line)
    {
        var net = rows.Where(row => accounts.Contains(row.Account)).Aggregate(0L, (sum, row) => checked(sum + row.Net));
        return new Money(line.Group is StatutoryGroup.CurrentLiabilities or StatutoryGroup.AgencyLiabilities ? -net : net, Currency);
    }

    private ByClass NetAssets(IEnumerable<Balance> rows) => ByClassOf(rows.Where(row => row.Account.Type is not (AccountType.Asset or AccountType.Liability)));

    private ByClass ByClassOf(IEnumerable<Balance> rows) => rows.Aggregate(ByClass.Zero(Currency), (sum, row) => sum + InClass(row, new Money(-row.Net, Currency)));

    private Money Cash(IEnumerable<Balance> rows) => new(rows.Where(row => row.Account.CountsAs == CountsAs.Cash).Aggregate(0L, (sum, row) => checked(sum + row.Net)), Currency);

    private Money BetweenFunds(IEnumerable<Balance> rows) => new(rows.Where(row => IsBetweenFunds(row.Account)).Aggregate(0L, (sum, row) => checked(sum + row.Net)), Currency);

    private ByClass InClass(Balance row, Money amount) => Measure.IsRestricted(row.Account, row.Source) ? new(Nothing, amount) : new(amount, Nothing);

    private static bool IsBetweenFunds(Account account) => account.Role is AccountRole.DueFromFund or AccountRole.DueToFund;

    /// <summary>The chart whose accounts are in use on the last day, so that books which went over to another one are shown by the one they had then.</summary>
    private (Bilingual Name, bool CostsAreRestricted) ChartInForce()
    {
        var chart = Chart.All.FirstOrDefault(IsInUse) ?? Chart.All.FirstOrDefault(known => known.Code == entity.Chart);
        return (chart?.Name ?? Bilingual.Same(entity.Chart), chart?.Code == Chart.Npo2026.Code);
    }

    private bool IsInUse(Chart chart)
    {
        var used = chart.Accounts.Where(account => account.Role is not null).Select(account => (account.Code, Used: books.FindAccount(entity, account.Role!.Value, To)?.Code)).Where(role => role.Used is not null).ToList();
        return used.Count > 0 && used.TrueForAll(role => role.Used == role.Code);
    }

    private static List<T> InOrder<T>(IEnumerable<T> rows, Func<T, StatutoryLine> lineOf, IReadOnlyList<StatutoryLine> order) =>
        [.. rows.OrderBy(row => order.TakeWhile(line => line != lineOf(row)).Count())];

    private static IReadOnlyList<string> CodesOf(IEnumerable<Account> accounts) => [.. accounts.Select(account => account.Code).Distinct().Order(StringComparer.Ordinal)];

    private static DateSpan MonthTo(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1), day);

    private static DateSpan YearTo(DateOnly day) => new(new DateOnly(day.Year, 1, 1), day);

    /// <summary>The end of a month has the end of the month for its like.</summary>
    private static DateOnly YearBefore(DateOnly day) => day == PeriodMonth.Of(day).LastDay ? PeriodMonth.Of(day.AddYears(-1)).LastDay : day.AddYears(-1);

    /// <param name="Net">Minor units, a debit positive.</param>
    private readonly record struct Balance(Account Account, Source Source, long Net);
}
