using FundLedger.Donations.Importing;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>How far an import is, as its page and the page's script say it.</summary>
/// <param name="IsOver">Nothing more will happen by itself.</param>
internal sealed record ImportProgressShown(bool IsOver, long RowsDone, long RowsTotal, Bilingual Says)
{
    /// <returns>Null when there is no such list.</returns>
    internal static Task<ImportProgressShown?> FindAsync(Database database, long id, CancellationToken stop) => database.ReadAsync(async reader =>
        await Uploads.FindAsync(reader, id) is { } upload ? await OfAsync(reader, await Books.LoadAsync(reader), upload) : null, stop);

    /// <summary>Of a list as it was when the reader read it.</summary>
    internal static async Task<ImportProgressShown> OfAsync(LedgerReader reader, Books books, ListUpload upload)
    {
        var import = books.FindFund(upload.Settings.Fund) is { } fund && upload.Sha256 is { } sha256 ? await ImportHistory.FindAsync(reader, books, fund, sha256) : null;
        return Of(upload, import?.RowsDone ?? 0);
    }

    private static ImportProgressShown Of(ListUpload upload, long rowsDone)
    {
        var counted = $"{Shown.Count(rowsDone)} / {Shown.Count(upload.RowsTotal)}";
        return new(
            upload.State is not (UploadState.Queued or UploadState.Running or UploadState.Stopping), rowsDone, upload.RowsTotal,
            upload.State switch
            {
                UploadState.Queued => new($"排队中，轮到时自动开始。已完成 {counted} 行。", $"Waiting for its turn; it starts by itself. {counted} rows are done."),
                UploadState.Stopping => new($"正在停下……已完成 {counted} 行。", $"Stopping… {counted} rows are done."),
                _ => new($"已完成 {counted} 行。", $"{counted} rows are done."),
            });
    }
}
