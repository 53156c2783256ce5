using System.CommandLine;
using FundLedger.Forecast;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>forecast</c>.</summary>
internal static class ForecastVerb
{
    internal static Command In(Shell shell)
    {
        var fund = Options.Fund(shell);
        return ReadVerb.MakeShowing<CashForecast>(
            shell, "forecast", new("基金今后各月的钱：已承诺、已计划和不够付的月份", "What a fund will have month by month, and from when it falls short"), [fund],
            async (run, reader, books) => books.FindFund(run.Required(fund)) is { } known ? await ForecastReading.OfAsync(reader, books, known, shell.Today)
                : Refusal.Of("fund-unknown", "fund", $"没有基金“{run.Required(fund)}”。", $"There is no fund '{run.Required(fund)}'."),
            Print, Shape);
    }

    private static object Shape(CashForecast forecast) => new
    {
        Warnings = forecast.Warnings.Select(line => new { line.Source, line.Short!.Month.FirstDay, line.Short.Missing, WorstMonth = line.Worst!.Month.FirstDay, WorstMissing = line.Worst.Missing, Says = line.Warning() }),
        Total = Shape(forecast.Total),
        Sources = forecast.Sources.Select(Shape),
        forecast.ExpectedSometime,
    };

    private static object Shape(ForecastLine line) => new
    {
        line.Source, line.Held, line.Later, Months = line.Months.Select(row => new { Month = $"{row.Month}", row.Opening, row.Committed, row.Planned, row.Closing, row.Expected }),
    };

    private static void Print(Shell shell, TextWriter to, CashForecast forecast)
    {
        TextTable.Write(
            to, [shell.In("月份", "Month"), shell.In("已承诺", "Promised"), shell.In("已计划", "Planned"), shell.In("月末", "End"), shell.In("期待（不计入）", "Hoped for (not counted)"), .. forecast.Sources.Select(line => line.Source)],
            [.. forecast.Total.Months.Select((row, at) => (string[])[$"{row.Month}", row.Committed.ToGroupedText(), row.Planned.ToGroupedText(), row.Closing.ToGroupedText(), row.Expected.ToGroupedText(), .. forecast.Sources.Select(line => line.Months[at].Closing.ToGroupedText())])],
            [.. Enumerable.Range(1, 4 + forecast.Sources.Count)]);
        foreach (var line in forecast.Warnings) to.WriteLine(shell.In(line.Warning()!.Value));
    }
}
