using System.Globalization;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FundLedger.Web.Pages.Record;

/// <summary>A gift as it is typed into the grid.</summary>
public sealed record BatchRow(string Donor, string Amount, string On, string Reference)
{
    internal static readonly BatchRow Empty = new("", "", "", "");

    internal bool IsEmpty => this == Empty;
}

/// <summary>A grid of gifts to one fund: count and total are stated first, and all are recorded or none.</summary>
[Needs(Permission.RecordMoney)]
public sealed class BatchModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    /// <summary>Of the grid; a longer list comes as a file.</summary>
    public const int MostRows = 200;

    private const int RowsAtFirst = 10;
    private const int EntriesShown = 20;

    public override Part Where => Part.Record;
    public override Bilingual Title => new("批量记捐款", "A batch of gifts");

    public IReadOnlyList<Fund> Funds { get; private set; } = [];
    public string Fund { get; private set; } = "";
    public string Count { get; private set; } = "";
    public string Total { get; private set; } = "";
    public string On { get; private set; } = "";
    public bool WithReceipts { get; private set; } = true;
    public IReadOnlyList<BatchRow> Rows { get; private set; } = [];
    public string Key { get; private set; } = FormKey.New();
    public Refusal? Refusal { get; private set; }

    /// <summary>What would be posted, the first of it; null while the grid is filled in.</summary>
    public IReadOnlyList<PostedEntry>? Planned { get; private set; }

    public int PlannedCount { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? fund)
    {
        (Fund, On) = (fund ?? "", Today.ToIso());
        Rows = [.. Enumerable.Repeat(BatchRow.Empty, RowsAtFirst)];
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? fund, [FromForm] string? count, [FromForm] string? total, [FromForm] string? on, [FromForm] string? receipts, [FromForm] string? step, [FromForm] string? key)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        (Key, Fund, Count, Total, On, WithReceipts) = (key, fund ?? "", count ?? "", total ?? "", on ?? "", receipts is not null);
        Rows = [.. Enumerable.Range(1, MostRows).TakeWhile(no => Request.Form.ContainsKey($"amount{no}")).Select(no => new BatchRow(Typed($"donor{no}"), Typed($"amount{no}"), Typed($"on{no}"), Typed($"ref{no}")))];
        await LoadAsync();
        if (step == "rows") Rows = [.. Rows.Concat(Enumerable.Repeat(BatchRow.Empty, RowsAtFirst)).Take(MostRows)];
        if (step is "rows" or "change") return Page();
        if (!Read().IsDone(out var batch, out var refusal)) return Refused(refusal);
        if (step == "record") return await RecordAsync(batch);
        var preview = new Preview(Database);
        if (!(await new RecordGiftBatch(preview).RunAsync(AskedAs(key), batch, HttpContext.RequestAborted)).IsDone(out _, out refusal)) return Refused(refusal);
        (Planned, PlannedCount) = ([.. preview.Entries.Take(EntriesShown)], preview.Entries.Count);
        return Page();
    }

    private async Task<IActionResult> RecordAsync(GiftBatch batch)
    {
        var outcome = await new RecordGiftBatch(Database).RunAsync(AskedAs(Key), batch, HttpContext.RequestAborted);
        if (!outcome.IsDone(out var done, out var refusal)) return Refused(refusal);
        new Notice(
            new($"已记 {done.Count} 笔捐款，合计 {done.Total.ToGroupedText()}：分录 {done.First} 至 {done.Last}。", $"{done.Count} gift(s) over {done.Total.ToGroupedText()} are recorded: entries {done.First} to {done.Last}."),
            ((Outcome<GiftBatchRecorded>.Done)outcome).WasDoneBefore).PutInto(TempData);
        return LocalRedirect($"/entries?fund={Uri.EscapeDataString(batch.Fund)}");
    }

    private Outcome<GiftBatch> Read()
    {
        if (Funds.FirstOrDefault(known => known.Code == Fund) is not { } fund) return Refusal.Of("fund-missing", "fund", "请选择基金。", "Choose a fund.");
        if (!int.TryParse(Count.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return Refusal.Of("count", "count", "请写事先数好的笔数，如 12。", "Write how many gifts were counted beforehand, such as 12.");
        if (!TypedAmount.Read(Total.Trim(), fund.Currency, "total").IsDone(out var total, out var refusal)) return refusal;
        var gifts = new List<BatchGift>();
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows[i];
            if (row.IsEmpty) continue;
            if (!TypedAmount.Read(row.Amount, fund.Currency, $"amount{i + 1}").IsDone(out var amount, out refusal)) return InRow(refusal, i);
            if (!IsoDates.TryParse(row.On.Length > 0 ? row.On : On, out var day))
                return InRow(Refusal.Of("date-unreadable", row.On.Length > 0 ? $"on{i + 1}" : "on", "日期请写如 2026-01-31。", "Write a date like 2026-01-31."), i);
            gifts.Add(new BatchGift(DonorName.Of(row.Donor), amount, day, row.Reference.Length > 0 ? row.Reference : null));
        }

        return new GiftBatch(fund.Code, gifts, count, total, WithReceipts: WithReceipts);
    }

    private static Refusal InRow(Refusal refusal, int row) => refusal with { Message = new($"第 {row + 1} 行：{refusal.Message.Zh}", $"Row {row + 1}: {refusal.Message.En}") };

    private string Typed(string field) => $"{Request.Form[field]}".Trim();

    private Task LoadAsync() => ReadAsync((_, books) =>
    {
        Funds = [.. Who.FundsWithin(Permission.RecordMoney, books, Today)];
        return Task.CompletedTask;
    });

    private PageResult Refused(Refusal refusal)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
