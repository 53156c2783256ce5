using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.Storage;
using FundLedger.Web.Telling;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.Web.Tests.Telling;

/// <summary>Webhooks to a receiver of the test's own: signed, small, to allowed addresses only, and never led elsewhere.</summary>
public sealed class SendingWebhooks : CommandLineTest
{
    private const string Secret = "whsec_of_a_test";

    [Test]
    public async Task An_event_arrives_signed_with_codes_and_a_link_and_the_same_id_at_every_attempt()
    {
        await NewFundAsync("F1");
        await using var site = await TellingSite.OverAsync(Books);
        await using var receiver = await Receiver.StartAsync();
        var subscription = await SubscribeAsync(site, receiver.Url, "entry.posted");
        var gift = (await new FundLedger.Donations.RecordDonation(site.Database).RunAsync(new Asked("gift", site.Everybody), new FundLedger.Donations.Gift("F1", new Values.Money(500, Values.Currency.Cny), Today, FundLedger.Donors.DonorName.Of("王小明")))).Expect().Entry;
        receiver.Answers.Enqueue(503);
        receiver.Answers.Enqueue(200);
        await site.RunAndWaitAsync("http-503", DeliveryState.Waiting);
        (await new KeepWebhooks(site.Database).ChangeSecretAsync(SitePeople.Asked(site.Everybody), subscription, site.Secrets.Protect("whsec_new"))).Expect();
        await site.RunAndWaitAsync("http-200", DeliveryState.Sent);
        var (first, second) = (receiver.Got[0], receiver.Got[1]);
        Assert.That(second.Body, Is.EqualTo(first.Body));
        Assert.That(second.Id, Is.EqualTo(first.Id).And.EqualTo((await site.DeliveriesAsync()).Single().Uid));
        using var body = JsonDocument.Parse(first.Body);
        Assert.That(body.RootElement.EnumerateObject().Select(field => $"{field.Name}={field.Value}"), Is.EqualTo(new[]
        {
            $"at={body.RootElement.GetProperty("at")}", "data={\"kind\":\"donation\"}", "entity=MAIN", "event=entry.posted", "fund=", $"id={first.Id}", $"link=https://ledger.example.cn/api/v1/entries/{gift}", "organisation=", $"subject={gift}",
        }));
        Assert.That(first.Body.Replace(first.Id, "", StringComparison.Ordinal), Does.Not.Contain("王").And.Not.Contain("500").And.Not.Contain(site.Everybody));
        MustBeSigned(first, Secret);
        MustBeSigned(second, "whsec_new", Secret);
    }

    [Test]
    public async Task A_receiver_that_leads_elsewhere_is_not_followed_and_one_that_is_gone_ends_it()
    {
        await using var site = await TellingSite.OverAsync(Books);
        await using var receiver = await Receiver.StartAsync();
        var subscription = await SubscribeAsync(site, receiver.Url, "period.closed");
        foreach (var (answer, state) in new[] { (302, DeliveryState.Waiting), (410, DeliveryState.GivenUp) })
        {
            receiver.Answers.Enqueue(answer);
            (await new KeepWebhooks(site.Database).TestAsync(SitePeople.Asked(site.Everybody), subscription)).Expect();
            await site.Desk.RunAsync(default);
            Assert.That((await site.DeliveriesAsync())[0], Has.Property("Outcome").EqualTo($"http-{answer}").And.Property("State").EqualTo(state));
        }

        Assert.That(receiver.Got.Select(got => got.Path), Is.All.EqualTo("/hook"), "nothing went where it was led to");
        Assert.That(receiver.Got[0].Body, Does.Contain("\"event\":\"webhook.test\""));
        (await new KeepWebhooks(site.Database).EndAsync(SitePeople.Asked(site.Everybody), subscription)).Expect();
        site.Clock.Now = site.Clock.Now.AddHours(1);
        await site.Desk.RunAsync(default);
        Assert.That((await site.DeliveriesAsync()).Select(one => one.Outcome), Is.EquivalentTo(new[] { "ended", "http-410" }), "what waited for an ended one is given up");
    }

    [Test]
    public async Task An_address_inside_is_not_reached_unless_a_setting_names_it()
    {
        await using var site = await TellingSite.OverAsync(Books);
        await using var receiver = await Receiver.StartAsync();
        using var closed = new HttpClient(new SocketsHttpHandler { ConnectCallback = new PrivateAddresses([]).ConnectAsync });
        foreach (var url in new[] { receiver.Url, receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), receiver.Url.Replace("127.0.0.1", "[::ffff:127.0.0.1]", StringComparison.Ordinal), receiver.Url.Replace("127.0.0.1", "2130706433", StringComparison.Ordinal) })
            await Assert.ThatAsync(() => closed.GetAsync(url), Throws.TypeOf<HttpRequestException>().With.InnerException.TypeOf<PrivateAddressException>(), url);
        Assert.That(receiver.Got, Is.Empty);
        using var open = new HttpClient(new SocketsHttpHandler { ConnectCallback = new PrivateAddresses([IPNetwork.Parse("127.0.0.0/8")]).ConnectAsync });
        Assert.That((await open.GetAsync(receiver.Url)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await SubscribeAsync(site, "http://[::1]:1/hook", "period.closed");
        (await new KeepWebhooks(site.Database).TestAsync(SitePeople.Asked(site.Everybody), 1)).Expect();
        await site.RunAndWaitAsync("private-address", DeliveryState.Waiting);
    }

    [TestCase("93.184.216.34", true)]
    [TestCase("2606:2800:220:1:248:1893:25c8:1946", true)]
    [TestCase("10.1.2.3", false)]
    [TestCase("172.31.255.255", false)]
    [TestCase("172.32.0.1", true)]
    [TestCase("192.168.1.1", false)]
    [TestCase("127.0.0.1", false)]
    [TestCase("0.0.0.0", false)]
    [TestCase("169.254.169.254", false)]
    [TestCase("100.64.0.1", false)]
    [TestCase("224.0.0.1", false)]
    [TestCase("255.255.255.255", false)]
    [TestCase("::1", false)]
    [TestCase("::", false)]
    [TestCase("fe80::1", false)]
    [TestCase("fd00::1", false)]
    [TestCase("::ffff:10.0.0.1", false)]
    [TestCase("::ffff:93.184.216.34", true)]
    [TestCase("64:ff9b::a00:1", false)]
    [TestCase("2002:a00:1::", false)]
    [TestCase("ff02::1", false)]
    public void Only_public_addresses_are_public(string address, bool isPublic) => Assert.That(new PrivateAddresses([]).May(IPAddress.Parse(address)), Is.EqualTo(isPublic));

    private static async Task<long> SubscribeAsync(TellingSite site, string url, string kind) =>
        (await new KeepWebhooks(site.Database).SubscribeAsync(SitePeople.Asked(site.Everybody), url, [kind], site.Secrets.Protect(Secret))).Expect().Subscription;

    private static void MustBeSigned(Got got, params string[] secrets)
    {
        var parts = got.Signature.Split(',');
        var seconds = parts[0].Split('=')[1];
        Assert.That(parts[1..], Is.EqualTo(secrets.Select(secret => "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{got.Body}"))))));
    }

    private sealed record Got(string Path, string Id, string Signature, string Body);

    /// <summary>A program that receives.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly ConcurrentQueue<Got> got = new();
        private readonly WebApplication app;

        private Receiver(WebApplication app) => this.app = app;

        internal IReadOnlyList<Got> Got => [.. got];

        internal ConcurrentQueue<int> Answers { get; } = new();

        internal string Url => app.Urls.First() + "/hook";

        internal static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build());
            receiver.app.Run(receiver.AnswerAsync);
            await receiver.app.StartAsync();
            return receiver;
        }

        private async Task AnswerAsync(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            if (HttpMethods.IsPost(context.Request.Method)) got.Enqueue(new Got(context.Request.Path, context.Request.Headers[WebhookSender.DeliveryHeader].ToString(), context.Request.Headers[WebhookSender.SignatureHeader].ToString(), body));
            context.Response.StatusCode = Answers.TryDequeue(out var status) ? status : 200;
            if (status == 302) context.Response.Headers.Location = "/elsewhere";
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
