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

    public static void Write(ReportContent content, Language language, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024, leaveOpen: true);
        var html = new HtmlWriter(text);
        text.Write("<!DOCTYPE html>\n");
        text.Write($"<html lang=\"{language.TagOf()}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n");
        text.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Element("title", null, $"{content.Title.In(language)} {content.Head.FundText().In(language)} {content.Days}").Break();
        text.Write($"<style>{Style}</style>\n</head>\n<body class=\"report-document\">\n<main>\n");
        new HtmlRenderer(html, content, language, new HtmlOptions(HeadingLevel: 1)).Write();
        text.Write("</main>\n</body>\n</html>\n");
    }
}
