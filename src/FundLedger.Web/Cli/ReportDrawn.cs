using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace FundLedger.Web.Cli;

/// <summary>What every report goes through that a verb draws, as on the site: see <see cref="ReportIssuing"/>.</summary>
internal static class ReportDrawn
{
    /// <summary>Seals and signs for what the report will count, where the ledger has a key, it lies here, and no server holds the books. Otherwise the report bears the last checkpoint there is.</summary>
    internal static async Task BeginAsync(ReadRun run)
    {
        var (shell, books) = (run.Shell, run.Shell.StorageOf(run.Parsed));
        var places = SealPlaces.Of(books, shell.Around.Environment);
        if (!places.Key.IsDone(out var key, out _) || !File.Exists(key)) return;
        if (!await run.Database.ReadAsync(async reader => (await SealReading.KeysAsync(reader)).Count > 0 && !await SealReading.IsWholeAsync(reader), run.Stop)) return;
        await WithWriterAsync(run, places, keeper => keeper.BeforeReportAsync(Actor.OfSystemUser(run.Database.Ledger, shell.Around.UserName).Id, run.Stop));
    }

    /// <summary>Writes the report and keeps its hash, where it is a PDF and the ledger signs checkpoints.</summary>
    internal static Task WriteAsync(ReadRun run, ReportContent content, ReportFormat format, Stream output) => KeepAsync(run, IssuedPdf.Write(content, format, run.Shell.Language, output));

    /// <inheritdoc cref="WriteAsync(ReadRun, ReportContent, ReportFormat, Stream)"/>
    internal static Task WriteAsync(ReadRun run, ReportPack pack, ReportFormat format, Stream output) => KeepAsync(run, IssuedPdf.Write(pack, format, run.Shell.Language, output));

    private static Task KeepAsync(ReadRun run, NewIssuedFile? written) => KeepAsync(run, written is null ? [] : [written]);

    /// <summary>Keeps the hashes of PDFs, where the ledger signs checkpoints.</summary>
    internal static async Task KeepAsync(ReadRun run, IReadOnlyList<NewIssuedFile> written)
    {
        var unknown = await run.Database.ReadAsync(async reader =>
        {
            var found = new List<NewIssuedFile>();
            foreach (var issued in written)
                if (issued.CheckpointSize is not null && await IssuedFiles.FindAsync(reader, issued.Sha256) is null) found.Add(issued);
            return found;
        }, run.Stop);
        if (unknown.Count == 0) return;
        await WithWriterAsync(run, SealPlaces.None, async keeper =>
        {
            foreach (var issued in unknown) await keeper.IssuedAsync(issued);
        });
    }

    private static async Task WithWriterAsync(ReadRun run, SealPlaces places, Func<CheckpointKeeper, Task> act)
    {
        try
        {
            await using var writer = Databases.Open(run.Shell.StorageOf(run.Parsed), run.Shell.Clock);
            await act(new CheckpointKeeper(writer, run.Shell.Clock, places, NullLogger<CheckpointKeeper>.Instance));
        }
        catch (CannotOpenException)
        {
            // A server is at work on these books, or they may only be read.
        }
    }

    internal static Outcome<ReportContent> Led(Shell shell, ReportContent content) =>
        Sites(shell).IsDone(out var sites, out var refusal) ? content with { Site = sites.FirstOrDefault() } : refusal;

    internal static Outcome<ReportPack> Led(Shell shell, ReportPack pack) => Sites(shell).IsDone(out var sites, out var refusal) ? IssuedPdf.LedTo(sites.FirstOrDefault(), pack) : refusal;

    internal static Outcome<IReadOnlyList<Uri>> Sites(Shell shell) => SiteAddress.ReadPublic(shell.Around.Environment(SiteAddress.PublicVariable));
}
