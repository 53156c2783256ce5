using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Voice;

/// <summary>What residents told about the funds one reads, to be answered, shown or erased.</summary>
[Needs(Permission.ReadLedger)]
public sealed class FeedbackModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    private const string Here = "/voice/feedback";

    public override Part Where => Part.Voice;
    public override Bilingual Title => new("意见箱", "Feedback");

    public IReadOnlyList<(Feedback Told, bool MayAnswer)> Rows { get; private set; } = [];

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.RecordMoney] : base.ActsAskedFor;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key, [FromForm] long number)
    {
        if (!Takes(step, key)) return BadRequest();
        await LoadAsync();
        if (!Rows.Any(row => row.Told.Id == number && row.MayAnswer)) return NotFound();
        var (box, asked, stop) = (new FeedbackBox(Noting), AskedAs(key!), HttpContext.RequestAborted);
        return step switch
        {
            "answer" => Answer(await box.AnswerAsync(asked, number, Posted("answer"), stop), done => new($"第 {done.Id} 号意见已答复。", $"Feedback no. {done.Id} is answered."), _ => Here),
            "show" => Answer(await box.DecideAsync(asked, number, true, stop), done => new($"第 {done.Id} 号意见已公开。", $"Feedback no. {done.Id} is shown."), _ => Here),
            "hide" => Answer(await box.DecideAsync(asked, number, false, stop), done => new($"第 {done.Id} 号意见未公开，文字已删除。", $"Feedback no. {done.Id} is not shown; its words are erased."), _ => Here),
            _ => BadRequest(),
        };
    }

    private Task LoadAsync() => ReadAsync(async (reader, books) =>
        Rows = [.. (await FeedbackBox.ListAsync(reader, books)).Where(told => May(Permission.ReadLedger, books.TargetOf(told.Fund))).OrderByDescending(told => told.IsOpen).Select(told => (told, May(Permission.RecordMoney, books.TargetOf(told.Fund))))]);
}
