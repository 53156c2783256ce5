using System.Text;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Approvals;

namespace FundLedger.Voice;

/// <summary>A published result as a proof of the award that residents were asked about.</summary>
public static class SurveyProof
{
    /// <summary>It is published, speaks for the residents, and is about an award whose proofs are still taken.</summary>
    public static async Task<bool> IsOneAsync(LedgerReader reader, Books books, Survey survey) =>
        survey is { About: VoiceSubject.Award, Status: SurveyStatus.Published, Content: not null, HasQuorum: true } && await AwardReading.FindAsync(reader, books, survey.Of) is { Status: AwardStatus.Active };

    /// <summary>Keeps the result as a file and proposes it, which another person checks.</summary>
    /// <param name="survey">That is one.</param>
    public static async Task<Outcome<ActProposed>> ProposeAsync(Database database, Asked asked, Survey survey, CancellationToken stop = default)
    {
        var file = new Attachment($"survey-{survey.Code}.txt", Encoding.UTF8.GetBytes(
            $"{survey.Code} {survey.Title}\n{survey.First.ToIso()} – {survey.Last.ToIso()}\n作答人数 / answers: {survey.Respondents}\n最低人数 / quorum: {survey.Quorum}\n满意 / content: {survey.Content}\n公布 / published: {survey.PublishedOn?.ToIso()}\n"));
        if (!(await new KeepEvidence(database).RunAsync(asked with { Key = asked.Key + "/evidence" }, file, stop)).IsDone(out var kept, out var refusal)) return refusal;
        return await new ProposeAct(database).RunAsync(asked, ProveForAward.Kind, new NewProof(survey.Of, ProofKind.Satisfaction, survey.Title, survey.PublishedOn!.Value, kept.Sha256, Share: survey.Content, Respondents: survey.Respondents), stop: stop);
    }
}
