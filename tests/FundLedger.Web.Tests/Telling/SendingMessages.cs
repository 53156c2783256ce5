using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Jobs;
using FundLedger.Web.Telling;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace FundLedger.Web.Tests.Telling;

/// <summary>Messages by a mail server of the test's own, which fails where it is told to: nothing is lost, and nothing comes twice.</summary>
public sealed class SendingMessages : CommandLineTest
{
    [Test]
    public async Task A_message_comes_once_in_the_reader_s_language_with_links_and_no_name()
    {
        await using var site = await TellingSite.OverAsync(Books);
        var (zh, en) = (await site.ReaderAsync("zh-reader", MailWish.AtOnce, "zh@example.org", Language.Zh), await site.ReaderAsync("en-reader", MailWish.AtOnce, "en@example.org", Language.En));
        await site.HappenAsync(1);
        await site.Desk.RunAsync(default);
        await site.Desk.RunAsync(default);
        Assert.That(site.Mail.Received, Has.Count.EqualTo(2));
        var (toZh, toEn) = (site.MessageTo("zh@example.org"), site.MessageTo("en@example.org"));
        Assert.That((toZh.Subject, toEn.Subject), Is.EqualTo(("FundLedger: 第 1 次核验中途出错", "FundLedger: Verification 1 broke off")));
        var notice = (await site.NoticesAsync(en)).Single();
        Assert.That(toEn.TextBody, Does.Contain("Verification 1 broke off").And.Contain($"https://ledger.example.cn/notices/{notice.Id}").And.Contain("https://ledger.example.cn/notices/settings").And.Not.Contain("en-reader"));
        Assert.That(toEn.HtmlBody, Does.Contain($"<a href=\"https://ledger.example.cn/notices/{notice.Id}\">").And.Contain("lang=\"en\""));
        Assert.That(toZh.TextBody, Does.Contain("这封邮件由程序发出"));
        Assert.That(toEn.MessageId, Does.EndWith("@ledger.example.cn").And.Not.EqualTo(toZh.MessageId));
        Assert.That(toEn.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
        Assert.That((await site.NoticesAsync(zh)).Single().IsUnread, Is.True);
    }

    [Test]
    public async Task A_server_that_refuses_or_is_away_is_asked_again_and_the_message_comes_once()
    {
        await using var site = await TellingSite.OverAsync(Books);
        await site.ReaderAsync("reader", MailWish.AtOnce, "r@example.org", Language.En);
        await site.HappenAsync(1);
        site.Mail.Instead["EHLO"] = "";
        await site.RunAndWaitAsync("smtp-unreachable", DeliveryState.Waiting);
        site.Mail.Instead["RCPT"] = "450 mailbox busy";
        await site.RunAndWaitAsync("smtp-450", DeliveryState.Waiting);
        site.Mail.Instead["END"] = "451 try later";
        await site.RunAndWaitAsync("smtp-451", DeliveryState.Waiting);
        await site.RestartAsync();
        await site.RunAndWaitAsync("smtp-250", DeliveryState.Sent);
        await site.RunAndWaitAsync("smtp-250", DeliveryState.Sent);
        Assert.That(site.Mail.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_line_that_breaks_after_the_message_went_over_it_leaves_it_to_people_and_its_id_stays()
    {
        await using var site = await TellingSite.OverAsync(Books);
        await site.ReaderAsync("reader", MailWish.AtOnce, "r@example.org", Language.En);
        await site.HappenAsync(1);
        site.Mail.Instead["END"] = ""; // it may have it or not
        await site.RunAndWaitAsync("smtp-broke-off", DeliveryState.Uncertain);
        await site.RestartAsync();
        await site.RunAndWaitAsync("smtp-broke-off", DeliveryState.Uncertain);
        Assert.That(site.Mail.Received, Is.Empty, "it is not sent again by itself");
        var uncertain = (await site.DeliveriesAsync()).Single();
        (await new HandleDelivery(site.Database, site.Clock).AgainAsync(SitePeople.Asked(site.Everybody), uncertain.Id)).Expect();
        await site.RunAndWaitAsync("smtp-250", DeliveryState.Sent);
        Assert.That(site.MessageTo("r@example.org").MessageId, Does.StartWith(uncertain.Uid), "a mailbox that has it already can tell");
    }

    [Test]
    public async Task A_mailbox_that_is_not_there_or_a_reader_who_wants_none_any_more_ends_it()
    {
        await using var site = await TellingSite.OverAsync(Books);
        var reader = await site.ReaderAsync("reader", MailWish.AtOnce, "r@example.org", Language.En);
        await site.HappenAsync(1);
        site.Mail.Instead["RCPT"] = "550 no such mailbox";
        await site.RunAndWaitAsync("smtp-550", DeliveryState.GivenUp);
        await site.HappenAsync(2);
        site.Mail.Instead["MAIL"] = "421 busy";
        await site.RunAndWaitAsync("smtp-421", DeliveryState.Waiting);
        (await new SetNotices(site.Database).RunAsync(SitePeople.Asked(reader), MailWish.None, Language.En, "")).Expect();
        await site.RunAndWaitAsync("person-gone", DeliveryState.GivenUp);
        Assert.That(site.Mail.Received, Is.Empty);
        Assert.That(await site.NoticesAsync(reader), Has.Count.EqualTo(2), "in the program nothing is lost");
    }

    [Test]
    public async Task A_digest_comes_once_each_morning_with_all_that_is_unread_and_starting_again_sends_no_other()
    {
        await using var site = await TellingSite.OverAsync(Books);
        await site.ReaderAsync("reader", MailWish.Daily, "r@example.org", Language.Zh);
        foreach (var run in Enumerable.Range(1, 60)) await site.HappenAsync(run);
        site.Clock.Now = site.Clock.Now.AddHours(11); // seven in the morning in Shanghai
        await site.Desk.RunAsync(default);
        Assert.That(site.Mail.Received, Is.Empty);
        site.Clock.Now = site.Clock.Now.AddHours(2);
        await site.Desk.RunAsync(default);
        await site.RestartAsync();
        await site.HappenAsync(61);
        await site.Desk.RunAsync(default);
        var digest = site.MessageTo("r@example.org");
        Assert.That((site.Mail.Received.Count, digest.Subject), Is.EqualTo((1, "FundLedger: 今日通知：60 条未读")));
        Assert.That(digest.TextBody, Does.Contain("还有 10 条，见全部通知。"));
        site.Clock.Now = site.Clock.Now.AddDays(1);
        await site.Desk.RunAsync(default);
        Assert.That(site.Mail.Received, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_job_of_the_schedule_that_was_given_up_is_told_to_who_keeps_the_program_running_once_a_day()
    {
        await using var site = await TellingSite.OverAsync(Books);
        site.Clock.Now = TimeProvider.System.GetUtcNow(); // Hangfire says itself when a job failed
        var jobs = site.Services.GetRequiredService<JobStorage>();
        // Of one that is not tried again: others would be put off, and not given up.
        new BackgroundJobClient(jobs).Create(Job.FromExpression<TellJob>(job => job.RunAsync(CancellationToken.None)), new FailedState(new InvalidOperationException("planted")));
        foreach (var _ in new[] { 1, 2 }) await new TellJob(site.Desk, site.Database, site.Clock, jobs).RunAsync(default);
        Assert.That((await site.NoticesAsync(site.Everybody)).Select(notice => (notice.Event.Kind, notice.Event.Subject)), Is.EqualTo(new[] { ("jobs.failing", "TellJob") }));
    }

    [Test]
    public void Settings_are_read_from_the_environment_and_a_wrong_one_is_told_with_its_name()
    {
        Assert.That(Read().Expect(), Is.EqualTo(TellingSettings.None).Using<TellingSettings>((a, b) => a.Mail == b.Mail && a.Networks.Count == b.Networks.Count));
        var mail = Read(("Mail__Host", "mail.example.org"), ("Mail__From", "f@example.org"), ("Mail__User", "u"), ("Mail__PasswordFile", Write("secret", " geheim\n")), ("WebhookNetworks", "10.0.0.0/8;fd00::/8")).Expect();
        Assert.That((mail.Mail, mail.Networks.Count), Is.EqualTo((new MailSettings("mail.example.org", 587, MailTls.StartTls, "f@example.org", "u", "geheim"), 2)));
        Assert.That(mail.Mail!.ToString(), Is.EqualTo("mail.example.org:587"), "never the password");
        Assert.That(Read(("Mail__Host", "m"), ("Mail__From", "f@example.org"), ("Mail__Tls", "tls")).Expect().Mail!.Port, Is.EqualTo(465));
        foreach (var (set, named) in new[]
        {
            ("Mail__From=f@example.org", "Mail__Host"), ("Mail__Host=m", "Mail__From"), ("Mail__Host=m Mail__From=x", "Mail__From"), ("Mail__Host=m Mail__From=f@example.org Mail__Port=0", "Mail__Port"),
            ("Mail__Host=m Mail__From=f@example.org Mail__Port=x", "Mail__Port"), ("Mail__Host=m Mail__From=f@example.org Mail__Tls=ssl", "Mail__Tls"), ("Mail__Host=m Mail__From=f@example.org Mail__Tls=none", "Mail__Tls"),
            ("Mail__Host=m Mail__From=f@example.org Mail__User=u", "Mail__Password"), ("Mail__Host=m Mail__From=f@example.org Mail__PasswordFile=/nowhere/x", "Mail__PasswordFile"), ("WebhookNetworks=10.0.0", "WebhookNetworks"),
        })
        {
            var refused = Read([.. set.Split(' ').Select(one => (one.Split('=')[0], one.Split('=')[1]))]);
            Assert.That(refused.IsDone(out _, out var refusal), Is.False, set);
            Assert.That(refusal!.Field, Is.EqualTo($"FUNDLEDGER_{named}"), set);
            Assert.That(refusal.Message.En, Does.Contain($"FUNDLEDGER_{named}"), set);
        }
    }

    [Test]
    public async Task The_site_does_not_start_with_a_wrong_setting()
    {
        Environment["FUNDLEDGER_Mail__Host"] = "mail.example.org";
        var said = await RunAsync("serve --urls http://127.0.0.1:0");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.Contain("FUNDLEDGER_Mail__From"));
    }

    private static Outcome<TellingSettings> Read(params (string Name, string Value)[] set) => TellingSettings.Read(name => set.FirstOrDefault(one => $"FUNDLEDGER_{one.Name}" == name).Value);
}

/// <summary>A host over books of a test, with a mail server; what it sends is sent when the test says so.</summary>
internal sealed class TellingSite : IAsyncDisposable
{
    private readonly string books;
    private WebApplication app = null!;

    private TellingSite(string books) => this.books = books;

    internal MailServer Mail { get; } = new();
    internal MovingClock Clock { get; } = new(new DateTimeOffset(CommandLineTest.Today, new TimeOnly(12, 0), TimeSpan.Zero));
    internal SqliteDatabase Database { get; private set; } = null!;
    internal string Everybody { get; private set; } = "";
    internal IServiceProvider Services => app.Services;
    internal TellingDesk Desk => app.Services.GetRequiredService<TellingDesk>();
    internal IDataProtector Secrets => WebhookSender.ProtectorOf(app.Services.GetRequiredService<IDataProtectionProvider>());

    internal static async Task<TellingSite> OverAsync(string books)
    {
        var site = new TellingSite(books);
        site.Open();
        site.Everybody = await SitePeople.EverybodyAsync(site.Database, CommandLineTest.Today);
        return site;
    }

    /// <summary>As a process that ended and begins again.</summary>
    internal async Task RestartAsync()
    {
        await CloseAsync();
        Open();
    }

    internal async Task<string> ReaderAsync(string name, MailWish wish, string email, Language language)
    {
        var person = await SitePeople.AddAsync(Database, name, PersonRole.Auditor);
        (await new SetNotices(Database).RunAsync(SitePeople.Asked(person), wish, language, email)).Expect();
        return person;
    }

    /// <summary>A verification breaks off, which auditors hear of.</summary>
    internal async Task HappenAsync(int run)
    {
        var breaks = new VerifyBooks(Database, outside: () => throw new InvalidOperationException("planted"));
        await Assert.ThatAsync(() => breaks.RunAsync(new Asked($"verify/{run}", Everybody)), Throws.InvalidOperationException);
    }

    /// <summary>Sends what is due, says what became of the last, and lets the time to the next attempt go by.</summary>
    internal async Task RunAndWaitAsync(string outcome, DeliveryState state)
    {
        await Desk.RunAsync(default);
        var last = (await DeliveriesAsync())[0];
        Assert.That((last.Outcome, last.State), Is.EqualTo((outcome, state)));
        Clock.Now = Clock.Now.AddHours(7);
    }

    internal Task<IReadOnlyList<PersonNotice>> NoticesAsync(string person) => Database.ReadAsync(reader => PersonNotices.OfAsync(reader, person, 100));

    internal Task<IReadOnlyList<Delivery>> DeliveriesAsync() => Database.ReadAsync(reader => Deliveries.ListAsync(reader, onlyOpen: false, 100));

    internal MimeMessage MessageTo(string address) => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Mail.Received.Last(message => message.Contains(address, StringComparison.Ordinal)))));

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Mail.DisposeAsync();
    }

    private void Open()
    {
        Database = SqliteDatabase.Open(new StorageOptions { Directory = books }, Clock);
        var settings = new TellingSettings(new MailSettings("127.0.0.1", Mail.Port, MailTls.None, "fundledger@example.org", null, null), [System.Net.IPNetwork.Parse("127.0.0.0/8")]);
        app = LedgerHost.Build(Database, new SiteAddress([new Uri("http://127.0.0.1:0")], Public: new Uri("https://ledger.example.cn/")), Clock, telling: settings);
    }

    private async Task CloseAsync()
    {
        await app.DisposeAsync();
        await Database.DisposeAsync();
    }
}
