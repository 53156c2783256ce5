using System.Globalization;
using FundLedger.Applications;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Reviews;

/// <summary>The reviews of a round: who reads what, conflicts, the ranking with its ties; giving reviews out, taking back, opening again, residents' votes, closing.</summary>
[Needs(Permission.ReadLedger)]
public sealed class RoundModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Grants;
    public override Bilingual Title => new($"{Round.Code} 的评审", $"Reviews of {Round.Code}");

    public GrantRound Round { get; private set; } = null!;
    public IReadOnlyList<RankedApplication> Ranking { get; private set; } = [];
    public IReadOnlyList<ReviewAssignment> Assignments { get; private set; } = [];
    public IReadOnlyList<(string Number, ReviewConflict Conflict)> Conflicts { get; private set; } = [];
    public IReadOnlyList<Bilingual> Lacking { get; private set; } = [];
    public IReadOnlyList<Expert> Pool { get; private set; } = [];
    public IReadOnlyList<string> Numbers { get; private set; } = [];
    internal WhoIs Names { get; private set; } = null!;

    public bool MayManage => May(Permission.RecordMoney, Round.Programme.Target);
    public bool IsInReview => Ranking.Any(ranked => ranked.Scored.Application.Status == ApplicationStatus.InReview);
    internal override bool TakesAFile => true;

    internal string PersonOf(long expert) => Pool.FirstOrDefault(one => one.Id == expert)?.Person ?? "";

    public async Task<IActionResult> OnGetAsync([FromRoute] string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] string code, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(code) || !MayManage) return NotFound();
        var (asked, stop, here) = (AskedAs(key!), HttpContext.RequestAborted, $"/reviews/rounds/{Uri.EscapeDataString(code)}");
        var review = long.TryParse(Posted("review"), CultureInfo.InvariantCulture, out var number) && Assignments.Any(one => one.Id == number) ? number : 0;
        return step switch
        {
            "assign" => Answer(await new AssignReviews(Noting).RunAsync(asked, code, stop), Said, _ => here),
            "give" => Answer(await new AssignReview(Noting).RunAsync(asked, Numbers.Contains(Posted("application")) ? Posted("application") : "", Posted("person"), stop), done => new($"{done.Number} 已分给专家。", $"{done.Number} is given to the expert."), _ => here),
            "reopen" => Answer(await new ReopenReview(Noting).RunAsync(asked, review, Posted("reason"), stop), _ => new("评审已重开。", "The review is open again."), _ => here),
            "take-back" => Answer(await new TakeBackReview(Noting).RunAsync(asked, review, Posted("reason"), stop), _ => new("评审已收回。", "The review is taken back."), _ => here),
            "vote" => await VoteAsync(asked, here),
            "close" => Answer(await new CloseReview(Noting).RunAsync(asked, code, Posted("close-reason"), stop), done => new($"{done.Applications} 份申请评审完成。", $"The review of {done.Applications} application(s) is over."), _ => here),
            _ => BadRequest(),
        };
    }

    private static Bilingual Said(ReviewsAssigned done) => new(
        $"分出 {done.Reviews} 份评审，新发现 {done.Conflicts} 处冲突{(done.Short.Count > 0 ? $"；专家不足：{string.Join("、", done.Short)}" : "")}。",
        $"{done.Reviews} review(s) given out, {done.Conflicts} conflict(s) found{(done.Short.Count > 0 ? $"; too few experts for {string.Join(", ", done.Short)}" : "")}.");

    private async Task<IActionResult> VoteAsync(Asked asked, string here)
    {
        if (!(await FileAsync("minutes")).IsDone(out var minutes, out var refusal)) return Refused(refusal);
        if (!IsoDates.TryParse(Posted("heldOn"), out var heldOn)) return Refused(Refusal.Of("date-unreadable", "heldOn", "请填写表决日期。", "Say when it was held."));
        long Count(string name) => long.TryParse(Posted(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1;
        var vote = new NewResidentVote(Numbers.Contains(Posted("vote-application")) ? Posted("vote-application") : "", heldOn, Count("entitled"), Count("for"), Count("against"), Count("abstained"), minutes);
        return Answer(await new RecordResidentVote(Noting).RunAsync(asked, vote, HttpContext.RequestAborted), done => new($"{done.Application} 居民表决：{done.Result.Name().Zh}。", $"Residents' vote on {done.Application}: {done.Result.Name().En}."), _ => here);
    }

    private async Task<bool> LoadAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await GrantReading.FindRoundAsync(reader, books, code) is not { } found || !May(Permission.ReadLedger, found.Programme.Target)) return;
            (Round, Ranking, Assignments) = (found, await ReviewReading.RankingAsync(reader, code), await ReviewReading.AssignmentsAsync(reader, code));
            (Pool, Lacking, Names) = (await ReviewReading.ExpertsAsync(reader), await CloseReview.LackingAsync(reader, code, mayHaveFewer: false), await WhoIs.LoadAsync(reader));
            var applications = (await ApplicationReading.ListAsync(reader, code)).ToDictionary(one => one.Id, one => one.Number);
            Numbers = [.. applications.Values.Order(StringComparer.Ordinal)];
            Conflicts = [.. (await ReviewReading.ConflictsAsync(reader)).Where(one => applications.ContainsKey(one.Application)).Select(one => (applications[one.Application], one))];
        });
        return Round is not null;
    }
}
