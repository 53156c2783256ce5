using FundLedger.People.Roles;
using FundLedger.Values;
using static FundLedger.Web.Pages.LedgerPage;

namespace FundLedger.Web.Pages;

/// <summary>Where somebody may go, in the groups that stand above every page. Who has few places sees them in one row.</summary>
internal static class SiteMap
{
    private const int MostInOneRow = 8;

    /// <param name="Part">The page and those below it.</param>
    internal sealed record Place(Part Part, string Path, Bilingual Name);

    /// <param name="Pages">At least one; the first is where the name of the group leads to.</param>
    internal sealed record Group(Bilingual Name, IReadOnlyList<Place> Pages);

    /// <summary>For those who look in without signing in, and on the pages that are the same for everybody.</summary>
    private static readonly Group[] Public =
    [
        new(new("公开账目", "Money"),
        [
            new(Part.PublicHome, "/public", new("首页", "Front page")),
            new(Part.PublicFunds, "/public/funds", new("基金", "Funds")),
            new(Part.PublicMatching, "/public/matching", new("配比", "Matching")),
        ]),
        new(new("项目", "Projects"),
        [
            new(Part.PublicProjects, "/public/projects", new("资助项目", "Projects")),
            new(Part.PublicProgrammes, "/public/programmes", new("申报批次", "Rounds")),
            new(Part.PublicNeeds, "/public/needs", new("需求清单", "Needs")),
        ]),
        new(new("空间与居民", "Spaces and residents"),
        [
            new(Part.PublicSpaces, "/public/spaces", new("空间", "Spaces")),
            new(Part.PublicTaper, "/public/taper", new("渐进撤出", "Taper-out")),
            new(Part.PublicVoice, "/public/voice", new("居民声音", "Voices")),
        ]),
        new(new("查证", "Check it"),
        [
            new(Part.PublicDisclosures, "/public/disclosures", new("信息公开", "Disclosures")),
            new(Part.Checkpoints, "/checkpoints", new("检查点", "Checkpoints")),
            new(Part.Help, "/help", new("用语", "Words")),
        ]),
    ];

    /// <param name="hasWaiting">Whether something waits for their approval, whoever they are.</param>
    internal static IReadOnlyList<Group> Of(LedgerPage page, bool hasWaiting)
    {
        if (page.Me is null) return Public;
        var reads = page.MaySomewhere(Permission.ReadLedger);
        var readsOrganisation = page.MaySomewhere(Permission.ReadOrganisation);
        Place? If(bool may, Part part, string path, string zh, string en) => may ? new Place(part, path, new(zh, en)) : null;
        Place? Either(Part part, string path, string own, Bilingual all, Bilingual mine) => reads ? new Place(part, path, all) : If(readsOrganisation, part, own, mine.Zh, mine.En);
        Group?[] found =
        [
            Named(new("今日", "Today"),
                reads ? new Place(Part.Overview, "/", new("总览", "Overview")) : new Place(Part.Overview, "/", new("首页", "Home")),
                If(AnyOf(Permission.RecordMoney, Permission.Approve, Permission.Audit, Permission.Review, Permission.EditOrganisation, Permission.CertifyOrganisation), Part.Work, "/work", "等我办", "Waiting for me"),
                If(hasWaiting || AnyOf(Permission.Approve, Permission.Propose, Permission.ManageSettings, Permission.RevealName), Part.Approvals, "/approvals", "复核", "Approvals"),
                If(page.MaySomewhere(Permission.RecordMoney), Part.Record, "/record", "记账", "Record"),
                If(page.MaySomewhere(Permission.Review), Part.Reviews, "/reviews", "我的评审", "My reviews")),
            Named(new("账簿", "Books"),
                If(reads, Part.Funds, "/funds", "基金", "Funds"),
                If(reads, Part.Entries, "/entries", "分录", "Entries"),
                If(reads, Part.Reports, "/reports", "报表", "Reports"),
                If(reads, Part.Periods, "/periods", "月份", "Months")),
            Named(new("收付", "Money"),
                If(page.MayEverywhere(Permission.ReadLedger), Part.Donors, "/donors", "捐赠人", "Donors"),
                If(reads, Part.Matching, "/matching", "配比", "Matching"),
                If(page.MaySomewhere(Permission.RecordMoney), Part.Import, "/import", "导入", "Import"),
                If(reads, Part.Bank, "/bank", "银行", "Bank"),
                If(reads, Part.Payments, "/payments", "付款", "Payments")),
            Named(new("资助", "Grants"),
                If(reads, Part.Grants, "/grants", "资助", "Programmes"),
                Either(Part.Applications, "/applications", "/applications", new("申请", "Applications"), new("我的申请", "My applications")),
                If(!reads && readsOrganisation, Part.Awards, "/awards", "我的立项", "My awards"), // readers of the books come to awards from grants
                Either(Part.Organisations, "/organisations", "/organisations/mine", new("机构", "Organisations"), new("我的机构", "My organisation")),
                Either(Part.Needs, "/needs", "/needs", new("需求", "Needs"), new("需求", "Needs"))),
            Named(new("空间", "Spaces"),
                Either(Part.Spaces, "/spaces", "/spaces", new("空间", "Spaces"), new("我的空间", "My spaces")),
                Either(Part.Taper, "/taper", "/taper", new("渐进撤出", "Taper-out"), new("渐进撤出", "Taper-out")),
                If(reads, Part.Voice, "/voice", "居民声音", "Voices")),
            Named(new("审计与公开", "Audit and disclosure"),
                If(page.MaySomewhere(Permission.Audit), Part.Audit, "/audit", "审计", "Audit"),
                If(page.MaySomewhere(Permission.Audit) || page.MaySomewhere(Permission.RecordMoney), Part.AuditQueries, "/audit/queries", "审计查询", "Audit queries"),
                If(reads, Part.Disclosures, "/disclosures", "信息公开", "Disclosures"),
                If(page.MayEverywhere(Permission.Verify), Part.Verification, "/verification", "核验", "Verification"),
                If(reads, Part.Checkpoints, "/checkpoints", "检查点", "Checkpoints"),
                If(page.MayEverywhere(Permission.ReadTrail), Part.Trail, "/trail", "审计轨迹", "Trail")),
            Named(new("管理", "Administration"),
                If(page.MayEverywhere(Permission.ManagePeople), Part.People, "/people", "人员", "People")),
        ];
        var groups = found.OfType<Group>().ToList();
        var places = groups.SelectMany(group => group.Pages).ToList();
        return places.Count is > 0 and <= MostInOneRow ? [new Group(new("全部", "All"), places)] : groups;

        bool AnyOf(params Permission[] permissions) => permissions.Any(page.MaySomewhere);
    }

    private static Group? Named(Bilingual name, params Place?[] places) => places.OfType<Place>().ToList() is { Count: > 0 } some ? new Group(name, some) : null;
}
