using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Donors;

/// <summary>A donor's year, to read, to print and to save: every gift once, less refunds.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class YearModel(Database database, ReportIssuing issuing, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Donors;
    public override Bilingual Title => new($"捐赠人第 {Donor} 号 {Year} 年汇总", $"Donor no. {Donor} in {Year}");

    public long Donor { get; private set; }
    public int Year { get; private set; }
    public string Entity { get; private set; } = "";
    public IHtmlContent? Article { get; private set; }

    public async Task<IActionResult> OnGetAsync(long number, int year, string? entity)
    {
        (Donor, Year) = (number, year);
        await issuing.BeginAsync(HttpContext.RequestAborted);
        await ReadAsync(async (reader, books) =>
        {
            // Where a donor gave to several entities, each has a summary of its own.
            var owner = entity is null ? books.Entities.FirstOrDefault() : books.Entities.FirstOrDefault(known => known.Code == entity);
            if (owner is null || !(await ReceiptFigures.DonorYearAsync(reader, number, year, owner.Code)).IsDone(out var summary, out _)) return;
            Entity = owner.Code;
            using var article = new StringWriter();
            ReportWriter.WriteHtml(issuing.Led(DonorYearContent.Of(summary)), Language, article, new HtmlOptions(entry => $"/entries/{entry}", HeadingLevel: 1, FigureLink.To));
            Article = new HtmlString(article.ToString());
        });
        return Article is null ? NotFound() : Page();
    }
}
