using System.Net;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Telling;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Jobs;
using FundLedger.Web.Tests.Pages;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>The program's own host over a folder of books, on a free port of this machine.</summary>
internal sealed class Server(WebApplication app, SqliteDatabase database, string session, LentDatabase? lent = null) : IAsyncDisposable
{
    private static (WebApplication App, LentDatabase Lent)? common;

    private readonly HttpClient client = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };

    internal string Url => app.Urls.First();

    internal IServiceProvider Services => app.Services;

    /// <param name="at">Null for one that stands.</param>
    /// <param name="telling">Null for a site that sends no e-mail.</param>
    internal static async Task<Server> StartAsync(string books, bool isWriting = true, TimeProvider? at = null, TellingSettings? telling = null)
    {
        var (clock, options) = (at ?? new StandingClock(CommandLineTest.Today), new StorageOptions { Directory = books });
        var database = SqliteDatabase.Open(options, clock);
        var session = await SitePeople.SignInAsync(database, await SitePeople.EverybodyAsync(database, CommandLineTest.Today));
        if (!isWriting)
        {
            await database.DisposeAsync();
            database = SqliteDatabase.OpenToRead(options);
        }

        var app = LedgerHost.Build(database, new SiteAddress([new Uri("http://127.0.0.1:0")], Public: new Uri("https://ledger.example.cn/")), clock, telling: telling);
        await app.StartAsync();
        return new Server(app, database, session);
    }

    /// <summary>Asks as the person who holds every role.</summary>
    internal async Task<Answer> GetAsync(string path, string? languages = null, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (languages is not null) request.Headers.Add("Accept-Language", languages);
        request.Headers.Host = host;
        request.Headers.Add("Cookie", "fundledger=" + session);
        using var response = await client.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    /// <summary>
    /// The host that most tests share, since making one takes longer than what they ask of it: over books of the test's own, on the day that stands, without a schedule of jobs.
    /// Null while it serves other books.
    /// </summary>
    internal static async Task<Server?> StartCommonAsync(string books)
    {
        if (common is { Lent.IsLent: true }) return null;
        var database = SqliteDatabase.Open(new StorageOptions { Directory = books }, new StandingClock(CommandLineTest.Today));
        var session = await SitePeople.SignInAsync(database, await SitePeople.EverybodyAsync(database, CommandLineTest.Today));
        if (common is null)
        {
            var lent = new LentDatabase();
            common = (LedgerHost.Build(lent, [new Uri("http://127.0.0.1:0")], new StandingClock(CommandLineTest.Today)), lent);
            lent.Lend(database);
            await common.Value.App.StartAsync();
        }
        else
        {
            common.Value.Lent.Lend(database);
        }

        return new Server(common.Value.App, database, session, common.Value.Lent);
    }

    internal static async Task StopCommonAsync()
    {
        if (common is null) return;
        await common.Value.App.StopAsync();
        await common.Value.App.DisposeAsync();
        common = null;
    }

    internal Database Database => database;

    /// <summary>Waits for what the schedule catches up on at the start, so that it does not overtake a test that makes something due.</summary>
    internal async Task CaughtUpAsync()
    {
        if (lent is not null) return; // it has no schedule
        var jobs = Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        for (var waited = 0; jobs.SucceededListCount() < SharingASchedule.CaughtUp || jobs.EnqueuedCount("default") + jobs.ProcessingCount() > 0; waited++)
        {
            Assert.That(waited, Is.LessThan(1_200), "what is caught up on at the start does not end");
            await Task.Delay(50);
        }
    }

    /// <summary>Who holds every role at the site, with cookies of their own.</summary>
    internal Browser Browse(Language language = Language.Zh) => new(new Uri(Url), language, session);

    /// <summary>Another person at the site.</summary>
    internal async Task<Browser> BrowseAsync(string person, Language language = Language.Zh) => new(new Uri(Url), language, await SitePeople.SignInAsync(database, person));

    /// <summary>Somebody who is not signed in.</summary>
    internal Browser BrowseAsStranger(Language language = Language.Zh) => new(new Uri(Url), language, session: null);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (lent is not null)
        {
            await lent.TakeBackAsync();
        }
        else
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await database.DisposeAsync();
    }
}

internal sealed record Answer(HttpStatusCode Status, string Body, Dictionary<string, string> Headers)
{
    internal string Header(string name) => Headers.GetValueOrDefault(name, "");
}
