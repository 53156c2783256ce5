using FundLedger.Charts;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Tests.Ledger.Years;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Charts;

/// <summary>From the 2004 chart to that of 2026: balances move to their new accounts, and nothing else changes.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class ConvertingAChart(TestDatabase database)
{
    private static readonly DateOnly NewYear = new(2026, 1, 1);

    [Test]
    public Task Balances_move_by_fund_source_and_subject_and_positions_and_open_items_are_as_they_were() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        await ClosingAYear.CloseAsync(ledger);
        var mapping = Mapping(("2209.09", "2209.08"));
        var to = Chart.Npo2026 with { Code = "own-2026", Accounts = [.. Chart.Npo2026.Accounts.Select(account => account.Code == "2209.09" ? account with { Code = "2209.08" } : account)] };
        var (figures, before) = (await ledger.FiguresAsync("LAKE"), await OpenAsync(ledger));

        var done = (await new ConvertChart(ledger.Database).RunAsync(ledger.Ask(), new NewConversion(null, to, NewYear, mapping))).Expect();

        Assert.That((done.Entity, done.Chart, done.EntryCount), Is.EqualTo(("MAIN", "own-2026", 1L)));
        var entry = await ledger.EntryAsync(new EntryId(await ledger.ScalarAsync<long>("SELECT MAX(entry_id) FROM journal_entries")));
        Assert.That((entry.Kind, entry.OccurredOn), Is.EqualTo((EntryKind.ChartConverted, NewYear)));
        Assert.That(entry.Lines.Select(line => $"{line.Account.Code} {line.Subject} {line.Amount.ToAmountText()}"), Is.EqualTo(new[]
        {
            "1701  -7.00", "1801  7.00", "2209.09 claim/1 5.00", "2209.08 claim/1 -5.00", "2209.09  3.00", "2209.08  -3.00",
        }).Or.EquivalentTo(new[] { "1701  -7.00", "1801  7.00", "2209.09 claim/1 5.00", "2209.08 claim/1 -5.00", "2209.09  3.00", "2209.08  -3.00" }));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo(figures));
        Assert.That(await OpenAsync(ledger), Is.EqualTo(before));
        (await ledger.TryPostAsync(Today, true, Line("5301", "LAKE", 2), Line("1002", "LAKE", -2))).Expect();
        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today, true, Line("5201", "LAKE", 2), Line("1002", "LAKE", -2))), Is.EqualTo("account-unknown"));
        Assert.That(await ledger.LinesAsync(await ledger.SpendAsync("LAKE", 1, "donation")), Is.EqualTo(new[] { "ProgrammeCost 1.00", "Bank -1.00" }));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task What_happened_is_told_alike_before_and_after() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        await ClosingAYear.CloseAsync(ledger);
        var before = await ToldAsync(ledger);
        (await ConvertAsync(ledger)).Expect();
        Assert.That(await ToldAsync(ledger), Is.EqualTo(before));
        await ledger.DonateAsync("LAKE", 50);
        (await new RechargeCost(ledger.Database).RunAsync(ledger.Ask(), new Recharge("LAKE", "donation", "own-funds", Cny(40), Today))).Expect();
    });

    [Test]
    public Task The_preview_shows_both_trial_balances_and_names_an_account_that_the_mapping_leaves_out() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        Assert.That((await PreviewAsync(ledger, Mapping())).NotNow!.Code, Is.EqualTo("year-open"));
        await ClosingAYear.CloseAsync(ledger);
        var preview = await PreviewAsync(ledger, Mapping());
        Assert.That(preview.NotNow, Is.Null);
        Assert.That(preview.Rows.Select(row => $"{row.Of.From.Code} {row.Of.To.Code} {row.Balance.ToAmountText()}"), Is.EqualTo(new[]
        {
            "1002 1002 168.00", "1701 1801 7.00", "2209.09 2209.09 -8.00", "2601 2601 -7.00", "3101 3101 -100.00", "3102 3102 -60.00",
        }));
        Assert.That(preview.OpeningBalanceSheet.Aggregate(Cny(0), (sum, row) => sum + row.Balance), Is.EqualTo(Cny(0)), "it balances");
        var refusal = (await PreviewAsync(ledger, Mapping().Where(pair => pair.Key != "1701").ToDictionary())).NotNow!;
        Assert.That((refusal.Code, refusal.Message.En), Is.EqualTo(("account-unmapped", "The mapping does not say what account 1701 (Agency assets) becomes.")));
        Assert.That((await PreviewAsync(ledger, Mapping(("1701", "2601")))).NotNow!.Code, Is.EqualTo("account-differs"));
    });

    [Test]
    public Task Accounts_that_change_may_have_no_entry_since() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        await ClosingAYear.CloseAsync(ledger);
        await ledger.DonateAsync("LAKE", 5);
        var cost = await ledger.SpendAsync("LAKE", 1, "donation");
        Assert.That(Refused.TextOf(await ConvertAsync(ledger)), Does.Contain("stand on account 5101.01"));
        Assert.That(cost.Value, Is.Positive);
    });

    [Test]
    public Task Two_people_take_it_back_whole_while_nothing_came_after_and_it_may_be_made_again() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await BooksAsync(ledger);
        await ClosingAYear.CloseAsync(ledger);
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        var before = await ToldAsync(ledger);
        (await ConvertAsync(ledger)).Expect();

        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, UndoConversion.Kind, new ConversionUndoing("MAIN", "对照表有误"))).Proposal);

        Assert.That(await ToldAsync(ledger), Is.EqualTo(before));
        Assert.That(await ledger.ScalarAsync<string>("SELECT chart FROM entities"), Is.EqualTo("npo-2004"));
        await ledger.MustVerifyAsync();
        (await ConvertAsync(ledger)).Expect();
        (await ledger.TryPostAsync(Today, true, Line("5301", "LAKE", 2), Line("1002", "LAKE", -2))).Expect();
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(people.Admin, UndoConversion.Kind, new ConversionUndoing("MAIN", "对照表有误"))), Is.EqualTo("entries-since"));
        await ledger.MustVerifyAsync();
    });

    private static Dictionary<string, string> Mapping(params (string From, string To)[] changed)
    {
        var mapping = Chart.From2004To2026().ToDictionary();
        foreach (var (from, to) in changed) mapping[from] = to;
        return mapping;
    }

    private static Task<Outcome<ChartConverted>> ConvertAsync(TestLedger ledger) => new ConvertChart(ledger.Database).RunAsync(ledger.Ask(), new NewConversion(null, Chart.Npo2026, NewYear, Mapping()));

    private static Task<ConversionPreview> PreviewAsync(TestLedger ledger, IReadOnlyDictionary<string, string> mapping) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return await Conversions.PreviewAsync(reader, books, books.Entities.Single(), Chart.Npo2026, NewYear, mapping, Today);
    });

    private static Task<string> OpenAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return string.Join("\n", (await Conversions.OpenItemsAsync(reader, books.Entities.Single())).SelectMany(group => group).Select(item => $"{item.Subject} {item.AmountMinor}").Order(StringComparer.Ordinal));
    });

    private static Task<string> ToldAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var span = new DateSpan(new DateOnly(2025, 1, 1), Today);
        var tree = (await FundTreeFigures.OfAsync(reader, "LAKE", span)).Expect();
        var statement = (await FundReports.StatementAsync(reader, "LAKE", span)).Expect();
        return string.Join("\n", [$"{tree.Total}", $"{statement.In} {statement.Out} {statement.Closing}", .. (await SpendingDuties.ListAsync(reader, await Books.LoadAsync(reader), Today)).Select(duty => $"{duty.Duty}")]);
    });

    private static async Task BooksAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        await ClosingAYear.PostAsync(ledger, 3, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await ClosingAYear.PostAsync(ledger, 3, Line("1002", "LAKE", 100, "OwnFunds"), Line("4901.02", "LAKE", -100, "OwnFunds"));
        await ClosingAYear.PostAsync(ledger, 5, Line("5101.01", "LAKE", 40), Line("1002", "LAKE", -32), Line("2209.09", "LAKE", -5, subject: "claim/1"), Line("2209.09", "LAKE", -3));
        await ClosingAYear.PostAsync(ledger, 6, Line("1701", "LAKE", 7, "Agency"), Line("2601", "LAKE", -7, "Agency"));
    }
}
