using FundLedger.Voice;

namespace FundLedger.Taper;

internal static class TaperSurveys
{
    internal static Task<ILookup<(VoiceSubject About, string Of), SurveyOutcome>> PublishedAsync(LedgerReader reader) => Task.FromResult(Array.Empty<SurveyOutcome>().ToLookup(survey => (survey.About, survey.Of)));
}
