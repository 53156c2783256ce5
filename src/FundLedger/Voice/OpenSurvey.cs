using System.Text.RegularExpressions;
using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Voice;

/// <inheritdoc cref="Survey"/>
public sealed partial record SurveyWanted(
    string Code, SurveyKind Kind, VoiceSubject About, string Of, string Title, DateOnly First, DateOnly Last, DateOnly OpenFrom, DateOnly OpenUntil, IReadOnlyList<VoiceWay> Ways, int Quorum, SurveyTerms Terms)
{
    public const int MostQuestions = 20;
    public const int MostOptions = 50;
    private const int MostQuorum = 1_000_000;

    internal string WaysText => string.Join(',', Ways.Distinct().Order().Select(StoredWords.Word));

    internal OperationField[] Content =>
    [
        OperationField.Of("code", Code), OperationField.Of("kind", StoredWords.Word(Kind)), OperationField.Of("about", StoredWords.Word(About)), OperationField.Of("of", Of), OperationField.Of("title", Title),
        OperationField.Of("first", First), OperationField.Of("last", Last), OperationField.Of("from", OpenFrom), OperationField.Of("until", OpenUntil), OperationField.Of("ways", WaysText),
        OperationField.Of("quorum", Quorum), OperationField.Of("terms", Terms.ToJson()),
    ];

    internal Refusal? RefusalOn(DateOnly today)
    {
        if (!CodePattern().IsMatch(Code)) return Refusal.Of("survey-code", "code", "代码为 1 至 40 个字母、数字、连字符或下划线。", "A code has 1 to 40 letters, digits, hyphens or underscores.");
        if (string.IsNullOrWhiteSpace(Title)) return Refusal.Of("title-missing", "title", "请填写名称。", "Give it a name.");
        if (First > Last) return Refusal.Of("survey-days", "last", "所评价时段的末日早于首日。", "The last day it speaks for is before the first.");
        if (OpenFrom > OpenUntil) return Refusal.Of("survey-open", "until", "截止日早于开始日。", "It would end before it opens.");
        if (OpenUntil < today) return Refusal.Of("survey-over", "until", $"截止日 {OpenUntil.ToIso()} 已过。", $"It would have ended on {OpenUntil.ToIso()}.");
        if (Ways.Count == 0) return Refusal.Of("ways-missing", "ways", "请选择怎样作答：链接、手机号码，或对所有人开放。", "Say how it is answered: by link, by telephone number, or open to all.");
        if (Ways.Contains(VoiceWay.Open) && Ways.Distinct().Count() > 1) return Refusal.Of("ways-open", "ways", "对所有人开放的调查不能再要求链接或号码。", "What is open to all asks for no link and no number.");
        if (Quorum is < 1 or > MostQuorum) return Refusal.Of("quorum", "quorum", $"最低人数为 1 至 {MostQuorum}。", $"The quorum is 1 to {MostQuorum}.");
        return KeptText.Title.RefusalFor(Title, "title") ?? (Kind == SurveyKind.Vote ? RefusalForOptions() : RefusalForQuestions());
    }

    private Refusal? RefusalForQuestions()
    {
        if (Terms.Options.Count > 0 || Terms.Questions.Count is < 1 or > MostQuestions) return Refusal.Of("questions", "questions", $"请给出 1 至 {MostQuestions} 个问题。", $"Ask 1 to {MostQuestions} questions.");
        if (Terms.Overall < 1 || Terms.Overall > Terms.Questions.Count) return Refusal.Of("overall", "overall", "请指明哪一题是总体满意度。", "Say which question asks how content people are overall.");
        if (Terms.ContentFrom is < 1 or > SurveyCount.HighestMark) return Refusal.Of("content-from", "content-from", $"算作满意的最低分为 1 至 {SurveyCount.HighestMark}。", $"The least answer that counts as content is 1 to {SurveyCount.HighestMark}.");
        return RefusalForTexts(Terms.Questions, "questions");
    }

    private Refusal? RefusalForOptions()
    {
        if (Terms.Questions.Count > 0 || Terms.Options.Count is < 2 or > MostOptions) return Refusal.Of("options", "options", $"请给出 2 至 {MostOptions} 个选项。", $"Give 2 to {MostOptions} options.");
        if (Terms.Choose < 1 || Terms.Choose > Terms.Options.Count) return Refusal.Of("choose", "choose", $"每人最多可选 1 至 {Terms.Options.Count} 个。", $"One may choose 1 to {Terms.Options.Count}.");
        return RefusalForTexts(Terms.Options, "options");
    }

    private static Refusal? RefusalForTexts(IReadOnlyList<Bilingual> texts, string field) => texts.Any(text => string.IsNullOrWhiteSpace(text.Zh) || string.IsNullOrWhiteSpace(text.En))
        ? Refusal.Of("text-missing", field, "每一条都要有文字。", "Each of them needs its words.")
        : texts.Select(text => KeptText.Title.RefusalFor(text.Zh, field) ?? KeptText.Title.RefusalFor(text.En, field)).FirstOrDefault(refusal => refusal is not null);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
    private static partial Regex CodePattern();
}

public sealed record SurveyOpened(string Code);

/// <summary>Opens a survey or a vote. What it asks stays as it is from then on.</summary>
public sealed class OpenSurvey(Database database)
{
    private static readonly SqlFile Insert = new("voice/insert_survey");

    public Task<Outcome<SurveyOpened>> RunAsync(Asked asked, SurveyWanted wanted, CancellationToken stop = default) => database.WriteAsync<SurveyOpened>(
        asked.For("open-survey", wanted.Content),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!(await Surveys.FundOfAsync(tx, books, wanted.About, wanted.Of)).IsDone(out var fund, out var refusal)) return refusal;
            if (wanted.RefusalOn(tx.Today) is { } badInput) return badInput;
            if (await SurveyStore.FindAsync(tx, books, wanted.Code) is not null)
                return Refusal.Of("survey-known", "code", $"已有代码为“{wanted.Code}”的调查或投票。", $"There is a survey or vote of the code '{wanted.Code}' already.");
            await tx.SingleAsync<long>(Insert, new
            {
                code = wanted.Code,
                kind = StoredWords.Word(wanted.Kind),
                about = StoredWords.Word(wanted.About),
                about_code = wanted.Of,
                fund_id = fund.Id,
                title = wanted.Title.Trim(),
                first_day = wanted.First.ToIso(),
                last_day = wanted.Last.ToIso(),
                open_from = wanted.OpenFrom.ToIso(),
                open_until = wanted.OpenUntil.ToIso(),
                ways = wanted.WaysText,
                quorum = (long)wanted.Quorum,
                terms = wanted.Terms.ToJson(),
                phone_key = wanted.Ways.Contains(VoiceWay.Phone) ? tx.NewSalt() : null,
                actor = tx.Operation.Actor,
                recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("open-survey", "survey", wanted.Code, $"{StoredWords.Word(wanted.About)} {wanted.Of}"));
            return new SurveyOpened(wanted.Code);
        }, stop);
}
