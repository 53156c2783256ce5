using System.Globalization;
using System.Xml.Linq;
using FundLedger.Ledger;
using FundLedger.Reports.Charts;
using FundLedger.Values;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Charts;

/// <summary>One source's share of a bar.</summary>
internal sealed record SourceShare(SourceKind Kind, Money Amount);

/// <summary>A fund's money as a bar of its sources, on a scale that its neighbours share. The table beneath says the same in figures.</summary>
internal static class SourceBar
{
    private const double Width = 1_000, Height = 16;

    internal static IHtmlContent Draw(IEnumerable<SourceShare> shares, AmountScale scale, Language language)
    {
        var svg = new XElement("svg", new XAttribute("class", "bar"), new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(Height)}"),
            new XAttribute("preserveAspectRatio", "none"), new XAttribute("aria-hidden", "true"));
        foreach (var mark in scale.Marks) svg.Add(Line(scale.At(mark, Width), mark.IsZero ? "zero" : "grid"));
        foreach (var part in Placed([.. shares.Where(share => !share.Amount.IsZero)]))
        {
            var (start, end) = (scale.At(part.From, Width), scale.At(part.To, Width));
            svg.Add(new XElement("rect", new XAttribute("class", ClassOf(part.Share.Kind)), new XAttribute("x", Text(Math.Min(start, end))), new XAttribute("y", "1"),
                new XAttribute("width", Text(Math.Abs(end - start))), new XAttribute("height", Text(Height - 2)),
                new XElement("title", $"{part.Share.Kind.Name().In(language)} {part.Share.Amount.ToGroupedText()}")));
        }

        return new HtmlString(svg.ToString(SaveOptions.DisableFormatting));
    }

    internal static string ClassOf(SourceKind kind) => "source-" + kind.ToString().ToLowerInvariant();

    /// <summary>Money that is there to the right of zero, what is missing to the left.</summary>
    private static IEnumerable<(SourceShare Share, Money From, Money To)> Placed(IReadOnlyList<SourceShare> shares)
    {
        if (shares.Count == 0) yield break;
        var (right, left) = (Money.Zero(shares[0].Amount.Currency), Money.Zero(shares[0].Amount.Currency));
        foreach (var share in shares)
        {
            var from = share.Amount.IsPositive ? right : left;
            yield return (share, from, from + share.Amount);
            if (share.Amount.IsPositive) right += share.Amount;
            else left += share.Amount;
        }
    }

    private static XElement Line(double x, string name) => new("line", new XAttribute("class", name),
        new XAttribute("x1", Text(x)), new XAttribute("x2", Text(x)), new XAttribute("y1", "0"), new XAttribute("y2", Text(Height)), new XAttribute("vector-effect", "non-scaling-stroke"));

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
