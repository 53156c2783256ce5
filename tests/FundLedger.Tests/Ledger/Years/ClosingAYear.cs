using FundLedger.Corrections;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Ledger.Years;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Ledger.Years;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ClosingAYear(TestDatabase database)
{
    private static readonly Reopening December = new("MAIN", "2025-12", "漏记一笔费用");

    [Test]
    public Task By_the_2004_rules_income_goes_to_net_assets_of_its_class_and_costs_set_restricted_ones_free() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await PostAsync(ledger, 3, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await PostAsync(ledger, 5, Line("5101.01", "LAKE", 40), Line("5201", "LAKE", 5), Line("1002", "LAKE", -45));
        await PostAsync(ledger, 6, Line("1002", "LAKE", 9, "OwnFunds"), Line("4901.02", "LAKE", -10, "OwnFunds"), Line("5301", "LAKE", 1, "OwnFunds"));

        var closed = await CloseAsync(ledger);

        Assert.That((closed.Entity, closed.Year, closed.ClosingNo, closed.EntryCount), Is.EqualTo(("MAIN", 2025, 1L, 2L)));
        var entries = await EntriesAsync(ledger);
        Assert.That(await ledger.LinesAsync(entries[0]), Is.EqualTo(new[]
        {
            "DonationIncome 100.00", "ProgrammeCost -40.00", "AdministrationCost -5.00", "RestrictedNetAssets -100.00", "UnrestrictedNetAssets 45.00",
            "OtherIncome 10.00", "FundraisingCost -1.00", "UnrestrictedNetAssets -10.00", "UnrestrictedNetAssets 1.00",
        }));
        Assert.That(await ledger.LinesAsync(entries[1]), Is.EqualTo(new[] { "RestrictedNetAssets 45.00", "UnrestrictedNetAssets -45.00" }));
        var (closing, release) = (await ledger.EntryAsync(entries[0]), await ledger.EntryAsync(entries[1]));
        Assert.That((closing.Kind, closing.OccurredOn, closing.Document.Type, closing.Document.Id), Is.EqualTo((EntryKind.YearClosed, new DateOnly(2025, 12, 31), "year-end", "2025/1")));
        Assert.That((release.Kind, release.Document.Type, release.RelatesTo), Is.EqualTo((EntryKind.YearClosed, "year-end-release", closing.Id)));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM vouchers WHERE period = 202512"), Is.EqualTo(2), "they are the last vouchers of the year");
        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(new DateOnly(2025, 12, 31), true, Line("1002", "LAKE", 1), Line("4101", "LAKE", -1))), Is.EqualTo("period-closed"));
        Assert.That((await ledger.FiguresAsync("LAKE")), Is.EqualTo((64m, 0m, 0m, 64m)), "no money moved");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task By_the_2026_rules_costs_of_restricted_money_are_borne_by_restricted_net_assets_and_nothing_is_released() => database.RunAsync(async ledger =>
    {
        await EntityAsync(ledger, Chart.Npo2026);
        await PostAsync(ledger, 3, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await PostAsync(ledger, 5, Line("5101.01", "LAKE", 40), Line("5301", "LAKE", 5), Line("1002", "LAKE", -45));
        await CloseAsync(ledger);
        var entries = await EntriesAsync(ledger);
        Assert.That(entries, Has.Count.EqualTo(1));
        Assert.That(await ledger.LinesAsync(entries[0]), Is.EqualTo(new[]
        {
            "DonationIncome 100.00", "ProgrammeCost -40.00", "AdministrationCost -5.00", "RestrictedNetAssets -100.00", "RestrictedNetAssets 45.00",
        }));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Transfers_go_to_net_assets_of_their_sources_class_never_as_a_cost() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        await PostAsync(ledger, 3, Line("3302", "LAKE", 30), Line("1002", "LAKE", -30), Line("1002", "RIVER", 30), Line("3301", "RIVER", -30));
        await CloseAsync(ledger);
        var entries = await EntriesAsync(ledger);
        Assert.That(await ledger.LinesAsync(entries[0]), Is.EqualTo(new[] { "TransferOut -30.00", "RestrictedNetAssets 30.00" }));
        Assert.That(await ledger.LinesAsync(entries[1]), Is.EqualTo(new[] { "TransferIn 30.00", "RestrictedNetAssets -30.00" }));
    });

    [TestCase("npo-2004", 1)]
    [TestCase("npo-2004", 2)]
    [TestCase("npo-2026", 3)]
    [TestCase("npo-2026", 4)]
    public Task After_any_year_every_income_cost_and_transfer_stands_at_nothing_and_net_assets_are_what_it_came_to(string chart, int seed) => database.RunAsync(async ledger =>
    {
        var random = new Random(seed);
        await EntityAsync(ledger, Chart.All.Single(known => known.Code == chart));
        await ledger.FundAsync("RIVER", entity: "MAIN");
        string[] accounts = [.. Chart.All.Single(known => known.Code == chart).Accounts.Where(account => account.Type is AccountType.Income or AccountType.Cost or AccountType.Transfer).Select(account => account.Code)];
        string[] sources = ["Donation", "OwnFunds", "SeedMoney", "Interest"];
        var model = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        for (var i = 0; i < 60; i++)
        {
            var (fund, source, amount) = (random.Next(2) == 0 ? "LAKE" : "RIVER", sources[random.Next(sources.Length)], random.Next(-100_000, 100_000) / 100m);
            if (amount == 0) continue;
            await PostAsync(ledger, random.Next(1, 13), Line("1002", fund, -amount, source), Line(accounts[random.Next(accounts.Length)], fund, amount, source));
            var key = $"{fund} {(source is "OwnFunds" or "Interest" ? "UnrestrictedNetAssets" : "RestrictedNetAssets")}";
            model[key] = model.GetValueOrDefault(key) - amount;
        }

        await CloseAsync(ledger);

        await NothingIsLeftAsync(ledger);
        var found = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var fund in new[] { "LAKE", "RIVER" })
            foreach (var row in (await TrialBalanceAsync(ledger, fund)).Rows.Where(row => row.AccountCode is "3101" or "3102" && !row.Closing.IsZero))
                found.Add($"{fund} {(row.AccountCode == "3101" ? "UnrestrictedNetAssets" : "RestrictedNetAssets")}", -row.Closing.MinorUnits / 100m);
        Assert.That(found, Is.EqualTo(model.Where(pair => pair.Value != 0)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_year_closed_reopened_and_closed_again_gives_the_same_statements() => WithPeopleAsync(async (ledger, people, checker) =>
    {
        await PostAsync(ledger, 3, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await PostAsync(ledger, 12, Line("5101.01", "LAKE", 40), Line("1002", "LAKE", -40));
        await CloseMonthsAsync(ledger, 11);
        var before = await ShownAsync(ledger);
        await CloseAsync(ledger);
        var closed = await ShownAsync(ledger);

        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, December)).Proposal);

        Assert.That(await ShownAsync(ledger), Is.EqualTo(before), "everything is as if the year had not been closed");
        var undone = await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM journal_entries WHERE kind = 'year-reopened' AND reverses IS NOT NULL");
        Assert.That((undone, (await EntriesAsync(ledger)).Count), Is.EqualTo((2L, 0)));
        await ledger.MustVerifyAsync();

        Assert.That((await CloseAsync(ledger)).ClosingNo, Is.EqualTo(2));
        Assert.That(await ShownAsync(ledger), Is.EqualTo(closed));
        await NothingIsLeftAsync(ledger);
        Assert.That(await ledger.ScalarAsync<long>("SELECT MAX(number) - COUNT(*) FROM vouchers WHERE period = 202512"), Is.Zero, "without gaps");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_correction_after_reopening_is_closed_with_the_rest() => WithPeopleAsync(async (ledger, people, checker) =>
    {
        await PostAsync(ledger, 12, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await CloseAsync(ledger);
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, December)).Proposal);
        await PostAsync(ledger, 12, Line("5101.01", "LAKE", 40), Line("1002", "LAKE", -40));
        await CloseAsync(ledger);
        Assert.That((await TrialBalanceAsync(ledger, "LAKE")).Rows.Single(row => row.AccountCode == "3102").Closing, Is.EqualTo(Cny(-60)));
        Assert.That((await TrialBalanceAsync(ledger, "LAKE", beforeYearEnd: true)).Rows.Single(row => row.AccountCode == "5101.01").Closing, Is.EqualTo(Cny(40)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task It_is_posted_once_whatever_runs_twice() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await PostAsync(ledger, 12, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        var asked = ledger.Ask();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => new CloseYear(ledger.Database).RunAsync(i < 2 ? asked : ledger.Ask(), 2025)));
        Assert.That(outcomes.OfType<Outcome<YearIsClosed>.Done>().Any());
        Assert.That(outcomes.OfType<Outcome<YearIsClosed>.Refused>().Select(refused => refused.Reason.Code), Is.All.EqualTo("year-closed"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM journal_entries WHERE kind = 'year-closed'"), Is.EqualTo(1));
        Assert.That(Refused.CodeOf(await new CloseYear(ledger.Database).RunAsync(ledger.Ask(), 2025)), Is.EqualTo("year-closed"));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_large_year_goes_in_several_operations_and_what_was_broken_off_goes_on_where_it_stopped() => WithPeopleAsync(async (ledger, people, checker) =>
    {
        string[] sources = ["Donation", "OwnFunds", "SeedMoney", "Interest", "Matching", "WelfareLottery", "SpaceRevenue", "InKind", "GovernmentPurchase", "ResidentSelfGovernance"];
        for (var i = 0; i < 25; i++)
        {
            await ledger.FundAsync($"F{i:00}");
            await PostAsync(ledger, 12, [.. sources.SelectMany(source => new[] { Line("1002", $"F{i:00}", 6, source), Line("4101", $"F{i:00}", -10, source), Line("5101.01", $"F{i:00}", 4, source) })]);
        }

        await CloseMonthsAsync(ledger, 11);
        var asked = ledger.Ask();
        var told = new List<YearProgress>();
        using var stop = new CancellationTokenSource();
        Assert.That(async () => await new CloseYear(ledger.Database).RunAsync(asked, 2025, progress: new Told(progress => { told.Add(progress); stop.Cancel(); }), stop: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(told.Single().Left, Is.Positive, "it was broken off half way");

        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(new DateOnly(2025, 12, 31), true, Line("1002", "F00", 1), Line("4101", "F00", -1))), Is.EqualTo("period-closed"));
        Assert.That(Refused.CodeOf(await ledger.TryCloseAsync(1)), Is.EqualTo("year-closing"));
        Assert.That((await ledger.Database.ReadAsync(async reader => await YearEnds.ListAsync(reader, await Books.LoadAsync(reader)))).Single().Status, Is.EqualTo(PeriodStatus.Closing));

        var closed = (await new CloseYear(ledger.Database).RunAsync(asked, 2025)).Expect();

        Assert.That(closed.EntryCount, Is.EqualTo(50), "a closing and a release of each fund");
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM journal_entries WHERE kind = 'year-closed'"), Is.EqualTo(50));
        await NothingIsLeftAsync(ledger);
        await ledger.MustVerifyAsync();
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, December)).Proposal);
        Assert.That(await EntriesAsync(ledger), Is.Empty);
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task What_was_broken_off_may_be_given_up_by_reopening_its_month() => WithPeopleAsync(async (ledger, people, checker) =>
    {
        await PostAsync(ledger, 12, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        using var stop = new CancellationTokenSource();
        Assert.That(async () => await new CloseYear(ledger.Database).RunAsync(ledger.Ask(), 2025, progress: new Told(_ => stop.Cancel()), stop: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, December)).Proposal);
        await PostAsync(ledger, 12, Line("1002", "LAKE", 1), Line("4101", "LAKE", -1));
        Assert.That((await CloseAsync(ledger)).ClosingNo, Is.EqualTo(2));
        await NothingIsLeftAsync(ledger);
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task It_is_refused_before_the_year_is_over_and_while_an_earlier_month_is_open_or_a_later_one_closed() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, new DateOnly(2025, 11, 5));
        Task<Outcome<YearIsClosed>> TryAsync(int year, string? entity = null) => new CloseYear(ledger.Database).RunAsync(ledger.Ask(), year, entity);
        Assert.That(Refused.CodeOf(await TryAsync(2026)), Is.EqualTo("year-not-over"));
        Assert.That(Refused.CodeOf(await TryAsync(12)), Is.EqualTo("year"));
        Assert.That(Refused.CodeOf(await TryAsync(2025, "NOBODY")), Is.EqualTo("entity-unknown"));
        Assert.That(Refused.TextOf(await TryAsync(2025)), Does.Contain("The earlier month 2025-11 has entries and is open"));
        await CloseMonthsAsync(ledger, 11);
        await ledger.CloseAsync(1);
        Assert.That(Refused.TextOf(await TryAsync(2025)), Does.Contain("closed to 2026-01"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM year_closings"), Is.Zero);
    });

    [Test]
    public Task A_last_month_that_was_closed_by_itself_takes_the_closing_of_the_year_and_nothing_else() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await PostAsync(ledger, 12, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await CloseMonthsAsync(ledger, 12);
        var closed = await CloseAsync(ledger);
        Assert.That((closed.ClosingNo, closed.VoucherCount), Is.EqualTo((2L, 1L)));
        Assert.That((await TrialBalanceAsync(ledger, "LAKE")).Rows.Single(row => row.AccountCode == "3102").Closing, Is.EqualTo(Cny(-100)), "the later snapshot counts");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_closed_fund_is_closed_with_the_year_it_was_wound_up_in() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await PostAsync(ledger, 3, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await PostAsync(ledger, 3, Line("5101.01", "LAKE", 100), Line("1002", "LAKE", -100));
        (await new CloseFund(ledger.Database).RunAsync(ledger.Ask(), new FundClosing("LAKE", new DateOnly(2025, 6, 1), "决议1号", "项目结束", []))).Expect();
        await CloseMonthsAsync(ledger, 11);
        await CloseAsync(ledger);
        await NothingIsLeftAsync(ledger);
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Its_entries_are_taken_back_by_reopening_and_not_by_a_reversal() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await PostAsync(ledger, 12, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await CloseAsync(ledger);
        var refusal = Refused.Of(await ledger.TryReverseAsync((await EntriesAsync(ledger))[0]));
        Assert.That(refusal.Code, Is.EqualTo("year-end-entry"));
        Assert.That(refusal.Message.En, Does.Contain("have 2025-12 reopened by two people"));
    });

    private sealed class Told(Action<YearProgress> tell) : IProgress<YearProgress>
    {
        public void Report(YearProgress value) => tell(value);
    }

    internal static async Task PostAsync(TestLedger ledger, int month, params GeneralLine[] lines) => (await ledger.TryPostAsync(new DateOnly(2025, month, 15), true, lines)).Expect();

    /// <summary>All months of 2025 up to one, of the only entity.</summary>
    internal static async Task CloseMonthsAsync(TestLedger ledger, int last)
    {
        for (var month = 1; month <= last; month++) (await new ClosePeriod(ledger.Database).RunAsync(ledger.Ask(), new PeriodMonth(202500 + month))).Expect();
    }

    /// <summary>With every month before.</summary>
    internal static async Task<YearIsClosed> CloseAsync(TestLedger ledger)
    {
        for (var month = 1; month <= 11; month++) await new ClosePeriod(ledger.Database).RunAsync(ledger.Ask(), new PeriodMonth(202500 + month)); // refused where it is closed
        return (await new CloseYear(ledger.Database).RunAsync(ledger.Ask(), 2025)).Expect();
    }

    internal static Task<IReadOnlyList<EntryId>> EntriesAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => await YearEnds.EntriesAsync(reader, (await Books.LoadAsync(reader)).Entities.Single(), 2025));

    private static Task<TrialBalance> TrialBalanceAsync(TestLedger ledger, string fund, bool beforeYearEnd = false) => ledger.Database.ReadAsync(async reader =>
        (await FundReports.TrialBalanceAsync(reader, fund, new DateSpan(new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)), beforeYearEnd: beforeYearEnd)).Expect());

    private static async Task NothingIsLeftAsync(TestLedger ledger)
    {
        var left = await ledger.Database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            return (await YearEnds.BalancesAsync(reader, books, books.Entities.Single(), new DateOnly(2025, 12, 31))).Select(balance => $"{balance.Fund.Code} {balance.Account.Code} {balance.Net}");
        });
        Assert.That(left, Is.Empty);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COALESCE(SUM(ABS(sums.net)), 0) FROM (SELECT SUM(held.debit_minor - held.credit_minor) AS net FROM account_balances held JOIN accounts account ON account.account_id = held.account_id WHERE account.type IN ('income', 'cost', 'transfer') GROUP BY held.fund_id, held.source_id, held.account_id) sums"), Is.Zero);
    }

    /// <summary>Statement, trial balance and tree of the year, as text; what counts lines and entries is left out.</summary>
    private static Task<string> ShownAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var span = new DateSpan(new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31));
        var statement = (await FundReports.StatementAsync(reader, "LAKE", span)).Expect();
        var tree = (await FundTreeFigures.OfAsync(reader, "LAKE", span)).Expect();
        var trial = (await FundReports.TrialBalanceAsync(reader, "LAKE", span)).Expect();
        return string.Join("\n", [
            .. statement.Sources.Select(source => $"{source}"), $"{tree.Total}",
            .. trial.Rows.Where(row => !row.Closing.IsZero).Select(row => $"{row.AccountCode} {row.Opening} {row.Closing}"),
        ]);
    });

    private static async Task EntityAsync(TestLedger ledger, Chart chart)
    {
        (await new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity("MAIN", "甲基金会", Currency.Cny, chart with { ValidFrom = new DateOnly(2020, 1, 1) }))).Expect();
        await ledger.FundAsync("LAKE", entity: "MAIN");
    }

    private Task WithPeopleAsync(Func<TestLedger, PeopleOfALedger, string, Task> scenario) => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await ledger.FundAsync("LAKE");
        await scenario(ledger, people, await people.AddAsync("checker", PersonRole.Approver));
    });
}
