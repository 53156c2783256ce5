using FundLedger.Forecast;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Charts;
using FundLedger.Web.Pages.Taper;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Funds;

/// <summary>What a fund will have, month by month and source by source, when it pays what it promised and plans.</summary>
[Needs(Permission.ReadLedger)]
public sealed class ForecastModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Funds;
    public override Bilingual Title => new($"现金预测 {Fund.Code}", $"Cash forecast {Fund.Code}");

    public Fund Fund { get; private set; } = null!;
    public CashForecast Forecast { get; private set; } = null!;

    /// <summary>Of the fund's entity, by code.</summary>
    public IReadOnlyDictionary<string, Source> Sources { get; private set; } = new Dictionary<string, Source>();

    public async Task<IActionResult> OnGetAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (books.FindFund(code) is not { } fund || !May(Permission.ReadLedger, books.TargetOf(fund))) return;
            (Fund, Forecast) = (fund, await ForecastReading.OfAsync(reader, books, fund, Today));
            Sources = Forecast.Sources.ToDictionary(line => line.Source, line => books.FindSource(books.Entity(fund.EntityId), line.Source)!);
        });
        return Fund is null ? NotFound() : Page();
    }


    internal PlotShown Drawn
    {
        get
        {
            var months = Forecast.Total.Months;
            var promised = months.Select((row, at) => (Money?)(Forecast.Total.Held - months.Take(at + 1).Aggregate(Money.Zero(Fund.Currency), (sum, one) => sum + one.Committed))).ToList();
            var planned = months.Select(row => (Money?)row.Closing).ToList();
            return PlotShown.Steps(
                [PlotSeries.Of("line-1", new("付完已承诺的", "After what is promised"), promised), PlotSeries.Of("line-2", new("再付完已计划的", "After what is planned as well"), planned)],
                PlotScale.Of(promised.Concat(planned).Select(amount => amount!.Value), Fund.Currency, Language), PlotShown.MonthsAlong(new DateSpan(months[0].Month.FirstDay, months[^1].Month.LastDay)), Language,
                new("今后各月月末的钱，数字见下表", "Money at the end of each month to come; the figures are in the table below"));
        }
    }
}
