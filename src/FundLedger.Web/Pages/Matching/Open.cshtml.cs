using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Matching;

/// <summary>Asks for a programme to be opened; tries it on past gifts first, as often as one likes.</summary>
[Needs(Permission.Propose)]
public sealed class OpenModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private static readonly string[] OwnFields = ["code", "name", "potFund", "potSource", "pot", "first", "last", "below", "exhaustion", "spent", "separate", "persons", "organisations", "unnamed"];

    private Dictionary<string, string> values = [];

    public override Part Where => Part.Matching;
    public override Bilingual Title => new("启动配比计划", "Open a matching programme");

    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public IReadOnlyList<Source> Sources { get; private set; } = [];
    public string Key { get; private set; } = "";
    public long? Replaces { get; private set; }
    public Refusal? Refusal { get; private set; }
    internal SimulatedShown? Simulated { get; private set; }
    internal TermsForm Terms => new(values, Language, Refusal);

    public string Of(string field) => values.GetValueOrDefault(field, "");

    public async Task<IActionResult> OnGetAsync(long? replaces)
    {
        Key = FormKey.New();
        values = new() { ["first"] = Today.ToIso(), ["last"] = Today.AddMonths(3).ToIso(), ["ratio1"] = "1:1", ["persons"] = "yes", ["organisations"] = "yes", ["unnamed"] = "yes" };
        await LoadAsync(async reader =>
        {
            if (replaces is not { } number || await Proposals.FindAsync(reader, number) is not { Payload: { } payload } mine || mine.Kind != OpenProgramme.Kind.Code || mine.Maker != Who.Person.Id || !mine.IsOpenAt(Now)) return;
            (values, Replaces) = (ValuesOf(OpenProgramme.Kind.Read(payload)), number);
        });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] long? replaces, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        (Key, Replaces) = (key, replaces);
        values = OwnFields.Concat(TermsForm.Fields).Select(field => (field, Value: $"{Request.Form[field]}".Trim())).Where(pair => pair.Value.Length > 0).ToDictionary(pair => pair.field, pair => pair.Value);
        await LoadAsync(_ => Task.CompletedTask);
        if (!Read().IsDone(out var asked, out var refusal)) return Refused(refusal);
        if (step == "simulate")
        {
            var tried = await Database.ReadAsync(reader => Simulation.RunAsync(reader, asked, asked.First < Today ? null : Today.AddYears(-1), asked.First < Today ? null : Today), HttpContext.RequestAborted);
            if (!tried.IsDone(out var result, out refusal)) return Refused(refusal);
            Simulated = new SimulatedShown(result, Language);
            return Page();
        }

        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(key), OpenProgramme.Kind, asked, replaces, stop: HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out refusal)) return Refused(refusal);
        new Notice(ProposalWords.Said(done), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect(done.Status == ProposalStatus.Open ? $"/approvals/{done.Proposal}" : $"/matching/{Uri.EscapeDataString(asked.Code)}");
    }

    private Outcome<NewMatchingProgramme> Read()
    {
        if (Funds.FirstOrDefault(fund => fund.Code == Of("potFund")) is not { } potFund) return Refusal.Of("fund-missing", "potFund", "请选择配比池所在的基金。", "Choose the fund of the pot.");
        if (Of("below").Length > 0 && Funds.All(fund => fund.Code != Of("below"))) return Refusal.Of("fund-unknown", "below", "请从列出的基金中选择。", "Choose one of the funds listed.");
        if (!TypedAmount.Read(Of("pot"), potFund.Currency, "pot").IsDone(out var pot, out var refusal)) return refusal;
        foreach (var field in new[] { "first", "last" })
            if (!IsoDates.TryParse(Of(field), out _)) return Refusal.Of("date-unreadable", field, $"“{Of(field)}”不是日期。请写如 2026-01-31。", $"'{Of(field)}' is not a date. Write it like 2026-01-31.");
        IsoDates.TryParse(Of("first"), out var first);
        IsoDates.TryParse(Of("last"), out var last);
        if (!Terms.Read(potFund.Currency).IsDone(out var terms, out refusal)) return refusal;
        var gifts = new GiftScope
        {
            Below = Of("below").Length > 0 ? Of("below") : potFund.Code, Persons = Of("persons").Length > 0, Organisations = Of("organisations").Length > 0, Unnamed = Of("unnamed").Length > 0,
        };
        return new NewMatchingProgramme(Of("code"), Of("name"), potFund.Code, Of("potSource"), pot, first, last, gifts, terms)
        {
            Exhaustion = Of("exhaustion") == $"{Exhaustion.ProRata}" ? Exhaustion.ProRata : Exhaustion.FirstCome,
            SpentMatch = Of("spent") == $"{SpentMatch.Recharge}" ? SpentMatch.Recharge : SpentMatch.Waive,
            SeparateAccounts = Of("separate").Length > 0,
        };
    }

    private static Dictionary<string, string> ValuesOf(NewMatchingProgramme asked)
    {
        var values = TermsForm.ValuesOf(asked.Terms);
        foreach (var (field, value) in new[]
            {
                ("code", asked.Code), ("name", asked.Name), ("potFund", asked.PotFund), ("potSource", asked.PotSource), ("pot", asked.Pot.ToGroupedText()), ("first", asked.First.ToIso()), ("last", asked.Last.ToIso()),
                ("below", asked.Gifts.Below ?? ""), ("exhaustion", $"{asked.Exhaustion}"), ("spent", $"{asked.SpentMatch}"), ("separate", asked.SeparateAccounts ? "yes" : ""),
                ("persons", asked.Gifts.Persons ? "yes" : ""), ("organisations", asked.Gifts.Organisations ? "yes" : ""), ("unnamed", asked.Gifts.Unnamed ? "yes" : ""),
            })
            if (value.Length > 0) values[field] = value;
        return values;
    }

    private Task LoadAsync(Func<LedgerReader, Task> more) => ReadAsync(async (reader, books) =>
    {
        Funds = [.. Who.FundsWithin(Permission.Propose, books, Today).Where(fund => fund.Status == FundStatus.Open)];
        Sources = [.. books.Sources.Where(source => source.IsSpendable).DistinctBy(source => source.Code)];
        await more(reader);
    });

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
