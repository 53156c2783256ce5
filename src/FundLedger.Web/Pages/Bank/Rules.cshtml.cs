using FundLedger.Banking.Pairing;
using FundLedger.Banking.Rules;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Bank;

/// <summary>The rules of an account: read, written, changed, switched off. Every version is kept.</summary>
[Needs(Permission.ReadLedger)]
public sealed class RulesModel(Database database, TimeProvider clock) : BankPage(database, clock)
{
    public override Bilingual Title => new("入账规则", "Rules");

    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.RecordMoney] : [Permission.ReadLedger];

    public IReadOnlyList<BankRule> Rules { get; private set; } = [];

    /// <summary>The rule whose next version the form is; null for a new one.</summary>
    public BankRule? Edited { get; private set; }

    /// <summary>The rule is about a person, who is not named here; left empty, the payer stays.</summary>
    public bool IsPayerHidden => Edited is { } rule && rule.MaskedPayer != rule.Payer;

    public string FieldClass(string field) => Class(field);

    /// <summary>What stands in a field: what was typed, or what the rule says now.</summary>
    public string Shown(string field) => HttpMethods.IsPost(Request.Method) ? Request.Form[field].ToString() : Edited is not { } rule ? "" : field switch
    {
        "payer" => IsPayerHidden ? "" : rule.Payer,
        "words" => rule.Words,
        "least" => rule.Least?.ToGroupedText() ?? "",
        "most" => rule.Most?.ToGroupedText() ?? "",
        "as" => rule.As.ToString(),
        "fund" => rule.Fund?.Code ?? "",
        "direction" => rule.IsIn ? "in" : "out",
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync([FromRoute] string code, long? rule)
    {
        Key = FormKey.New();
        if (!await LoadAsync(code, Permission.ReadLedger)) return NotFound();
        Edited = Rules.FirstOrDefault(known => known.Id == rule);
        return rule is null || Edited is not null ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string code, [FromForm] long? rule, [FromForm] string? step, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(code, Permission.RecordMoney)) return NotFound();
        Key = key;
        Edited = Rules.FirstOrDefault(known => known.Id == rule);
        if (rule is not null && Edited is null) return NotFound();
        if (step is "off" or "on")
        {
            var known = Edited!;
            return await SaveAsync(key, new RuleText(known.Id, Account.Code, known.IsIn, known.Payer, known.Words, known.As, known.Least, known.Most, known.Fund?.Code, known.Source?.Code, step == "on"));
        }

        if (!Amount("least").IsDone(out var least, out var refusal)) return Refused(refusal);
        if (!Amount("most").IsDone(out var most, out refusal)) return Refused(refusal);
        var bookAs = Enum.TryParse<BookAs>(Shown("as"), out var asked) && Enum.IsDefined(asked) ? asked : BookAs.Gift;
        return await SaveAsync(key, new RuleText(rule, Account.Code, Shown("direction") != "out", IsPayerHidden && Given(Shown("payer")) is null ? Edited!.Payer : Shown("payer"), Shown("words"), bookAs, least.Amount, most.Amount, Given(Shown("fund")), Edited?.Source?.Code));
    }

    private async Task<IActionResult> SaveAsync(string key, RuleText text)
    {
        var outcome = await new SaveRule(Noting).RunAsync(AskedAs(key), text, HttpContext.RequestAborted);
        return outcome.IsDone(out var done, out var refusal) ? Done(outcome, new($"已保存第 {done.Rule} 号规则第 {done.Version} 版。", $"Rule {done.Rule}, version {done.Version}, is kept."), $"{Path}/rules") : Refused(refusal);
    }

    private sealed record Bound(Money? Amount);

    private Outcome<Bound> Amount(string field)
    {
        if (Given(Shown(field)) is not { } text) return new Bound(null);
        return TypedAmount.Read(text, Account.Currency, field).IsDone(out var amount, out var refusal) ? new Bound(amount) : refusal;
    }

    private async Task<bool> LoadAsync(string code, Permission act)
    {
        var isThere = false;
        await ReadAsync(async (reader, books) =>
        {
            isThere = await FindAsync(reader, books, code, act);
            if (isThere) Rules = await BankRules.CurrentAsync(reader, books, Bank, Account);
        });
        return isThere;
    }
}
