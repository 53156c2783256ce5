using System.Text;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Grants;

/// <summary>Proposes a grant programme, or new terms of one, beginning with a sample or with the terms there are: field by field, or as JSON.</summary>
[Needs(Permission.Propose), RequestFormLimits(ValueCountLimit = MostFields)]
public sealed class NewModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public const int LongestTerms = 200_000;

    /// <summary>More than the longest terms have.</summary>
    private const int MostFields = 4_000;

    public override Part Where => Part.Grants;
    public override Bilingual Title => Programme is null ? new("设立资助计划", "Make a grant programme") : new("修改资助计划的条款", "Amend the terms of a grant programme");

    /// <summary>Null when one is to be made.</summary>
    public GrantProgramme? Programme { get; private set; }

    public IReadOnlyList<(string Value, string Name)> Funds { get; private set; } = [];
    public IReadOnlyList<(string Value, string Name)> Kinds => [.. Enum.GetValues<GrantProgrammeKind>().Select(kind => (kind.ToString(), In(kind.Name())))];

    /// <summary>As JSON; what stands in the form where nobody typed it.</summary>
    public string Terms { get; private set; } = "";

    public TermsFields Fields { get; private set; } = null!;

    /// <summary>It was asked for as JSON, or a form does not hold all of it.</summary>
    public bool IsJson { get; private set; }

    public bool IsTooMuchForAForm { get; private set; }

    private Dictionary<string, Currency> Currencies { get; set; } = [];

    /// <summary>The way to the other form of the same terms.</summary>
    public string OtherWay => Request.Path + (IsJson ? "" : "?as=json");

    /// <summary>What stands in a field of the terms: as typed, or as the terms have it.</summary>
    public GrantField Field(string name, string zh, string en, string kind = "text", bool isRequired = true, Bilingual? hint = null, int longest = 200, IReadOnlyList<(string Value, string Name)>? options = null) =>
        new(name, In(zh, en), Fields[name], WrongName == name ? In(Refusal!.Message) : null, kind, isRequired, hint is { } help ? In(help) : null, longest, options, isRequired ? "" : In("可不填", "optional"));

    public IReadOnlyList<(string Value, string Name)> OptionsOf<T>(Func<T, Bilingual> name) where T : struct, Enum => [.. Enum.GetValues<T>().Select(one => (one.ToString(), In(name(one))))];

    public async Task<IActionResult> OnGetAsync([FromRoute] string? code, [FromQuery(Name = "as")] string? form) => await LoadAsync(code, form == "json") ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] string? code, [FromForm] string? key, [FromForm] string? step)
    {
        if (!Takes("propose", key)) return BadRequest();
        var isJson = Request.Form.ContainsKey("terms");
        if (!await LoadAsync(code, isJson)) return NotFound();
        if (!isJson) Fields = TermsFields.Of(Request.Form, step ?? "");
        if (step?.StartsWith(TermsFields.More, StringComparison.Ordinal) == true)
        {
            IsTypedAgain = true;
            return Page();
        }

        var currency = Programme?.Currency ?? Currencies.GetValueOrDefault(Posted("fund"), Currency.Cny);
        if (!(isJson ? GrantJson.Read<GrantTerms>(Encoding.UTF8.GetBytes(Posted("terms"))) : Fields.Read(currency)).IsDone(out var terms, out var refusal)) return Refused(isJson ? refusal with { Field = "terms" } : refusal);
        if (!isJson) Fields = TermsFields.Of(terms); // rows of which nothing was typed are gone, so that a refusal names the row that is meant
        var act = new ProposeAct(Noting);
        var outcome = Programme is { } programme
            ? await act.RunAsync(AskedAs(key!), AmendGrantTerms.Kind, new GrantTermsChange(programme.Code, terms, Posted("reason")), stop: HttpContext.RequestAborted)
            : await act.RunAsync(AskedAs(key!), CreateGrantProgramme.Kind, new NewGrantProgramme(
                Posted("code"), Posted("fund"), Enum.TryParse<GrantProgrammeKind>(Posted("kind"), out var kind) ? kind : default, new Bilingual(Posted("nameZh"), Posted("nameEn")), terms), stop: HttpContext.RequestAborted);
        return Answer(outcome, ProposalWords.Said, done => $"/approvals/{done.Proposal}");
    }

    /// <summary>More rows were asked for: what was typed stays.</summary>
    private bool IsTypedAgain { get; set; }

    public string TypedOf(string name) => IsTypedAgain ? Posted(name) : Typed(name);

    /// <summary>The id of what a refusal means: the field, or the field or list that holds it; null where the page has none.</summary>
    public string? WrongAt => WrongName is { } name ? new GrantField(name, "", "").Id : null;

    private string? WrongName
    {
        get
        {
            for (var name = Refusal?.Field ?? ""; name.Length > 0; name = name[..Math.Max(0, name.LastIndexOfAny(['.', '[']))])
                if (name is "code" or "fund" or "reason" or "terms" || (!IsJson && Fields.Has(name))) return name;
            return IsJson && WrongTerms is not null ? "terms" : null;
        }
    }

    /// <summary>Those that are ticked; satisfaction is a share instead.</summary>
    public IReadOnlyList<(string Value, string Name)> Requirements => [.. OptionsOf<TrancheRequirementKind>(kind => kind.Name()).Where(one => one.Value != nameof(TrancheRequirementKind.Satisfaction))];

    public Bilingual FailsHint { get; } = new("每行写“答案 | 中文原因 | 英文原因”；是非题的答案写 “yes” 或 “no”", "each line 'answer | reason in Chinese | reason in English'; of yes and no, write yes or no");

    public Bilingual ChecksHint { get; } = new("不填为是非题；否则每行写“代码 | 中文 | 英文”", "none for yes and no; else each line 'code | Chinese | English'");

    public Bilingual OptionsHint { get; } = new("单选和多选才填，每行写“中文 | 英文”", "of a choice or of many choices alone, each line 'Chinese | English'");

    public Bilingual ShownIfHint { get; } = new("写前面问题的代码和答案，如“space = yes”", "code and answer of a question above, such as 'space = yes'");

    /// <summary>What is wrong with the terms, wherever in them.</summary>
    public string? WrongTerms => Refusal is { } refusal && refusal.Field is not ("code" or "fund" or "name" or "reason" or "") ? $"{In(refusal.Message)} ({refusal.Field})" : null;

    private async Task<bool> LoadAsync(string? code, bool isJson)
    {
        var isThere = true;
        await ReadAsync(async (reader, books) =>
        {
            var funds = Who.FundsWithin(Permission.Propose, books, Today).ToList();
            (Funds, Currencies) = ([.. funds.Select(fund => (fund.Code, $"{fund.Code} {fund.Name}"))], funds.ToDictionary(fund => fund.Code, fund => fund.Currency));
            if (code is not null)
            {
                Programme = (await GrantReading.ProgrammesAsync(reader, books)).FirstOrDefault(known => known.Code == code && May(Permission.Propose, known.Target));
                isThere = Programme is not null;
            }

            var currency = Programme?.Currency ?? funds.FirstOrDefault()?.Currency ?? Currency.Cny;
            var terms = Programme?.Terms ?? GrantTemplate.Venture(currency);
            (Terms, Fields, IsTooMuchForAForm) = (GrantJson.WriteIndented(terms), TermsFields.Of(terms), !TermsFields.Holds(terms, currency));
            IsJson = isJson || IsTooMuchForAForm;
        });
        return isThere;
    }
}
