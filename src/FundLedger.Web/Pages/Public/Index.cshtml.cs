using FundLedger.Awards;
using FundLedger.Disclosure;
using FundLedger.Programmes;
using FundLedger.Reporting;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>Where everybody begins: how much came, where it goes, what is done with it now, and how to check that.</summary>
[AnyoneMay]
public sealed class IndexModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    private const int ProjectsShown = 6;
    private const int FilesShown = 5;

    public override Part Where => Part.PublicHome;
    public override Bilingual Title => new("公开账目", "Open books");

    /// <summary>Whose books these are.</summary>
    public IReadOnlyList<string> Entities { get; private set; } = [];

    /// <summary>With their depth in the tree.</summary>
    public IReadOnlyList<PublicFund> AllFunds { get; private set; } = [];

    /// <summary>Of all funds of a currency.</summary>
    public IReadOnlyList<PublicSums> Sums { get; private set; } = [];

    public IReadOnlyList<PublicProject> Projects { get; private set; } = [];
    public int ProjectCount { get; private set; }
    public IReadOnlyList<GrantRound> Open { get; private set; } = [];
    public IReadOnlyList<Survey> Asked { get; private set; } = [];
    public Survey? Heard { get; private set; }
    public IReadOnlyList<DisclosureWork> Published { get; private set; } = [];
    public SignedCheckpoint? Checkpoint { get; private set; }

    public Task OnGetAsync() => ReadPublicAsync(async (reader, books) =>
    {
        AllFunds = await PublicMoney.ListAsync(reader, books, Funds);
        Entities = [.. AllFunds.Select(one => books.Entity(one.Fund.EntityId).Name).Distinct()];
        Sums = [.. AllFunds.GroupBy(one => one.Fund.Currency).Select(funds => funds.Aggregate(PublicSums.None(funds.Key), (sum, one) => sum + one.Total))];
        var projects = await PublicProjects.ListAsync(reader, books, Funds, Today);
        (Projects, ProjectCount) = ([.. projects.Take(ProjectsShown)], projects.Count);
        Open = [.. (await GrantReading.RoundsAsync(reader, books)).Where(round => Funds.Shows(round.Programme.Fund) && round.StateAt(Now) == RoundState.Open)];
        var surveys = (await Surveys.ListAsync(reader, books)).Where(survey => Funds.Shows(survey.Fund)).ToList();
        Asked = [.. surveys.Where(survey => survey.TakesAnswersOn(Today)).OrderBy(survey => survey.OpenUntil)];
        Heard = surveys.Where(survey => survey is { Status: SurveyStatus.Published, HasQuorum: true, Content: not null }).MaxBy(survey => survey.PublishedOn);
        Published = [.. (await DisclosureReading.PublishedAsync(reader, books)).Take(FilesShown)];
        Checkpoint = (await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault();
    });
}
