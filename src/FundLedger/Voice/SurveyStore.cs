using FundLedger.Ledger;

namespace FundLedger.Voice;

internal static class SurveyStore
{
    private static readonly SqlFile List = new("voice/list_surveys");
    private static readonly SqlFile Lock = new("voice/lock_survey");
    private static readonly SqlFile Answers = new("voice/list_answers");
    private static readonly SqlFile Counts = new("voice/count_answers");
    private static readonly SqlFile Texts = new("voice/list_texts");
    private static readonly SqlFile Tokens = new("voice/count_tokens");

    internal static async Task<IReadOnlyList<Survey>> ListAsync(LedgerReader reader, Books books) => [.. (await reader.QueryAsync<SurveyRow>(List, new { code = "" })).Select(row => row.ToSurvey(books))];

    internal static async Task<Survey?> FindAsync(LedgerReader reader, Books books, string code) => code.Length == 0 ? null : (await reader.FindAsync<SurveyRow>(List, new { code }))?.ToSurvey(books);

    /// <summary>As it stands, with the key of its telephones; nobody else changes anything of it until the transaction ends.</summary>
    internal static async Task<Outcome<(Survey Survey, byte[]? PhoneKey)>> HoldAsync(LedgerTransaction tx, string code)
    {
        await tx.ExecuteAsync(Lock, new { code });
        if (code.Length == 0 || await tx.FindAsync<SurveyRow>(List, new { code }) is not { } row) return Unknown(code);
        return (row.ToSurvey(await Books.OfAsync(tx)), row.PhoneKey);
    }

    internal static Refusal Unknown(string code) => Refusal.Of("survey-unknown", "survey", $"没有代码为“{code}”的调查或投票。", $"There is no survey or vote of the code '{code}'.");

    internal static async Task<SurveyCount> CountAsync(LedgerReader reader, Survey survey) =>
        SurveyCount.Of(survey.Terms, (await reader.QueryAsync<AnswerRow>(Answers, new { survey_id = survey.Id })).Select(row => (row.Marks, row.Answers)));

    /// <summary>How many answered, by survey.</summary>
    internal static async Task<IReadOnlyDictionary<long, int>> CountsAsync(LedgerReader reader, long survey = 0) =>
        (await reader.QueryAsync<AnswerRow>(Counts, new { survey_id = survey })).ToDictionary(row => row.SurveyId, row => (int)row.Answers);

    internal static async Task<IReadOnlyList<SurveyText>> TextsAsync(LedgerReader reader, Survey survey) =>
        [.. (await reader.QueryAsync<TextRow>(Texts, new { survey_id = survey.Id })).Select(row => new SurveyText(Convert.ToHexStringLower(row.TextKey), row.Words, StoredWords.Read<WordsState>(row.State)))];

    /// <summary>By survey.</summary>
    internal static async Task<ILookup<long, TokenBatch>> BatchesAsync(LedgerReader reader) =>
        (await reader.QueryAsync<TokenRow>(Tokens)).ToLookup(row => row.SurveyId, row => new TokenBatch((int)row.BatchNo, (int)row.Made, (int)row.Spent));

    private sealed record SurveyRow
    {
        public long SurveyId { get; init; }
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
        public string About { get; init; } = "";
        public string AboutCode { get; init; } = "";
        public long FundId { get; init; }
        public string Title { get; init; } = "";
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public string OpenFrom { get; init; } = "";
        public string OpenUntil { get; init; } = "";
        public string Ways { get; init; } = "";
        public long Quorum { get; init; }
        public string Terms { get; init; } = "";
        public byte[]? PhoneKey { get; init; }
        public string Status { get; init; } = "";
        public string? ClosedOn { get; init; }
        public string? PublishedOn { get; init; }
        public long? Respondents { get; init; }
        public long? ContentShare { get; init; }

        internal Survey ToSurvey(Books books) => new(
            SurveyId, Code, StoredWords.Read<SurveyKind>(Kind), StoredWords.Read<VoiceSubject>(About), AboutCode, books.Fund(FundId), Title, IsoDates.Read(FirstDay), IsoDates.Read(LastDay), IsoDates.Read(OpenFrom),
            IsoDates.Read(OpenUntil), [.. Ways.Split(',').Select(StoredWords.Read<VoiceWay>)], (int)Quorum, SurveyTerms.Read(Terms), StoredWords.Read<SurveyStatus>(Status),
            ClosedOn is null ? null : IsoDates.Read(ClosedOn), PublishedOn is null ? null : IsoDates.Read(PublishedOn), (int?)Respondents, ContentShare is { } share ? new BasisPoints((int)share) : null);
    }

    private sealed record AnswerRow
    {
        public long SurveyId { get; init; }
        public string Marks { get; init; } = "";
        public long Answers { get; init; }
    }

    private sealed record TextRow
    {
        public byte[] TextKey { get; init; } = [];
        public string? Words { get; init; }
        public string State { get; init; } = "";
    }

    private sealed record TokenRow
    {
        public long SurveyId { get; init; }
        public long BatchNo { get; init; }
        public long Made { get; init; }
        public long Spent { get; init; }
    }
}
