using System.Net;
using System.Text;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Web.Demo;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FundLedger.Bench;

/// <summary>The overview of the demo books: how many bytes a first visit takes, and how fast it answers 64 readers beside a bare page that reads the same rows.</summary>
internal static class OpeningTheFirstPage
{
    private const int Readers = 64;
    private const int Rounds = 7;
    private const int LastEntries = 8;
    private const double MostKilobytes = 30;

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        var books = new StorageOptions { Directory = folder.PathOf("page"), Demo = true };
        var clock = StoryClock.For(books, TimeProvider.System, DemoBooks.DaysBack);
        await using var database = SqliteDatabase.Open(books, clock);
        await DemoBooks.FillAsync(database, clock, stop);
        await using var site = LedgerHost.Build(database, [new Uri("http://127.0.0.1:0")], TimeProvider.System);
        var session = await SitePeople.SignInAsync(database, await SitePeople.EverybodyAsync(database, DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8))));
        await using var bare = Bare(database);
        await site.StartAsync(stop);
        await bare.StartAsync(stop);
        await WeighAsync(AddressOf(site), session, results, stop);
        await CompareAsync(AddressOf(site), AddressOf(bare), session, options.Pages, results, stop);
        await bare.StopAsync(stop);
        await site.StopAsync(stop);
    }

    /// <summary>The page with all that it asks for at once, as a browser receives them.</summary>
    private static async Task WeighAsync(Uri site, string session, ResultTable results, CancellationToken stop)
    {
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = site };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        client.DefaultRequestHeaders.Add("Cookie", "fundledger=" + session);
        var bytes = 0;
        foreach (var path in new[] { "/", "/fundledger.css", "/icon.svg" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), stop);
            answer.EnsureSuccessStatusCode();
            bytes += (await answer.Content.ReadAsByteArrayAsync(stop)).Length;
        }

        var kilobytes = bytes / 1024.0;
        results.Add(new Result("first page with its files, compressed", $"{kilobytes:0.0} KB", $"{MostKilobytes:0} KB", kilobytes / MostKilobytes, "≤ 1", kilobytes <= MostKilobytes));
    }

    private static async Task CompareAsync(Uri site, Uri bare, string session, int pages, ResultTable results, CancellationToken stop)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers });
        client.DefaultRequestHeaders.Add("Cookie", "fundledger=" + session);
        var (ours, theirs) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round <= Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            var (page, plain) = (await ReadAsync(client, site, pages, stop), await ReadAsync(client, bare, pages, stop));
            if (round == 0) continue; // the first round warms up
            ours.Add(page);
            theirs.Add(plain);
        }

        results.Add(new Result($"first page, {Readers} readers", Timing.PerSecond(pages, Timing.Median(ours)),
            $"bare page {Timing.PerSecond(pages, Timing.Median(theirs))}", Timing.Median(theirs) / Timing.Median(ours)));
    }

    private static Task<TimeSpan> ReadAsync(HttpClient client, Uri address, int pages, CancellationToken stop)
    {
        var next = 0;
        return Timing.OfAsync(() => Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= pages)
            {
                using var answer = await client.GetAsync(address, stop);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(stop);
            }
        }, stop))));
    }

    /// <summary>What the overview is made of, read the same way and written as plain rows: no Razor, language, chart or layout.</summary>
    private static WebApplication Bare(Database database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", async (CancellationToken stop) => Results.Text(await database.ReadAsync(RowsAsync, stop), "text/html", Encoding.UTF8));
        return app;
    }

    private static async Task<string> RowsAsync(LedgerReader reader)
    {
        var (books, text) = (await Books.LoadAsync(reader), new StringBuilder("<!DOCTYPE html><title>Overview</title><table>"));
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        foreach (var fund in books.Funds)
            foreach (var row in (await FundReports.BalancesAsync(reader, fund.Code, today)).Expect().Rows) text.Append("<tr><td>").Append(fund.Name).Append("<td>").Append(row.Code).Append("<td>").Append(row.Cash);
        foreach (var entry in (await EntryList.PageAsync(reader, books, new EntryFilter(), LastEntries)).Entries) text.Append("<tr><td>").Append(entry.Id).Append("<td>").Append(entry.OccurredOn.ToIso());
        foreach (var item in await Attention.OverdrawnAsync(reader, books)) text.Append("<tr><td>").Append(item);
        foreach (var item in await Attention.SuspenseAsync(reader, books)) text.Append("<tr><td>").Append(item);
        foreach (var item in await MonthsOfBooks.ListAsync(reader, books, today)) text.Append("<tr><td>").Append(item.Month);
        foreach (var (entity, duty) in await SpendingDuties.ListAsync(reader, books, today)) text.Append("<tr><td>").Append(entity.Name).Append("<td>").Append(duty.TotalSpending);
        return text.Append("</table>").ToString();
    }

    private static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
