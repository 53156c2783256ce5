using System.Globalization;
using FundLedger.Applications;
using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Reviews;

/// <summary>One review of an expert's own: interests declared, the application read, every criterion scored with its reason. What is shut or another's is not there.</summary>
[Needs(Permission.Review)]
public sealed class ReviewModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Reviews;
    public override Bilingual Title => new($"评审 {Review.Assignment.Number}", $"Review of {Review.Assignment.Number}");

    public OpenReview Review { get; private set; } = null!;
    public bool MayScore { get; private set; }
    public ReviewContent Written => Review.Assignment.Status == ReviewStatus.Submitted ? Review.LastSubmission!.Content : Review.Assignment.Draft;

    public string PointsOf(string criterion) => Written.Scores.FirstOrDefault(score => score.Criterion == criterion)?.Points?.ToString(CultureInfo.InvariantCulture) ?? "";

    public string ReasonOf(string criterion) => Written.Scores.FirstOrDefault(score => score.Criterion == criterion)?.Reason ?? "";

    public async Task<IActionResult> OnGetAsync(long number) => await LoadAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(number)) return NotFound();
        var (asked, stop) = (AskedAs(key!), HttpContext.RequestAborted);
        if (step is "clear" or "conflict")
            return Answer(await new DeclareInterest(Noting).RunAsync(asked, number, step == "conflict", Posted("conflict"), stop),
                done => done.Status == ReviewStatus.Conflicted ? new("已登记回避，这份申请不再向您开放。", "Your conflict is recorded; the file is shut to you.") : new("已申明没有利益冲突，申请已打开。", "You declared no conflict; the file is open."),
                done => done.Status == ReviewStatus.Conflicted ? "/reviews" : $"/reviews/{number}");
        if (!ReadContent().IsDone(out var content, out var refusal)) return Refused(refusal);
        if (step == "submit")
            return Answer(await new SubmitReview(Noting).RunAsync(asked, number, content, stop), done => new($"评审已提交：{ReviewPoints.Text(done.Weighted)} 分。", $"The review is submitted: {ReviewPoints.Text(done.Weighted)} points."), _ => "/reviews");
        return Answer(await new SaveReview(Noting).RunAsync(asked, number, content, stop), _ => new("已保存。", "Saved."), _ => $"/reviews/{number}");
    }

    private Outcome<ReviewContent> ReadContent()
    {
        var scores = new List<ReviewScore>();
        foreach (var criterion in Review.Terms.Criteria)
        {
            var (typed, reason) = (Posted(criterion.Code), Posted($"{criterion.Code}-reason"));
            int? points = int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
            if (points is null && typed.Length > 0)
                return Refusal.Of("points", criterion.Code, $"分数须为 0 至 100 的整数，这里是“{typed}”。", $"Points are whole, 0 to 100; '{typed}' is not.");
            if (points is not null || reason.Length > 0) scores.Add(new ReviewScore(criterion.Code, points, reason));
        }

        return new ReviewContent(scores, Posted("comment"));
    }

    private async Task<bool> LoadAsync(long number)
    {
        await ReadAsync(async (reader, _) =>
        {
            if (await ReviewReading.OpenAsync(reader, Who.Person.Id, number, Today) is not { } open) return;
            Review = open;
            MayScore = open.Assignment.Status == ReviewStatus.Cleared && (await ApplicationReading.FindAsync(reader, open.Assignment.Number))!.Status == ApplicationStatus.InReview;
        });
        return Review is not null;
    }
}
