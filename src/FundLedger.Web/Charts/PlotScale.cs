using FundLedger.Reports.Charts;
using FundLedger.Values;

namespace FundLedger.Web.Charts;

/// <summary>What stands beside a plot: round amounts or shares in equal steps, from the lowest to the highest.</summary>
internal sealed record PlotScale(double Low, double High, IReadOnlyList<(double At, string Text)> Marks)
{
    internal static PlotScale Of(IEnumerable<Money> amounts, Currency currency, Language language)
    {
        var scale = AmountScale.Covering(amounts, currency);
        return new PlotScale(scale.Low, scale.High, [.. scale.Marks.Select(mark => ((double)mark.MinorUnits, AxisText.Of(mark, language)))]);
    }

    /// <summary>From nothing to the whole, or to the next half above what is more than that; at most three times the whole.</summary>
    internal static PlotScale OfShares(IEnumerable<BasisPoints> shares)
    {
        var most = Math.Clamp(shares.Select(share => share.Value).DefaultIfEmpty().Max(), 10_000, 30_000);
        var step = most > 10_000 ? 5_000 : 2_500;
        var high = (most + step - 1) / step * step;
        return new PlotScale(0, high, [.. Enumerable.Range(0, (high / step) + 1).Select(at => ((double)at * step, new BasisPoints(at * step).ToString()))]);
    }
}

/// <summary>One thing drawn in a plot.</summary>
/// <param name="Class">Of the style sheet.</param>
/// <param name="Values">One for each place along, on the plot's scale; null where there is none.</param>
internal sealed record PlotSeries(string Class, Bilingual Name, IReadOnlyList<double?> Values)
{
    internal static PlotSeries Of(string cls, Bilingual name, IEnumerable<Money?> amounts) => new(cls, name, [.. amounts.Select(amount => (double?)amount?.MinorUnits)]);

    internal static PlotSeries Of(string cls, Bilingual name, IEnumerable<BasisPoints?> shares) => new(cls, name, [.. shares.Select(share => (double?)share?.Value)]);
}
