using System.Diagnostics;
using System.Net;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.Bench;

/// <summary>Every page that needs no code or number, and some that do, opened over a small ledger and over a large one: the ones that take longest, and the small one's time beside.</summary>
internal static class PagesOfALargeLedger
{
    private const int Rounds = 5;
    private const int Shown = 8;

    private const string OwnAccount = "/account"; // what is made ready there is written, and has nothing to do with the ledger

    private static readonly string[] OfSomething = ["/funds/F04", "/entries/1", "/public/funds/F04", "/entries?fund=F04", "/donors?name=捐赠人77"];

    internal static async Task MeasureAsync(LargeLedger small, LargeLedger large, ResultTable results, CancellationToken stop)
    {
        var (beside, times) = (await TimesAsync(small, stop), await TimesAsync(large, stop));
        foreach (var (page, time) in times.OrderByDescending(page => page.Value).Take(Shown))
            results.Add(new Result($"page {page}, {large.Entries:N0} entries", Timing.Shown(time), $"{small.Entries:N0} entries {Timing.Shown(beside[page])}", time / beside[page]));
    }

    private static async Task<Dictionary<string, TimeSpan>> TimesAsync(LargeLedger ledger, CancellationToken stop)
    {
        ledger.Clock.By = Moments.FromMicroseconds(await ledger.Database.ReadAsync(ledger.LaterAsync, stop)) - DateTimeOffset.UtcNow;
        var session = await SitePeople.SignInAsync(ledger.Database, await SitePeople.EverybodyAsync(ledger.Database, DateOnly.FromDateTime(ledger.Clock.GetUtcNow().AddHours(8).DateTime)));
        await using var reading = ledger.OpenToRead(); // so that no job of a schedule runs beside
        await using var app = LedgerHost.Build(reading, [new Uri("http://127.0.0.1:0")], ledger.Clock);
        await app.StartAsync(stop);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("Cookie", "fundledger=" + session);
        var times = new Dictionary<string, TimeSpan>();
        foreach (var page in Pages(app))
        {
            var taken = new List<TimeSpan>();
            for (var round = 0; round <= Rounds; round++)
            {
                stop.ThrowIfCancellationRequested();
                var began = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(new Uri(page, UriKind.Relative), stop);
                await answer.Content.ReadAsByteArrayAsync(stop);
                if (answer.StatusCode >= HttpStatusCode.InternalServerError || (page == "/" && answer.StatusCode != HttpStatusCode.OK)) throw new InvalidOperationException($"{page} answers {(int)answer.StatusCode}");
                if (round > 0) taken.Add(Stopwatch.GetElapsedTime(began)); // the first round warms up
            }

            times.Add(page, Timing.Median(taken));
        }

        await app.StopAsync(stop);
        return times;
    }

    private static IEnumerable<string> Pages(WebApplication app) => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null && endpoint.RoutePattern.Parameters.Count == 0)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Where(page => !page.StartsWith(OwnAccount, StringComparison.Ordinal)).Concat(OfSomething).Distinct().Order(StringComparer.Ordinal);
}
