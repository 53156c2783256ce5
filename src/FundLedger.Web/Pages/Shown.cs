using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Values;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Pages;

/// <summary>How figures and names look on every page.</summary>
internal static class Shown
{
    private const char Minus = '−';

    /// <summary>Grouped, with a minus that cannot be overlooked; red besides.</summary>
    internal static IHtmlContent Amount(Money amount) => Amount(amount, plus: "", "negative");

    /// <summary>With its sign: money that came is <c>+</c>, money that went is <c>−</c>, nothing is a dash.</summary>
    internal static IHtmlContent Change(Money amount) => amount.IsZero ? new HtmlString("<span class=\"nil\">–</span>") : Amount(amount, plus: "+", "went");

    internal static string Text(Money amount) => amount.ToGroupedText().Replace('-', Minus);

    /// <summary>To two places, so that 10.01% does not look like 10%.</summary>
    internal static string Percent(decimal percent) => percent.ToString("0.##", CultureInfo.InvariantCulture).Replace('-', Minus) + "%";

    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A source by its own name, or by its kind where it has none.</summary>
    internal static IHtmlContent SourceName(Source source, Language language) => SourceName(source.Kind.Name(), source.Name, language);

    internal static IHtmlContent SourceName(Bilingual kind, string name, Language language)
    {
        var html = new HtmlContentBuilder();
        return name.Length > 0 ? html.AppendHtml("<bdi translate=\"no\">").Append(name).AppendHtml("</bdi>") : html.Append(kind.In(language));
    }

    /// <summary>Words of the books rather than of the program: never translated, and kept apart from the direction of the text around.</summary>
    internal static IHtmlContent Said(string text) => new HtmlContentBuilder().AppendHtml("<bdi translate=\"no\">").Append(text).AppendHtml("</bdi>");

    private static HtmlString Amount(Money amount, string plus, string negative) => new(
        amount.IsNegative ? $"<span class=\"{negative}\">{Text(amount)}</span>"
        : amount.IsZero ? $"<span class=\"nil\">{Text(amount)}</span>"
        : plus + Text(amount));
}
