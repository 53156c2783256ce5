using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Spaces;

namespace FundLedger.Voice;

/// <summary>Reads surveys and votes, and what came of them. Nothing here says who answered.</summary>
public static class Surveys
{
    private static readonly SqlFile Published = new("voice/list_published");
    private static readonly SqlFile Token = new("voice/find_token");

    /// <summary>Surveys that were published, by what they are about; the last one in each is the newest by the days it speaks for. Votes are none.</summary>
    public static async Task<ILookup<(VoiceSubject About, string Of), SurveyOutcome>> PublishedAsync(LedgerReader reader) =>
        (await reader.QueryAsync<OutcomeRow>(Published)).Select(row => row.ToOutcome()).ToLookup(outcome => (outcome.About, outcome.Of));

    /// <summary>Those that end last come first.</summary>
    public static Task<IReadOnlyList<Survey>> ListAsync(LedgerReader reader, Books books) => SurveyStore.ListAsync(reader, books);

    public static Task<Survey?> FindAsync(LedgerReader reader, Books books, string code) => SurveyStore.FindAsync(reader, books, code);

    /// <summary>How many answered each, by its id; one that nobody answered is not there.</summary>
    public static Task<IReadOnlyDictionary<long, int>> AnswersAsync(LedgerReader reader) => SurveyStore.CountsAsync(reader);

    /// <summary>The results, counted again; null while it is open, so that they sway nobody.</summary>
    public static async Task<SurveyCount?> CountAsync(LedgerReader reader, Survey survey) => survey.Status == SurveyStatus.Open ? null : await SurveyStore.CountAsync(reader, survey);

    /// <summary>Every text, for whoever decides what is shown; none of a survey that too few answered, or that is open.</summary>
    public static async Task<IReadOnlyList<SurveyText>> TextsAsync(LedgerReader reader, Survey survey) => survey.Respondents >= Survey.FewestForWords ? await SurveyStore.TextsAsync(reader, survey) : [];

    /// <summary>The links handed out, by the survey's id, batch by batch.</summary>
    public static Task<ILookup<long, TokenBatch>> BatchesAsync(LedgerReader reader) => SurveyStore.BatchesAsync(reader);

    /// <summary>The survey that a link leads to, and whether it was answered with it; null for a link that nobody handed out.</summary>
    public static async Task<(Survey Survey, bool IsSpent)?> OfTokenAsync(LedgerReader reader, Books books, string token)
    {
        if (await reader.FindAsync<TokenRow>(Token, new { token_sha256 = new VoiceToken(token).Sha256 }) is not { } row) return null;
        return ((await SurveyStore.FindAsync(reader, books, row.Code))!, row.IsSpent == 1);
    }

    /// <summary>The fund whose people hold what is asked about a subject; or the refusal of one that is not there.</summary>
    public static async Task<Outcome<Fund>> FundOfAsync(LedgerReader reader, Books books, VoiceSubject about, string of)
    {
        if (about == VoiceSubject.Fund) return books.Fund(of, "of");
        if (about == VoiceSubject.Award && await AwardReading.FindAsync(reader, books, of) is { } award) return award.Fund;
        if (about == VoiceSubject.Space && await SpaceReading.FindAsync(reader, books, of) is { } space) return space.Fund;
        return about == VoiceSubject.Award
            ? Refusal.Of("award-unknown", "of", $"没有编号为“{of}”的立项。", $"There is no award of the number '{of}'.")
            : Refusal.Of("space-unknown", "of", $"没有代码为“{of}”的社区空间。", $"There is no space of the code '{of}'.");
    }

    private sealed record OutcomeRow
    {
        public string Code { get; init; } = "";
        public string About { get; init; } = "";
        public string AboutCode { get; init; } = "";
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public long ContentShare { get; init; }
        public long Respondents { get; init; }
        public long Quorum { get; init; }
        public string PublishedOn { get; init; } = "";

        internal SurveyOutcome ToOutcome() => new(
            Code, StoredWords.Read<VoiceSubject>(About), AboutCode, IsoDates.Read(FirstDay), IsoDates.Read(LastDay), new BasisPoints((int)ContentShare), (int)Respondents, Respondents >= Quorum, IsoDates.Read(PublishedOn));
    }

    private sealed record TokenRow
    {
        public string Code { get; init; } = "";
        public long IsSpent { get; init; }
    }
}
