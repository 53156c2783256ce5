using System.Globalization;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Grants;

/// <summary>The terms of a programme as the fields of a form. A field has the name by which a refusal tells of what is wrong with it; a row of which nothing is typed is none.</summary>
public sealed class TermsFields
{
    public const string Categories = "categories";
    public const string Criteria = "criteria";
    public const string Tranches = "tranches";
    public const string Eligibility = "eligibility";
    public const string Form = "form";
    public const string Documents = "documents";

    /// <summary>What a button that asks for more rows of a list sends begins so.</summary>
    internal const string More = "more-";

    private const char Between = '|';
    private const int MoreRows = 3;

    /// <summary>Each list: the most rows that may be sent, and what a code begins with that nobody typed.</summary>
    private static readonly IReadOnlyDictionary<string, (int Most, string Code)> Lists = new Dictionary<string, (int, string)>
    {
        [Categories] = (GrantTerms.MostCategories, "category"), [Criteria] = (GrantTerms.MostCriteria, "criterion"), [Tranches] = (GrantTerms.MostTranches, ""), [Eligibility] = (GrantTerms.MostQuestions, "check"),
        [Form] = (GrantTerms.MostQuestions, "question"), [Documents] = (GrantTerms.MostQuestions, "document"),
    };

    private readonly Dictionary<string, string> values;
    private readonly Dictionary<string, int> rows;

    private TermsFields(Dictionary<string, string> values, Dictionary<string, int> rows) => (this.values, this.rows) = (values, rows);

    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>A field or a list of this form is called so.</summary>
    public bool Has(string name) => values.ContainsKey(name) || Lists.ContainsKey(name);

    public int RowsOf(string list) => rows[list];

    public bool IsTicked(string name) => this[name].Length > 0;

    /// <summary>The terms as they stand, and one empty row below each list.</summary>
    internal static TermsFields Of(GrantTerms terms)
    {
        var values = new Dictionary<string, string>();
        void Set(string name, object? value) => values[name] = $"{value}";
        void Tick(string name, bool isSo) => Set(name, isSo ? "yes" : "");
        void Name(string name, Bilingual? text)
        {
            Set(name, text?.Zh);
            Set(name + "En", text?.En);
        }

        (string Name, object? Value)[] numbers =
        [
            ("passMark", terms.PassMark), ("publicityWorkingDays", terms.PublicityWorkingDays), ("barYears", terms.BarYears), ("reviewsEach", terms.ReviewsEach), ("employerYears", terms.EmployerYears), ("publicShareAtMost", terms.PublicShareAtMost),
            ("hardwareAtMost", terms.HardwareAtMost), ("softGovernanceAtLeast", terms.SoftGovernanceAtLeast), ("evaluationAtMost", terms.EvaluationAtMost), ("costRules.staffAtMost", terms.CostRules.StaffAtMost),
            ("costRules.forbiddenKinds", string.Join(',', terms.CostRules.ForbiddenKinds)), ("residentVote.quorum", terms.ResidentVote?.Quorum), ("residentVote.least", terms.ResidentVote?.Least),
        ];
        foreach (var (name, value) in numbers) Set(name, value);
        Tick("lateIsFail", terms.LateIsFail);
        Tick("isBlind", terms.IsBlind);
        foreach (var (i, category) in terms.Categories.Index())
        {
            Set($"categories[{i}].code", category.Code);
            Name($"categories[{i}].name", category.Name);
            Set($"categories[{i}].cap", category.Cap?.ToAmountText());
        }

        foreach (var (i, criterion) in terms.Criteria.Index())
        {
            Set($"criteria[{i}].code", criterion.Code);
            Name($"criteria[{i}].name", criterion.Name);
            Set($"criteria[{i}].weight", criterion.Weight);
        }

        foreach (var (i, tranche) in terms.Tranches.Index())
        {
            Name($"tranches[{i}].name", tranche.Name);
            Set($"tranches[{i}].share", tranche.Share);
            Set($"tranches[{i}].amount", tranche.Amount?.ToAmountText());
            Set($"tranches[{i}].counts", tranche.Counts);
            Set($"tranches[{i}].days", tranche.Days.ToString(CultureInfo.InvariantCulture));
            Tick($"tranches[{i}].inWorkingDays", tranche.InWorkingDays);
            Set($"tranches[{i}].requirements", string.Join(',', tranche.Requirements.Select(one => one.Kind).Where(kind => kind != TrancheRequirementKind.Satisfaction)));
            Set($"tranches[{i}].least", tranche.Requirements.FirstOrDefault(one => one.Kind == TrancheRequirementKind.Satisfaction)?.Least is { } least ? new BasisPoints(least) : null);
        }

        foreach (var (i, question) in terms.Eligibility.Index())
        {
            Set($"eligibility[{i}].code", question.Code);
            Name($"eligibility[{i}].text", question.Text);
            Set($"eligibility[{i}].fails", LinesOf(question.Fails.Select(fail => (fail.Answer, fail.Reason))));
            Set($"eligibility[{i}].options", LinesOf((question.Options ?? []).Select(option => (option.Code, option.Name))));
        }

        foreach (var (i, question) in terms.Form.Index())
        {
            Set($"form[{i}].code", question.Code);
            Name($"form[{i}].text", question.Text);
            Set($"form[{i}].kind", question.Kind);
            Tick($"form[{i}].required", question.Required);
            Set($"form[{i}].options", LinesOf((question.Options ?? []).Select(option => (option.Code, option.Name))));
            Set($"form[{i}].shownIf", question.ShownIf is { } only ? $"{only.Question} = {only.Is}" : "");
            Name($"form[{i}].help", question.Help);
        }

        foreach (var (i, document) in terms.Documents.Index())
        {
            Set($"documents[{i}].code", document.Code);
            Name($"documents[{i}].name", document.Name);
            Tick($"documents[{i}].required", document.Required);
        }

        (string List, int Count)[] counts =
            [(Categories, terms.Categories.Count), (Criteria, terms.Criteria.Count), (Tranches, terms.Tranches.Count), (Eligibility, terms.Eligibility.Count), (Form, terms.Form.Count), (Documents, terms.Documents.Count)];
        return new TermsFields(values, counts.ToDictionary(one => one.List, one => Math.Min(one.Count + 1, Lists[one.List].Most)));
    }

    /// <summary>As they were typed.</summary>
    /// <param name="step">A list of which more rows are asked for.</param>
    internal static TermsFields Of(IFormCollection sent, string step)
    {
        var rows = Lists.ToDictionary(list => list.Key, list => Math.Clamp(
            (int.TryParse(sent["rows-" + list.Key], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0) + (step == More + list.Key ? MoreRows : 0), 1, list.Value.Most));
        return new TermsFields(sent.ToDictionary(field => field.Key, field => field.Value.ToString().Trim(), StringComparer.Ordinal), rows);
    }

    /// <summary>Whether all of these terms can stand in a form: a name with a stroke in it cannot.</summary>
    internal static bool Holds(GrantTerms terms, Currency currency) => Of(terms).Read(currency).IsDone(out var read, out _) && GrantJson.WriteIndented(Ordered(read)) == GrantJson.WriteIndented(Ordered(terms));

    internal Outcome<GrantTerms> Read(Currency currency)
    {
        var reading = new Reading(this, currency);
        var terms = new GrantTerms(
            reading.Rows(Categories, ["code", "name", "nameEn", "cap"], row => new GrantCategory(row.Code(), row.Name("name"), row.Amount("cap"))),
            reading.Rows(Criteria, ["code", "name", "nameEn", "weight"], row => new GrantCriterion(row.Code(), row.Name("name"), row.Number("weight"))),
            reading.Rows(Tranches, ["name", "nameEn", "share", "amount", "days", "requirements", "least"], row => new TrancheTerms(
                row.Share("share"), row.Amount("amount"), row.Choice<TrancheDay>("counts"), row.Number("days"), row.IsTicked("inWorkingDays"),
                [.. row.Choices<TrancheRequirementKind>("requirements").Select(kind => new TrancheRequirement(kind)), .. row.Share("least") is { } least ? [new TrancheRequirement(TrancheRequirementKind.Satisfaction, least.Value)] : Array.Empty<TrancheRequirement>()],
                row.Name("name"))))
        {
            PassMark = reading.Number("passMark"), PublicityWorkingDays = reading.Number("publicityWorkingDays"), BarYears = reading.Number("barYears"), ReviewsEach = reading.Number("reviewsEach"), EmployerYears = reading.Number("employerYears"),
            PublicShareAtMost = reading.Share("publicShareAtMost"), HardwareAtMost = reading.Share("hardwareAtMost"), SoftGovernanceAtLeast = reading.Share("softGovernanceAtLeast"), EvaluationAtMost = reading.Share("evaluationAtMost"),
            CostRules = new GrantCostRules(reading.Choices<CostLineKind>("costRules.forbiddenKinds"), reading.Share("costRules.staffAtMost")),
            ResidentVote = (reading.Share("residentVote.quorum"), reading.Share("residentVote.least")) switch { (null, null) => null, var (quorum, least) => new ResidentVoteTerms(quorum ?? new BasisPoints(0), least ?? new BasisPoints(0)) },
            LateIsFail = IsTicked("lateIsFail"), IsBlind = IsTicked("isBlind"),
            Eligibility = reading.Rows(Eligibility, ["code", "text", "textEn", "fails", "options"], row => new EligibilityQuestion(
                row.Code(), row.Name("text"), [.. row.Lines("fails", "").Select(line => new FailingAnswer(line.Code, line.Name))], row.Options())),
            Form = reading.Rows(Form, ["code", "text", "textEn", "options", "shownIf", "help", "helpEn"], row => new FormQuestion(
                row.Code(), row.Name("text"), row.Choice<QuestionKind>("kind"), row.IsTicked("required"), row.Options(), row.ShownIf(), row.Name("help") is { Zh: "", En: "" } ? null : row.Name("help"))),
            Documents = reading.Rows(Documents, ["code", "name", "nameEn"], row => new WantedDocument(row.Code(), row.Name("name"), row.IsTicked("required"))),
        };
        return reading.First is { } refusal ? refusal : terms;
    }

    /// <summary>The order in which requirements are named means nothing.</summary>
    private static GrantTerms Ordered(GrantTerms terms) => terms with { Tranches = [.. terms.Tranches.Select(tranche => tranche with { Requirements = [.. tranche.Requirements.OrderBy(one => one.Kind)] })] };

    private static string LinesOf(IEnumerable<(string Code, Bilingual Name)> lines) => string.Join('\n', lines.Select(line => $"{line.Code} {Between} {line.Name.Zh} {Between} {line.Name.En}"));

    /// <summary>Reads fields one after another; the first that cannot be read is told.</summary>
    private sealed class Reading(TermsFields fields, Currency currency)
    {
        /// <summary>Null where all could be read.</summary>
        internal Refusal? First { get; private set; }

        internal IReadOnlyList<T> Rows<T>(string list, string[] names, Func<Row, T> read)
        {
            var typed = Enumerable.Range(0, fields.RowsOf(list)).Select(i => $"{list}[{i}].").Where(start => names.Any(name => fields[start + name].Length > 0)).ToList();
            var codes = typed.Select(start => fields[start + "code"]).Where(code => code.Length > 0).ToHashSet(StringComparer.Ordinal);
            return [.. typed.Select(start => read(new Row(this, start, Lists[list].Code, codes)))];
        }

        internal string Text(string name) => fields[name];

        internal int Number(string name) => int.TryParse(fields[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : Wrong<int>(Refusal.Of("number-unreadable", name, $"请填写整数，这里是“{fields[name]}”。", $"Give a whole number; '{fields[name]}' is none."));

        internal BasisPoints? Share(string name) => fields[name].Length == 0 ? null : TypedShare.Read(fields[name], name).IsDone(out var share, out var refusal) ? share : Wrong<BasisPoints?>(refusal);

        internal Money? Amount(string name) => fields[name].Length == 0 ? null : TypedAmount.Read(fields[name], currency, name).IsDone(out var amount, out var refusal) ? amount : Wrong<Money?>(refusal);

        internal T Choice<T>(string name) where T : struct, Enum => Enum.TryParse<T>(fields[name], out var chosen) && Enum.IsDefined(chosen) ? chosen : default;

        internal IReadOnlyList<T> Choices<T>(string name) where T : struct, Enum =>
            [.. fields[name].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => Enum.TryParse<T>(word, out _)).Select(Enum.Parse<T>).Where(Enum.IsDefined).Distinct()];

        internal T Wrong<T>(Refusal refusal)
        {
            First ??= refusal;
            return default!;
        }
    }

    /// <summary>One row of a list.</summary>
    private readonly struct Row(Reading reading, string start, string newCode, HashSet<string> codes)
    {
        /// <summary>As typed; where nothing is, one that no other row has.</summary>
        internal string Code()
        {
            if (reading.Text(start + "code") is { Length: > 0 } typed) return typed;
            return FirstFree(newCode, codes);
        }

        internal Bilingual Name(string name) => new(reading.Text(start + name), reading.Text(start + name + "En"));

        internal int Number(string name) => reading.Number(start + name);

        internal BasisPoints? Share(string name) => reading.Share(start + name);

        internal Money? Amount(string name) => reading.Amount(start + name);

        internal T Choice<T>(string name) where T : struct, Enum => reading.Choice<T>(start + name);

        internal IReadOnlyList<T> Choices<T>(string name) where T : struct, Enum => reading.Choices<T>(start + name);

        internal bool IsTicked(string name) => reading.Text(start + name).Length > 0;

        internal IReadOnlyList<AnswerOption>? Options() => Lines("options", "option") is { Count: > 0 } lines ? [.. lines.Select(line => new AnswerOption(line.Code, line.Name))] : null;

        internal ShownIf? ShownIf()
        {
            var (name, text) = (start + "shownIf", reading.Text(start + "shownIf"));
            if (text.Length == 0) return null;
            return text.Split('=', '＝') is [var question, var answer] ? new ShownIf(question.Trim(), answer.Trim())
                : reading.Wrong<ShownIf?>(Refusal.Of("terms-shown-if", name, $"请写“问题代码 = 答案”，如“space = yes”；这里是“{text}”。", $"Write 'code of the question = answer', such as 'space = yes'; '{text}' is not."));
        }

        /// <param name="newCode">What a code begins with that nobody typed; empty where it must be typed.</param>
        internal IReadOnlyList<(string Code, Bilingual Name)> Lines(string name, string newCode)
        {
            var (lines, known) = (new List<(string, Bilingual)>(), new HashSet<string>(StringComparer.Ordinal));
            foreach (var text in reading.Text(start + name).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var parts = text.Split(Between, '｜').Select(part => part.Trim()).ToArray();
                if (parts is [var code, var zh, var en]) known.Add(code);
                else if (parts is [_, _] && newCode.Length > 0) (code, zh, en) = (FirstFree(newCode, known), parts[0], parts[1]);
                else
                    return reading.Wrong<IReadOnlyList<(string, Bilingual)>>(newCode.Length > 0
                        ? Refusal.Of("terms-line", start + name, $"每行写“中文 | 英文”，这里是“{text}”。", $"Write each line as 'Chinese | English'; '{text}' is not.")
                        : Refusal.Of("terms-line", start + name, $"每行写“答案 | 中文原因 | 英文原因”，这里是“{text}”。", $"Write each line as 'answer | reason in Chinese | reason in English'; '{text}' is not.")) ?? [];
                lines.Add((code, new Bilingual(zh, en)));
            }

            return lines;
        }

        private static string FirstFree(string begins, HashSet<string> known)
        {
            for (var number = 1; ; number++)
                if (known.Add($"{begins}-{number}")) return $"{begins}-{number}";
        }
    }
}
