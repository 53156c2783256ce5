using FundLedger.Funds;
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

namespace FundLedger.Web.Pages.Funds;

/// <summary>Closes a fund: what stands in the way, where what is left goes, what would be posted. Opens a closed one again.</summary>
[Needs(Permission.ManageFunds)]
public sealed class CloseModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    /// <summary>The choice to give public money back.</summary>
    public const string Return = "return:";

    public override Part Where => Part.Funds;
    public override Bilingual Title => IsClosed ? new($"恢复基金 {Fund.Code}", $"Reopen fund {Fund.Code}") : new($"终止基金 {Fund.Code}", $"Close fund {Fund.Code}");

    public Fund Fund => State.Fund;
    public bool IsClosed => Fund.Status == FundStatus.Closed;
    public ClosingState State { get; private set; } = null!;

    /// <summary>Funds that the money left may go to.</summary>
    public IReadOnlyList<Fund> Others { get; private set; } = [];

    public string On { get; private set; } = "";
    public string Document { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string Key { get; private set; } = "";
    public Refusal? Refusal { get; private set; }

    /// <summary>An open proposal of their own that this one takes the place of.</summary>
    public long? Replaces { get; private set; }

    /// <summary>Where the money of each source was said to go, by its code.</summary>
    public IReadOnlyDictionary<string, string> Goings { get; private set; } = new Dictionary<string, string>();

    /// <summary>What would be posted; null until it was asked for.</summary>
    public IReadOnlyList<PostedEntry>? Planned { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, long? replaces)
    {
        if (!await LoadAsync(code, replaces)) return NotFound();
        Key = FormKey.New();
        if (On.Length == 0) On = (State.LastDay is { } last && last > Today ? last : Today).ToIso();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? step, [FromForm] string? on, [FromForm] string? document, [FromForm] string? reason, [FromForm] long? replaces, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(code, null)) return NotFound();
        (Key, On, Document, Reason, Replaces) = (key, on ?? "", document ?? "", reason ?? "", replaces);
        Goings = State.Residuals.ToDictionary(residual => residual.Source.Code, residual => $"{Request.Form["to-" + residual.Source.Code]}");
        if (step == "change") return Page();
        return IsClosed ? await ReopenAsync() : await CloseAsync(isChecked: step == "propose");
    }

    private async Task<IActionResult> ReopenAsync() =>
        Answered(await new ProposeAct(Noting).RunAsync(AskedAs(Key), ReopenFund.Kind, new FundReopening(Fund.Code, Reason), Replaces, stop: HttpContext.RequestAborted));

    private async Task<IActionResult> CloseAsync(bool isChecked)
    {
        if (!IsoDates.TryParse(On, out var day)) return Refused(Refusal.Of("date-unreadable", "on", $"“{On}”不是日期。请写如 2026-01-31。", $"'{On}' is not a date. Write it like 2026-01-31."));
        var closing = new FundClosing(Fund.Code, day, Document, Reason, [.. Goings.Where(going => going.Value.Length > 0).Select(going => new ResidualGoes(going.Key, going.Value == Return ? null : going.Value))]);
        if (closing.Residuals.FirstOrDefault(residual => residual.To is { } to && Others.All(other => other.Code != to)) is { } unknown)
            return Refused(Refusal.Of("fund-unknown", $"to-{unknown.Source}", "请从列出的基金中选择。", "Choose one of the funds listed."));
        if (isChecked) return Answered(await new ProposeAct(Noting).RunAsync(AskedAs(Key), CloseFund.Kind, closing, Replaces, stop: HttpContext.RequestAborted));
        if (!(await new ProposeAct(Database).TryOutAsync(AskedAs(Key), CloseFund.Kind, closing, HttpContext.RequestAborted)).IsDone(out var entries, out var refusal)) return Refused(refusal);
        Planned = entries;
        return Page();
    }

    private IActionResult Answered(Outcome<ActProposed> outcome)
    {
        if (!outcome.IsDone(out var done, out var refusal)) return Refused(refusal);
        new Notice(ProposalWords.Said(done), ((Outcome<ActProposed>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect(done.Status == ProposalStatus.Open ? $"/approvals/{done.Proposal}" : $"/funds/{Uri.EscapeDataString(Fund.Code)}");
    }

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string code, long? replaces)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (books.FindFund(code) is not { } fund || !May(Permission.ManageFunds, books.TargetOf(fund))) return;
            State = await ClosingState.OfAsync(reader, books, fund);
            Others = [.. books.Funds.Where(other => other.EntityId == fund.EntityId && other.Currency == fund.Currency && other.Id != fund.Id && other.Status == FundStatus.Open)];
            if (replaces is not { } number || await Proposals.FindAsync(reader, number) is not { Payload: { } payload } mine || mine.Kind != CloseFund.Kind.Code || mine.Maker != Who.Person.Id || !mine.IsOpenAt(Now)) return;
            var asked = CloseFund.Kind.Read(payload);
            (On, Document, Reason, Replaces) = (asked.On.ToIso(), asked.Document, asked.Reason, number);
            Goings = asked.Residuals.ToDictionary(residual => residual.Source, residual => residual.To ?? Return);
        });
        return State is not null;
    }
}
