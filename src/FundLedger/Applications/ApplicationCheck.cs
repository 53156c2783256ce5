using System.Text.Json.Serialization;
using FundLedger.Programmes;

namespace FundLedger.Applications;

/// <summary>The steps an applicant goes through.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApplicationStep>))]
public enum ApplicationStep
{
    Basics,
    Eligibility,
    Questions,
    Budget,
    Documents,
    Sign,
}

/// <summary>What keeps an application from being handed in.</summary>
/// <param name="Field">Where it is to be mended within the step.</param>
/// <param name="Code">The rule that asks for it.</param>
public sealed record MissingItem(ApplicationStep Step, string Field, string Code, Bilingual Message);

/// <summary>Looks at a draft against the terms of its round: pure, the same before the deadline and at the moment of handing in.</summary>
public static class ApplicationCheck
{
    public const int MostLines = 60;

    /// <summary>Everything that is still missing or wrong, in the order of the steps; empty when it may be handed in.</summary>
    public static IReadOnlyList<MissingItem> Of(GrantTerms terms, ApplicationContent content, Currency currency) =>
        [.. Basics(terms, content), .. Eligible(terms, content), .. Questions(terms, content, currency), .. BudgetCheck.Of(terms, content, currency), .. Documents(terms, content)];

    public static Bilingual Name(this ApplicationStep step) => step switch
    {
        ApplicationStep.Basics => new("基本情况", "Basics"),
        ApplicationStep.Eligibility => new("申报资格", "Eligibility"),
        ApplicationStep.Questions => new("项目内容", "The project"),
        ApplicationStep.Budget => new("预算", "Budget"),
        ApplicationStep.Documents => new("材料", "Documents"),
        _ => new("签署提交", "Sign and submit"),
    };

    private static IEnumerable<MissingItem> Basics(GrantTerms terms, ApplicationContent content)
    {
        if (string.IsNullOrWhiteSpace(content.Title)) yield return Missing(ApplicationStep.Basics, "title", "title-missing", "请填写项目名称。", "Give the project a name.");
        if (terms.Category(content.Category) is null) yield return Missing(ApplicationStep.Basics, "category", "category-missing", "请选择类别。", "Choose a category.");
        if (content.Starts is null) yield return Missing(ApplicationStep.Basics, "starts", "date-missing", "请填写项目开始日期。", "Say when the project starts.");
        if (content.Ends is null) yield return Missing(ApplicationStep.Basics, "ends", "date-missing", "请填写项目结束日期。", "Say when the project ends.");
        else if (content.Ends < content.Starts) yield return Missing(ApplicationStep.Basics, "ends", "date-range", "项目结束日期早于开始日期。", "The project ends before it starts.");
    }

    private static IEnumerable<MissingItem> Eligible(GrantTerms terms, ApplicationContent content)
    {
        foreach (var question in terms.Eligibility)
        {
            var answer = content.Eligibility.GetValueOrDefault(question.Code, "");
            if (answer.Length == 0)
                yield return Missing(ApplicationStep.Eligibility, question.Code, "answer-missing", $"请回答：{question.Text.Zh}", $"Answer: {question.Text.En}");
            else if (question.RefusalFor(answer, question.Code) is { } wrong)
                yield return new MissingItem(ApplicationStep.Eligibility, question.Code, wrong.Code, wrong.Message);
            else if (question.Fails(answer) is { } reason)
                yield return new MissingItem(ApplicationStep.Eligibility, question.Code, "ineligible", reason);
        }
    }

    private static IEnumerable<MissingItem> Questions(GrantTerms terms, ApplicationContent content, Currency currency)
    {
        foreach (var question in terms.Shown(content.Answers))
        {
            var answer = AnswerTo(question, content);
            if (string.IsNullOrWhiteSpace(answer))
            {
                if (question.Required) yield return Missing(ApplicationStep.Questions, question.Code, "answer-missing", $"请回答：{question.Text.Zh}", $"Answer: {question.Text.En}");
            }
            else if (question.RefusalFor(answer, currency, question.Code) is { } wrong)
            {
                yield return new MissingItem(ApplicationStep.Questions, question.Code, wrong.Code, wrong.Message);
            }
        }
    }

    private static IEnumerable<MissingItem> Documents(GrantTerms terms, ApplicationContent content) =>
        from document in terms.Documents
        where document.Required && content.Files.All(file => file.Slot != document.Code)
        select Missing(ApplicationStep.Documents, document.Code, "document-missing", $"请上传：{document.Name.Zh}", $"Upload: {document.Name.En}");

    /// <summary>What stands as the answer; of a question for a file, the file's hash.</summary>
    internal static string AnswerTo(FormQuestion question, ApplicationContent content) => question.Kind == QuestionKind.File
        ? content.Files.LastOrDefault(file => file.Slot == ApplicationFile.AnswerSlot + question.Code)?.Sha256 ?? ""
        : content.Answers.GetValueOrDefault(question.Code, "");

    private static MissingItem Missing(ApplicationStep step, string field, string code, string zh, string en) => new(step, field, code, new Bilingual(zh, en));
}
