using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.Reports;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Demo;

/// <summary>What demo books publish: a campaign's progress, once with a correction; what does not apply; and what is still to come or late.</summary>
/// <param name="asked">Under a key of its own, so that no step happens twice.</param>
internal sealed class DemoDisclosures(Database database, string entity, Func<string, Asked> asked)
{
    private const string Campaign = "LINLI", Project = "ZHUCAN";

    private static readonly string[] Progress = ["fund-balances"];

    /// <summary>Of the year that is told day by day.</summary>
    internal void Tell(DemoPlan plan, string campaignOf, string projectOf)
    {
        var (from, begins) = (plan.Day(.06), plan.Day(.1));
        plan.Do(from, () => SetAsync(plan.Day(.3), Money(100_000)));
        plan.Do(begins, () => ActivitiesAsync(campaignOf, projectOf, begins));
        var first = begins.AddMonths(3);
        plan.Do(first.AddDays(-20), () => PublishAsync(first, first.AddDays(-20), "campaign-progress", 1, Progress, "邻里互助募捐已进行三个月。 The campaign has run for three months."));
        plan.Do(first.AddDays(9), () => PublishAsync(first, first.AddDays(9), "campaign-progress", 2, Progress, "邻里互助募捐已进行三个月。 The campaign has run for three months.", "上一版出具时期间尚未结束 The first was drawn before the days were over"));
        plan.Do(first.AddDays(2), () => PublishAsync(first, first.AddDays(2), "project-progress", 1, [], "助餐点每日供餐。 The kitchen serves every day."));
        var second = begins.AddMonths(6);
        plan.Do(second.AddDays(-2), () => ExemptAsync(second, "project-progress", "项目暂停两个月，并入下一期公开 The project paused; told of with the next period"));
    }

    /// <summary>Of a year that is over: its report, and a correction of it.</summary>
    internal async Task TellOfYearAsync(int year, DateOnly today, string fund)
    {
        await SetAsync(new DateOnly(year + 1, 1, 1), Money(400_000));
        await ActivitiesAsync(fund, fund, new DateOnly(year, 3, 1));
        var due = new DateOnly(year + 1, 5, 31);
        await PublishAsync(due, today, "annual", 1, ["balance-sheet"], "本年度工作报告见附件。 The report of the year is attached.");
        await PublishAsync(due, today, "annual", 2, ["balance-sheet", "activities"], "本年度工作报告见附件。 The report of the year is attached.", "补充业务活动表 The statement of activities is added");
    }

    private async Task SetAsync(DateOnly from, Money major) => (await new SetDisclosures(database).RunAsync(
        asked("disclosure/set"), new NewDisclosureSettings(entity, RaisesPublicly: true, from, major, "财务资产管理制度第 12 条 Financial rules, article 12"))).Expect();

    private async Task ActivitiesAsync(string campaignOf, string projectOf, DateOnly first)
    {
        var keep = new KeepDisclosureActivity(database);
        (await keep.RunAsync(asked("disclosure/campaign"), new NewDisclosureActivity(campaignOf, DisclosureActivityKind.Campaign, Campaign, "邻里互助募捐 Neighbours' fund", first))).Expect();
        (await keep.RunAsync(asked("disclosure/project"), new NewDisclosureActivity(projectOf, DisclosureActivityKind.Project, Project, "银龄助餐 Senior meals", first))).Expect();
    }

    /// <summary>Draws the document as it is on that day, and publishes it.</summary>
    private async Task PublishAsync(DateOnly due, DateOnly day, string rule, int version, IReadOnlyList<string> reports, string words, string reason = "")
    {
        var now = Moments.ToMicroseconds(new DateTimeOffset(day, new TimeOnly(10, 0), TimeSpan.FromHours(8)));
        var issued = new List<NewIssuedFile>();
        var (work, draft) = await database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            if (await FindAsync(reader, books, due, rule) is not { } found || found.Versions.Count >= version) return default;
            return (found, (await DisclosureDrawing.DrawAsync(reader, books, found.Item, reports, words, Language.Zh, now, (content, output) =>
            {
                if (IssuedPdf.Write(content, ReportFormat.Pdf, Language.Zh, output) is { } file) issued.Add(file);
                return Task.CompletedTask;
            })).Expect());
        });
        if (work is null) return;
        var key = $"disclosure/{work.Item.Key}/{version}";
        foreach (var file in issued) (await new RecordIssuedFile(database).RunAsync("demo", file)).Expect();
        var prepared = (await new PrepareDisclosure(database).RunAsync(asked($"{key}/prepare"), draft)).Expect();
        (await new PublishDisclosure(database).RunAsync(asked(key), new NewPublication(work.Item.Key, version - 1, prepared.Draft, DisclosurePlace.Outside, "慈善中国 cszg.mca.gov.cn", reason))).Expect();
    }

    private async Task ExemptAsync(DateOnly due, string rule, string reason)
    {
        if (await database.ReadAsync(async reader => await FindAsync(reader, await Books.LoadAsync(reader), due, rule)) is { IsOpen: true } work)
            (await new ExemptDisclosure(database).RunAsync(asked($"disclosure/{work.Item.Key}/exempt"), new NewExemption(work.Item.Key, reason))).Expect();
    }

    private static async Task<DisclosureWork?> FindAsync(LedgerReader reader, Books books, DateOnly due, string rule) =>
        (await DisclosureReading.DueAsync(reader, books, new DateSpan(due, due))).FirstOrDefault(work => work.Item.Rule == rule);

    private static Money Money(long yuan) => new(yuan * 100, Currency.Cny);
}
