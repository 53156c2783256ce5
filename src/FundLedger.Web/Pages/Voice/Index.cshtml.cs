using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Voice;

/// <summary>Surveys, votes and feedback of the funds one reads.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Voice;
    public override Bilingual Title => new("居民声音", "Residents speak");

    public IReadOnlyList<(Survey Survey, int Answers)> Rows { get; private set; } = [];
    public int OpenFeedback { get; private set; }

    public bool MayHold => MaySomewhere(Permission.RecordMoney);

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        var answers = await Surveys.AnswersAsync(reader);
        Rows = [.. (await Surveys.ListAsync(reader, books)).Where(survey => May(Permission.ReadLedger, books.TargetOf(survey.Fund))).Select(survey => (survey, answers.GetValueOrDefault(survey.Id)))];
        OpenFeedback = (await FeedbackBox.ListAsync(reader, books)).Count(told => told.IsOpen && May(Permission.ReadLedger, books.TargetOf(told.Fund)));
    });
}
