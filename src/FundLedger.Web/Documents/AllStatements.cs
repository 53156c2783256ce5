using System.Globalization;
using System.Text.Json.Nodes;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Documents;

/// <summary>The statement of every fund over some days, closed funds as well, drawn from one view of the books into one ZIP.</summary>
internal static class AllStatements
{
    /// <summary>Stands in commands and file names; never changes.</summary>
    internal const string Code = "all-statements";

    /// <param name="funds">In the order they stand in the ZIP; none twice.</param>
    /// <param name="led">Gives a report what it needs to be handed out.</param>
    /// <param name="progress">Counts funds.</param>
    /// <returns>The PDFs, to be known again; a refusal where a fund's statement cannot be drawn, for then the ZIP is not whole.</returns>
    internal static async Task<Outcome<IReadOnlyList<NewIssuedFile>>> WriteAsync(
        LedgerReader reader, IReadOnlyList<Fund> funds, DateSpan span, ReportFormat format, Language language, Func<ReportContent, ReportContent> led, Stream output, IProgress<DocumentJobs.DocumentProgress> progress)
    {
        if (funds.Count == 0) return Refusal.Of("no-funds", "fund", "没有可以导出的基金。", "There is no fund to export.");
        var issued = new List<NewIssuedFile>();
        PackedFiles? files = null;
        ReportHead? head = null;
        try
        {
            foreach (var (number, fund) in funds.Index())
            {
                progress.Report(new(number, funds.Count));
                if (!(await FundReports.StatementAsync(reader, fund.Code, span, null).Then(FundStatementReport.Of)).IsDone(out var content, out var refusal)) return refusal;
                if (FailedCheck.RefusalFor(content) is { } failed) return failed with { Message = new($"{fund.Code}：{failed.Message.Zh}", $"{fund.Code}: {failed.Message.En}") };
                var drawn = AuditPack.Watched(content, () => progress.Report(new(number, funds.Count))); // long statements hear when to stop, too
                head ??= content.Head;
                files ??= new PackedFiles(output, content.Head.KnownAt);
                files.Add($"{(number + 1).ToString("0000", CultureInfo.InvariantCulture)}-{PackedFiles.Plain(fund.Code)}.{format.ExtensionOf()}", fund.Code, Bilingual.Same(fund.Name), to =>
                {
                    if (IssuedPdf.Write(led(drawn), format, language, to) is { } pdf) issued.Add(pdf);
                });
            }

            progress.Report(new(funds.Count, funds.Count));
            files!.AddManifest(
                new JsonObject
                {
                    ["document"] = Code,
                    ["from"] = span.First.ToIso(),
                    ["to"] = span.Last.ToIso(),
                    ["format"] = format.ExtensionOf(),
                    ["language"] = language.TagOf(),
                    ["knownAt"] = Moments.ToIso(Moments.ToMicroseconds(head!.KnownAt)),
                    ["lastEntry"] = head.LastEntry,
                },
                head.Checkpoint, language);
            return issued;
        }
        finally
        {
            files?.Dispose();
        }
    }

    /// <summary>All funds of the books, in the order of their tree.</summary>
    internal static IEnumerable<Fund> FundsOf(Books books) => FundTree.Of(books.Funds).Select(placed => placed.Fund);
}
