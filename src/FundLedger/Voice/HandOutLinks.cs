using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Voice;

public sealed record LinksMade(string Survey, int Batch, int Count);

/// <summary>Keeps the hashes of links that will be handed out, each good for one voice. The links themselves are shown once by whoever drew them.</summary>
public sealed class HandOutLinks(Database database)
{
    public const int Most = 2_000;

    private static readonly SqlFile Insert = new("voice/insert_token");

    /// <param name="tokens">Drawn anew for this call, see <see cref="VoiceToken.Many"/>; the same key with others is refused, since the first ones were shown then.</param>
    public Task<Outcome<LinksMade>> RunAsync(Asked asked, string code, IReadOnlyList<VoiceToken> tokens, CancellationToken stop = default) => database.WriteAsync<LinksMade>(
        asked.For("hand-out-links", OperationField.Of("survey", code), OperationField.Personal("links", string.Join(',', tokens.Select(token => Convert.ToHexStringLower(token.Sha256))))),
        async tx =>
        {
            if (!(await SurveyStore.HoldAsync(tx, code)).IsDone(out var held, out var refusal)) return refusal;
            var survey = held.Survey;
            if (survey.Status != SurveyStatus.Open) return AnswerSurvey.Ended(survey);
            if (!survey.Ways.Contains(VoiceWay.Link)) return Refusal.Of("no-links", "survey", $"“{survey.Title}”不用链接作答。", $"'{survey.Title}' is not answered by links.");
            if (tokens.Count is < 1 or > Most) return Refusal.Of("link-count", "count", $"每批 1 至 {Most} 个。", $"A batch has 1 to {Most}.");
            var batch = (await SurveyStore.BatchesAsync(tx))[survey.Id].Select(made => made.Number).DefaultIfEmpty().Max() + 1;
            foreach (var token in tokens) await tx.ExecuteAsync(Insert, new { token_sha256 = token.Sha256, survey_id = survey.Id, batch_no = (long)batch });
            await AuditTrail.AddAsync(tx, AuditNote.Done("hand-out-links", "survey", code, $"{tokens.Count}"));
            return new LinksMade(code, batch, tokens.Count);
        }, stop);
}
