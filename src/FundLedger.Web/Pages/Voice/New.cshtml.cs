using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Voice;

/// <summary>Opens a survey or a vote.</summary>
[Needs(Permission.RecordMoney)]
public sealed class NewModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Voice;
    public override Bilingual Title => IsVote ? new("发起投票", "Open a vote") : new("发起调查", "Open a survey");

    [FromQuery(Name = "kind")]
    public string? Kind { get; set; }

    public bool IsVote => Kind == "vote";

    public IReadOnlyList<(string Value, string Name)> Subjects => [.. Enum.GetValues<VoiceSubject>().Select(about => (about.ToString(), In(about.Name())))];

    public IReadOnlyList<(string Value, string Name)> Ways => [.. Enum.GetValues<VoiceWay>().Select(way => (way.ToString(), In(way.Name())))];

    public Task OnGetAsync() => ReadAsync((_, _) => Task.CompletedTask);

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        await ReadAsync((_, _) => Task.CompletedTask);
        if (!Read().IsDone(out var wanted, out var refusal)) return Refused(refusal);
        var mayHold = false;
        await ReadAsync(async (reader, books) => mayHold = !(await Surveys.FundOfAsync(reader, books, wanted.About, wanted.Of)).IsDone(out var fund, out _) || May(Permission.RecordMoney, books.TargetOf(fund)));
        if (!mayHold) return Refused(Refusal.Of("not-yours", "of", "您不管理这个基金。请选您管理的基金的空间、立项或基金。", "You do not manage that fund. Choose a space, an award or a fund that you manage."));
        return Answer(await new OpenSurvey(Noting).RunAsync(AskedAs(key!), wanted, HttpContext.RequestAborted), done => new($"“{done.Code}”已发起。", $"'{done.Code}' is open."), done => $"/voice/surveys/{Uri.EscapeDataString(done.Code)}");
    }

    private Outcome<SurveyWanted> Read()
    {
        var days = new Dictionary<string, DateOnly>();
        foreach (var field in IsVote ? new[] { "from", "until" } : ["first", "last", "from", "until"])
        {
            if (!IsoDates.TryParse(Posted(field), out var day)) return Refusal.Of("date", field, "请填写日期，如 2026-01-31。", "Give a day, such as 2026-01-31.");
            days[field] = day;
        }

        if (!Enum.TryParse<VoiceSubject>(Posted("about"), out var about)) return Refusal.Of("about", "about", "请选择关于什么。", "Choose what it is about.");
        if (Number("quorum") is not { } quorum) return NoNumber("quorum");
        var ways = Request.Form["ways"].Select(word => Enum.TryParse<VoiceWay>(word, out var way) ? way : (VoiceWay?)null).OfType<VoiceWay>().ToList();
        var texts = TypedLists.Texts(Posted(IsVote ? "options" : "questions"));
        var asksText = Request.Form["words"].Contains("yes");
        SurveyTerms terms;
        if (IsVote)
        {
            if (Number("choose") is not { } choose) return NoNumber("choose");
            terms = SurveyTerms.Choosing(texts, choose, asksText);
        }
        else
        {
            if (Number("overall") is not { } overall) return NoNumber("overall");
            if (Number("content-from") is not { } least) return NoNumber("content-from");
            terms = SurveyTerms.Asking(texts, overall, least, asksText);
        }

        return new SurveyWanted(Posted("code"), IsVote ? SurveyKind.Vote : SurveyKind.Satisfaction, about, Posted("of"), Posted("title"), days[IsVote ? "from" : "first"], days[IsVote ? "until" : "last"], days["from"], days["until"], ways, quorum, terms);
    }

    private int? Number(string field) => int.TryParse(Posted(field), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Refusal NoNumber(string field) => Refusal.Of("number", field, "请填写整数。", "Give a whole number.");
}
