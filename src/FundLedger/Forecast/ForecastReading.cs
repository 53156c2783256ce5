using FundLedger.Awards;
using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.Taper;

namespace FundLedger.Forecast;

/// <summary>Reads what a fund has and what stands against it: so many queries for however many awards and plans.</summary>
public static class ForecastReading
{
    /// <param name="more">What is looked at before it is agreed, such as the periods of a draft plan; null for nothing.</param>
    /// <param name="without">Number of a plan whose later years the draft stands in for; null for none.</param>
    public static async Task<CashForecast> OfAsync(LedgerReader reader, Books books, Fund fund, DateOnly today, IReadOnlyList<ForecastItem>? more = null, string? without = null)
    {
        var first = PeriodMonth.Of(today);
        var last = first.FirstDay.AddMonths(CashForecast.Months).AddDays(-1);
        var positions = (await Positions.ListAsync(reader, fund)).Where(position => position.Available.Currency == fund.Currency).ToList();
        var items = new List<ForecastItem>();
        items.AddRange(await OfAwardsAsync(reader, books, fund, today, last));
        items.AddRange((await TaperReading.AtWorkAsync(reader, books, today)).Where(one => one.Plan.Fund.Id == fund.Id).SelectMany(one => OfPlan(one.Plan, one.Periods, without)));
        items.AddRange((await Pledges.ListAsync(reader, books)).Where(pledge => pledge.Fund.Id == fund.Id).SelectMany(pledge => OfPledge(pledge, last)));
        items.AddRange(positions.Where(position => position.Covered.IsPositive).Select(position => new ForecastItem(null, books.Source(position.SourceId).Code, ForecastKind.Expected, position.Covered, "")));
        var dated = items.Where(item => item.Kind == ForecastKind.Committed).ToLookup(item => item.Source, item => item.Amount);
        var held = positions.Select(position => (books.Source(position.SourceId).Code, position.Available)).Select(one => new ForecastHeld(one.Code, dated[one.Code].Aggregate(one.Available, (sum, amount) => sum + amount)));
        return CashForecast.Of(first, CashForecast.Months, fund.Currency, [.. held], [.. items, .. more ?? []]);
    }

    /// <summary>What a draft would take: planned, on the last day of each period.</summary>
    public static IReadOnlyList<ForecastItem> OfDraft(TaperSchedule schedule, int dueDays = 0) =>
        [.. schedule.Periods.SelectMany(period => (period.BySource.Count > 0 ? period.BySource : [new TaperPart("", period.Support)])
            .Where(part => part.Amount.IsPositive).Select(part => new ForecastItem(period.Last.AddDays(dueDays), part.Source, ForecastKind.Planned, part.Amount, "")))];

    /// <summary>Periods that are not settled: those of approved years are promised, and so in the books; the others are planned.</summary>
    private static IEnumerable<ForecastItem> OfPlan(TaperPlan plan, IReadOnlyList<TaperPeriodAtWork> periods, string? without) =>
        from one in periods
        where one.State is TaperPeriodState.Committed or TaperPeriodState.Due or TaperPeriodState.Held || (one.State == TaperPeriodState.Planned && plan.Number != without)
        from part in one.Period.BySource
        select new ForecastItem(one.DueOn, part.Source, one.State == TaperPeriodState.Planned ? ForecastKind.Planned : ForecastKind.Committed, part.Amount, plan.Number);

    /// <summary>Tranches with a day; those without stay among what is promised without one.</summary>
    private static async Task<IEnumerable<ForecastItem>> OfAwardsAsync(LedgerReader reader, Books books, Fund fund, DateOnly today, DateOnly last)
    {
        var work = await AwardsAtWork.OpenAsync(reader, books, today, last);
        return work.Tranches.Where(one => one.Award.Fund.Id == fund.Id && !one.Tranche.IsReleased).GroupBy(one => one.Award.Id)
            .SelectMany(award => OfTranches([.. award.Select(one => one.Tranche)], [.. work.Committed[award.Key]]));
    }

    /// <summary>Each tranche as its sources bear it: up to its end less what went before, so that nothing is lost.</summary>
    private static IEnumerable<ForecastItem> OfTranches(IReadOnlyList<Tranche> tranches, IReadOnlyList<(Source Source, Money Amount)> committed)
    {
        var total = committed.Sum(part => part.Amount.MinorUnits);
        if (total == 0) yield break;
        foreach (var (source, amount) in committed)
        {
            long open = 0;
            foreach (var tranche in tranches)
            {
                var (before, after) = (Of(open), Of(open + tranche.Amount.MinorUnits));
                open += tranche.Amount.MinorUnits;
                if (tranche.DueOn is { } due && after > before) yield return new ForecastItem(due, source.Code, ForecastKind.Committed, amount with { MinorUnits = after - before }, tranche.Award);
            }

            long Of(long upTo) => (long)((Int128)amount.MinorUnits * Math.Min(upTo, total) / total);
        }
    }

    private static IEnumerable<ForecastItem> OfPledge(Pledge pledge, DateOnly last) => pledge.EndedOn is not null ? []
        : pledge.Schedule(last).Where(instalment => instalment.Left.IsPositive).Select(instalment => new ForecastItem(instalment.DueOn, pledge.Source.Code, ForecastKind.Expected, instalment.Left, $"{pledge.Id}"));
}
