using System.Security.Cryptography;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>Takes the hash of a PDF while it is written.</summary>
internal static class IssuedPdf
{
    /// <summary>Writes the report; <paramref name="output"/> stays open.</summary>
    /// <returns>What to keep of it; null for other formats than PDF.</returns>
    internal static NewIssuedFile? Write(ReportContent content, ReportFormat format, Language language, Stream output) =>
        Write(content.Key, content.Head, format, language, output, to => ReportWriter.Write(content, format, language, to));

    /// <inheritdoc cref="Write(ReportContent, ReportFormat, Language, Stream)"/>
    internal static NewIssuedFile? Write(ReportPack pack, ReportFormat format, Language language, Stream output) =>
        Write(pack.Key, pack.Head, format, language, output, to => ReportPackWriter.Write(pack, format, language, to));

    /// <summary>The pack with each part leading to the page that answers for it.</summary>
    internal static ReportPack LedTo(Uri? site, ReportPack pack) => pack with { Parts = [.. pack.Parts.Select(part => part with { Content = part.Content with { Site = site } })] };

    private static NewIssuedFile? Write(string key, ReportHead head, ReportFormat format, Language language, Stream output, Action<Stream> draw)
    {
        if (format != ReportFormat.Pdf)
        {
            draw(output);
            return null;
        }

        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(output, hash, CryptoStreamMode.Write, leaveOpen: true)) draw(hashing);
        return new NewIssuedFile(
            hash.Hash!, key, language.TagOf(), head.Fund?.Code ?? "", head.Span, Moments.ToMicroseconds(head.KnownAt), head.LastEntry, head.Checkpoint?.Size);
    }
}
