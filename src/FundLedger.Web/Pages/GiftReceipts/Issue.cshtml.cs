using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.GiftReceipts;

/// <summary>Receipts for many gifts at once: which ones first, then issued.</summary>
[Needs(Permission.RecordMoney)]
public sealed class IssueModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int GiftsShown = 200;

    public override Part Where => Part.Donors;
    public override Bilingual Title => new("批量开具收据", "Issue receipts in bulk");

    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public string Fund { get; private set; } = "";
    public string From { get; private set; } = "";
    public string To { get; private set; } = "";
    public string Key { get; private set; } = FormKey.New();
    public Refusal? Refusal { get; private set; }

    /// <summary>What would be issued; null until a fund and days are named.</summary>
    public ReceiptsDue? Due { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? fund, string? from, string? to)
    {
        (Fund, From, To) = (fund ?? "", from ?? new DateOnly(Today.Year, 1, 1).ToIso(), to ?? Today.ToIso());
        await LoadAsync(isAsked: fund is not null);
        return Answer();
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? fund, [FromForm] string? from, [FromForm] string? to, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        (Fund, From, To, Key) = (fund ?? "", from ?? "", to ?? "", key);
        await LoadAsync(isAsked: true);
        if (Refusal is not null) return Answer();
        if (Funds.All(known => known.Code != Fund)) return NotFound();
        if (!(await new IssueReceipts(Noting).RunAsync(AskedAs(key), Fund, Due!.Span, HttpContext.RequestAborted)).IsDone(out var done, out var refusal))
        {
            Refusal = refusal;
            return Answer();
        }

        new Notice(done is { First: { } first, Last: { } last }
            ? new($"已开具 {done.Count} 张收据：{first} 至 {last}。", $"{done.Count} receipt(s) issued: {first} to {last}.")
            : new("没有要开收据的捐款。", "No gift is due a receipt."), false).PutInto(TempData);
        return LocalRedirect($"/receipts/issue?fund={Uri.EscapeDataString(Fund)}&from={From}&to={To}");
    }

    private IActionResult Answer()
    {
        if (Refusal is not null) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private Task LoadAsync(bool isAsked) => ReadAsync(async (reader, books) =>
    {
        Funds = [.. Who.FundsWithin(Permission.RecordMoney, books, Today)];
        if (!isAsked) return;
        if (!IsoDates.TryParse(From, out var first)) Refusal = Unreadable("from");
        else if (!IsoDates.TryParse(To, out var last)) Refusal = Unreadable("to");
        else if (first > last) Refusal = Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first.");
        else if (Funds.All(known => known.Code != Fund)) Refusal = Refusal.Of("fund-missing", "fund", "请选择基金。", "Choose a fund.");
        else if ((await IssueReceipts.DueAsync(reader, books, Fund, new DateSpan(first, last), GiftsShown)).IsDone(out var due, out var refusal)) Due = due;
        else Refusal = refusal;
    });

    private static Refusal Unreadable(string field) => Refusal.Of("date-unreadable", field, "请填写日期，如 2026-01-31。", "Fill in a date like 2026-01-31.");
}
