using System.Globalization;

namespace FundLedger.Programmes;

/// <summary>How questions are answered: which are shown, which answers count, what a form may be made of.</summary>
public static class FormRules
{
    public const string Yes = "yes";
    public const string No = "no";
    public const int LongestShortText = 200;
    public const int LongestLongText = 5_000;
    private const int Sha256InHex = 64;

    /// <summary>The codes of many choices are kept in one answer, separated by commas.</summary>
    public static IReadOnlyList<string> ChosenIn(string answer) => answer.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The questions that these answers show, in order; one that hangs on a hidden one is hidden too.</summary>
    public static IReadOnlyList<FormQuestion> Shown(this GrantTerms terms, IReadOnlyDictionary<string, string> answers)
    {
        var shown = new List<FormQuestion>();
        foreach (var question in terms.Form)
            if (question.ShownIf is not { } only || (shown.Find(earlier => earlier.Code == only.Question) is { } asked && Has(asked, answers.GetValueOrDefault(only.Question, ""), only.Is)))
                shown.Add(question);
        return shown;
    }

    /// <summary>Why this is no answer to the question; null for one that is, and for none.</summary>
    /// <param name="field">Where it was given.</param>
    public static Refusal? RefusalFor(this FormQuestion question, string answer, Currency currency, string field)
    {
        if (answer.Length == 0) return null;
        return question.Kind switch
        {
            QuestionKind.ShortText => TooLong(answer, LongestShortText, field),
            QuestionKind.LongText => TooLong(answer, LongestLongText, field),
            QuestionKind.Number => decimal.TryParse(answer, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) && answer.Length <= 30 ? null
                : Refusal.Of("answer-number", field, $"“{answer}”不是数字。", $"'{answer}' is no number."),
            QuestionKind.Amount => Money.TryParse(answer, currency, out var money) && !money.IsNegative ? null
                : Refusal.Of("answer-amount", field, $"“{answer}”不是 {currency} 金额，如 1234.50。", $"'{answer}' is no amount of {currency}, such as 1234.50."),
            QuestionKind.Date => DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null
                : Refusal.Of("answer-date", field, $"“{answer}”不是日期，如 2026-03-31。", $"'{answer}' is no date, such as 2026-03-31."),
            QuestionKind.File => answer.Length == Sha256InHex && answer.All(char.IsAsciiHexDigitLower) ? null
                : Refusal.Of("answer-file", field, "请上传文件。", "Upload a file."),
            QuestionKind.YesNo => answer is Yes or No ? null : NoChoice(answer, field),
            QuestionKind.Choice => question.Options!.Any(option => option.Code == answer) ? null : NoChoice(answer, field),
            _ => ChosenIn(answer).FirstOrDefault(chosen => question.Options!.All(option => option.Code != chosen)) is { } unknown ? NoChoice(unknown, field) : null,
        };
    }

    /// <summary>Why this is no answer to a question of eligibility; null for one that is, and for none.</summary>
    public static Refusal? RefusalFor(this EligibilityQuestion question, string answer, string field) =>
        answer.Length == 0 || CodesOf(question).Contains(answer) ? null : NoChoice(answer, field);

    /// <summary>Why this answer makes ineligible; null when it does not.</summary>
    public static Bilingual? Fails(this EligibilityQuestion question, string answer) => question.Fails.FirstOrDefault(fail => fail.Answer == answer)?.Reason;

    /// <summary>Why this cannot be the form of a programme; null when it can.</summary>
    internal static Refusal? RefusalFor(GrantTerms terms)
    {
        if (terms.Form.Count + terms.Eligibility.Count + terms.Documents.Count > GrantTerms.MostQuestions)
            return Refusal.Of("terms-form", "form", $"问题和材料合计最多 {GrantTerms.MostQuestions} 项。", $"There are at most {GrantTerms.MostQuestions} questions and documents together.");
        for (var i = 0; i < terms.Form.Count; i++)
            if (RefusalForQuestion(terms.Form, i) is { } wrong) return wrong;
        for (var i = 0; i < terms.Eligibility.Count; i++)
            if (RefusalForEligibility(terms.Eligibility[i], $"eligibility[{i}]") is { } wrong) return wrong;
        for (var i = 0; i < terms.Documents.Count; i++)
            if ((TermsText.RefusalForCode(terms.Documents[i].Code, $"documents[{i}].code") ?? TermsText.RefusalForName(terms.Documents[i].Name, $"documents[{i}].name")) is { } wrong) return wrong;
        return TermsText.RefusalForTwice(terms.Form.Select(question => question.Code), "form") ?? TermsText.RefusalForTwice(terms.Eligibility.Select(question => question.Code), "eligibility")
            ?? TermsText.RefusalForTwice(terms.Documents.Select(document => document.Code), "documents");
    }

    private static Refusal? RefusalForQuestion(IReadOnlyList<FormQuestion> form, int place)
    {
        var (field, question) = ($"form[{place}]", form[place]);
        if ((TermsText.RefusalForCode(question.Code, $"{field}.code") ?? TermsText.RefusalForName(question.Text, $"{field}.text")) is { } wrong) return wrong;
        var isChoice = question.Kind is QuestionKind.Choice or QuestionKind.ManyChoices;
        if (isChoice != question.Options is { Count: >= 2 } || (!isChoice && question.Options is { Count: > 0 }))
            return Refusal.Of("terms-options", $"{field}.options", $"问题 {question.Code}：选择题至少两个选项，其他题没有选项。", $"Question {question.Code}: a choice has at least two options, any other question none.");
        if (isChoice && RefusalForOptions(question.Options!, $"{field}.options") is { } badOption) return badOption;
        if (question.ShownIf is not { } only) return null;
        var earlier = form.Take(place).FirstOrDefault(known => known.Code == only.Question);
        if (earlier is null)
            return Refusal.Of("terms-shown-if", $"{field}.shownIf", $"问题 {question.Code} 只能取决于它之前的问题，“{only.Question}”不在前面。", $"Question {question.Code} can only hang on one before it; '{only.Question}' is not.");
        var mayBe = earlier.Kind switch { QuestionKind.YesNo => [Yes, No], QuestionKind.Choice or QuestionKind.ManyChoices => earlier.Options!.Select(option => option.Code).ToArray(), _ => null };
        return mayBe?.Contains(only.Is) == true ? null
            : Refusal.Of("terms-shown-if", $"{field}.shownIf", $"问题 {earlier.Code} 不会有“{only.Is}”这个答案。", $"Question {earlier.Code} is never answered '{only.Is}'.");
    }

    private static Refusal? RefusalForEligibility(EligibilityQuestion question, string field)
    {
        if ((TermsText.RefusalForCode(question.Code, $"{field}.code") ?? TermsText.RefusalForName(question.Text, $"{field}.text")) is { } wrong) return wrong;
        if (question.Options is { } options && (options.Count < 2 ? NoOptions(question.Code, field) : RefusalForOptions(options, $"{field}.options")) is { } badOption) return badOption;
        var codes = CodesOf(question);
        if (question.Fails.FirstOrDefault(fail => !codes.Contains(fail.Answer)) is { } unknown) return NoChoice(unknown.Answer, $"{field}.fails");
        if (question.Fails.Select(fail => fail.Answer).Distinct().Count() is var failing && (failing == 0 || failing == codes.Count || failing < question.Fails.Count))
            return Refusal.Of("terms-eligibility", $"{field}.fails", $"资格问题 {question.Code} 须有会导致不合格的答案，且不能全部如此。", $"Eligibility question {question.Code} has answers that make ineligible, and others that do not.");
        return question.Fails.Select((fail, i) => TermsText.RefusalForName(fail.Reason, $"{field}.fails[{i}].reason")).FirstOrDefault(bad => bad is not null);
    }

    private static Refusal? RefusalForOptions(IReadOnlyList<AnswerOption> options, string field) =>
        options.Select((option, i) => TermsText.RefusalForCode(option.Code, $"{field}[{i}].code") ?? TermsText.RefusalForName(option.Name, $"{field}[{i}].name")).FirstOrDefault(bad => bad is not null)
        ?? TermsText.RefusalForTwice(options.Select(option => option.Code), field);

    private static Refusal NoOptions(string code, string field) =>
        Refusal.Of("terms-options", $"{field}.options", $"问题 {code} 至少两个选项；是非题不写选项。", $"Question {code} has at least two options, or none for yes and no.");

    private static IReadOnlyList<string> CodesOf(EligibilityQuestion question) => question.Options is { } options ? [.. options.Select(option => option.Code)] : [Yes, No];

    private static bool Has(FormQuestion question, string answer, string wanted) => question.Kind == QuestionKind.ManyChoices ? ChosenIn(answer).Contains(wanted) : answer == wanted;

    private static Refusal? TooLong(string answer, int most, string field) => answer.Length <= most ? null
        : Refusal.Of("text-too-long", field, $"有 {answer.Length} 个字符，最多 {most} 个。请缩短。", $"It has {answer.Length} characters; at most {most} can be kept. Shorten it.");

    private static Refusal NoChoice(string answer, string field) => Refusal.Of("answer-choice", field, $"“{answer}”不在选项中。", $"'{answer}' is none of the options.");
}
