using Dapper;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class StatutoryStatementsOfABook(TestDatabase database)
{
    private static readonly StatutoryScope Whole = new();

    [Test]
    public Task A_small_book_has_the_figures_one_reckons_by_hand() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("POOL");
        await ledger.FundAsync("LAKE");
        var seed = (await ledger.SeedAsync("POOL", 500)).Source;
        await ledger.DonateAsync("LAKE", 100, March(2), fee: 1);
        await MoveAsync(ledger, "POOL", "LAKE", seed, 200);
        await ledger.SpendAsync("LAKE", 30, seed);
        await ledger.SpendAsync("LAKE", 20, seed, isPaid: false);

        var sheet = await SheetAsync(ledger, Whole);
        Assert.That(sheet.Lines.Select(line => $"{line.Line.Key} {Yuan(line.Beginning)} {Yuan(line.End)}"), Is.EqualTo(new[] { "cash 0 569", "payables 0 20" }));
        Assert.That((sheet.NetAssets.End.Total, sheet.BetweenFunds.End), Is.EqualTo((Cny(549), Cny(0))));

        var activity = await ActivityAsync(ledger, Whole);
        Assert.That(activity.Lines.Where(line => !line.Amounts[1].Total.IsZero).Select(line => $"{line.Line.Key} {Yuan(line.Amounts[0].Total)} {Yuan(line.Amounts[1].Total)} {Yuan(line.Amounts[3].Total)}"),
            Is.EqualTo(new[] { "donations 100 100 0", "governmentGrants 500 500 0", "programmes 50 50 0", "fundraising 1 1 0" }));
        Assert.That(activity.Lines.Single(line => line.Line.Key == "governmentGrants").Amounts[1].Restricted, Is.EqualTo(Cny(500)));

        var cash = await CashAsync(ledger, Whole);
        Assert.That(cash.Lines.Select(line => $"{line.Line.Key} {Yuan(line.Amounts[1])}"), Is.EqualTo(new[] { "donations 100", "governmentGrants 500", "costs -30", "fundraising -1" }));

        var lake = await ActivityAsync(ledger, new StatutoryScope(Fund: "LAKE"));
        Assert.That(lake.Lines.Single(line => line.Line.Key == "transfers").Amounts[1].Total, Is.EqualTo(Cny(200)), "of one fund, what other funds gave is shown");
    });

    [Test]
    public Task What_was_moved_and_not_yet_settled_is_owed_between_funds_and_by_nobody_in_the_entity() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("POOL");
        await ledger.FundAsync("LAKE");
        var seed = (await ledger.SeedAsync("POOL", 500)).Source;
        (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer("POOL", "LAKE", seed, Cny(200), Today, SeparateAccounts: true))).Expect();
        Assert.That((await SheetAsync(ledger, new StatutoryScope(Fund: "LAKE"))).Lines.Select(line => line.Line.Key), Is.EqualTo(new[] { "dueFromFunds" }));
        Assert.That((await SheetAsync(ledger, new StatutoryScope(Fund: "POOL"))).Lines.Select(line => $"{line.Line.Key} {Yuan(line.End)}"), Is.EqualTo(new[] { "cash 500", "dueToFunds 200" }));
        var whole = await SheetAsync(ledger, Whole);
        Assert.That(whole.Lines.Select(line => $"{line.Line.Key} {Yuan(line.End)}"), Is.EqualTo(new[] { "cash 500" }));
        Assert.That(whole.BetweenFunds.End, Is.EqualTo(Cny(0)));
    });

    [TestCase(1), TestCase(2), TestCase(3)]
    public Task Any_book_balances_its_cash_ties_and_its_funds_add_up(int seedOfChance) => database.RunAsync(async ledger =>
    {
        string[] funds = ["POOL", "LAKE", "FAR"];
        var seed = await RandomBookAsync(ledger, new Random(seedOfChance), funds);
        foreach (var to in new[] { March(5), March(10), Today, new DateOnly(2026, 12, 31) })
        {
            var whole = await AllAsync(ledger, Whole, to);
            MustAgree(whole);
            var parts = new List<Statements>();
            foreach (var fund in funds) parts.Add(await AllAsync(ledger, new StatutoryScope(Fund: fund), to));
            parts.ForEach(MustAgree);
            Assert.That(Sum(parts.Select(part => part.Sheet.NetAssets.End.Restricted)), Is.EqualTo(whole.Sheet.NetAssets.End.Restricted));
            foreach (var line in whole.Activity.Lines)
                for (var period = 0; period < 4; period++)
                    Assert.That(Sum(parts.SelectMany(part => part.Activity.Lines).Where(of => of.Line == line.Line).Select(of => of.Amounts[period].Total)), Is.EqualTo(line.Amounts[period].Total), line.Line.Key);
            foreach (var line in whole.Cash.Lines)
                Assert.That(Sum(parts.SelectMany(part => part.Cash.Lines).Where(of => of.Line == line.Line).Select(of => of.Amounts[1])), Is.EqualTo(line.Amounts[1]), line.Line.Key);
        }
    });

    [TestCase("npo-2004"), TestCase("npo-2026")]
    public Task Closing_the_year_changes_no_statement_of_it(string chart) => database.RunAsync(async ledger =>
    {
        ledger.Clock.SetUtcNow(new DateTimeOffset(2027, 1, 20, 2, 0, 0, TimeSpan.Zero));
        (await new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity("E", "湖畔基金会", Currency.Cny, Chart.All.Single(known => known.Code == chart)))).Expect();
        string[] funds = ["POOL", "LAKE"];
        foreach (var fund in funds) await ledger.FundAsync(fund, entity: "E");
        await RandomBookAsync(ledger, new Random(20261231), funds, areMade: true);
        var (end, lastYear) = (new DateOnly(2026, 12, 31), new DateOnly(2027, 1, 20));
        var (before, later) = (await AllAsync(ledger, Whole, end), await AllAsync(ledger, Whole, lastYear));

        await CloseYearAsync(ledger, funds, end, costsAreRestricted: chart == "npo-2026");
        var (after, laterAfter) = (await AllAsync(ledger, Whole, end), await AllAsync(ledger, Whole, lastYear));
        Assert.That(Said(after), Is.EqualTo(Said(before)));
        Assert.That(Said(laterAfter), Is.EqualTo(Said(later)));
        Assert.That(before.Sheet.Unclosed.Total.IsZero, Is.False);
        Assert.That(after.Sheet.Unclosed.Total.IsZero, Is.True, "nothing is left to be carried over");
        MustAgree(after);
        MustAgree(laterAfter);
    });

    [Test]
    public Task Costs_of_restricted_money_stand_where_the_chart_in_force_has_them() => database.RunAsync(async ledger =>
    {
        (await new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity("OLD", "旧制度", Currency.Cny, Chart.Npo2004))).Expect();
        (await new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity("NEW", "新制度", Currency.Cny, Chart.Npo2026))).Expect();
        foreach (var (entity, fund) in new[] { ("OLD", "A"), ("NEW", "B") })
        {
            await ledger.FundAsync(fund, entity: entity);
            var seed = (await ledger.SeedAsync(fund, 100)).Source;
            await ledger.SpendAsync(fund, 40, seed);
        }

        var (old, now) = (await ActivityAsync(ledger, new StatutoryScope("OLD")), await ActivityAsync(ledger, new StatutoryScope("NEW")));
        Assert.That(Cost(old), Is.EqualTo(new ByClass(Cny(40), Cny(0))));
        Assert.That(old.Lines.Single(line => line.Line == StatutoryLines.Released).Amounts[1], Is.EqualTo(new ByClass(Cny(40), Cny(-40))));
        Assert.That(Cost(now), Is.EqualTo(new ByClass(Cny(0), Cny(40))));
        Assert.That(now.Lines.Any(line => line.Line == StatutoryLines.Released), Is.False);
        static ByClass Cost(ActivityStatement of) => of.Lines.Single(line => line.Line.Key == "programmes").Amounts[1];
    });

    [Test]
    public Task What_was_recorded_later_does_not_count_as_known_before() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 100, March(2));
        var before = await AllAsync(ledger, Whole, Today);
        ledger.Clock.Advance(TimeSpan.FromHours(1));
        await ledger.DonateAsync("LAKE", 7, March(2));
        await ledger.SpendAsync("LAKE", 5, on: March(3));
        var again = await AllAsync(ledger, Whole, Today, Moments.ToMicroseconds(before.Sheet.Head.KnownAt));
        Assert.That(Said(again), Is.EqualTo(Said(before)));
        MustAgree(again);
    });

    [Test]
    public void Every_role_of_the_actual_books_has_one_line()
    {
        var roles = Chart.Npo2026.Accounts.Where(account => account is { Layer: Layer.Actual, Role: not null }).ToLookup(account => account.Type, account => account.Role!.Value);
        AccountRole[] balance = [.. roles[AccountType.Asset], .. roles[AccountType.Liability]];
        AccountRole[] activity = [.. roles[AccountType.Income], .. roles[AccountType.Cost], .. roles[AccountType.Transfer]];
        AccountRole[] cash = [.. balance.Concat(activity).Concat(roles[AccountType.NetAssets]).Except([AccountRole.Cash, AccountRole.Bank, AccountRole.ChannelBalance])];
        Assert.That(StatutoryLines.OfBalance.SelectMany(line => line.Roles), Is.EquivalentTo(balance));
        Assert.That(StatutoryLines.OfActivities.SelectMany(line => line.Roles), Is.EquivalentTo(activity));
        Assert.That(StatutoryLines.OfCash.SelectMany(line => line.Roles), Is.EquivalentTo(cash));
    }

    private sealed record Statements(BalanceSheet Sheet, ActivityStatement Activity, CashFlowStatement Cash);

    private static async Task<Statements> AllAsync(TestLedger ledger, StatutoryScope scope, DateOnly to, long? known = null) => new(
        await SheetAsync(ledger, scope, to, known), await ActivityAsync(ledger, scope, to, known), await CashAsync(ledger, scope, to, known));

    private static Task<BalanceSheet> SheetAsync(TestLedger ledger, StatutoryScope scope, DateOnly? to = null, long? known = null) =>
        ledger.Database.ReadAsync(async reader => (await StatutoryFigures.BalanceSheetAsync(reader, scope, to ?? Today, known)).Expect());

    private static Task<ActivityStatement> ActivityAsync(TestLedger ledger, StatutoryScope scope, DateOnly? to = null, long? known = null) =>
        ledger.Database.ReadAsync(async reader => (await StatutoryFigures.ActivitiesAsync(reader, scope, to ?? Today, known)).Expect());

    private static Task<CashFlowStatement> CashAsync(TestLedger ledger, StatutoryScope scope, DateOnly? to = null, long? known = null) =>
        ledger.Database.ReadAsync(async reader => (await StatutoryFigures.CashFlowsAsync(reader, scope, to ?? Today, known)).Expect());

    private static void MustAgree(Statements of)
    {
        Money Of(Func<BalanceSheetLine, Money> amount, bool isOwed) =>
            Sum(of.Sheet.Lines.Where(line => line.Line.Group is StatutoryGroup.CurrentLiabilities or StatutoryGroup.AgencyLiabilities == isOwed).Select(amount));
        Assert.That(Of(line => line.Beginning, false), Is.EqualTo(Of(line => line.Beginning, true) + of.Sheet.NetAssets.Beginning.Total));
        Assert.That(Of(line => line.End, false), Is.EqualTo(Of(line => line.End, true) + of.Sheet.NetAssets.End.Total));
        for (var period = 0; period < 4; period++)
        {
            var change = of.Activity.Lines.Aggregate(ByClass.Zero(Currency.Cny), (sum, line) => line.Line.Group == StatutoryGroup.Costs ? sum - line.Amounts[period] : sum + line.Amounts[period]);
            Assert.That(of.Activity.Periods[period].Opening + change, Is.EqualTo(of.Activity.Periods[period].Closing), "net assets by class");
            Assert.That(of.Cash.Periods[period].Opening + Sum(of.Cash.Lines.Select(line => line.Amounts[period])), Is.EqualTo(of.Cash.Periods[period].Closing), "cash");
        }

        Assert.That(of.Activity.Periods[1].Closing, Is.EqualTo(of.Sheet.NetAssets.End));
        Assert.That(of.Cash.Periods[1].Closing, Is.EqualTo(Sum(of.Sheet.Lines.Where(line => line.Line.Key == "cash").Select(line => line.End))));
    }

    private static string Said(Statements of) => string.Join('\n',
    [
        .. of.Sheet.Lines.Select(line => $"{line.Line.Key} {line.Beginning} {line.End}"), $"{of.Sheet.NetAssets}",
        .. of.Activity.Lines.Select(line => $"{line.Line.Key} {string.Join(' ', line.Amounts)}"), .. of.Activity.Periods.Select(period => $"{period}"),
        .. of.Cash.Lines.Select(line => $"{line.Line.Key} {string.Join(' ', line.Amounts)}"), .. of.Cash.Periods.Select(period => $"{period}"),
    ]);

    private static async Task<string> RandomBookAsync(TestLedger ledger, Random chance, string[] funds, bool areMade = false)
    {
        foreach (var fund in funds)
        {
            if (!areMade) await ledger.FundAsync(fund);
            await ledger.DonateAsync(fund, 500, March(1));
        }

        var seed = (await ledger.SeedAsync(funds[0], 900, on: March(1))).Source;
        var gifts = new List<EntryId>();
        for (var i = 0; i < 50; i++)
        {
            var (fund, other, day) = (funds[chance.Next(funds.Length)], funds[chance.Next(funds.Length)], March(2 + chance.Next(14)));
            var source = chance.Next(2) == 0 ? seed : "donation";
            switch (chance.Next(6))
            {
                case 0: gifts.Add(await ledger.DonateAsync(fund, chance.Next(1, 50), day, fee: chance.Next(2))); break;
                case 1: await ledger.TrySpendAsync(fund, chance.Next(1, 20), source, isPaid: chance.Next(2) == 0, on: day); break;
                case 2: await ledger.TryRefundAsync(gifts.Count == 0 ? new EntryId(1) : gifts[chance.Next(gifts.Count)], 1, on: day); break;
                case 3: await ledger.TryReverseAsync(gifts.Count == 0 ? new EntryId(1) : gifts[chance.Next(gifts.Count)], day); break;
                default: await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer(fund, other, source, Cny(chance.Next(1, 90)), day, chance.Next(3) == 0)); break;
            }
        }

        return seed;
    }

    /// <summary>As each chart has it: what of income and cost goes to which class, by source, and what is released.</summary>
    private static async Task CloseYearAsync(TestLedger ledger, string[] funds, DateOnly day, bool costsAreRestricted)
    {
        foreach (var code in funds)
        {
            var (books, nets) = await ledger.Database.ReadAsync(async reader => (await Books.LoadAsync(reader), (await reader.Connection.QueryAsync<(long Account, long Source, long Net)>(
                "SELECT account_id, source_id, SUM(amount_minor) FROM journal_lines WHERE fund_id = (SELECT fund_id FROM funds WHERE code = @code) GROUP BY account_id, source_id", new { code }, reader.Transaction)).ToList()));
            var fund = books.FindFund(code)!;
            var lines = new List<LineDraft>();
            foreach (var (accountId, sourceId, net) in nets)
            {
                var (account, source) = (books.Account(accountId), books.Source(sourceId));
                if (account.Type is not (AccountType.Income or AccountType.Cost or AccountType.Transfer) || net == 0) continue;
                void Add(AccountRole role, long minor) => lines.Add(LineDraft.Debit(role, fund, source, new Money(minor, fund.Currency)));
                var isRestricted = source.Restriction != Restriction.None;
                Add(account.Role!.Value, -net);
                Add(isRestricted && (account.Type != AccountType.Cost || costsAreRestricted) ? AccountRole.RestrictedNetAssets : AccountRole.UnrestrictedNetAssets, net);
                if (account.Type != AccountType.Cost || costsAreRestricted || !isRestricted) continue;
                Add(AccountRole.RestrictedNetAssets, net);
                Add(AccountRole.UnrestrictedNetAssets, -net);
            }

            (await ledger.Database.WriteAsync(new Operation($"close-{code}", "close-year", "clerk-7", [OperationField.Of("fund", code)]), tx => Journal.AppendAsync(tx, new EntryDraft(books.Entity(fund.EntityId), EntryKind.YearClosed, day, lines)))).Expect();
        }
    }

    private static async Task MoveAsync(TestLedger ledger, string from, string to, string source, decimal yuan) =>
        (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer(from, to, source, Cny(yuan), Today))).Expect();

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Cny(0), (sum, amount) => sum + amount);

    private static long Yuan(Money amount) => amount.MinorUnits / 100;
}
