using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FundLedger.Ledger;

namespace FundLedger.Voice;

/// <summary>One voice.</summary>
/// <param name="Marks">Of a survey, one from 1 to 5 for each question in their order; of a vote, the numbers of the options chosen, from 1.</param>
/// <param name="Words">Where it asks for some.</param>
/// <param name="Token">The text of a link that was handed out; null without one.</param>
/// <param name="Phone">Null without one. Only a keyed hash of it is kept.</param>
public sealed record VoiceGiven(string Survey, IReadOnlyList<int> Marks, string Words = "", string? Token = null, string? Phone = null);

public sealed record VoiceHeard(string Survey);

/// <summary>Keeps an answer and spends what it was given with, both or neither. Neither the answer, nor the operation it came by, says whose it is.</summary>
/// <remarks>The operation's content names only the survey, so that its time, which is kept, leads neither to the link nor to what was answered.</remarks>
public sealed class AnswerSurvey(Database database)
{
    /// <summary>Who acts where nobody is signed in.</summary>
    public const string Resident = "resident";

    private const int KeyLength = 16;
    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    private static readonly SqlFile SpendToken = new("voice/spend_token");
    private static readonly SqlFile FindPhone = new("voice/find_phone");
    private static readonly SqlFile InsertPhone = new("voice/insert_phone");
    private static readonly SqlFile InsertAnswer = new("voice/insert_answer");
    private static readonly SqlFile InsertText = new("voice/insert_text");

    /// <param name="key">A random key of the form; nothing that says who answers.</param>
    public Task<Outcome<VoiceHeard>> RunAsync(string key, VoiceGiven voice, CancellationToken stop = default) => database.WriteAsync<VoiceHeard>(
        new Asked(key, Resident).For("answer-survey", OperationField.Of("survey", voice.Survey)),
        async tx =>
        {
            if (!(await SurveyStore.HoldAsync(tx, voice.Survey)).IsDone(out var held, out var refusal)) return refusal;
            var survey = held.Survey;
            if (!survey.TakesAnswersOn(tx.Today)) return survey.Status == SurveyStatus.Open && tx.Today < survey.OpenFrom ? NotYet(survey) : Ended(survey);
            if (RefusalFor(survey, voice) is { } badInput) return badInput;
            if (await TakeVoiceAsync(tx, survey, held.PhoneKey, voice) is { } notTheirs) return notTheirs;
            var numbers = survey.Kind == SurveyKind.Vote ? voice.Marks.Distinct().Order() : voice.Marks.AsEnumerable();
            await tx.ExecuteAsync(InsertAnswer, new { survey_id = survey.Id, answer_key = tx.NewSalt()[..KeyLength], marks = string.Join(',', numbers.Select(mark => mark.ToString(CultureInfo.InvariantCulture))) });
            if (!string.IsNullOrWhiteSpace(voice.Words)) await tx.ExecuteAsync(InsertText, new { survey_id = survey.Id, text_key = tx.NewSalt()[..KeyLength], words = voice.Words.Trim().ToNfc() });
            return new VoiceHeard(survey.Code);
        }, stop);

    internal static Refusal Ended(Survey survey) => Refusal.Of("survey-ended", "survey",
        $"“{survey.Title}”已于 {(survey.ClosedOn ?? survey.OpenUntil).ToIso()} 截止。", $"'{survey.Title}' ended on {(survey.ClosedOn ?? survey.OpenUntil).ToIso()}.");

    private static Refusal NotYet(Survey survey) => Refusal.Of("survey-not-open", "survey", $"“{survey.Title}”从 {survey.OpenFrom.ToIso()} 开始。", $"'{survey.Title}' opens on {survey.OpenFrom.ToIso()}.");

    private static Refusal? RefusalFor(Survey survey, VoiceGiven voice)
    {
        if (survey.Kind == SurveyKind.Vote)
        {
            var chosen = voice.Marks.Distinct().Count();
            if (voice.Marks.Any(mark => mark < 1 || mark > survey.Terms.Options.Count)) return Refusal.Of("option-unknown", "marks", "所选的不是这次投票的选项。", "What was chosen is no option of this vote.");
            if (chosen < 1 || chosen > survey.Terms.Choose)
                return Refusal.Of("option-count", "marks", survey.Terms.Choose == 1 ? "请选一项。" : $"请选 1 至 {survey.Terms.Choose} 项。", survey.Terms.Choose == 1 ? "Choose one." : $"Choose 1 to {survey.Terms.Choose}.");
        }
        else if (voice.Marks.Count != survey.Terms.Questions.Count || voice.Marks.Any(mark => mark is < 1 or > SurveyCount.HighestMark))
        {
            return Refusal.Of("marks", "marks", $"请回答每一题，1 至 {SurveyCount.HighestMark} 分。", $"Answer every question, from 1 to {SurveyCount.HighestMark}.");
        }

        if (!survey.Terms.AsksText && !string.IsNullOrWhiteSpace(voice.Words)) return Refusal.Of("no-words", "words", "这里不收文字意见。", "This takes no words.");
        return KeptText.Reason.RefusalFor(voice.Words.Trim(), "words");
    }

    private static async Task<Refusal?> TakeVoiceAsync(LedgerTransaction tx, Survey survey, byte[]? phoneKey, VoiceGiven voice)
    {
        if (survey.Ways.Contains(VoiceWay.Open)) return null;
        if (voice.Token is { } token && survey.Ways.Contains(VoiceWay.Link))
            return await tx.ExecuteAsync(SpendToken, new { token_sha256 = new VoiceToken(token).Sha256, survey_id = survey.Id }) == 1 ? null
                : Refusal.Of("link-spent", "token", "这个链接无效，或已用过。每个链接只能作答一次。", "This link is not valid, or was used before. Each link is good for one answer.");
        if (voice.Phone is { } phone && survey.Ways.Contains(VoiceWay.Phone))
            return await TakePhoneAsync(tx, survey, phoneKey!, phone);
        return survey.Ways.Contains(VoiceWay.Phone) ? Refusal.Of("phone-missing", "phone", "请填写手机号码。", "Give your telephone number.") : Refusal.Of("link-missing", "token", "请用发给您的链接或二维码作答。", "Answer by the link or QR code that was handed to you.");
    }

    private static async Task<Refusal?> TakePhoneAsync(LedgerTransaction tx, Survey survey, byte[] phoneKey, string phone)
    {
        var digits = DigitsOf(phone);
        if (digits.Length is < FewestDigits or > MostDigits) return Refusal.Of("phone", "phone", "请填写完整的电话号码，只含数字。", "Give a whole telephone number, in digits.");
        var hmac = HMACSHA256.HashData(phoneKey, Encoding.ASCII.GetBytes(digits));
        if (await tx.SingleAsync<long>(FindPhone, new { survey_id = survey.Id, phone_hmac = hmac }) > 0)
            return Refusal.Of("phone-spent", "phone", "这个号码已作答。每个号码只能作答一次。", "This number answered before. Each number is good for one answer.");
        await tx.ExecuteAsync(InsertPhone, new { survey_id = survey.Id, phone_hmac = hmac });
        return null;
    }

    /// <summary>However it is typed, with or without the 86 of the country: the same number.</summary>
    private static string DigitsOf(string phone)
    {
        var digits = string.Concat(phone.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        if (digits.StartsWith("0086", StringComparison.Ordinal)) digits = digits[4..];
        return digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits;
    }
}
