using System.Globalization;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using FundLedger.Notices;
using FundLedger.People.Accounts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace FundLedger.Web.Telling;

/// <summary>Writes a message from the notices it holds, in its reader's language, and hands it to the mail server.</summary>
internal sealed class MailSender(Database database, SiteAddress site, TellingSettings settings)
{
    private const int MostLines = 50;
    private const int TimeoutMilliseconds = 20_000;

    internal async Task<Attempt> SendAsync(Delivery delivery, CancellationToken stop)
    {
        if (settings.Mail is not { } mail) return new Attempt.Failed("no-mail");
        var (person, wish, notices) = await database.ReadAsync(async reader => (
            await Persons.FindAsync(reader, delivery.Person!), await NoticeSettings.OfAsync(reader, delivery.Person!), await PersonNotices.InMessageAsync(reader, delivery.Id)), stop);
        if (person is not { IsActive: true, Email: { } email } || wish.Mail == MailWish.None || notices.Count == 0) return new Attempt.Hopeless("person-gone");
        return MailboxAddress.TryParse(email, out var to) ? await HandOverAsync(mail, MessageOf(delivery, to, wish.Language, notices, mail), stop) : new Attempt.Hopeless("address");
    }

    private static async Task<Attempt> HandOverAsync(MailSettings mail, MimeMessage message, CancellationToken stop)
    {
        using var smtp = new SmtpClient { Timeout = TimeoutMilliseconds };
        try
        {
            await smtp.ConnectAsync(mail.Host, mail.Port, mail.Tls switch { MailTls.Tls => SecureSocketOptions.SslOnConnect, MailTls.None => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls }, stop);
            if (mail.User is { } user) await smtp.AuthenticateAsync(user, mail.Password!, stop);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            return new Attempt.Failed(failed switch
            {
                AuthenticationException => "smtp-sign-in",
                SslHandshakeException or NotSupportedException => "smtp-tls",
                SmtpCommandException refused => Code(refused),
                _ => "smtp-unreachable",
            });
        }

        // From here on nothing stops it: it would not be known whether the message went out.
        var progress = new Begun();
        Attempt attempt;
        try
        {
            await smtp.SendAsync(message, CancellationToken.None, progress);
            attempt = new Attempt.Sent("smtp-250");
        }
        catch (SmtpCommandException refused)
        {
            var isForGood = (int)refused.StatusCode >= 500;
            attempt = refused.ErrorCode == SmtpErrorCode.SenderNotAccepted ? new Attempt.Failed(Code(refused)) // it is ours to mend, and then it goes
                : isForGood ? new Attempt.Hopeless(Code(refused)) : new Attempt.Failed(Code(refused), IsOfTheReceiver: false);
        }
        catch (Exception)
        {
            // Whatever it was, what counts is whether the server may have the message.
            attempt = progress.HasBegun ? new Attempt.Unknown("smtp-broke-off") : new Attempt.Failed("smtp-unreachable");
        }

        await CloseAsync(smtp);
        return attempt;
    }

    private static async Task CloseAsync(SmtpClient smtp)
    {
        try
        {
            await smtp.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception gone) when (gone is IOException or SocketException or SmtpProtocolException or SmtpCommandException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            // What was said before counts.
        }
    }

    private static string Code(SmtpCommandException refused) => string.Create(CultureInfo.InvariantCulture, $"smtp-{(int)refused.StatusCode}");

    /// <summary>The same at every attempt, its id included.</summary>
    internal MimeMessage MessageOf(Delivery delivery, MailboxAddress to, Language language, IReadOnlyList<PersonNotice> notices, MailSettings mail)
    {
        string In(string zh, string en) => language == Language.Zh ? zh : en;
        var lines = notices.Take(MostLines).Select(notice => (Text: NoticeWords.Of(notice.Event).In(language), Link: Link($"/notices/{notice.Id.ToString(CultureInfo.InvariantCulture)}"))).ToList();
        var subject = notices.Count == 1 ? lines[0].Text
            : delivery.Channel == DeliveryChannel.Digest ? In($"今日通知：{notices.Count} 条未读", $"Today's notices: {notices.Count} unread") : In($"{notices.Count} 条新通知", $"{notices.Count} new notices");
        var more = notices.Count > lines.Count ? In($"还有 {notices.Count - lines.Count} 条，见全部通知。", $"{notices.Count - lines.Count} more are among all notices.") : "";
        var (all, how) = (In("全部通知", "All notices"), In("怎样收到通知，可在这里改", "How you hear of things is set here"));
        var foot = In("这封邮件由程序发出，请不要回复。", "This message was sent by a program: please do not answer it.");
        var text = string.Join("\n\n", [.. lines.Select(line => $"{line.Text}\n{line.Link}"), .. more.Length > 0 ? [more] : Array.Empty<string>(), $"{all}: {Link("/notices")}", $"{how}: {Link("/notices/settings")}", foot]) + "\n";
        var encode = HtmlEncoder.Default;
        var html = $"<!DOCTYPE html><html lang=\"{language.TagOf()}\"><head><meta charset=\"utf-8\"><title>{encode.Encode(subject)}</title></head><body style=\"font-family:sans-serif;max-width:40em\"><ul>"
            + string.Concat(lines.Select(line => $"<li style=\"margin:.5em 0\"><a href=\"{encode.Encode(line.Link)}\">{encode.Encode(line.Text)}</a></li>"))
            + $"</ul>{(more.Length > 0 ? $"<p>{encode.Encode(more)}</p>" : "")}<p><a href=\"{encode.Encode(Link("/notices"))}\">{encode.Encode(all)}</a> · <a href=\"{encode.Encode(Link("/notices/settings"))}\">{encode.Encode(how)}</a></p>"
            + $"<p style=\"color:#666\">{encode.Encode(foot)}</p></body></html>";
        var message = new MimeMessage
        {
            Subject = $"FundLedger: {subject}",
            MessageId = $"{delivery.Uid}@{(site.Public ?? site.Urls[0]).Host}",
            Date = Moments.FromMicroseconds(delivery.CreatedAt).ToOffset(TimeSpan.FromHours(8)),
            Body = new BodyBuilder { TextBody = text, HtmlBody = html }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress("FundLedger", MailboxAddress.Parse(mail.From).Address));
        message.To.Add(to);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private string Link(string path) => WebhookLinks.Absolute(site, path);

    /// <summary>Whether the message itself began to go over the line.</summary>
    private sealed class Begun : ITransferProgress
    {
        internal bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}
