using FundLedger.Awards;
using FundLedger.Programmes;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Public;

/// <summary>One project, open to everybody: money and dates, and what was accepted of what it reached.</summary>
[AnyoneMay]
public sealed class ProjectModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicProjects;
    public override Bilingual Title => new("资助项目公示", "A project, open to all");

    public PublicProject Of { get; private set; } = null!;
    public IReadOnlyList<Tranche> Tranches { get; private set; } = [];
    public PublicResults Results { get; private set; } = null!;
    public GrantProgramme? Programme { get; private set; }

    /// <summary>What residents were asked about it, with results that are published.</summary>
    public IReadOnlyList<Survey> Heard { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string number)
    {
        await ReadPublicAsync(async (reader, books) =>
        {
            if (await PublicProjects.FindAsync(reader, books, Funds, number, Today) is not { } found) return;
            (Of, Tranches, Results) = found;
            Programme = (await GrantReading.ProgrammesAsync(reader, books)).FirstOrDefault(one => one.Code == Of.Award.Programme);
            Heard = [.. (await Surveys.ListAsync(reader, books)).Where(survey => survey is { About: VoiceSubject.Award, Status: SurveyStatus.Published } && survey.Of == number)];
        });
        return Of is null ? NotFound() : Page();
    }

    /// <summary>How a tranche stands, as it may be told: that it waits for papers is between the fund and the organisation.</summary>
    public static Bilingual StateOf(Tranche tranche) => tranche switch
    {
        { IsCancelled: true } => TrancheState.Cancelled.Name(),
        { IsReleased: true } when tranche.Owed.IsZero => TrancheState.Paid.Name(),
        { IsReleased: true } => TrancheState.Payable.Name(),
        _ => TrancheState.Scheduled.Name(),
    };

    public Bilingual NameOf(Tranche tranche) => Of.Award.Terms.Tranches.FirstOrDefault(planned => planned.No == tranche.No)?.Name ?? new($"第 {tranche.No} 批", $"Tranche {tranche.No}");
}
