using FundLedger.Applications;
using FundLedger.Programmes;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Applications;

/// <summary>What an application says, to be read.</summary>
/// <param name="FilesAt">The address below which its files are; null where they are not to be opened.</param>
public sealed record ContentShown(ApplicationContent Content, GrantTerms Terms, Currency Currency, Language Language, string? FilesAt = null)
{
    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    public string In(Bilingual text) => text.In(Language);

    public IReadOnlyList<BudgetShare> Shares => BudgetCheck.SharesOf(Terms, Content.Budget, Currency);

    /// <summary>An answer as people read it: options by name.</summary>
    public string Read(FormQuestion question)
    {
        var answer = Content.Answers.GetValueOrDefault(question.Code, "");
        return question.Kind switch
        {
            QuestionKind.YesNo => YesNo(answer),
            QuestionKind.Choice or QuestionKind.ManyChoices => string.Join(In("、", ", "), FormRules.ChosenIn(answer).Select(chosen => question.Options!.FirstOrDefault(option => option.Code == chosen) is { } option ? In(option.Name) : chosen)),
            _ => answer,
        };
    }

    public string Read(EligibilityQuestion question)
    {
        var answer = Content.Eligibility.GetValueOrDefault(question.Code, "");
        return question.Options is { } options ? options.FirstOrDefault(option => option.Code == answer) is { } option ? In(option.Name) : answer : YesNo(answer);
    }

    /// <summary>What was asked for that the file answers.</summary>
    internal static Bilingual WhatIs(ApplicationFile file, GrantTerms terms) =>
        terms.Documents.FirstOrDefault(document => document.Code == file.Slot)?.Name
        ?? terms.Form.FirstOrDefault(question => ApplicationFile.AnswerSlot + question.Code == file.Slot)?.Text ?? new("其他材料", "Something else");

    private string YesNo(string answer) => answer switch { FormRules.Yes => In("是", "Yes"), FormRules.No => In("否", "No"), _ => answer };
}
