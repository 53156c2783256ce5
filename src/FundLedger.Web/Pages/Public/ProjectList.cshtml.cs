using FundLedger.Programmes;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>Every project that was decided, page by page; of one programme where one is named.</summary>
[AnyoneMay]
public sealed class ProjectListModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    private const int OnAPage = 50;

    public override Part Where => Part.PublicProjects;
    public override Bilingual Title => new("资助项目公示", "Projects, open to all");

    public IReadOnlyList<PublicProject> Projects { get; private set; } = [];
    public IReadOnlyList<(string Currency, int Count, Money Awarded, Money Paid)> Sums { get; private set; } = [];

    /// <summary>Those of which there are projects.</summary>
    public IReadOnlyList<GrantProgramme> Programmes { get; private set; } = [];

    /// <summary>Null for all.</summary>
    public GrantProgramme? Only { get; private set; }

    public int At { get; private set; } = 1;
    public bool HasMore { get; private set; }

    public string PathOf(int page) => Way("/public/projects" + QueryString.Create([.. Only is null ? [] : new[] { KeyValuePair.Create("programme", (string?)Only.Code) }, .. page > 1 ? new[] { KeyValuePair.Create("at", (string?)$"{page}") } : []]));

    public Task OnGetAsync(string? programme, int? at) => ReadPublicAsync(async (reader, books) =>
    {
        At = Math.Clamp(at ?? 1, 1, 10_000);
        var all = await PublicProjects.ListAsync(reader, books, Funds, Today);
        var codes = all.Select(project => project.Award.Programme).ToHashSet(StringComparer.Ordinal);
        Programmes = [.. (await GrantReading.ProgrammesAsync(reader, books)).Where(one => codes.Contains(one.Code))];
        Only = Programmes.FirstOrDefault(one => one.Code == programme);
        var listed = all.Where(project => Only is null || project.Award.Programme == Only.Code).ToList();
        Sums = [.. listed.GroupBy(project => project.Award.Amount.Currency).Select(group => (group.Key.Code, group.Count(),
            group.Aggregate(Money.Zero(group.Key), (sum, project) => sum + project.Award.Amount), group.Aggregate(Money.Zero(group.Key), (sum, project) => sum + project.Paid)))];
        (Projects, HasMore) = ([.. listed.Skip((At - 1) * OnAPage).Take(OnAPage)], listed.Count > At * OnAPage);
    });
}
