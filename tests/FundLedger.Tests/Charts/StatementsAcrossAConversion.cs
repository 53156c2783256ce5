using FundLedger.Charts;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Tests.Ledger.Years;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Charts;

/// <summary>The three statements say the same before another chart comes into force and after, of the entity and of a fund, the year before beside them.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class StatementsAcrossAConversion(TestDatabase database)
{
    private static readonly DateOnly NewYear = new(2026, 1, 1);
    private static readonly DateOnly LastYear = new(2025, 12, 31);
    private static readonly StatutoryScope[] Scopes = [new(), new(Fund: "LAKE"), new(Fund: "RIVER")];

    [Test]
    public Task Those_of_the_year_that_is_over_do_not_change_by_a_letter() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        await ClosingAYear.CloseAsync(ledger);
        var before = await ledger.Database.ReadAsync(reader => WholeAsync(reader, LastYear));
        Assert.That(before, Does.Contain("民间非营利组织会计制度").Or.Contain("2004"));
        (await ConvertAsync(ledger)).Expect();
        Assert.That(await ledger.Database.ReadAsync(reader => WholeAsync(reader, LastYear)), Is.EqualTo(before), "the chart in force on the day is the old one, and so are its codes");
    });

    [Test]
    public Task Those_of_the_new_year_begin_where_the_old_one_ended_and_compare_with_what_it_said() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        await ClosingAYear.CloseAsync(ledger);
        var (old, before) = await ledger.Database.ReadAsync(async reader => (await FiguresAsync(reader, LastYear), await FiguresAsync(reader, Today)));
        (await ConvertAsync(ledger)).Expect();
        var after = await ledger.Database.ReadAsync(reader => FiguresAsync(reader, Today));
        Assert.That(after, Is.EqualTo(before));
        for (var i = 0; i < Scopes.Length; i++)
        {
            Assert.That(after[i].Beginning, Is.EqualTo(old[i].End), "the year begins with what there was at the end of the one before");
            Assert.That(after[i].NetAssets.Beginning, Is.EqualTo(old[i].NetAssets.End), "by class");
        }

        Assert.That(after[0].Beginning, Does.Contain("cash").And.Contain("168.00"), "there is something to compare");
    });

    [Test]
    public async Task What_is_posted_afterwards_comes_to_the_same_by_either_chart()
    {
        var told = new List<IReadOnlyList<Figures>>();
        foreach (var isConverted in new[] { false, true })
            await database.RunAsync(async ledger =>
            {
                await BooksAsync(ledger);
                await ClosingAYear.CloseAsync(ledger);
                if (isConverted) (await ConvertAsync(ledger)).Expect();
                await ledger.DonateAsync("LAKE", 500, March(3));
                await ledger.SpendAsync("LAKE", 90, "donation", on: March(5));
                await ledger.SpendAsync("RIVER", 12, on: March(6), isPaid: false);
                told.Add(await ledger.Database.ReadAsync(reader => FiguresAsync(reader, Today)));
                await ledger.MustVerifyAsync();
            });
        Assert.That(told, Has.Count.Zero.Or.Count.EqualTo(2), "none where the database is not configured");
        if (told.Count == 2) Assert.That(told[1], Is.EqualTo(told[0]));
    }

    /// <summary>Every figure by line, without the codes of accounts and the name of the chart; a cost by its total, since the charts put it into other columns and release the same.</summary>
    private sealed record Figures(string Beginning, string End, (ByClass Beginning, ByClass End) NetAssets, string Activities, string NetAssetsByPeriod, string CashFlows);

    private static async Task<IReadOnlyList<Figures>> FiguresAsync(LedgerReader reader, DateOnly to)
    {
        var all = new List<Figures>();
        foreach (var scope in Scopes)
        {
            var sheet = (await StatutoryFigures.BalanceSheetAsync(reader, scope, to)).Expect();
            var activities = (await StatutoryFigures.ActivitiesAsync(reader, scope, to)).Expect();
            var cash = (await StatutoryFigures.CashFlowsAsync(reader, scope, to)).Expect();
            all.Add(new Figures(
                string.Join("\n", sheet.Lines.Select(line => (line.Line.Key, line.Beginning)).Where(line => !line.Beginning.IsZero).OrderBy(line => line.Key, StringComparer.Ordinal)),
                string.Join("\n", sheet.Lines.Select(line => (line.Line.Key, line.End)).Where(line => !line.End.IsZero).OrderBy(line => line.Key, StringComparer.Ordinal)), sheet.NetAssets,
                string.Join("\n", activities.Lines.Where(line => line.Amounts.Any(amount => !amount.Total.IsZero)).OrderBy(line => line.Line.Key, StringComparer.Ordinal).Select(line => $"{line.Line.Key} {string.Join(" ", line.Amounts.Select(amount => amount.Total))}")),
                string.Join("\n", activities.Periods.Select(period => $"{period.Span} {period.Opening} {period.Closing}")),
                string.Join("\n", cash.Periods.Select(period => $"{period}").Concat(cash.Lines.OrderBy(line => line.Line.Key, StringComparer.Ordinal).Select(line => $"{line.Line.Key} {string.Join(" ", line.Amounts)}")))));
        }

        return all;
    }

    /// <summary>Every word of the three.</summary>
    private static async Task<string> WholeAsync(LedgerReader reader, DateOnly to)
    {
        var all = new List<string>();
        foreach (var scope in Scopes)
        {
            var sheet = (await StatutoryFigures.BalanceSheetAsync(reader, scope, to)).Expect();
            var activities = (await StatutoryFigures.ActivitiesAsync(reader, scope, to)).Expect();
            var cash = (await StatutoryFigures.CashFlowsAsync(reader, scope, to)).Expect();
            all.AddRange([$"{sheet.Chart} {sheet.Beginning} {sheet.NetAssets} {sheet.Unclosed} {sheet.BetweenFunds}", .. sheet.Lines.Select(line => $"{line.Line.Key} {line.Beginning} {line.End} {string.Join(",", line.Accounts)}")]);
            all.AddRange([$"{activities.Chart} {activities.CostsAreRestricted}", .. activities.Periods.Select(period => $"{period}"), .. activities.Lines.Select(line => $"{line.Line.Key} {string.Join(" ", line.Amounts)}")]);
            all.AddRange([$"{cash.Chart}", .. cash.Periods.Select(period => $"{period}"), .. cash.Lines.Select(line => $"{line.Line.Key} {string.Join(" ", line.Amounts)}")]);
        }

        return string.Join("\n", all);
    }

    private static Task<Outcome<ChartConverted>> ConvertAsync(TestLedger ledger) => new ConvertChart(ledger.Database).RunAsync(ledger.Ask(), new NewConversion(null, Chart.Npo2026, NewYear, Chart.From2004To2026().ToDictionary()));

    /// <summary>Two years of two funds: gifts restricted and not, costs of both, a receivable, a debt, agency money, what one fund owes the other.</summary>
    private static async Task BooksAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        await ClosingAYear.PostAsync(ledger, 3, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await ClosingAYear.PostAsync(ledger, 3, Line("1002", "RIVER", 100, "OwnFunds"), Line("4901.02", "RIVER", -100, "OwnFunds"));
        await ClosingAYear.PostAsync(ledger, 5, Line("5101.01", "LAKE", 40), Line("1002", "LAKE", -32), Line("2209.09", "LAKE", -8));
        await ClosingAYear.PostAsync(ledger, 6, Line("1701", "LAKE", 7, "Agency"), Line("2601", "LAKE", -7, "Agency"));
        await ClosingAYear.PostAsync(ledger, 12, Line("5201", "RIVER", 6, "OwnFunds"), Line("2209.09", "RIVER", -6, "OwnFunds"));
    }
}
