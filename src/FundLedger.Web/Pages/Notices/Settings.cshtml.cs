using FundLedger.Notices;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using FundLedger.Web.Telling;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Notices;

/// <summary>By which way, in which language and at which address somebody hears of things: their own page.</summary>
[Needs]
internal sealed class SettingsModel(Database database, TimeProvider clock, TellingDesk desk) : FormsPage(database, clock)
{
    private const string Path = "/notices/settings";

    public override Part Where => Part.Account;
    public override Bilingual Title => new("怎样收到通知", "How I hear of things");

    /// <summary>An address is where links to one's work go: it is changed as carefully as a way to sign in.</summary>
    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.Approve] : [];

    public bool SendsMail => desk.SendsMail;
    public NoticeSettings Settings { get; private set; } = null!;

    public GrantField MailField => new("mail", In("要不要邮件", "Messages"), Typed("mail", $"{Settings.Mail}"), Wrong("mail"), "choice", Options:
    [
        ($"{MailWish.None}", In("不要，只看网站", "None: I look at the site")), ($"{MailWish.AtOnce}", In("有事就发", "At once")), ($"{MailWish.Daily}", In($"每天早上 {MakeDigests.Hour} 点汇总一封", $"One each morning at {MakeDigests.Hour}:00")),
    ]);

    public GrantField EmailField => new("email", In("电子邮箱", "E-mail address"), Typed("email", Who.Person.Email), Wrong("email"), "email", IsRequired: false, Optional: In("选填", "optional"), Longest: KeptText.Email.Longest);

    public GrantField LanguageField => new("language", In("邮件的语言", "Language of messages"), Typed("language", Settings.Language.TagOf()), Wrong("language"), "choice", Options: [(Language.Zh.TagOf(), "中文"), (Language.En.TagOf(), "English")], IsOwn: true);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        await LoadAsync();
        if (step == "test")
            return Answer(await new SetNotices(Noting).TestAsync(AskedAs(key!), HttpContext.RequestAborted), _ => new("测试邮件一分钟内发出。", "The test message is sent within a minute."), _ => Path);
        if (step != "set" || !Enum.TryParse<MailWish>(Posted("mail"), out var mail) || !Languages.TryParse(Posted("language"), out var language)) return BadRequest();
        return Answer(await new SetNotices(Noting).RunAsync(AskedAs(key!), mail, language, Posted("email"), HttpContext.RequestAborted), _ => new("已保存。", "It is kept."), _ => Path);
    }

    private Task LoadAsync() => ReadAsync(async (reader, _) =>
    {
        var kept = await NoticeSettings.OfAsync(reader, Who.Person.Id);
        Settings = kept.Mail == MailWish.None && Who.Person.Email is null ? kept with { Language = Language } : kept;
    });
}
