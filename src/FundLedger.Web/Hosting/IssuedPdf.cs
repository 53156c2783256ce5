using System.Security.Cryptography;
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
    internal static NewIssuedFile? Write(ReportContent content, ReportFormat format, Language language, Stream output)
    {
        if (format != ReportFormat.Pdf)
        {
            ReportWriter.Write(content, format, language, output);
            return null;
        }

        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(output, hash, CryptoStreamMode.Write, leaveOpen: true)) ReportWriter.Write(content, format, language, hashing);
        var head = content.Head;
        return new NewIssuedFile(
            hash.Hash!, content.Key, language.TagOf(), head.Fund?.Code ?? "", head.Span, Moments.ToMicroseconds(head.KnownAt), head.LastEntry, head.Checkpoint?.Size);
    }
}
