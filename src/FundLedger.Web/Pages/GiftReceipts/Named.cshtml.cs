using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.GiftReceipts;

/// <summary>A receipt to hand out: the donor's name is on it, and the trail tells that it was looked at.</summary>
[Needs(Permission.RevealName)]
public sealed class NamedModel(Database database, ReportIssuing issuing, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Donors;
    public override Bilingual Title => new($"收据 {Receipt.Number}：印上姓名", $"Receipt {Receipt.Number} with the name");

    public Receipt Receipt { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string entity, string receipt) => await LoadAsync(entity, receipt) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string entity, string receipt, [FromForm] string? doc)
    {
        if (!await LoadAsync(entity, receipt)) return NotFound();
        var language = doc is not null && Languages.TryParse(doc, out var chosen) ? chosen : Language;
        if (!(await new RevealDonor(Noting).RunAsync(AskedAs("reveal/" + FormKey.New()), Receipt.Gift, RevealReason.Receipt, HttpContext.RequestAborted)).IsDone(out var revealed, out _)) return NotFound();
        await issuing.BeginAsync(HttpContext.RequestAborted);
        var drawn = await Database.ReadAsync(reader => ReceiptFigures.ReceiptAsync(reader, Receipt.Number, Receipt.Entity.Code, revealed.Name), HttpContext.RequestAborted);
        if (!drawn.IsDone(out var document, out _)) return NotFound();
        using var pdf = new MemoryStream();
        await issuing.WriteAsync(ReceiptContent.Of(document), ReportFormat.Pdf, language, pdf);
        Response.Headers.CacheControl = "no-store";
        return File(pdf.ToArray(), ReportFormat.Pdf.MediaTypeOf(), $"{Receipt.Number}.pdf");
    }

    private async Task<bool> LoadAsync(string entity, string receipt)
    {
        if (!ReceiptNumber.TryParse(receipt, out var number)) return false;
        await ReadAsync(async (reader, books) =>
        {
            if (!books.EntityOrOnly(entity).IsDone(out var owner, out _) || await Receipts.FindAsync(reader, books, owner, number) is not { } found) return;
            if (found.Donor.Length > 0 && May(Permission.RevealName, books.TargetOf(found.Fund))) Receipt = found;
        });
        return Receipt is not null;
    }
}
