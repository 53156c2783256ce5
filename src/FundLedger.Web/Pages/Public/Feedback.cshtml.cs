using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.Public;

/// <summary>The box: anybody writes, and reads the answer under a code that is shown once.</summary>
[AnyoneMay, EnableRateLimiting(SignInServices.FewTries)]
public sealed class FeedbackModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    private const int LongestCode = 40;

    public override Part Where => Part.PublicVoice;
    public override bool IsPublic => true;
    public override Bilingual Title => new("提意见", "Say something");

    /// <summary>Spaces that are open and funds, as a choice of one field.</summary>
    public IReadOnlyList<(string Value, string Name)> Subjects { get; private set; } = [];

    /// <summary>The code under which the answer will be read: drawn with the form, shown once it was sent.</summary>
    public string Reply { get; private set; } = VoiceToken.New().Text;

    public bool WasSent { get; private set; }

    /// <summary>What was found under a code.</summary>
    public Feedback? Found { get; private set; }

    [FromQuery(Name = "about")]
    public string? About { get; set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        await LoadAsync();
        Response.MustBeKeptNowhere();
        return step switch { "send" => await SendAsync(key!), "look" => await LookAsync(), _ => BadRequest() };
    }

    private async Task<IActionResult> SendAsync(string key)
    {
        if (Posted("reply") is { Length: > 0 and <= LongestCode } drawn) Reply = drawn;
        Key = key;
        var (about, of) = Posted("subject").Split(':', 2) is [var kind, var code] && Enum.TryParse<VoiceSubject>(kind, out var read) ? (read, code) : (VoiceSubject.Fund, "");
        if (!Subjects.Any(subject => subject.Value == $"{about}:{of}")) return Refused(Refusal.Of("subject", "subject", "请选择关于什么。", "Choose what it is about."));
        if (!(await new FeedbackBox(Database).SendAsync(key, about, of, Posted("words"), new VoiceToken(Reply), HttpContext.RequestAborted)).IsDone(out _, out var refusal)) return Refused(refusal);
        WasSent = true;
        return Page();
    }

    private async Task<IActionResult> LookAsync()
    {
        var code = Posted("code");
        await ReadAsync(async (reader, books) => Found = code.Length is > 0 and <= LongestCode ? await FeedbackBox.OfReplyAsync(reader, books, code) : null);
        return Found is null ? Refused(Refusal.Of("code-unknown", "code", "没有这个查询码。请照显示的样子填写。", "There is no such code. Type it as it was shown.")) : Page();
    }

    private Task LoadAsync() => ReadAsync(async (reader, books) =>
    {
        var shown = await PublicFunds.LoadAsync(reader);
        Subjects =
        [
            .. (await SpaceReading.ListAsync(reader, books)).Where(space => space.ClosedOn is null && shown.Shows(space.Fund)).Select(space => ($"{VoiceSubject.Space}:{space.Code}", $"{In(VoiceSubject.Space.Name())} {space.Name}")),
            .. books.Funds.Where(fund => fund.Status != FundStatus.Closed && shown.Shows(fund)).Select(fund => ($"{VoiceSubject.Fund}:{fund.Code}", $"{In(VoiceSubject.Fund.Name())} {fund.Name}")),
        ];
    });
}
