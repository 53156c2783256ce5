using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
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

    /// <summary>An amount that leads to the entries it is made of.</summary>
    internal static IHtmlContent Figure(Money amount, FigureBasis basis) => new HtmlContentBuilder()
        .AppendHtml("<a class=\"made-of\" href=\"").Append(FigureLink.To(basis)).AppendHtml("\">").AppendHtml(Amount(amount)).AppendHtml("</a>");

    /// <summary><c>¥</c>, or the code where a currency has no sign of its own here.</summary>
    internal static string Symbol(Currency currency) => currency == Currency.Cny ? "¥" : currency.Code + " ";

    /// <summary>At a glance, as custom counts: <c>¥123.46万</c> in Chinese from ten thousand on. The exact amount must stand nearby.</summary>
    internal static string Brief(Money amount, Language language)
    {
        var tenThousand = 10_000 * amount.Currency.MinorPerUnit;
        if (language != Language.Zh || Int128.Abs(amount.MinorUnits) < tenThousand) return Symbol(amount.Currency) + Text(amount);
        var text = decimal.Round((decimal)amount.MinorUnits / tenThousand, 2).ToString("#,##0.00", CultureInfo.InvariantCulture);
        return Symbol(amount.Currency) + text.Replace('-', Minus) + "万";
    }

    /// <summary>To the minute, in Beijing time.</summary>
    internal static string Moment(long microseconds) => Moments.FromMicroseconds(microseconds).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

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
