using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>An uploaded list as it reads with the settings it has now.</summary>
/// <param name="File">Null when its content is gone.</param>
/// <param name="Scan">Null when it cannot be read so; <paramref name="Refusal"/> says why.</param>
/// <param name="Sample">The first rows as they stand in the file.</param>
internal sealed record ListLook(ListFile? File, ListScan? Scan, Refusal? Refusal, ColumnMapping? Mapping, IReadOnlyList<SampleRow> Sample, int? HeaderRow, Fund? Fund, DateOnly Today) : IDisposable
{
    /// <summary>So few lists are held in memory at once, however many people look.</summary>
    private static readonly SemaphoreSlim Places = new(2);

    private bool hasPlace;

    internal static Task<ListLook> OfAsync(Database database, ListUpload upload, DateOnly today, CancellationToken stop) =>
        OfAsync(database, upload.Settings, today, () => Uploads.OpenAsync(database, upload, stop), stop);

    /// <summary>Of one that is not kept in the books yet.</summary>
    /// <param name="content">Must seek, and stay open as long as the list is looked at.</param>
    internal static Task<ListLook> OfAsync(Database database, Stream content, string fileName, UploadSettings settings, DateOnly today, CancellationToken stop) =>
        OfAsync(database, settings, today, () => Task.FromResult(ListFile.Open(content, fileName)), stop);

    private static async Task<ListLook> OfAsync(Database database, UploadSettings settings, DateOnly today, Func<Task<ListOpening>> open, CancellationToken stop)
    {
        var books = await database.ReadAsync(Books.LoadAsync, stop);
        if (!books.Fund(settings.Fund).IsDone(out var fund, out var refusal)) return new(null, null, refusal, null, [], null, null, today);
        await Places.WaitAsync(stop);
        try
        {
            return Look(await open(), settings, fund, today, stop) with { hasPlace = true };
        }
        catch
        {
            Places.Release();
            throw;
        }
    }

    public void Dispose()
    {
        File?.Dispose();
        if (hasPlace) Places.Release();
        hasPlace = false;
    }

    private static ListLook Look(ListOpening opening, UploadSettings settings, Fund fund, DateOnly today, CancellationToken stop)
    {
        if (opening is not ListOpening.Opened opened) return new(null, null, ((ListOpening.Refused)opening).Reason, null, [], null, fund, today);
        return opened.File.Scan(new ListSettings(fund.Currency, settings.Profile, settings.On), stop: stop) switch
        {
            ListScanning.Scanned scanned => new(opened.File, scanned.Scan, null, scanned.Scan.Mapping, scanned.Scan.Sample, scanned.Scan.HeaderRow, fund, today),
            ListScanning.Refused refused => new(opened.File, null, refused.Reason, refused.Mapping, refused.Sample, refused.HeaderRow, fund, today),
            var other => throw new InvariantBrokenException($"a list is scanned or refused, not {other}"),
        };
    }
}
