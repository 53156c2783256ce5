using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Awards;

/// <summary>Proposes an award: of an application that was reviewed, or support without one. Budget and tranches follow the application and the programme.</summary>
[Needs(Permission.Propose)]
public sealed class NewModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.Grants;
    public override Bilingual Title => new("提出立项", "Propose an award");

    public IReadOnlyList<(string Value, string Name)> Programmes { get; private set; } = [];
    public IReadOnlyList<(string Value, string Name)> Rounds { get; private set; } = [];
    public IReadOnlyList<(string Value, string Name)> Organisations { get; private set; } = [];

    /// <summary>Reviewed and not decided; the first choice is none.</summary>
    public IReadOnlyList<(string Value, string Name)> Applications { get; private set; } = [];

    /// <summary>The one the page was opened for; null without.</summary>
    public GrantApplication? Application { get; private set; }

    /// <summary>The number to be suggested.</summary>
    public string Number { get; private set; } = "";

    public Task OnGetAsync(string? application) => LoadAsync(application);

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        await LoadAsync(Posted("application"));
        if (!Read().IsDone(out var award, out var refusal)) return Refused(refusal);
        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(key!), DecideAward.Kind, award, null, stop: HttpContext.RequestAborted);
        return Answer(outcome, ProposalWords.Said, done => $"/approvals/{done.Proposal}");
    }

    private Outcome<NewAward> Read()
    {
        var programme = Application?.Round.Programme.Code ?? Posted("programme");
        if (!TypedAmount.Read(Posted("amount"), currencies.GetValueOrDefault(programme, Currency.Cny), "amount").IsDone(out var amount, out var refusal)) return refusal;
        foreach (var field in new[] { "on", "starts", "ends" })
            if (!IsoDates.TryParse(Posted(field), out _)) return Refusal.Of("date-unreadable", field, "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31.");
        return new NewAward(
            Posted("number"), programme, Application?.Round.Code ?? NoneIfEmpty(Posted("round")), Application?.Organisation.Code ?? Posted("organisation"), Application?.Number, Posted("title"), amount,
            Day("on"), Day("starts"), Day("ends"), Posted("reason"), TakesApproval: Posted("approval") == "yes");

        DateOnly Day(string field) => IsoDates.TryParse(Posted(field), out var day) ? day : default;
    }

    private Dictionary<string, Currency> currencies = [];

    private static string? NoneIfEmpty(string text) => text.Length == 0 ? null : text;

    private Task LoadAsync(string? application) => ReadAsync(async (reader, books) =>
    {
        var programmes = (await GrantReading.ProgrammesAsync(reader, books)).Where(programme => May(Permission.Propose, programme.Target)).ToList();
        currencies = programmes.ToDictionary(programme => programme.Code, programme => programme.Currency);
        Programmes = [.. programmes.Select(programme => (programme.Code, $"{programme.Code} {In(programme.Name)}"))];
        Rounds = [("", "–"), .. (await GrantReading.RoundsAsync(reader, books)).Where(round => May(Permission.Propose, round.Programme.Target)).Select(round => (round.Code, $"{round.Code} {In(round.Name)}"))];
        Organisations = [.. (await FundLedger.Organisations.Directory.ListAsync(reader)).Select(organisation => (organisation.Code, $"{organisation.Code} {organisation.Name}"))];
        var reviewed = (await ApplicationReading.ListAsync(reader)).Where(one => one.Status == ApplicationStatus.Reviewed && May(Permission.Propose, one.Round.Programme.Target)).ToList();
        Applications = [("", "–"), .. reviewed.Select(one => (one.Number, $"{one.Number} {one.Title}"))];
        Application = reviewed.FirstOrDefault(one => one.Number == application);
        var round = Application?.Round.Code ?? "A";
        Number = $"{round}-{(await AwardReading.ListAsync(reader, books)).Count + 1:000}";
    });
}
