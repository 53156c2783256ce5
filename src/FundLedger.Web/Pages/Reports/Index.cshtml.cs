using FundLedger.Banking.Accounts;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages.Bank;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Reports;

/// <summary>Asks which report of which fund over which days, and shows it: to read, to print, to save, every figure with the way to its entries.</summary>
[Needs(Permission.ReadLedger)]
public sealed class ReportsModel(Database database, ReportIssuing issuing, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int LinesOnAPage = 200;

    private ReportReading? reading;
    private ReportContent? content;
    private ReportQuestion? question;

    public override Part Where => Part.Reports;

    public override Bilingual Title => content is { } shown
        ? new(string.Join(" ", Parts(shown, shown.Title.Zh)), string.Join(" ", Parts(shown, shown.Title.En)))
        : new("报表", "Reports");

    public IReadOnlyList<Fund> Funds { get; private set; } = [];

    /// <summary>Accounts that have a reconciliation, a report with a page of its own.</summary>
    public IReadOnlyList<BankAccount> BankAccounts { get; private set; } = [];

    /// <summary>The books of some entity may be read whole: they have pages of their own.</summary>
    public bool MayReadAnEntity { get; private set; }

    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>The report; null as long as none was asked for, or something is wrong with what was.</summary>
    public IHtmlContent? Article { get; private set; }

    /// <summary>Nothing came or went in the days asked for.</summary>
    public bool IsEmpty { get; private set; }

    public int PageNumber { get; private set; } = 1;
    public int PageCount { get; private set; } = 1;
    public long LineCount { get; private set; }
    public long FirstLine => (PageNumber - 1L) * LinesOnAPage + 1;
    public long LastLine => Math.Min(LineCount, (long)PageNumber * LinesOnAPage);
    public string FundCode => Typed("fund");
    public bool IsOfEntity => Typed("scope") == ReportQuestion.EntityScope;

    /// <summary>The report shown may be saved as a file.</summary>
    public bool MayExport => Funds.Any(fund => fund.Code == FundCode) && MaySomewhere(Permission.ExportLedger);

    internal string Report { get; private set; } = ReportKind.All[0].Code;
    internal Language DocumentLanguage => Languages.TryParse(Typed("doc"), out var asked) && Typed("doc").Length > 0 ? asked : Language;
    internal IEnumerable<(ReportFormat Format, string Path)> Files => Enum.GetValues<ReportFormat>().Select(format => (format, question!.PathOfFile(format.ExtensionOf(), content!.Head.KnownAt)));

    internal Refusal? RefusalOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);

    /// <summary>What stands in a field: what was typed, or what most people want first.</summary>
    internal string Shown(string field)
    {
        var typed = Typed(field);
        if (field == "known" && typed.Length > 0 && TypedMoment.Read(typed, field).IsDone(out var moment, out _)) return TypedMoment.Shown(moment);
        if (typed.Length > 0 || reading is not null) return typed;
        return field switch { "from" => new DateOnly(Today.Year, 1, 1).ToIso(), "to" => Today.ToIso(), _ => "" };
    }

    internal string PathOfPage(int number) => $"{question!.Path}&part={number}";

    public async Task<IActionResult> OnGetAsync([FromRoute] string? report)
    {
        var asked = report ?? (Typed("report") is { Length: > 0 } chosen ? chosen : null);
        if (report is not null && ReportKind.Find(report) is null) return NotFound();
        if (asked is not null) Report = asked;
        IActionResult? elsewhere = null;
        if (report is not null) await issuing.BeginAsync(HttpContext.RequestAborted);
        await ReadAsync(async (reader, books) =>
        {
            Funds = [.. FundTree.Of(books.Funds).Select(placed => placed.Fund).Where(fund => May(Permission.ReadLedger, books.TargetOf(fund)))];
            BankAccounts = [.. (await BankBook.LoadAsync(reader, books)).Accounts.Where(account => May(Permission.ReadLedger, BankPage.TargetOf(account)))];
            MayReadAnEntity = books.Entities.Any(entity => May(Permission.ReadLedger, Reach.TargetOf(entity)));
            if (asked is null) return;
            reading = new ReportReading(Request.Query, Today);
            question = reading.Read(ReportKind.Find(asked), Language);
            Refusals = reading.Refusals;
            if (question is null) return;
            if (books.FindFund(question.Fund) is { } fund && (!Funds.Contains(fund) || (question.IsOfEntity && !May(Permission.ReadLedger, Reach.TargetOf(books.Entity(fund.EntityId))))))
            {
                elsewhere = NotFound();
                return;
            }

            if (report is null || Typed("days").Length > 0) elsewhere = Redirect(question.Path);
            else await ShowAsync(reader, question);
        });
        return elsewhere ?? Page();
    }

    /// <summary>Drawn while its read is open, and never longer than a page of lines.</summary>
    private async Task ShowAsync(LedgerReader reader, ReportQuestion asked)
    {
        var wanted = int.TryParse(Typed("part"), out var number) && number > 0 ? number : 1;
        if (!(await asked.Kind.Draw(reader, asked with { Page = new LinePage(wanted, LinesOnAPage) })).IsDone(out content, out var refusal))
        {
            (Refusals, content) = ([refusal], null);
            return;
        }

        if (FailedCheck.RefusalFor(content) is { } failed)
        {
            (Refusals, content) = ([failed], null);
            return;
        }

        LineCount = content.Facts.FirstOrDefault(fact => fact.Key == "lineCount")?.Value.Integer ?? 0;
        PageCount = LinePage.CountOf(LineCount, LinesOnAPage);
        PageNumber = Math.Min(wanted, PageCount);
        IsEmpty = asked.Kind == ReportKind.All[0] && LineCount == 0;
        using var article = new StringWriter();
        ReportWriter.WriteHtml(issuing.Led(content), asked.Language, article, new HtmlOptions(entry => $"/entries/{entry}", HeadingLevel: 1, FigureLink.To));
        Article = new HtmlString(article.ToString());
    }

    private static IEnumerable<string> Parts(ReportContent shown, string title) => new[] { title, shown.Head.Fund?.Code ?? "", shown.Days }.Where(part => part.Length > 0);

    private string Typed(string field) => ((string?)Request.Query[field] ?? "").Trim();
}
