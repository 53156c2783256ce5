using FundLedger.Applications;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Applications;

/// <summary>One application: where it stands, what happens next, what is missing, what was handed in; and what may be done to it.</summary>
[Needs(Permission.ReadOrganisation, Permission.ReadLedger)]
public sealed class ApplicationModel(Database database, TimeProvider clock) : ApplicationPage(database, clock)
{
    internal override IReadOnlyList<Permission> ActsAskedFor =>
        HttpMethods.IsPost(Request.Method) && Request.HasFormContentType && Request.Form["step"] == "submit" ? [Permission.CertifyOrganisation] : base.ActsAskedFor;

    public IReadOnlyList<ApplicationMove> Moves { get; private set; } = [];
    public IReadOnlyList<ApplicationVersion> Versions { get; private set; } = [];
    public IReadOnlyList<ApplicationMember> Members { get; private set; } = [];
    internal WhoIs Names { get; private set; } = null!;

    /// <summary>Opaque ids of those who may sign for the organisation, while it may be signed.</summary>
    public IReadOnlyList<string> Certifiers { get; private set; } = [];

    public bool MayWithdraw => ApplicationFlow.Allows(Application.Status, ApplicationStatus.Withdrawn) && (May(Permission.CertifyOrganisation, Application.OfOrganisation) || May(Permission.ManageOrganisation, Application.OfOrganisation));
    public bool MaySetTeam => May(Permission.EditOrganisation, Application.OfOrganisation);
    public bool MayAskForChanges => MayManage && Application.Status == ApplicationStatus.Submitted;
    public bool MayDecline => MayManage && Application.Status == ApplicationStatus.Reviewed;

    /// <summary>It was reviewed, and an award may be proposed from it.</summary>
    public bool MayAward => MayDecline && May(Permission.Propose, Application.OfProgramme);

    public bool MayReopen => MayManage && ApplicationFlow.Allows(Application.Status, ApplicationStatus.Draft);

    /// <summary>Why it came to where it stands; null where no reason was given.</summary>
    public string? LastReason => Moves.Count > 0 && Moves[^1].Reason.Length > 0 ? Moves[^1].Reason : null;

    public async Task<IActionResult> OnGetAsync(string number) => await LoadAllAsync(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await LoadAllAsync(number)) return NotFound();
        var (asked, stop) = (AskedAs(key!), HttpContext.RequestAborted);
        if (step == "submit")
            return Answer(await new SubmitApplication(Noting).RunAsync(asked, number, Posted("sha256"), stop), done => new($"已签署并提交第 {done.Version} 版。", $"Version {done.Version} is signed and submitted."), _ => Path);
        if (step == "team") return await SetTeamAsync(asked, number);
        long deadline = 0;
        if (step is "changes" or "reopen")
        {
            if (!TypedMoment.Minute(Posted("deadline"), "deadline").IsDone(out deadline, out var refusal)) return Refused(refusal);
        }

        var outcome = step switch
        {
            "withdraw" => await new WithdrawApplication(Noting).RunAsync(asked, number, Posted("withdraw-reason"), stop),
            "changes" => await new RequestChanges(Noting).RunAsync(asked, number, Posted("reason"), deadline, stop),
            "reopen" => await new ReopenApplication(Noting).RunAsync(asked, number, Posted("reason"), deadline, stop),
            "ineligible" => await new FindIneligible(Noting).RunAsync(asked, number, Posted("reason"), stop),
            "decline" => await new DeclineApplication(Noting).RunAsync(asked, number, Posted("decline-reason"), stop),
            _ => Authority.NotThere,
        };
        return outcome is Outcome<ApplicationMoved>.Refused { Reason: var why } && why == Authority.NotThere ? NotFound()
            : Answer(outcome, done => new($"申请 {done.Number}：{done.Status.Name().Zh}。", $"Application {done.Number}: {done.Status.Name().En}."), _ => Path);
    }

    private async Task<IActionResult> SetTeamAsync(Asked asked, string number)
    {
        var person = await Database.ReadAsync(reader => Persons.FindBySignInNameAsync(reader, Posted("person")), HttpContext.RequestAborted);
        if (person is null) return Refused(Refusal.Of("member-unknown", "person", "没有这位机构人员。团队成员须在某个机构有职责。", "There is no such person. A member of the team holds a role in some organisation."));
        var role = Enum.TryParse<MemberRole>(Posted("role"), out var read) ? read : MemberRole.Viewer;
        return Answer(await new SetApplicationMember(Noting).RunAsync(asked, number, person.Id, role, HttpContext.RequestAborted), _ => new("团队已设定。", "The team is set."), _ => Path);
    }

    private Task<bool> LoadAllAsync(string number) => LoadAsync(number, async reader =>
    {
        Moves = await ApplicationReading.MovesAsync(reader, Application);
        Versions = await ApplicationReading.VersionsAsync(reader, Application);
        Members = await ApplicationReading.MembersAsync(reader, Application);
        Names = await WhoIs.LoadAsync(reader);
        if (Application.IsOpenAt(Now) && Missing.Count == 0)
            Certifiers = [.. (await FundLedger.People.Roles.Grants.OfActivePeopleAsync(reader)).GroupBy(grant => grant.Person).Where(held => Authority.MayDo(held, Permission.CertifyOrganisation, Application.OfOrganisation, Today)).Select(held => held.Key)];
    });
}
