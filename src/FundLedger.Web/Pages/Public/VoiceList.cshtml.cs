using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>What residents are asked now, what they said before, and what was answered to them.</summary>
[AnyoneMay]
public sealed class VoiceListModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    private const int MostFeedback = 50;

    public override Part Where => Part.PublicVoice;
    public override Bilingual Title => new("居民声音", "Residents speak");

    public IReadOnlyList<Survey> Open { get; private set; } = [];
    public IReadOnlyList<Survey> Published { get; private set; } = [];
    public IReadOnlyList<Feedback> Feedback { get; private set; } = [];

    public Task OnGetAsync() => ReadPublicAsync(async (reader, books) =>
    {
        var all = (await Surveys.ListAsync(reader, books)).Where(survey => Funds.Shows(survey.Fund)).ToList();
        Open = [.. all.Where(survey => survey.TakesAnswersOn(Today)).OrderBy(survey => survey.OpenUntil)];
        Published = [.. all.Where(survey => survey.Status == SurveyStatus.Published)];
        Feedback = [.. (await FeedbackBox.ListAsync(reader, books)).Where(told => told.State == WordsState.Shown && Funds.Shows(told.Fund)).Take(MostFeedback)];
    });
}
