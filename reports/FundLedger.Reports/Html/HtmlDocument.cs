using System.Security.Cryptography;
using System.Text;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Html;

/// <summary>Writes a report as a file of its own that asks nothing of the network: the article, and the style sheets inside.</summary>
internal static class HtmlDocument
{
    private static readonly string Style = ReportStylesheet.Text + ReportStylesheet.OfPaper + ReportStylesheet.OfDocument;

    // A browser follows this style sheet and nothing else, whatever text the report carries.
    private static readonly string Policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    public static void Write(ReportContent content, Language language, Stream output) => Write(content, language, output, html => new HtmlRenderer(html, content, language, new HtmlOptions(HeadingLevel: 1)).Write());

    /// <summary>A pack: its cover, the contents as links, and each part as an article.</summary>
    public static void Write(ReportPack pack, Language language, Stream output) => Write(pack.Cover, language, output, html =>
    {
        new HtmlRenderer(html, pack.Cover, language, new HtmlOptions(HeadingLevel: 1)).Write();
        html.Open("section", "report").Break();
        foreach (var note in pack.Notes) html.Element("p", null, note.In(language)).Break();
        html.Close().Break();
        html.Open("nav", "report report-contents", ("aria-labelledby", "contents")).Break();
        html.Open("h2", null, ("id", "contents")).Text(PackWords.Contents.In(language)).Close().Break();
        html.Open("ol").Break();
        foreach (var part in pack.Parts) html.Open("li").Link("#" + part.Key, part.Title.In(language)).Close().Break();
        html.Close().Break().Close().Break();
        foreach (var part in pack.Parts) new HtmlRenderer(html, part.Content with { Key = part.Key }, language, new HtmlOptions(HeadingLevel: 2)).Write();
    });

    private static void Write(ReportContent content, Language language, Stream output, Action<HtmlWriter> body)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024, leaveOpen: true);
        var html = new HtmlWriter(text);
        text.Write("<!DOCTYPE html>\n");
        text.Write($"<html lang=\"{language.TagOf()}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n");
        text.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Element("title", null, $"{content.Title.In(language)} {content.Head.FundText().In(language)} {content.Days}").Break();
        text.Write($"<style>{Style}</style>\n</head>\n<body class=\"report-document\">\n<main>\n");
        body(html);
        text.Write("</main>\n</body>\n</html>\n");
    }
}
