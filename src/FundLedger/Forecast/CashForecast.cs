using System.Text.Json.Serialization;

namespace FundLedger.Forecast;

/// <summary>How sure it is that money will go, or come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ForecastKind>))]
public enum ForecastKind
{
    /// <summary>Goes: it stands in the books as promised.</summary>
    Committed,

    /// <summary>Goes when its year is approved: agreed, and not yet promised.</summary>
    Planned,

    /// <summary>May come: somebody said so. It is shown and never counted.</summary>
    Expected,
}

/// <summary>An amount with its day.</summary>
/// <param name="Day">Null for what is expected without a day.</param>
/// <param name="Source">Code; empty where a draft has not chosen yet, and then it counts in the total only.</param>
/// <param name="Of">Number of the award, plan or pledge.</param>
public sealed record ForecastItem(DateOnly? Day, string Source, ForecastKind Kind, Money Amount, string Of);

/// <summary>What a source has as the forecast begins: cash, less what is owed and what is promised without a day.</summary>
/// <param name="Source">Code.</param>
public sealed record ForecastHeld(string Source, Money Amount);

/// <param name="Expected">Beside the others, never counted.</param>
public sealed record ForecastRow(PeriodMonth Month, Money Opening, Money Committed, Money Planned, Money Expected)
{
    public Money Closing => Opening - Committed - Planned;
}

/// <summary>A month at whose end more is promised and planned than there is.</summary>
/// <param name="Missing">More than zero.</param>
public sealed record ForecastShort(PeriodMonth Month, Money Missing);

/// <summary>One source month by month, or all of them together.</summary>
/// <param name="Source">Code; empty for the whole fund.</param>
/// <param name="Later">Committed and planned after the last month.</param>
public sealed record ForecastLine(string Source, Money Held, IReadOnlyList<ForecastRow> Months, Money Later)
{
    /// <summary>The first month that money does not last for; null when it lasts.</summary>
    public ForecastShort? Short => Months.Where(row => row.Closing.IsNegative).Select(row => new ForecastShort(row.Month, -row.Closing)).FirstOrDefault();

    /// <summary>The month in which most is missing; null when nothing is.</summary>
    public ForecastShort? Worst => Months.Where(row => row.Closing.IsNegative).Select(row => new ForecastShort(row.Month, -row.Closing)).MaxBy(one => one.Missing.MinorUnits);
}

/// <summary>What a fund will have, month by month, when it pays what it promised and what it plans: nothing that is only hoped for is counted.</summary>
/// <param name="Sources">In order of their codes.</param>
/// <param name="ExpectedSometime">Expected without a day, or after the last month.</param>
public sealed record CashForecast(ForecastLine Total, IReadOnlyList<ForecastLine> Sources, Money ExpectedSometime)
{
    /// <summary>How far it looks: as long as a plan usually runs.</summary>
    public const int Months = 36;

    /// <summary>Where money does not last: source by source, since one does not pay for another, and then the whole where only it falls short.</summary>
    public IReadOnlyList<ForecastLine> Warnings => Sources.Any(line => line.Short is not null) ? [.. Sources.Where(line => line.Short is not null)] : Total.Short is null ? [] : [Total];

    /// <param name="first">The month in which it begins; what should have gone before goes in it.</param>
    /// <param name="months">1 and up.</param>
    /// <param name="held">Each source once.</param>
    public static CashForecast Of(PeriodMonth first, int months, Currency currency, IReadOnlyList<ForecastHeld> held, IReadOnlyList<ForecastItem> items)
    {
        Invariant.Holds(months > 0 && held.DistinctBy(one => one.Source).Count() == held.Count && items.All(item => item.Amount.Currency == currency && (item.Day is not null || item.Kind == ForecastKind.Expected)));
        var last = PeriodMonth.Of(first.FirstDay.AddMonths(months - 1));
        var zero = Money.Zero(currency);
        var bySource = items.ToLookup(item => item.Source);
        var codes = held.Select(one => one.Source).Union(items.Select(item => item.Source)).Where(code => code.Length > 0).Order(StringComparer.Ordinal);
        var heldOf = held.ToDictionary(one => one.Source, one => one.Amount);
        return new CashForecast(
            LineOf("", Sum(held.Select(one => one.Amount)), items),
            [.. codes.Select(code => LineOf(code, heldOf.GetValueOrDefault(code, zero), bySource[code]))],
            Sum(items.Where(item => item.Kind == ForecastKind.Expected && (item.Day is null || PeriodMonth.Of(item.Day.Value).CompareTo(last) > 0)).Select(item => item.Amount)));

        ForecastLine LineOf(string source, Money start, IEnumerable<ForecastItem> of)
        {
            var byMonth = of.Where(item => item.Day is not null).ToLookup(item => Later(PeriodMonth.Of(item.Day!.Value), first));
            var (rows, opening) = (new List<ForecastRow>(months), start);
            for (var month = first; month.CompareTo(last) <= 0; month = month.Next)
            {
                Money Of(ForecastKind kind) => Sum(byMonth[month].Where(item => item.Kind == kind).Select(item => item.Amount));
                rows.Add(new ForecastRow(month, opening, Of(ForecastKind.Committed), Of(ForecastKind.Planned), Of(ForecastKind.Expected)));
                opening = rows[^1].Closing;
            }

            return new ForecastLine(source, start, rows, Sum(byMonth.Where(group => group.Key.CompareTo(last) > 0).SelectMany(group => group).Where(item => item.Kind != ForecastKind.Expected).Select(item => item.Amount)));
        }

        Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(zero, (sum, amount) => sum + amount);
    }

    private static PeriodMonth Later(PeriodMonth one, PeriodMonth other) => one.CompareTo(other) > 0 ? one : other;
}

/// <summary>What a forecast warns of, in words.</summary>
public static class ForecastWords
{
    /// <summary>Where money does not last, since when, and how much is missing; null where it lasts.</summary>
    public static Bilingual? Warning(this ForecastLine line)
    {
        if (line is not { Short: { } first, Worst: { } worst }) return null;
        var (zh, en) = line.Source.Length == 0 ? ("全部来源合计", "All sources together") : ($"来源“{line.Source}”", $"Source '{line.Source}'");
        var more = worst.Missing == first.Missing ? new Bilingual("", "") : new($"，最多缺 {worst.Missing.ToGroupedText()}（{worst.Month}）", $", at most {worst.Missing.ToGroupedText()} ({worst.Month})");
        return new($"{zh}的钱从 {first.Month} 起不够：当月缺 {first.Missing.ToGroupedText()}{more.Zh}。", $"{en} will not last from {first.Month} on: {first.Missing.ToGroupedText()} is missing then{more.En}.");
    }
}
