using System.Globalization;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Html;

/// <summary>Writes a report as one article to stand in a page: elements that say what they are, classes, and no style, script or address of its own.</summary>
internal sealed class HtmlRenderer(HtmlWriter html, ReportContent content, Language language, HtmlOptions options)
{
    private readonly string titleTag = Heading(options.HeadingLevel);
    private readonly string sectionTag = Heading(options.HeadingLevel + 1);

    public void Write()
    {
        html.Open("article", "report", ("lang", language.TagOf()), ("aria-labelledby", content.Key)).Break();
        WriteHead();
        foreach (var section in content.Sections)
        {
            switch (section)
            {
                case TableSection table:
                    new HtmlTable(html, table, content, language, options).Write(sectionTag);
                    break;
                case ChartSection chart:
                    WriteChart(chart);
                    break;
                case SharesSection shares:
                    WriteShares(shares);
                    break;
                case NoteSection notes:
                    html.Open("section", "report-notes").Break().Element(sectionTag, null, notes.Heading.In(language)).Break();
                    foreach (var note in notes.Notes) html.Element("p", null, note.In(language)).Break();
                    html.Close().Break();
                    break;
                case SignatureSection signatures:
                    html.Open("section", "report-notes").Break().Element(sectionTag, null, signatures.Heading.In(language)).Break();
                    html.Element("p", null, signatures.State.In(language)).Break();
                    WriteList("report-facts", signatures.Signatories.Select(one => (one.As, Cell.Of(one.Name))));
                    html.Close().Break();
                    break;
                default:
                    throw new NotSupportedException($"HTML has no form for a section of the kind {section.GetType().Name}.");
            }
        }

        WriteProvenance();
        html.Close().Break().End();
    }

    private void WriteHead()
    {
        html.Open("header", "report-head").Break();
        html.Open("p", "report-entity", ("translate", "no")).Text(content.Head.Entity).Close().Break();
        html.Open(titleTag, "report-title", ("id", content.Key)).Text(content.Title.In(language)).Close().Break();
        html.Open("p", "report-fund", ("translate", content.Head.Fund is null ? "yes" : "no")).Text(content.Head.FundText().In(language)).Close().Break();
        WriteList("report-facts", content.TitleFacts);
        if (content.Headlines.Any()) WriteList("report-figures", content.Headlines.Select(figure => (figure.Label, figure.Value)));
        html.Close().Break();
    }

    private void WriteChart(ChartSection chart)
    {
        if (chart.Points.Count == 0) return;
        var id = $"{content.Key}-{chart.Key}";
        html.Open("section", "report-section").Break();
        html.Element(sectionTag, null, $"{chart.Heading.In(language)} ({chart.Currency})").Break();
        html.Open("div", "report-scroll", ("role", "region"), ("tabindex", "0"), ("aria-labelledby", id + "-title")).Break();
        html.Svg(new ChartSvg(chart, language, id).Draw()).Break().Close().Break();
        html.Open("details", "report-data").Element("summary", null, new Bilingual("图中数据", "Figures of the chart").In(language)).Break();
        new HtmlTable(html, chart.AsTable(), content, language, options).Write(headingTag: null);
        html.Close().Break().Close().Break();
    }

    private void WriteShares(SharesSection shares)
    {
        if (shares.Periods.Count == 0) return;
        var id = $"{content.Key}-{shares.Key}";
        html.Open("section", "report-section").Break();
        html.Element(sectionTag, null, shares.Heading.In(language)).Break();
        html.Open("ul", "report-legend").Break();
        foreach (var line in shares.Lines) html.Open("li").Svg(SharesSvg.Mark(line)).Text(" " + line.Name.In(language)).Close().Break();
        html.Close().Break();
        html.Open("div", "report-scroll", ("role", "region"), ("tabindex", "0"), ("aria-labelledby", id + "-title")).Break();
        html.Svg(new SharesSvg(shares, language, id).Draw()).Break().Close().Break();
        html.Open("details", "report-data").Element("summary", null, new Bilingual("图中数据", "Figures of the chart").In(language)).Break();
        new HtmlTable(html, shares.AsTable(), content, language, options).Write(headingTag: null);
        html.Close().Break().Close().Break();
    }

    private void WriteProvenance()
    {
        html.Open("footer", "report-basis").Break().Element(sectionTag, null, Words.Basis.In(language)).Break();
        WriteList("report-facts", content.Provenance().Where(line => line.Label != HeadTexts.CheckHere).Select(line => (line.Label, Cell.Of(line.Value))));
        if (content.CheckAddress is { } address)
        {
            html.Open("p", "report-check").Svg(QrSvg.Of(address, language)).Open("span").Text(HeadTexts.CheckHere.In(language) + " ").Open("a", null, ("href", address), ("translate", "no")).Text(address).Close().Close().Close().Break();
        }

        html.Close().Break();
    }

    private void WriteList(string classes, IEnumerable<(Bilingual Label, Cell Value)> facts)
    {
        html.Open("dl", classes).Break();
        foreach (var (label, value) in facts)
        {
            html.Open("div").Element("dt", null, label.In(language));
            if (value.IsOwnWords) html.Open("dd", HtmlTable.ClassOf(value), ("translate", "no"));
            else html.Open("dd", HtmlTable.ClassOf(value));
            HtmlTable.WriteValue(html, value, CellTexts.Of(value, language), options);
            html.Close().Close().Break();
        }

        html.Close().Break();
    }

    private static string Heading(int level)
    {
        Invariant.Holds(level is >= 1 and <= 6);
        return "h" + level.ToString(CultureInfo.InvariantCulture);
    }
}
