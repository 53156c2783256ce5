using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Web.Demo;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace FundLedger.Browser.Tests;

/// <summary>The program's own host over demo books of the test's own, on a free port, on a day that does not move. Tests share the host, which runs no jobs of its own: making one takes longer than what a test asks of it.</summary>
/// <param name="own">The host, where no other test has it.</param>
internal sealed class DemoSite(LentDatabase lent, SqliteDatabase database, string folder, string url, WebApplication? own) : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 15, 12, 0, 0, TimeSpan.FromHours(8));
    private static string template = "";
    private static (WebApplication App, LentDatabase Lent)? common;

    /// <summary>Of somebody who holds every role: what the session cookie holds.</summary>
    internal static string Session { get; private set; } = "";

    internal Database Database => database;

    internal string Url => url;

    /// <summary>Fills the demo books once; each site gets a copy.</summary>
    internal static async Task PrepareAsync()
    {
        template = Directory.CreateTempSubdirectory("fundledger-browser-").FullName;
        var books = new StorageOptions { Directory = template, Demo = true };
        var clock = StoryClock.For(books, new FakeTimeProvider(Noon), DemoBooks.DaysBack);
        await using var database = SqliteDatabase.Open(books, clock);
        await DemoBooks.FillAsync(database, clock, CancellationToken.None);
        var everybody = await SitePeople.EverybodyAsync(database, DateOnly.FromDateTime(Noon.Date));
        await ReviewAsync(database, everybody);
        await DemoSignIns.ProposeAsync(database, everybody, CancellationToken.None);
        Session = await SitePeople.SignInAsync(database, everybody);
    }

    /// <summary>Who holds every role runs an organisation too, and reviews with two others.</summary>
    private static async Task ReviewAsync(Database database, string everybody)
    {
        foreach (var grant in new NewGrant[] { new(PersonRole.OrganisationOwner, Scope.OfOrganisation(DemoAwards.First)), new(PersonRole.OrganisationCertifier, Scope.OfOrganisation(DemoAwards.First)), new(PersonRole.Expert, Scope.WholeLedger) })
            (await new GiveRole(database).RunAsync(SitePeople.Asked(everybody), everybody, grant)).Expect();
        await DemoReviews.TellAsync(database, everybody, [everybody, await SitePeople.AddAsync(database, "胡若溪", PersonRole.Expert), await SitePeople.AddAsync(database, "朱堃", PersonRole.Expert)], CancellationToken.None);
    }

    internal static async Task ForgetAsync()
    {
        if (common is { } host) await host.App.DisposeAsync();
        common = null;
        if (template.Length > 0) Directory.Delete(template, recursive: true);
    }

    internal static async Task<DemoSite> StartAsync(bool needsOwnHost)
    {
        var folder = Directory.CreateTempSubdirectory("fundledger-browser-").FullName;
        File.Copy(Path.Combine(template, "fundledger.db"), Path.Combine(folder, "fundledger.db"));
        var database = Open(folder);
        var (app, lent) = needsOwnHost ? Make() : common ?? Make();
        lent.Lend(database);
        if (app != common?.App) await app.StartAsync();
        if (!needsOwnHost) common = (app, lent);
        return new DemoSite(lent, database, folder, app.Urls.First(), needsOwnHost ? app : null);
    }

    public async ValueTask DisposeAsync()
    {
        await lent.TakeBackAsync();
        if (own is not null) await own.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static (WebApplication App, LentDatabase Lent) Make()
    {
        var lent = new LentDatabase();
        return (LedgerHost.Build(lent, [new Uri("http://127.0.0.1:0")], new FakeTimeProvider(Noon)), lent);
    }

    private static SqliteDatabase Open(string folder) => SqliteDatabase.Open(new StorageOptions { Directory = folder, Demo = true }, new FakeTimeProvider(Noon));
}
