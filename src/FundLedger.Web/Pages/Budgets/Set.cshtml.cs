using System.Globalization;
using FundLedger.Budgets;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Budgets;

/// <summary>An envelope as it is typed.</summary>
public sealed record EnvelopeTyped(string Code, string Category, string ForFund, string Amount);

/// <summary>Sets a year's budget, or changes it.</summary>
[Needs(Permission.Propose)]
public sealed class SetModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int EmptyRows = 4;

    public override Part Where => Part.Funds;
    public override Bilingual Title => new("设定年度预算", "Set a yearly budget");

    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public string Fund { get; private set; } = "";
    public string Year { get; private set; } = "";
    public string Amount { get; private set; } = "";
    public string Document { get; private set; } = "";
    public IReadOnlyList<EnvelopeTyped> Rows { get; private set; } = [];
    public string Key { get; private set; } = "";
    public long? Replaces { get; private set; }
    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? fund, int? year, long? replaces)
    {
        (Key, Fund, Year) = (FormKey.New(), fund ?? "", $"{year ?? Today.Year}");
        await LoadAsync(async (reader, books) =>
        {
            NewBudget? standing = null;
            if (replaces is { } number && await Proposals.FindAsync(reader, number) is { Payload: { } payload } mine && mine.Kind == SetBudget.Kind.Code && mine.Maker == Who.Person.Id && mine.IsOpenAt(Now))
                (standing, Replaces) = (SetBudget.Kind.Read(payload), number);
            else if (Funds.FirstOrDefault(known => known.Code == Fund) is { } found && await FundLedger.Budgets.Budgets.FindAsync(reader, books, found, year ?? Today.Year) is { } set)
                standing = new NewBudget(Fund, set.Year, set.Amount, set.Document, [.. set.Lines.Select(line => line.Envelope)]);
            if (standing is not null) (Fund, Year, Amount, Document) = (standing.Fund, $"{standing.Year}", standing.Amount.ToGroupedText(), standing.Document);
            Rows = [.. (standing?.Envelopes ?? []).Select(envelope => new EnvelopeTyped(envelope.Code, envelope.Category, envelope.ForFund ?? "", envelope.Amount.ToGroupedText())),
                .. Enumerable.Repeat(new EnvelopeTyped("", "", "", ""), EmptyRows)];
        });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? fund, [FromForm] string? year, [FromForm] string? amount, [FromForm] string? document, [FromForm] long? replaces, [FromForm] string? step, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        (Key, Fund, Year, Amount, Document, Replaces) = (key, fund ?? "", year ?? "", amount ?? "", document ?? "", replaces);
        Rows = [.. Enumerable.Range(1, 200).TakeWhile(no => Request.Form.ContainsKey($"code{no}")).Select(no => new EnvelopeTyped(Typed($"code{no}"), Typed($"category{no}"), Typed($"for{no}"), Typed($"amount{no}")))];
        await LoadAsync((_, _) => Task.CompletedTask);
        if (step == "rows")
        {
            Rows = [.. Rows, .. Enumerable.Repeat(new EnvelopeTyped("", "", "", ""), EmptyRows)];
            return Page();
        }

        if (!Read().IsDone(out var asked, out var refusal)) return Refused(refusal);
        var outcome = await new ProposeAct(Noting).RunAsync(AskedAs(key), SetBudget.Kind, asked, replaces, stop: HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out refusal)) return Refused(refusal);
        new Notice(ProposalWords.Said(done), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect(done.Status == ProposalStatus.Open ? $"/approvals/{done.Proposal}" : "/budgets");
    }

    private string Typed(string field) => $"{Request.Form[field]}".Trim();

    private Task LoadAsync(Func<LedgerReader, Books, Task> more) => ReadAsync(async (reader, books) =>
    {
        Funds = [.. Who.FundsWithin(Permission.Propose, books, Today)];
        await more(reader, books);
    });

    private Outcome<NewBudget> Read()
    {
        if (Funds.FirstOrDefault(known => known.Code == Fund) is not { } fund) return Refusal.Of("fund-missing", "fund", "请选择基金。", "Choose a fund.");
        if (!int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return Refusal.Of("year", "year", "请写年份，如 2026。", "Write the year, such as 2026.");
        if (!TypedAmount.Read(Amount.Trim(), fund.Currency, "amount").IsDone(out var amount, out var refusal)) return refusal;
        var envelopes = new List<Envelope>();
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows[i];
            if (row is { Code: "", Category: "", Amount: "" }) continue;
            if (!TypedAmount.Read(row.Amount, fund.Currency, $"amount{i + 1}").IsDone(out var share, out refusal))
                return refusal with { Message = new($"第 {i + 1} 个预算项：{refusal.Message.Zh}", $"Envelope {i + 1}: {refusal.Message.En}") };
            envelopes.Add(new Envelope(row.Code, row.Category, row.ForFund.Length > 0 ? row.ForFund : null, share));
        }

        return new NewBudget(fund.Code, year, amount, Document, envelopes);
    }

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
