using FundLedger.Applications;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Grants;

/// <summary>One round: its window and envelope, the board of its applications with counts and money per status, moving its end, and declining what is left.</summary>
[Needs(Permission.ReadLedger)]
public sealed class RoundModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    /// <summary>What stands in one status.</summary>
    public sealed record Stage(ApplicationStatus Status, int Count, Money Requested);

    public override Part Where => Part.Grants;
    public override Bilingual Title => Round.Name;

    public GrantRound Round { get; private set; } = null!;
    public IReadOnlyList<GrantApplication> Applications { get; private set; } = [];
    public IReadOnlyList<RoundChange> Changes { get; private set; } = [];
    public bool MayManage => May(Permission.RecordMoney, Round.Programme.Target);
    /// <summary>How many applications this person may still decline: reviewed, and not awarded.</summary>
    public int Undecided => MayManage ? Applications.Count(one => one.Status == ApplicationStatus.Reviewed) : 0;
    public bool MayMove => MayManage && Round.ClosedAt is null && Now < Round.ClosesAt;

    public IReadOnlyList<Stage> Board => [.. Enum.GetValues<ApplicationStatus>().Select(StageOf)];

    private Stage StageOf(ApplicationStatus status)
    {
        var there = Applications.Where(one => one.Status == status).ToList();
        return new Stage(status, there.Count, there.Aggregate(Money.Zero(Round.Budget.Currency), (sum, one) => sum + one.Requested));
    }

    public async Task<IActionResult> OnGetAsync(string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAsync(code) || !MayManage) return NotFound();
        if (step == "decline")
            return Answer(await new DeclineTheRest(Noting).RunAsync(AskedAs(key!), code, Posted("decline-reason"), HttpContext.RequestAborted),
                done => new($"{done.Numbers.Count} 份申请不予立项。", $"{done.Numbers.Count} application(s) are declined."), done => $"/grants/rounds/{Uri.EscapeDataString(done.Round)}");
        long? until = null;
        if (step != "end")
        {
            if (!TypedMoment.Minute(Posted("closes"), "closesAt").IsDone(out var moment, out var refusal)) return Refused(refusal);
            until = moment;
        }

        var outcome = await new MoveRoundEnd(Noting).RunAsync(AskedAs(key!), new RoundEnd(code, until, Posted("reason")), HttpContext.RequestAborted);
        return Answer(outcome, done => new($"批次 {done.Round} 于 {GrantNames.InShanghai(done.ClosesAt)} 截止。", $"Round {done.Round} closes at {GrantNames.InShanghai(done.ClosesAt)}."), done => $"/grants/rounds/{Uri.EscapeDataString(done.Round)}");
    }

    private async Task<bool> LoadAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await GrantReading.FindRoundAsync(reader, books, code) is not { } found || !May(Permission.ReadLedger, found.Programme.Target)) return;
            (Round, Applications, Changes) = (found, await ApplicationReading.ListAsync(reader, found.Code), await GrantReading.ChangesAsync(reader, found));
        });
        return Round is not null;
    }
}
