using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Cli;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Cli;
using Microsoft.AspNetCore.Builder;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>Told to stop while a write is under way: that one is done and answered, the next is sent elsewhere, reads go on meanwhile.</summary>
public sealed class StoppingGently : CommandLineTest
{
    private const string Gift = """{"fund":"F1","amount":{"amount":"5.00","currency":"CNY"},"on":"2026-04-08","donor":"王小明"}""";

    [Test]
    public async Task What_is_under_way_is_committed_and_new_writes_are_told_to_come_back()
    {
        await NewFundAsync();
        var clock = new StandingClock(Today);
        await using var books = SqliteDatabase.Open(new StorageOptions { Directory = Books }, clock);
        var person = await SitePeople.EverybodyAsync(books, Today);
        var token = await SitePeople.TokenAsync(books, person, Permission.RecordMoney, Permission.ReadLedger);
        var slow = new SlowDatabase(books);
        await using var app = LedgerHost.Build(slow, new SiteAddress([new Uri("http://127.0.0.1:0")]), clock, upkeep: new HostSettings { Drain = TimeSpan.FromSeconds(15) });
        await app.StartAsync();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };

        slow.Hold();
        var underWay = PostAsync(client, token, "first");
        Assert.That(await Task.WhenAny(slow.IsHeldAsync, underWay), Is.Not.SameAs(underWay), "it is under way");
        using var hurry = new CancellationTokenSource();
        var stopping = app.StopAsync(hurry.Token);
        Assert.That((await ReadAsync(client, "/readyz")).Body, Does.Contain("\"stopping\":\"yes\""));

        var late = await PostAsync(client, token, "second");
        Assert.That((late.Status, late.RetryAfter, late.MediaType), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "5", "application/problem+json")), late.Body);
        Assert.That(JsonDocument.Parse(late.Body).RootElement.GetProperty("code").GetString(), Is.EqualTo("busy"));
        Assert.That((await ReadAsync(client, "/readyz")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await ReadAsync(client, "/healthz")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await ReadAsync(client, "/public/matching")).Status, Is.EqualTo(HttpStatusCode.OK), "reads are answered while a proxy moves on");
        var form = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.That((form.StatusCode, form.Headers.RetryAfter?.ToString()), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "5")));
        Assert.That(await form.Content.ReadAsStringAsync(), Does.Contain("账本正忙"));

        slow.LetGo();
        var done = await underWay;
        Assert.That(done.Status, Is.EqualTo(HttpStatusCode.Created), done.Body);
        await hurry.CancelAsync(); // what is tested is over
        await stopping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.That(await books.ReadAsync(FundLedger.Ledger.JournalReading.LastAsync), Is.EqualTo(1), "the first is in the books, the second is not");
    }

    [Test]
    public async Task What_takes_longer_than_it_may_is_cut_off_which_is_said_and_is_no_failure()
    {
        await NewFundAsync();
        var clock = new StandingClock(Today);
        await using var books = SqliteDatabase.Open(new StorageOptions { Directory = Books }, clock);
        var token = await SitePeople.TokenAsync(books, await SitePeople.EverybodyAsync(books, Today), Permission.RecordMoney);
        var slow = new SlowDatabase(books);
        slow.Hold();
        await using var app = LedgerHost.Build(slow, new SiteAddress([new Uri("http://127.0.0.1:0")]), clock, upkeep: new HostSettings { Finishing = TimeSpan.FromMilliseconds(200) });
        using var stop = new CancellationTokenSource();
        var (said, isServing) = (new StringWriter(), new TaskCompletionSource());
        app.Lifetime.ApplicationStarted.Register(isServing.SetResult);
        var serving = ServeVerb.ServeAsync(ShellSaying(said), app, stop.Token);
        await Task.WhenAny(serving, isServing.Task);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
        var underWay = PostAsync(client, token, "first");
        Assert.That(await Task.WhenAny(slow.IsHeldAsync, underWay), Is.Not.SameAs(underWay), "it is under way");
        await stop.CancelAsync();
        Assert.That((await serving, said.ToString().Contains("Requests and jobs that were still under way were cut off", StringComparison.Ordinal)), Is.EqualTo((0, true)), said.ToString());
        Assert.That(async () => await underWay, Throws.InstanceOf<HttpRequestException>());
        Assert.That(await books.ReadAsync(FundLedger.Ledger.JournalReading.LastAsync), Is.Zero);
    }

    [Test]
    public async Task Told_to_stop_while_it_asks_whether_anybody_is_there_it_stops_as_at_any_other_time()
    {
        await NewFundAsync();
        await using var books = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today));
        using var stop = new CancellationTokenSource();
        var isAsked = false;
        var asking = new SlowDatabase(books)
        {
            Asked = () =>
            {
                isAsked = true;
                stop.Cancel();
            },
        };
        await using var app = LedgerHost.Build(asking, new SiteAddress([new Uri("http://127.0.0.1:0")]), new StandingClock(Today));
        var said = new StringWriter();
        Assert.That(await ServeVerb.ServeAsync(ShellSaying(said), app, stop.Token), Is.Zero, said.ToString());
        Assert.That((isAsked, said.ToString()), Is.EqualTo((true, "")));
    }

    [TestCase("http://127.0.0.1:0")]
    [TestCase("http://0.0.0.0:0 --behind 127.0.0.1 --host ledger.example")]
    public async Task Told_to_stop_before_it_serves_it_stops_as_at_any_other_time(string urls)
    {
        await using (var books = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today))) await SitePeople.EverybodyAsync(books, Today);
        var said = await RunAsync($"serve --urls {urls}", new CancellationToken(canceled: true));
        Assert.That((said.ExitCode, said.Error), Is.EqualTo((0, "")));
    }

    private static Shell ShellSaying(TextWriter said) => new(new Surroundings(TextWriter.Null, said, Stream.Null, false, new StandingClock(Today), _ => null, "tester", () => Guid.NewGuid().ToString()), Language.En);

    private static async Task<(HttpStatusCode Status, string Body)> ReadAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<(HttpStatusCode Status, string Body, string? RetryAfter, string? MediaType)> PostAsync(HttpClient client, string token, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/donations") { Content = new StringContent(Gift, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.RetryAfter?.ToString(), response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>The books, whose next gift waits until it is let go, and which tell when they are asked whether something is so.</summary>
    private sealed class SlowDatabase(Database books) : Database
    {
        private readonly TaskCompletionSource isHeld = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource mayGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool holds;

        public override LedgerIdentity Ledger => books.Ledger;
        public override bool IsWriting => true;
        internal Task IsHeldAsync => isHeld.Task;
        internal Action? Asked { get; init; }

        internal void Hold() => holds = true;

        internal void LetGo() => mayGo.SetResult();

        public override async Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default)
        {
            if (holds && operation.Name == "donation")
            {
                isHeld.TrySetResult();
                await mayGo.Task;
            }

            return await books.WriteAsync(operation, rules, stop);
        }

        public override Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default)
        {
            if (typeof(T) == typeof(bool)) Asked?.Invoke();
            return books.ReadAsync(reads, stop);
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
