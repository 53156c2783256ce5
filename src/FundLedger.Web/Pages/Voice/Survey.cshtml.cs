using System.Text;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Asking;
using FundLedger.Web.Approving;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Voice;

/// <summary>One survey or vote, for those who hold it: links, answers so far, closing, words to be read, publishing.</summary>
[Needs(Permission.ReadLedger)]
public sealed class SurveyModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Voice;
    public override Bilingual Title => new("一项调查", "A survey");

    public Survey Of { get; private set; } = null!;
    public int Answers { get; private set; }
    public SurveyCount? Count { get; private set; }
    public IReadOnlyList<SurveyText> Texts { get; private set; } = [];
    public IReadOnlyList<TokenBatch> Batches { get; private set; } = [];
    public bool MayHold { get; private set; }
    public bool MayProve { get; private set; }

    /// <summary>Links just made, shown once.</summary>
    public IReadOnlyList<string> Links { get; private set; } = [];

    /// <summary>As many codes still make a page that a browser prints.</summary>
    public const int MostLinks = 200;

    internal override IReadOnlyList<Permission> ActsAskedFor => Request.HasFormContentType && Request.Form["step"] == "prove" ? [Permission.Propose] : HttpMethods.IsPost(Request.Method) ? [Permission.RecordMoney] : base.ActsAskedFor;

    internal SurveyShown Results => new(Of, Count!, [.. Texts.Where(text => text.State == WordsState.Shown).Select(text => text.Words!)], Language);

    internal string Path => $"/voice/surveys/{Uri.EscapeDataString(Of.Code)}";

    public async Task<IActionResult> OnGetAsync(string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(code) || !(step == "prove" ? MayProve : MayHold)) return NotFound();
        var (close, asked, stop) = (new CloseSurvey(Noting), AskedAs(key!), HttpContext.RequestAborted);
        return step switch
        {
            "links" => await LinksAsync(asked),
            "close" => Answer(await close.RunAsync(asked, code, stop), done => new($"已截止：{done.Respondents} 人作答。", $"Closed: {done.Respondents} answered."), _ => Path),
            "publish" => Answer(await close.PublishAsync(asked, code, stop), _ => new("结果已公布。", "The results are published."), _ => Path),
            "show" or "hide" => Answer(await close.DecideTextAsync(asked, code, Posted("text"), step == "show", stop), _ => step == "show" ? new("已公开。", "It is shown.") : new("未公开，文字已删除。", "It is not shown; its words are erased."), _ => Path),
            "prove" => Answer(await SurveyProof.ProposeAsync(Noting, asked, Of, stop), ProposalWords.Said, done => $"/approvals/{done.Proposal}"),
            _ => BadRequest(),
        };
    }

    private async Task<IActionResult> LinksAsync(Asked asked)
    {
        if (!int.TryParse(Posted("count"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostLinks)
            return Refused(Refusal.Of("link-count", "count", $"每次 1 至 {MostLinks} 个；更多请用命令行。", $"1 to {MostLinks} at a time; the command line makes more."));
        var tokens = VoiceToken.Many(count);
        if (!(await new HandOutLinks(Noting).RunAsync(asked, Of.Code, tokens, HttpContext.RequestAborted)).IsDone(out _, out var refusal)) return Refused(refusal);
        Links = [.. tokens.Select(token => SurveyLink.Of(Request, token))];
        Response.MustBeKeptNowhere();
        return Page();
    }

    private async Task<bool> LoadAsync(string code)
    {
        var isThere = false;
        await ReadAsync(async (reader, books) =>
        {
            if (await Surveys.FindAsync(reader, books, code) is not { } found || !May(Permission.ReadLedger, books.TargetOf(found.Fund))) return;
            (isThere, Of, MayHold) = (true, found, May(Permission.RecordMoney, books.TargetOf(found.Fund)));
            MayProve = May(Permission.Propose, books.TargetOf(found.Fund)) && await SurveyProof.IsOneAsync(reader, books, found);
            Answers = (await Surveys.AnswersAsync(reader)).GetValueOrDefault(found.Id);
            Count = await Surveys.CountAsync(reader, found);
            Texts = await Surveys.TextsAsync(reader, found);
            Batches = [.. (await Surveys.BatchesAsync(reader))[found.Id]];
        });
        return isThere;
    }
}
