using FundLedger.Auditing.Queries;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Auditing;

/// <summary>Asks about an entry, a figure, an item of a sample, a fund or a report.</summary>
[Needs(Permission.Audit)]
public sealed class NewQueryModel(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.AuditQueries;
    public override Bilingual Title => new("提出审计查询", "Ask an audit query");

    /// <summary>As the page that led here says; null where nothing did.</summary>
    [FromQuery(Name = "about")]
    public string? About { get; set; }

    [FromQuery(Name = "of")]
    public string? Code { get; set; }

    [FromQuery(Name = "fund")]
    public string? FundCode { get; set; }

    public IReadOnlyList<(string Value, string Name)> Kinds => [.. Enum.GetValues<QueryAbout>().Select(about => (about.ToString(), In(about.Name())))];

    /// <summary>Nothing, which stands for the only entity, and the funds that this person audits.</summary>
    public IReadOnlyList<(string Value, string Name)> Funds { get; private set; } = [];

    /// <summary>Where one asks about the page that is looked at.</summary>
    internal static string PathAbout(QueryAbout about, HttpRequest request, string? fund)
    {
        var shown = request.Path + QueryString.Create(request.Query.Where(part => part.Key != "lang").SelectMany(part => part.Value.Select(value => KeyValuePair.Create(part.Key, value))));
        return "/audit/queries/new" + QueryString.Create(new KeyValuePair<string, string?>[] { new("about", about.ToString()), new("of", shown), new("fund", fund) }.Where(part => part.Value is not null));
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        await LoadAsync();
        if (!Enum.TryParse<QueryAbout>(Posted("about"), out var about)) return Refused(Refusal.Of("about", "about", "请选择关于什么。", "Choose what it is about."));
        if (!IsoDates.TryParse(Posted("due"), out var due)) return Refused(Refusal.Of("date", "due", "请填写日期，如 2026-01-31。", "Give a day, such as 2026-01-31."));
        var wanted = new QueryWanted(about, Posted("code"), Posted("words"), due, Posted("fund"));
        var mayAsk = false;
        await ReadAsync(async (reader, books) => mayAsk = await AuditQueries.TargetOfAsync(reader, books, wanted) is not { } target ? MaySomewhere(Permission.Audit) : May(Permission.Audit, target));
        if (!mayAsk) return Refused(Refusal.Of("not-yours", "code", "没有这个对象，或不在您审计的范围内。", "There is no such thing, or it is not yours to audit."));
        return Answer(await new AskQuery(Noting).RunAsync(AskedAs(key!), wanted, HttpContext.RequestAborted), done => new($"审计查询 {done.Query} 已提出。", $"Audit query {done.Query} is asked."), done => $"/audit/queries/{done.Query}");
    }

    private Task LoadAsync() => ReadAsync((_, books) =>
    {
        Funds = [("", In("（整个会计主体）", "(the whole entity)")), .. FundTree.Of(books.Funds).Where(placed => May(Permission.Audit, books.TargetOf(placed.Fund))).Select(placed => (placed.Fund.Code, $"{new string('　', placed.Depth)}{placed.Fund.Name} ({placed.Fund.Code})"))];
        return Task.CompletedTask;
    });
}
