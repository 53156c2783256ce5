using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages.Record;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.GiftReceipts;

/// <summary>One receipt: what it says, its fiscal e-receipt in every version, and the ways to register one, make it void and issue another.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class ReceiptModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Donors;
    public override Bilingual Title => new($"收据 {Receipt.Number}", $"Receipt {Receipt.Number}");

    /// <summary>What is written needs more than what is read.</summary>
    internal override IReadOnlyList<Permission> ActsAskedFor => HttpMethods.IsPost(Request.Method) ? [Permission.RecordMoney] : base.ActsAskedFor;

    public Receipt Receipt { get; private set; } = null!;
    public IReadOnlyList<GiftPart> Parts { get; private set; } = [];
    public IReadOnlyList<FiscalVersion> Versions { get; private set; } = [];

    /// <summary>Other receipts of the same gift.</summary>
    public IReadOnlyList<Receipt> Others { get; private set; } = [];

    public Refusal? Refusal { get; private set; }
    public string Key { get; private set; } = FormKey.New();
    public string Code { get; private set; } = "";
    public string Number { get; private set; } = "";
    public string CheckCode { get; private set; } = "";
    public string IssuedOn { get; private set; } = "";
    public string Reason { get; private set; } = "";

    public bool MayRecord { get; private set; }

    /// <summary>The name may be asked for, to print it.</summary>
    public bool MayName { get; private set; }

    /// <summary>Its gift stands and has no receipt that does.</summary>
    public bool MayReissue => MayRecord && Receipt.State == ReceiptState.Void && Receipt.Refunded != Receipt.Amount && Others.All(other => other.IsVoid);

    public async Task<IActionResult> OnGetAsync(string entity, string receipt)
    {
        if (!await LoadAsync(entity, receipt)) return NotFound();
        if (Receipt.Fiscal is { } fiscal) (Code, Number, CheckCode, IssuedOn) = (fiscal.Code, fiscal.Number, fiscal.CheckCode, fiscal.IssuedOn.ToIso());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string entity, string receipt, [FromForm] string? step, [FromForm] string? key, [FromForm] string? code, [FromForm] string? number, [FromForm] string? check, [FromForm] string? issued, [FromForm] string? reason)
    {
        if (!FormKey.IsOne(key)) return BadRequest();
        if (!await LoadAsync(entity, receipt) || !MayRecord) return NotFound();
        (Key, Code, Number, CheckCode, IssuedOn, Reason) = (key, code ?? "", number ?? "", check ?? "", issued ?? "", reason ?? "");
        var outcome = step switch { "register" => await RegisterAsync(), "void" => await VoidAsync(), "reissue" => await ReissueAsync(), _ => null };
        if (outcome is null) return BadRequest();
        if (outcome.IsDone(out var done, out var refusal))
        {
            new Notice(done.Says, ((Outcome<Recorded>.Done)outcome).WasDoneBefore).PutInto(TempData);
            return LocalRedirect(done.Path);
        }

        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<Outcome<Recorded>> RegisterAsync()
    {
        if (!IsoDates.TryParse(IssuedOn, out var issuedOn)) return Refusal.Of("date-unreadable", "issued-on", "请填写开票日期，如 2026-01-31。", "Fill in the day of issue, like 2026-01-31.");
        return await new RegisterFiscalReceipt(Noting).RunAsync(AskedAs(Key), new FiscalRegistration(Receipt.Number, FiscalReceipt.Of(Code, Number, CheckCode, issuedOn), Receipt.Entity.Code), HttpContext.RequestAborted)
            .Then(done => new Recorded(new($"已登记财政票据（第 {done.Version} 版）。", $"The fiscal receipt is registered (version {done.Version})."), IndexModel.PathOf(Receipt)));
    }

    private Task<Outcome<Recorded>> VoidAsync() => new VoidReceipt(Noting).RunAsync(AskedAs(Key), new ReceiptToVoid(Receipt.Number, Reason, Receipt.Entity.Code), HttpContext.RequestAborted)
        .Then(done => new Recorded(new($"收据 {done.Receipt} 已作废。", $"Receipt {done.Receipt} is void."), IndexModel.PathOf(Receipt)));

    private Task<Outcome<Recorded>> ReissueAsync() => new IssueReceipt(Noting).RunAsync(AskedAs(Key), Receipt.Gift, HttpContext.RequestAborted)
        .Then(done => new Recorded(new($"已另开收据 {done.Receipt}。", $"Receipt {done.Receipt} takes its place."), $"/receipts/{Uri.EscapeDataString(Receipt.Entity.Code)}/{done.Receipt}"));

    private async Task<bool> LoadAsync(string entity, string receipt)
    {
        if (!ReceiptNumber.TryParse(receipt, out var number)) return false;
        await ReadAsync(async (reader, books) =>
        {
            if (!books.EntityOrOnly(entity).IsDone(out var owner, out _) || await Receipts.FindAsync(reader, books, owner, number) is not { } found) return;
            Receipt = found;
            Parts = await Receipts.PartsAsync(reader, books, found.Gift);
            Versions = await Receipts.FiscalVersionsAsync(reader, found);
            Others = [.. (await Receipts.AllOfGiftAsync(reader, books, found.Gift)).Where(other => other.Number != number)];
            MayRecord = May(Permission.RecordMoney, books.TargetOf(found.Fund));
            MayName = found.Donor.Length > 0 && May(Permission.RevealName, books.TargetOf(found.Fund));
        });
        return Receipt is not null;
    }
}
