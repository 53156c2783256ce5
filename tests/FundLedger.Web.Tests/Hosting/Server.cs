using System.Net;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Pages;
using Microsoft.AspNetCore.Builder;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>The program's own host over a folder of books, on a free port of this machine.</summary>
internal sealed class Server(WebApplication app, SqliteDatabase database) : IAsyncDisposable
{
    private readonly HttpClient client = new(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };

    internal string Url => app.Urls.First();

    internal IServiceProvider Services => app.Services;

    internal static async Task<Server> StartAsync(string books, bool isWriting = true)
    {
        var (clock, options) = (new StandingClock(CommandLineTest.Today), new StorageOptions { Directory = books });
        var database = isWriting ? SqliteDatabase.Open(options, clock) : SqliteDatabase.OpenToRead(options);
        var app = LedgerHost.Build(database, [new Uri("http://127.0.0.1:0")], clock, new Actor("os-test"));
        await app.StartAsync();
        return new Server(app, database);
    }

    internal async Task<Answer> GetAsync(string path, string? languages = null, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (languages is not null) request.Headers.Add("Accept-Language", languages);
        request.Headers.Host = host;
        using var response = await client.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    /// <summary>Someone at the site, with cookies of their own.</summary>
    internal Browser Browse(Language language = Language.Zh) => new(new Uri(Url), language);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}

internal sealed record Answer(HttpStatusCode Status, string Body, Dictionary<string, string> Headers)
{
    internal string Header(string name) => Headers.GetValueOrDefault(name, "");
}
