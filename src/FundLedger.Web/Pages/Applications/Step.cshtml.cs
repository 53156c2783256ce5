using System.Globalization;
using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Applications;

/// <summary>One step of an application: what is written is saved by sending the form, and the next step follows. Works without script.</summary>
[Needs(Permission.ReadOrganisation, Permission.ReadLedger)]
public sealed class StepModel(Database database, TimeProvider clock) : ApplicationPage(database, clock)
{
    private const int SpareLines = 3;

    public ApplicationStep Step { get; private set; }
    public string StepPath { get; private set; } = "";
    public override Bilingual Title => new($"{Application.Number} {Step.Name().Zh}", $"{Application.Number} {Step.Name().En}");
    internal override bool TakesAFile => Step == ApplicationStep.Documents;

    /// <summary>What the step still lacks.</summary>
    public IEnumerable<MissingItem> MissingHere => Missing.Where(item => item.Step == Step);

    public int LineCount => Refusal is not null && Request.HasFormContentType && int.TryParse(Request.Form["lines"], out var typed) ? Math.Clamp(typed, 1, ApplicationCheck.MostLines)
        : Math.Min(ApplicationCheck.MostLines, Application.Budget.Count + SpareLines);

    public IReadOnlyList<(string Value, string Name)> Kinds => [.. Enum.GetValues<CostLineKind>().Select(kind => (kind.ToString(), In(kind.Name())))];

    public async Task<IActionResult> OnGetAsync(string number, string part) => await FindAsync(number, part) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, string part, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        if (!await FindAsync(number, part)) return NotFound();
        if (step == "upload") return await UploadAsync(key!);
        if (step?.StartsWith("remove/", StringComparison.Ordinal) == true) return await RemoveAsync(key!, step.Split('/', 3));
        if (!ReadEdit().IsDone(out var edit, out var refusal)) return Refused(refusal);
        var outcome = await new SaveApplication(Noting).RunAsync(AskedAs(key!), edit with { BasedOn = int.TryParse(Posted("basedOn"), CultureInfo.InvariantCulture, out var basedOn) ? basedOn : null }, HttpContext.RequestAborted);
        return Answer(outcome, done => done.Missing == 0 ? new("已保存，内容完整。", "Saved; nothing is missing.") : new($"已保存，还有 {done.Missing} 项未完成。", $"Saved; {done.Missing} item(s) are still missing."), _ => NextPath(step));
    }

    /// <summary>The values that an answer may have.</summary>
    public IReadOnlyList<(string Value, string Name)> OptionsOf(IReadOnlyList<AnswerOption>? options, bool withNone = true) =>
    [
        .. withNone ? new[] { ("", In("请选择", "Choose")) } : [],
        .. options is null ? [(FormRules.Yes, In("是", "Yes")), (FormRules.No, In("否", "No"))] : options.Select(option => (option.Code, In(option.Name))),
    ];

    public string Line(int line, string what, Func<BudgetLine, string> stored) => Typed($"lines[{line}].{what}", line < Application.Budget.Count ? stored(Application.Budget[line]) : "");

    public string Optional => In("选填", "optional");

    private string NextPath(string? step)
    {
        if (step == "stay") return $"{Path}/{StepPath}";
        var place = Array.FindIndex(Steps, known => known.Step == Step);
        return place + 1 < Steps.Length ? $"{Path}/{Steps[place + 1].Path}" : Path;
    }

    private async Task<bool> FindAsync(string number, string part)
    {
        var known = Steps.FirstOrDefault(one => one.Path == part);
        (Step, StepPath) = known;
        return known.Path is not null && await LoadAsync(number) && MayWrite;
    }

    private Outcome<ApplicationEdit> ReadEdit() => Step switch
    {
        ApplicationStep.Basics => ReadBasics(),
        ApplicationStep.Eligibility => new ApplicationEdit(Application.Number, Eligibility: Application.Terms.Eligibility.ToDictionary(question => question.Code, question => Posted(question.Code))),
        ApplicationStep.Questions => new ApplicationEdit(Application.Number, Answers: Application.Terms.Form.Where(question => question.Kind != QuestionKind.File && Request.Form.ContainsKey($"asked-{question.Code}"))
            .ToDictionary(question => question.Code, question => string.Join(',', Request.Form[question.Code].Select(value => (value ?? "").Trim())))),
        ApplicationStep.Budget => ReadBudget(),
        _ => new ApplicationEdit(Application.Number),
    };

    private Outcome<ApplicationEdit> ReadBasics()
    {
        DateOnly? starts = null, ends = null;
        if (Posted("starts") is { Length: > 0 } first) { if (IsoDates.TryParse(first, out var day)) starts = day; else return NoDate(first, "starts"); }
        if (Posted("ends") is { Length: > 0 } last) { if (IsoDates.TryParse(last, out var day)) ends = day; else return NoDate(last, "ends"); }
        return new ApplicationEdit(Application.Number, new ApplicationBasics(Posted("title"), Posted("category"), starts, ends, Posted("need")));
    }

    private static Refusal NoDate(string text, string field) => Refusal.Of("date-unreadable", field, $"“{text}”不是日期。请写如 2026-01-31。", $"'{text}' is not a date. Write it like 2026-01-31.");

    private Outcome<ApplicationEdit> ReadBudget()
    {
        var (currency, lines) = (Application.Currency, new List<BudgetLine>());
        var count = int.TryParse(Posted("lines"), CultureInfo.InvariantCulture, out var typed) ? Math.Clamp(typed, 0, ApplicationCheck.MostLines) : 0;
        for (var i = 0; i < count; i++)
        {
            var (name, requested, own) = (Posted($"lines[{i}].name"), Posted($"lines[{i}].requested"), Posted($"lines[{i}].own"));
            if (name.Length == 0 && requested.Length == 0 && own.Length == 0) continue;
            if (!Amount(requested, $"lines[{i}].requested").IsDone(out var asked, out var refusal) || !Amount(own, $"lines[{i}].own").IsDone(out var mine, out refusal)) return refusal;
            lines.Add(new BudgetLine($"{lines.Count + 1}", name, Enum.TryParse<CostLineKind>(Posted($"lines[{i}].kind"), out var kind) ? kind : CostLineKind.Other, asked, mine));
        }

        if (!Stated("requested").IsDone(out var wholeRequested, out var wrong) || !Stated("own").IsDone(out var wholeOwn, out wrong)) return wrong;
        return new ApplicationEdit(Application.Number, Budget: new ApplicationBudget(wholeRequested.Amount, wholeOwn.Amount, lines));

        Outcome<Money> Amount(string text, string field) => text.Length == 0 ? Money.Zero(currency) : TypedAmount.Read(text, currency, field);
    }

    private sealed record Sum(Money? Amount);

    private Outcome<Sum> Stated(string name) => Posted(name).Length == 0 ? new Sum(null) : TypedAmount.Read(Posted(name), Application.Currency, name).IsDone(out var amount, out var refusal) ? new Sum(amount) : refusal;

    private async Task<IActionResult> UploadAsync(string key)
    {
        if (!(await FileAsync("document")).IsDone(out var file, out var refusal)) return Refused(refusal);
        var outcome = await new AttachToApplication(Noting).RunAsync(AskedAs(key), Application.Number, Posted("slot"), file, HttpContext.RequestAborted);
        return Answer(outcome, done => new($"已收下（{done.Type.Name().Zh}）。", $"Taken in ({done.Type.Name().En})."), _ => $"{Path}/{StepPath}");
    }

    private async Task<IActionResult> RemoveAsync(string key, string[] what)
    {
        if (what.Length != 3) return BadRequest();
        var outcome = await new RemoveApplicationFile(Noting).RunAsync(AskedAs(key), Application.Number, what[1], what[2], HttpContext.RequestAborted);
        return Answer(outcome, _ => new("已移除。", "Taken out."), _ => $"{Path}/{StepPath}");
    }
}
