using System.Xml.Linq;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Html;

public sealed class ReadingTheArticle
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static ReportContent Statement => FundStatementReport.Of(LakesideFund.Statement());

    [Test]
    public void It_is_one_article_in_the_language_asked_for_with_headings_one_below_the_page(
        [Values] Language language, [Values(1, 2, 5)] int level)
    {
        var article = Read(Statement, language, new HtmlOptions(HeadingLevel: level));
        Assert.That((article.Name.LocalName, article.Attribute("lang")!.Value), Is.EqualTo(("article", language.TagOf())));
        var headings = article.Descendants().Select(element => element.Name.LocalName).Where(name => name.Length == 2 && name[0] == 'h' && char.IsAsciiDigit(name[1])).ToArray();
        Assert.That(headings[0], Is.EqualTo($"h{level}"));
        Assert.That(headings[1..], Has.Length.GreaterThan(4).And.All.EqualTo($"h{level + 1}"));
    }

    [Test]
    public void Amounts_lead_to_what_they_are_made_of_where_the_page_has_a_place_for_it()
    {
        var options = new HtmlOptions(FigureUrl: basis => $"/made-of/{basis.Measure.Code}/{basis.Source}/{basis.From?.ToIso()}/{basis.To?.ToIso()}/{basis.LastEntry}");
        var links = Read(Statement, Language.En, options).Descendants("a").ToList();
        Assert.That(links.Where(link => link.Attribute("href")!.Value == "/made-of/cash///2025-12-31/1226").Select(link => link.Value), Is.All.EqualTo("20,456.42").And.Not.Empty);
        Assert.That(links.Where(link => link.Attribute("href")!.Value == "/made-of/cash-in/S03/2026-01-01/2026-06-30/1226").Select(link => link.Value), Is.EqualTo(new[] { "32,588.88" }));
        Assert.That(Read(Statement).Descendants("a"), Is.Empty);
    }

    [Test]
    public void Names_and_codes_of_the_books_are_not_to_be_translated() =>
        Assert.That(Read(Statement, Language.En).Descendants("td").Where(cell => cell.Value == "区级种子资金").Select(cell => cell.Attribute("translate")?.Value), Is.All.EqualTo("no").And.Not.Empty);

    [Test]
    public void It_stands_under_a_policy_that_allows_no_inline_style_or_script()
    {
        foreach (var article in LakesideFund.Reports.Select(report => Read(report)))
        {
            Assert.That(article.DescendantsAndSelf().Select(element => element.Name.LocalName), Has.None.AnyOf("script", "style", "html", "head", "body", "iframe", "img", "link"));
            Assert.That(article.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName), Has.None.EqualTo("style").And.None.StartsWith("on"));
        }
    }

    [Test]
    public void Every_table_has_a_caption_column_headings_and_row_headings()
    {
        foreach (var table in LakesideFund.Reports.SelectMany(report => Read(report).Descendants("table")))
        {
            Assert.That(table.Elements().First().Name.LocalName, Is.EqualTo("caption"));
            Assert.That(table.Element("thead")!.Descendants("th").Select(cell => (cell.Attribute("scope")?.Value, cell.Value.Length > 0)), Is.All.EqualTo(("col", true)));
            var width = table.Element("thead")!.Descendants("th").Count();
            foreach (var row in table.Elements("tbody").Concat(table.Elements("tfoot")).Elements("tr"))
            {
                var heading = row.Elements("th").Single();
                Assert.That(heading.Value, Is.Not.Empty);
                Assert.That(heading.Attribute("scope")!.Value, Is.EqualTo(row.Attribute("class")?.Value == "group" ? "rowgroup" : "row"));
                Assert.That(row.Elements().Sum(cell => (int?)cell.Attribute("colspan") ?? 1), Is.EqualTo(width));
            }
        }
    }

    [Test]
    public void The_total_stands_in_the_foot_and_each_layer_in_a_body_of_its_own()
    {
        var lines = Table(Read(Statement), "fundStatement-lines");
        Assert.That(lines.Elements("tfoot").Single().Elements("tr").Single().Elements().Last().Value, Is.EqualTo(LakesideFund.Statement().Closing.ToGroupedText()));
        var accounts = Table(Read(TrialBalanceReport.Of(LakesideFund.TrialBalance())), "trialBalance-accounts");
        Assert.That(accounts.Elements("tbody").Select(body => body.Element("tr")!.Value), Is.EqualTo(new[] { "实际账", "承诺账" }));
    }

    [Test]
    public void Every_entry_number_leads_to_its_entry_when_the_page_knows_where_it_is()
    {
        var article = Read(Statement, options: new HtmlOptions(entry => $"/entries/{entry}?a=1&b=\"<"));
        var links = Table(article, "fundStatement-lines").Descendants("a").ToArray();
        Assert.That(links.Select(link => link.Attribute("href")!.Value), Is.EqualTo(LakesideFund.Statement().Lines.Select(line => $"/entries/{line.Entry}?a=1&b=\"<")));
        Assert.That(Read(Statement).Descendants("a"), Is.Empty);
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("</td></table><img src=x onerror=alert(1)>")]
    [TestCase("&lt;b&gt; & \"quoted\" 'too' 王* 👍𠮷")]
    public void Any_text_is_shown_as_it_is(string text)
    {
        var statement = LongStatement.Of(1, Currency.Cny, describe: _ => text);
        var article = Read(FundStatementReport.Of(statement with { Head = statement.Head with { Entity = text, Fund = new(text, text) } }));
        Assert.That(Table(article, "fundStatement-lines").Elements("tbody").Elements("tr").Last().Elements().ElementAt(3).Value, Is.EqualTo(text));
        Assert.That(article.Descendants("p").First().Value, Is.EqualTo(text));
    }

    [Test]
    public void A_character_that_no_page_may_hold_becomes_the_replacement_character()
    {
        var article = Read(FundStatementReport.Of(LongStatement.Of(1, Currency.Cny, describe: _ => "甲\u0000\ud800\uffff乙")));
        Assert.That(Table(article, "fundStatement-lines").Elements("tbody").Elements("tr").Last().Elements().ElementAt(3).Value, Is.EqualTo("甲\ufffd\ufffd\ufffd乙"));
    }

    [TestCase("VND", "1,234,567", "-1,234,568")]
    [TestCase("KWD", "1,234.567", "-1,234.568")]
    public void Amounts_have_the_decimals_of_their_currency_and_negative_ones_are_marked(string code, string cameIn, string balance)
    {
        var statement = LongStatement.Of(1, Currency.Of(code), opening: -2_469_135, minorOf: _ => 1_234_567);
        var cells = Table(Read(FundStatementReport.Of(statement)), "fundStatement-lines").Elements("tbody").Elements("tr").Last().Elements().ToArray();
        Assert.That((cells[6].Value, cells[6].Attribute("class")!.Value), Is.EqualTo((cameIn, "amount")));
        Assert.That((cells[8].Value, cells[8].Attribute("class")!.Value), Is.EqualTo((balance, "amount negative")));
        Assert.That(cells[7].Value, Is.Empty, "a zero on a line is nothing there");
    }

    [Test]
    public void A_chart_tells_those_who_cannot_see_it_and_has_its_points_in_a_table()
    {
        var article = Read(Statement, Language.En);
        var chart = article.Descendants(Svg + "svg").Single();
        Assert.That(chart.Element(Svg + "title")!.Value, Is.EqualTo("Cash over time"));
        Assert.That(chart.Element(Svg + "desc")!.Value, Does.StartWith("2026-01-01 to 2026-06-30: starts at 20,456.42, ends at 97,160.65; lowest 20,456.42 (2026-01-01)"));
        var labels = chart.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.That(labels, Is.EqualTo(chart.Elements().Take(2).Select(element => element.Attribute("id")!.Value)));
        var points = Table(article, "fundStatement-cashByDay-table").Elements("tbody").Elements("tr");
        Assert.That(points.Count(), Is.EqualTo(LakesideFund.Statement().CashByDay.Count));
    }

    [TestCase(-5_000_000, true)]
    [TestCase(5_000_000, false)]
    public void A_chart_shades_what_lies_below_zero_in_another_way(long opening, bool shaded)
    {
        var chart = Read(FundStatementReport.Of(LongStatement.Of(3, Currency.Cny, opening))).Descendants(Svg + "svg").Single();
        Assert.That(chart.Elements(Svg + "path").Any(path => path.Attribute("class")!.Value == "chart-area negative"), Is.EqualTo(shaded));
        Assert.That(chart.ToString(), Does.Not.Contain("NaN").And.Not.Contain("∞"));
    }

    [Test]
    public void No_id_is_given_twice()
    {
        foreach (var report in LakesideFund.Reports) Assert.That(Read(report).DescendantsAndSelf().Attributes("id").Select(id => id.Value), Is.Unique);
    }

    [Test]
    public void A_statement_without_lines_says_so_above_its_total()
    {
        var lines = Table(Read(FundStatementReport.Of(LongStatement.Of(0, Currency.Cny))), "fundStatement-lines");
        Assert.That(lines.Element("tbody")!.Elements("tr").Last().Value, Is.EqualTo("本期没有现金收支。"));
        Assert.That(lines.Elements("tfoot").ToArray(), Has.Length.EqualTo(1));
    }

    private static XElement Table(XElement article, string captionId) =>
        article.Descendants("table").Single(table => table.Element("caption")!.Elements().First().Attribute("id")!.Value == captionId);

    // The article closes and quotes everything, so a reader of XML, which forgives nothing, can read it.
    private static XElement Read(ReportContent content, Language language = Language.Zh, HtmlOptions? options = null)
    {
        using var text = new StringWriter();
        ReportWriter.WriteHtml(content, language, text, options);
        return XElement.Parse(text.ToString(), LoadOptions.PreserveWhitespace);
    }
}
