using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Voice;

/// <summary>Surveys as scenarios have them.</summary>
internal static class VoiceScenes
{
    internal static readonly IReadOnlyList<Bilingual> Questions = [new("总体满意吗？", "Content overall?"), new("开放时间合适吗？", "Are the hours right?")];

    internal static SurveyWanted Survey(string code = "S1", SurveyTerms? terms = null, int quorum = 2, params VoiceWay[] ways) => new(
        code, terms?.Options.Count > 0 ? SurveyKind.Vote : SurveyKind.Satisfaction, VoiceSubject.Fund, "LAKE", "湖畔居民满意度", March(1), March(31), March(10), March(20), ways.Length > 0 ? ways : [VoiceWay.Link], quorum,
        terms ?? SurveyTerms.Asking(Questions, asksText: true));

    /// <summary>An open survey about the fund LAKE.</summary>
    internal static async Task OpenAsync(this TestLedger ledger, SurveyWanted? wanted = null)
    {
        await ledger.FundAsync("LAKE");
        (await new OpenSurvey(ledger.Database).RunAsync(ledger.Ask(), wanted ?? Survey())).Expect();
    }

    internal static async Task<IReadOnlyList<VoiceToken>> LinksAsync(this TestLedger ledger, int count, string survey = "S1")
    {
        var tokens = VoiceToken.Many(count);
        (await new HandOutLinks(ledger.Database).RunAsync(ledger.Ask(), survey, tokens)).Expect();
        return tokens;
    }

    internal static Task<Outcome<VoiceHeard>> AnswerAsync(this TestLedger ledger, string? token, params int[] marks) =>
        new AnswerSurvey(ledger.Database).RunAsync(ledger.Ask().Key, new VoiceGiven("S1", marks, Token: token));

    internal static Task<Survey> SurveyAsync(this TestLedger ledger, string code = "S1") => ledger.Database.ReadAsync(async reader => (await Surveys.FindAsync(reader, await Books.LoadAsync(reader), code))!);

    internal static async Task<SurveyClosed> CloseSurveyAsync(this TestLedger ledger, string code = "S1") => (await new CloseSurvey(ledger.Database).RunAsync(ledger.Ask(), code)).Expect();
}
