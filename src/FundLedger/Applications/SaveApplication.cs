using FundLedger.Programmes;

namespace FundLedger.Applications;

/// <summary>The first step.</summary>
/// <param name="Need">Code of the need it answers; null or empty for none.</param>
public sealed record ApplicationBasics(string Title, string Category, DateOnly? Starts, DateOnly? Ends, string? Need = null);

/// <summary>The budget as the applicant states it: the two totals, and the lines that must make them.</summary>
public sealed record ApplicationBudget(Money? Requested, Money? Own, IReadOnlyList<BudgetLine> Lines);

/// <summary>What one step writes; what is null stays as it is.</summary>
/// <param name="BasedOn">The save it was written on, to be refused when somebody saved in between; null to save in any case.</param>
/// <param name="Answers">By question; those not named stay as they are, an empty one is taken back.</param>
public sealed record ApplicationEdit(
    string Number, ApplicationBasics? Basics = null, IReadOnlyDictionary<string, string>? Eligibility = null, IReadOnlyDictionary<string, string>? Answers = null, ApplicationBudget? Budget = null, int? BasedOn = null);

/// <param name="Missing">What still keeps it from being handed in.</param>
public sealed record ApplicationSaved(string Number, int SaveNo, int Missing);

/// <summary>Saves one step of a draft. It need not be complete; what is written must be readable.</summary>
public sealed class SaveApplication(Database database)
{
    public Task<Outcome<ApplicationSaved>> RunAsync(Asked asked, ApplicationEdit edit, CancellationToken stop = default) => database.WriteAsync<ApplicationSaved>(
        asked.For("save-application", OperationField.Of("application", edit.Number), OperationField.Personal("edit", GrantJson.Write(edit))),
        async tx =>
        {
            if (!(await ApplicationStore.HoldToWriteAsync(tx, edit.Number)).IsDone(out var application, out var refusal)) return refusal;
            if (edit.BasedOn is { } basedOn && basedOn != application.SaveNo)
                return Refusal.Of("saved-meanwhile", "application", "在您填写期间，团队其他成员保存了这份申请。请刷新后再填。", "Somebody of your team saved this application meanwhile. Load it again and write then.");
            if (RefusalFor(edit, application) is { } badInput) return badInput;
            foreach (var question in application.Terms.Eligibility)
                if (edit.Eligibility?.TryGetValue(question.Code, out var answer) == true && answer != application.Content.Eligibility.GetValueOrDefault(question.Code, ""))
                    await ApplicationStore.InsertAsync(tx, application, question, answer);
            var content = With(application.Content, edit);
            await ApplicationStore.SaveAsync(tx, application, content);
            return new ApplicationSaved(application.Number, application.SaveNo + 1, ApplicationCheck.Of(application.Terms, content, application.Currency).Count);
        }, stop);

    private static ApplicationContent With(ApplicationContent content, ApplicationEdit edit)
    {
        if (edit.Basics is { } basics)
            content = content with { Title = basics.Title.Trim(), Category = basics.Category, Starts = basics.Starts, Ends = basics.Ends, Need = string.IsNullOrWhiteSpace(basics.Need) ? null : basics.Need.Trim() };
        if (edit.Budget is { } budget) content = content with { Requested = budget.Requested, Own = budget.Own, Budget = budget.Lines };
        return content with { Eligibility = Merged(content.Eligibility, edit.Eligibility), Answers = Merged(content.Answers, edit.Answers) };
    }

    // Sorted, so that the same content has the same bytes whatever order it was written in.
    private static SortedDictionary<string, string> Merged(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string>? written)
    {
        var merged = new SortedDictionary<string, string>(before.ToDictionary(), StringComparer.Ordinal);
        foreach (var (question, answer) in written ?? new Dictionary<string, string>())
            if (answer.Length == 0) merged.Remove(question);
            else merged[question] = answer;
        return merged;
    }

    private static Refusal? RefusalFor(ApplicationEdit edit, GrantApplication application)
    {
        if (edit.Basics is { } basics && (RefusalForBasics(basics, application.Terms) is { } badBasics)) return badBasics;
        foreach (var (code, answer) in edit.Eligibility ?? new Dictionary<string, string>())
        {
            if (application.Terms.Eligibility.FirstOrDefault(known => known.Code == code) is not { } question) return Unknown(code);
            if (question.RefusalFor(answer, code) is { } wrong) return wrong;
        }

        foreach (var (code, answer) in edit.Answers ?? new Dictionary<string, string>())
        {
            if (application.Terms.Form.FirstOrDefault(known => known.Code == code && known.Kind != QuestionKind.File) is not { } question) return Unknown(code);
            if (question.RefusalFor(answer, application.Currency, code) is { } wrong) return wrong;
        }

        return edit.Budget is { } budget ? RefusalForBudget(budget, application.Currency) : null;
    }

    private static Refusal? RefusalForBasics(ApplicationBasics basics, GrantTerms terms)
    {
        if (basics.Category.Length > 0 && terms.Category(basics.Category) is null)
            return Refusal.Of("category-unknown", "category", $"没有类别“{basics.Category}”。", $"There is no category '{basics.Category}'.");
        return KeptText.Title.RefusalFor(basics.Title.Trim(), "title") ?? KeptText.FundCode.RefusalFor(basics.Need?.Trim(), "need");
    }

    private static Refusal? RefusalForBudget(ApplicationBudget budget, Currency currency)
    {
        if (budget.Lines.Count > ApplicationCheck.MostLines)
            return Refusal.Of("budget-lines", "lines", $"预算最多 {ApplicationCheck.MostLines} 行。", $"A budget has at most {ApplicationCheck.MostLines} lines.");
        foreach (var (field, stated) in new[] { ("requested", budget.Requested), ("own", budget.Own) })
            if (stated is { } amount && (amount.Currency != currency || amount.IsNegative)) return Refusal.Of("budget-total", field, $"总额须为不小于零的 {currency} 金额。", $"A total is an amount of {currency}, not below zero.");
        return budget.Lines.Select((line, i) => BudgetCheck.RefusalForLine(line, i + 1, currency)).FirstOrDefault(wrong => wrong is not null);
    }

    private static Refusal Unknown(string code) => Refusal.Of("question-unknown", code, $"表单中没有问题“{code}”。", $"The form has no question '{code}'.");
}
