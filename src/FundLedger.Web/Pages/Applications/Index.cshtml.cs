using FundLedger.Applications;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Applications;

/// <summary>The applications that the one who looks may read, and the rounds that are open to apply to.</summary>
[Needs(Permission.ReadOrganisation, Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    private ApplicationStatus? only;
    private string ofRound = "";

    public override Part Where => Part.Applications;
    public override Bilingual Title => MaySomewhere(Permission.ReadLedger) ? new("申请", "Applications") : new("我的申请", "My applications");

    public IReadOnlyList<GrantApplication> Applications { get; private set; } = [];
    public IReadOnlyList<GrantRound> OpenRounds { get; private set; } = [];

    /// <summary>Those for which the one who looks may apply.</summary>
    public IReadOnlyList<Organisation> Organisations { get; private set; } = [];

    public bool MayWrite(GrantApplication application) => May(Permission.EditOrganisation, application.OfOrganisation) && application.IsOpenAt(Now);

    /// <summary>Only those of one status and one round are listed.</summary>
    public bool IsFiltered => only is not null || ofRound.Length > 0;

    public Task OnGetAsync(string? status, string? round)
    {
        (only, ofRound) = (Enum.TryParse<ApplicationStatus>(status, out var known) && Enum.IsDefined(known) ? known : null, round ?? "");
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? key)
    {
        if (!Takes("start", key)) return BadRequest();
        await LoadAsync();
        var outcome = await new StartApplication(Noting).RunAsync(AskedAs(key!), Posted("round"), Posted("organisation"), HttpContext.RequestAborted);
        return Answer(outcome, done => new($"申请 {done.Number} 已建立，{GrantNames.InShanghai(done.Deadline)} 截止。", $"Application {done.Number} is begun; it closes at {GrantNames.InShanghai(done.Deadline)}."), done => $"/applications/{Uri.EscapeDataString(done.Number)}/basics");
    }

    private Task LoadAsync() => ReadAsync(async (reader, books) =>
    {
        var mine = (await ApplicationReading.MembershipsAsync(reader, Who.Person.Id)).Select(member => member.Application).ToHashSet();
        Applications = [.. (await ApplicationReading.ListAsync(reader, ofRound)).Where(one => (only is null || one.Status == only) && Who.MayRead(one, mine.Contains(one.Id), Today))];
        OpenRounds = [.. (await GrantReading.RoundsAsync(reader, books)).Where(round => round.StateAt(Now) == RoundState.Open)];
        Organisations = [.. (await FundLedger.Organisations.Directory.ListAsync(reader)).Where(organisation => May(Permission.EditOrganisation, new Target(Organisation: organisation.Code)))];
    });
}
