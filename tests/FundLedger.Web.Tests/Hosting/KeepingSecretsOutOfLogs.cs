using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>Everything that a site logs and sends as telemetry while people use it and things fail, searched for whatever was typed.</summary>
[NonParallelizable]
public sealed class KeepingSecretsOutOfLogs : CommandLineTest
{
    private const string Name = "王小明";
    private const string Telephone = "13812345678";
    private const string Mail = "wang.xiaoming@example.cn";
    private const string Typed = "不该记下的密码 Zq7";

    private static readonly string[] Personal = [Name, Telephone, Mail, Typed, "Zq7", "小明", "xiaoming", Uri.EscapeDataString(Name), "%E7%8E%8B"];

    private readonly TextWriter before = Console.Error;

    [TearDown]
    public void Restore() => Console.SetError(before);

    [Test]
    public async Task Neither_the_log_nor_telemetry_names_anybody([Values] bool asJson)
    {
        await NewFundAsync();
        using var log = new StringWriter();
        Console.SetError(TextWriter.Synchronized(log));
        await using var collector = await Collector.StartAsync();
        var clock = new StandingClock(Today);
        await using var books = SqliteDatabase.Open(new StorageOptions { Directory = Books }, clock);
        var failing = new FailingDatabase(books);
        var person = await SitePeople.EverybodyAsync(books, Today);
        var (session, token) = (await SitePeople.SignInAsync(books, person), await SitePeople.TokenAsync(books, person, Permission.RecordMoney, Permission.ReadLedger));
        var settings = HostSettings.Of(new StorageOptions { Directory = Books }, new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000", ["FUNDLEDGER_LogFormat"] = asJson ? "json" : "text",
        }.GetValueOrDefault);
        await using (var app = LedgerHost.Build(failing, new SiteAddress([new Uri("http://127.0.0.1:0")]), clock, upkeep: settings))
        {
            await app.StartAsync();
            using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Mail);

            // Done, repeated, refused, unreadable.
            foreach (var (key, body) in new[] { ("k1", Gift("5.00")), ("k1", Gift("5.00")), ("k1", Gift("6.00")), ("k2", Gift("abc")), ("k3", "{" + Name) }) await PostAsync(client, token, key, body);
            // Looked for by name; signed in with a wrong password; secrets in addresses.
            foreach (var path in new[] { $"/search?q={Uri.EscapeDataString(Name)}", $"/donors?q={Telephone}", $"/invitation/{Typed}", $"/v/{Typed}", $"/nothing/{Name}", "/entries/1" }) await GetAsync(client, session, path);
            await client.PostAsync(new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("name", Mail), new("password", Typed)]));
            // What fails repeats what was typed, as a server's message about a double key does, and a parser's about a number.
            failing.With = new InvalidDataException($"duplicate key value is ({Name}, {Telephone})", new FormatException($"The input string '{Mail}' was not in a correct format."));
            await PostAsync(client, token, "k4", Gift("7.00"));
            await GetAsync(client, session, $"/search?q={Uri.EscapeDataString(Name)}");
            failing.With = new NotWrittenException(new InvalidDataException($"truncated value: {Name}"));
            await PostAsync(client, token, "k5", Gift("7.00"));
            failing.With = null;
            await collector.HasHeardAsync("fundledger.write.duration", "fundledger.write.batch.size", "http.server.request.duration", "write donation", "fundledger.job.duration", "fundledger.due", "fundledger.seal.lag");
            await app.StopAsync();
        }

        var (said, told) = (log.ToString(), collector.Heard);
        Assert.That(said, Does.Contain("InvalidDataException").And.Contain("FormatException").And.Contain("a call of the API failed"), "what failed is told with its kinds");
        Assert.That(said, Does.Contain(asJson ? "\"@x\":" : "ERR]"));
        if (asJson) foreach (var line in said.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Assert.That(() => System.Text.Json.JsonDocument.Parse(line), Throws.Nothing, line);
        foreach (var secret in Personal.Append(session).Append(token))
        {
            Assert.That(said, Does.Not.Contain(secret), "the log");
            Assert.That(told, Does.Not.Contain(secret), "telemetry");
        }

        Assert.That(told, Does.Contain("invitation/{secret}").And.Contain("fundledger.operation"), "routes stand in the place of addresses");
    }

    [Test]
    public void Of_a_failure_the_kinds_and_places_are_told_and_only_words_that_repeat_nothing()
    {
        var told = LogLines.TextOf(new AggregateException(new IOException("No space left on device"), new FormatException(Name), new NotWrittenException(new ArgumentOutOfRangeException(Telephone))));
        Assert.That(told, Does.Contain("System.IO.IOException: No space left on device").And.Contain("System.FormatException").And.Contain("NotWrittenException").And.Contain("ArgumentOutOfRangeException"));
        Assert.That(told, Does.Not.Contain(Name).And.Not.Contain(Telephone));
    }

    private static string Gift(string amount) => $$"""{"fund":"F1","amount":{"amount":"{{amount}}","currency":"CNY"},"on":"2026-04-08","donor":"{{Name}}","reference":"{{Telephone}}","note":"{{Mail}}"}""";

    private static async Task PostAsync(HttpClient client, string token, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/donations") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", key);
        (await client.SendAsync(request)).Dispose();
    }

    private static async Task GetAsync(HttpClient client, string session, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", "fundledger=" + session);
        (await client.SendAsync(request)).Dispose();
    }

    /// <summary>The books, which fail when they are told to.</summary>
    private sealed class FailingDatabase(Database books) : Database
    {
        internal Exception? With { get; set; }

        public override LedgerIdentity Ledger => books.Ledger;
        public override bool IsWriting => true;

        public override Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default) =>
            With is { } failure && operation.Name == "donation" ? Task.FromException<Outcome<T>>(failure) : books.WriteAsync(operation, rules, stop);

        public override Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default) => books.ReadAsync(reads, stop);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Takes in whatever is sent, as a collector does, and keeps the bytes.</summary>
    private sealed class Collector(WebApplication app, List<byte[]> bodies) : IAsyncDisposable
    {
        internal string Address => app.Urls.First();

        /// <summary>Names stand in these bytes as they are.</summary>
        internal string Heard
        {
            get
            {
                lock (bodies) return string.Join('\n', bodies.Select(Encoding.UTF8.GetString));
            }
        }

        internal static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var (app, bodies) = (builder.Build(), new List<byte[]>());
            app.MapPost("/{*path}", async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                lock (bodies) bodies.Add(body.ToArray());
                return Results.Ok();
            });
            await app.StartAsync();
            return new Collector(app, bodies);
        }

        internal async Task HasHeardAsync(params string[] names)
        {
            for (var waited = 0; names.Where(name => !Heard.Contains(name, StringComparison.Ordinal)).ToList() is { Count: > 0 } missing; waited++)
            {
                Assert.That(waited, Is.LessThan(300), "never told: " + string.Join(", ", missing));
                await Task.Delay(100);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
