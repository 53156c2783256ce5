using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Bookkeeping;

/// <summary>Asks which book of which entity over which days, and opens it: to read, to print, to save.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int RowsOnAPage = 200;

    private ReportContent? content;
    private BookAsked? asked;
    private BookTyped typed = null!;

    public override Part Where => Part.Reports;
    public override Bilingual Title => content is { } shown ? new($"{shown.Title.Zh} {shown.Days}", $"{shown.Title.En} {shown.Days}") : new("会计账簿", "Books");

    /// <summary>Those whose books this person may read whole.</summary>
    public IReadOnlyList<Entity> Entities { get; private set; } = [];

    /// <summary>Of the statutory books of all of them, one for each code.</summary>
    public IReadOnlyList<Ledger.Account> Accounts { get; private set; } = [];

    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>The book; null as long as none was asked for, or something is wrong with what was.</summary>
    public IHtmlContent? Article { get; private set; }

    public int PageNumber { get; private set; } = 1;
    public bool HasNext { get; private set; }
    public bool MayExport { get; private set; }
    public string EntityCode => typed.Typed("entity");
    public string AccountCode => typed.Typed("account");
    public bool IsByFund => typed.Typed("by") == "fund";

    internal string Book { get; private set; } = BookKind.All[0].Code;
    internal IEnumerable<(ReportFormat Format, string Path)> Files => Enum.GetValues<ReportFormat>().Select(format => (format, asked!.PathOfFile(format.ExtensionOf(), content!.Head.KnownAt)));

    internal Language DocumentLanguage => Languages.TryParse(typed.Typed("doc"), out var chosen) && typed.Typed("doc").Length > 0 ? chosen : Language;

    internal Refusal? RefusalOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);

    /// <summary>What stands in a field: what was typed, or the month before this one, which is what books are opened for.</summary>
    internal string Shown(string field)
    {
        if (field == "known" && TypedMoment.Read(typed.Typed("known"), field).IsDone(out var moment, out _)) return TypedMoment.Shown(moment);
        if (typed.Typed(field) is { Length: > 0 } text) return text;
        var last = new DateOnly(Today.Year, Today.Month, 1).AddDays(-1);
        return field switch { "from" => new DateOnly(last.Year, last.Month, 1).ToIso(), "to" => last.ToIso(), _ => "" };
    }

    internal string PathOfPage(int number) => $"{asked!.Path}&part={number}";

    public async Task<IActionResult> OnGetAsync([FromRoute] string? book)
    {
        typed = new BookTyped(Request.Query);
        var chosen = book ?? (typed.Typed("book") is { Length: > 0 } named ? named : null);
        if (chosen is not null && BookKind.Find(chosen) is null) return NotFound();
        IActionResult? elsewhere = null;
        await ReadAsync(async (reader, books) =>
        {
            Entities = [.. books.Entities.Where(entity => May(Permission.ReadLedger, Reach.TargetOf(entity)))];
            Accounts = [.. books.Accounts.Where(account => account.Layer == Layer.Actual && Entities.Any(entity => entity.Id == account.EntityId)).DistinctBy(account => account.Code)];
            if (Entities.Count == 0)
            {
                elsewhere = NotFound();
                return;
            }

            if (chosen is null) return;
            Book = chosen;
            asked = typed.Read(BookKind.Find(chosen)!, Language);
            Refusals = typed.Refusals;
            if (asked is null) return;
            if (asked.Question.Entity is null && Entities.Count == 1) asked = asked with { Question = asked.Question with { Entity = Entities[0].Code } };
            if (asked.Question.Entity is { } code && !Entities.Any(entity => entity.Code == code))
            {
                elsewhere = NotFound();
                return;
            }

            if (book is null) elsewhere = Redirect(asked.Path);
            else await ShowAsync(reader, asked);
        });
        return elsewhere ?? Page();
    }

    /// <summary>Drawn while its read is open, and never longer than a page of rows.</summary>
    private async Task ShowAsync(LedgerReader reader, BookAsked question)
    {
        if (!(await question.Kind.Draw(reader, question, (await WhoIs.LoadAsync(reader)).NameOf)).IsDone(out content, out var refusal))
        {
            (Refusals, content) = ([refusal], null);
            return;
        }

        MayExport = May(Permission.ExportLedger, new Target(question.Question.Entity));
        PageNumber = int.TryParse(typed.Typed("part"), out var number) && number is > 0 and < 1_000_000 ? number : 1;
        var main = content.MainTable;
        List<Row> rows = [.. main.Rows.Skip((PageNumber - 1) * RowsOnAPage).Take(RowsOnAPage + 1)];
        HasNext = rows.Count > RowsOnAPage;
        if (HasNext) rows.RemoveAt(RowsOnAPage);
        var page = main with { Rows = rows };
        var shown = content with { Sections = PageNumber == 1 ? [.. content.Sections.Select(section => section == main ? page : section)] : [page] };
        using var article = new StringWriter();
        ReportWriter.WriteHtml(shown, question.Language, article, new HtmlOptions(entry => $"/entries/{entry}", HeadingLevel: 1, FigureLink.To));
        Article = new HtmlString(article.ToString());
    }
}
