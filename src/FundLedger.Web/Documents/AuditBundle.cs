using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Reporting.Registers;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Checking;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages;

namespace FundLedger.Web.Documents;

/// <summary>Everything that an auditor takes away of a fund with those below it, and a year, as one ZIP: the pack and its parts, the vouchers, the proofs with what checks them, the documents of the entries, and hashes of it all.</summary>
internal static class AuditBundle
{
    /// <summary>Stands in commands and file names; never changes.</summary>
    internal const string Code = "audit-bundle";

    private static readonly Bilingual OfAPerson = new("随个人捐赠的文件，可能显示其身份", "goes with the gift of a person, and may show who that is");
    private static readonly Bilingual PersonalPaper = new("个人证件", "an identity document");
    private static readonly Bilingual NotKept = new("账本里只有校验值，没有文件", "the books hold its hash alone");
    private static readonly string[] PersonalNames = ["身份证", "护照", "户口", "军官证", "驾驶证", "居住证", "passport", "id card", "idcard", "id-card", "identity"];

    /// <param name="led">Gives a report what it needs to be handed out.</param>
    /// <param name="progress">Counts files.</param>
    /// <returns>The PDFs, to be known again; a refusal where a part cannot be drawn.</returns>
    internal static async Task<Outcome<IReadOnlyList<NewIssuedFile>>> WriteAsync(LedgerReader reader, string fundCode, int year, Language language, Func<ReportContent, ReportContent> led, Stream output, IProgress<DocumentProgress> progress)
    {
        var (done, total) = (0L, 0L);
        if (!(await AuditPack.OfAsync(reader, fundCode, year, null)).IsDone(out var drawn, out var refusal)) return refusal;
        var pack = drawn with { Parts = [.. drawn.Parts.Select(part => part with { Content = AuditPack.Watched(led(part.Content), Told) })] };
        var (books, span) = (await Books.LoadAsync(reader), new DateSpan(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)));
        var entity = books.Entity(books.FindFund(fundCode)!.EntityId);
        var who = await WhoIs.LoadAsync(reader);
        if (!(await VoucherReading.BookAsync(reader, new BookQuestion(entity.Code, span)).Then(book => AuditPack.Watched(led(VoucherContent.Of(book, who.NameOf)), Told))).IsDone(out var vouchers, out refusal)) return refusal;
        if (FailedCheck.RefusalFor(vouchers) is { } failed) return failed;
        if (!(await EntryDocuments.OfAsync(reader, fundCode, span)).IsDone(out var documents, out refusal)) return refusal;
        var funds = FundTree.From(books.FindFund(fundCode)!, books.Funds).Select(placed => placed.Fund).ToList();
        total = 1 + 2 * pack.Parts.Count + 1 + 2 + funds.Count + 2 + documents.Count;
        var issued = new List<NewIssuedFile>();
        using var files = new PackedFiles(output, pack.Head.KnownAt);
        void Told() => progress.Report(new DocumentProgress(Math.Min(done, total), total)); // every line does, so that a long one hears when to stop
        void Add(string name, Bilingual says, Action<Stream> write)
        {
            Told();
            files.Add(name, null, says, write);
            done++;
        }

        Add("audit-pack.pdf", pack.Title, to => Keep(IssuedPdf.Write(pack, ReportFormat.Pdf, language, to)));
        foreach (var (at, part) in pack.Parts.Index())
        {
            var name = $"parts/{(at + 1).ToString("00", CultureInfo.InvariantCulture)}-{PackedFiles.Plain(part.Key)}";
            foreach (var format in new[] { ReportFormat.Xlsx, ReportFormat.Csv }) Add($"{name}.{format.ExtensionOf()}", part.Title, to => ReportWriter.Write(part.Content, format, language, to));
            if (part.Key == "journal-listing") Add("journal/journal-listing.json", part.Title, to => ReportWriter.Write(part.Content, ReportFormat.Json, language, to));
        }

        Add("vouchers/vouchers.pdf", vouchers.Title, to => Keep(IssuedPdf.Write(vouchers, ReportFormat.Pdf, language, to)));
        Add("vouchers/vouchers.csv", vouchers.Title, to => ReportWriter.Write(vouchers, ReportFormat.Csv, language, to));
        var leftOut = new JsonArray();
        await AddProofsAsync();
        await AddDocumentsAsync();
        files.AddManifest(
            new JsonObject
            {
                ["document"] = Code, ["fund"] = fundCode, ["year"] = year, ["language"] = language.TagOf(), ["knownAt"] = Moments.ToIso(Moments.ToMicroseconds(pack.Head.KnownAt)), ["lastEntry"] = pack.Head.LastEntry,
                ["leftOut"] = leftOut,
            },
            pack.Head.Checkpoint, language);
        return issued;

        void Keep(NewIssuedFile? pdf)
        {
            if (pdf is not null) issued.Add(pdf);
        }

        async Task AddProofsAsync()
        {
            if ((await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault() is not { } last)
            {
                leftOut.Add(new JsonObject { ["what"] = "proof", ["reason"] = new Bilingual("还没有签署过检查点", "no checkpoint was signed yet").In(language) });
                return;
            }

            Add("proof/checkpoint.txt", new("检查点", "Checkpoint"), to => to.Write(Encoding.UTF8.GetBytes(last.Note)));
            Add("proof/checker.html", new("核对证明的网页，离线打开", "The page that checks a proof, without a network"), to => to.Write(ProofChecker.Page));
            foreach (var (at, fund) in funds.Index())
            {
                Told();
                await files.AddAsync($"proof/{(at + 1).ToString("0000", CultureInfo.InvariantCulture)}-{PackedFiles.Plain(fund.Code)}.proof", fund.Code, Bilingual.Same(fund.Name), async to => (await ExportProof.WriteAsync(reader, fund.Code, to)).Expect());
                done++;
            }
        }

        async Task AddDocumentsAsync()
        {
            var kept = new HashSet<string>();
            foreach (var document in documents)
            {
                var sha256 = Convert.ToHexStringLower(document.Sha256);
                var why = document.IsOfAPerson ? OfAPerson : PersonalNames.Any(name => document.FileName.Contains(name, StringComparison.OrdinalIgnoreCase)) ? PersonalPaper : (Bilingual?)null;
                var content = why is null ? await Attachments.FindAsync(reader, document.Sha256) : null;
                if (content is null)
                {
                    leftOut.Add(new JsonObject { ["what"] = "document", ["entry"] = document.Entry, ["sha256"] = sha256, ["reason"] = (why ?? NotKept).In(language) });
                    continue;
                }

                // By its hash: a file's own name may be somebody's.
                if (kept.Add(sha256)) Add($"documents/{sha256}{ExtensionOf(document.FileName)}", new($"分录 {document.Entry}：{document.Kind.Zh}", $"Entry {document.Entry}: {document.Kind.En}"), to => to.Write(content));
            }
        }
    }

    private static string ExtensionOf(string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        return extension.Length is > 1 and <= 6 && extension[1..].All(char.IsAsciiLetterOrDigit) ? extension : "";
    }
}
