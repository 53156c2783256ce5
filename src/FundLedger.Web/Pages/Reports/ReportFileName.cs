using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Values;
using Microsoft.Net.Http.Headers;

namespace FundLedger.Web.Pages.Reports;

/// <summary>What a downloaded report is called: by its title, fund and days, in the language of the document.</summary>
internal static class ReportFileName
{
    internal static ContentDispositionHeaderValue Of(ReportContent content, ReportQuestion asked, ReportFormat format)
    {
        var days = asked.Kind.IsOfOneDay ? [asked.Span.Last.ToIso()] : new[] { asked.Span.First.ToIso(), asked.Span.Last.ToIso() };
        var name = new Bilingual(
            $"{content.Title.Zh}_{Of(content, asked)}_{string.Join('至', days)}",
            $"{content.Title.En} {Of(content, asked)} {string.Join(" to ", days)}").In(asked.Language);
        return Named(name, $"{asked.Kind.Code}-{Of(content, asked)}-{string.Join('-', days)}", format);
    }

    private static ContentDispositionHeaderValue Named(string name, string code, ReportFormat format)
    {
        var plain = string.Concat(code.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '-'));
        var extension = "." + format.ExtensionOf();
        // Programs that do not read RFC 5987 take the plain name.
        return new ContentDispositionHeaderValue("attachment") { FileName = $"\"{plain}{extension}\"", FileNameStar = name + extension };
    }

    private static string Of(ReportContent content, ReportQuestion asked) => asked.IsOfEntity ? content.Head.Entity : asked.Fund;
}
