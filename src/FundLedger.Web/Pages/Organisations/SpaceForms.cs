using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages.Record;
using static FundLedger.Web.Pages.Organisations.DirectoryForm;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>Public spaces: the register, who runs them, what was invested, what they report.</summary>
internal static class SpaceForms
{
    private static readonly FormField Of = Kept("space", new("空间", "Space"));
    private static readonly FormField Fund = Kept("fund", new("基金", "Fund"));
    private static readonly FormField First = Kept("first", new("开始日期", "First day"));
    private static readonly FormField Last = Kept("last", new("结束日期", "Last day"));
    private static readonly FormField File = new("document", FieldKind.File, new("凭据文件", "File of evidence"), new("不超过 10 兆字节", "at most 10 MB"));

    private static readonly FormField[] Said =
    [
        Text("name", new("名称", "Name"), isRequired: true), Text("centre", new("所属中心的代码", "Code of its centre"), hint: new("卫星空间填写；中心或独立的空间留空", "for a satellite; empty for a centre or one that stands alone")),
        Text("place", new("地址", "Place")), Text("area", new("面积（平方米）", "Area in square metres")), Text("functions", new("功能", "Functions"), hint: new("用顿号分开，如“议事、助老”", "with commas between")),
        Choice<SpaceOwnership>("ownership", new("权属", "Owned"), ownership => ownership.Name()), Choice<OperationModel>("model", new("运营模式", "How it is run"), model => model.Name()), Day("opened-on", new("启用日期", "Opened on"), isRequired: true),
    ];

    private static DirectoryForm Register { get; } = new("new-space", new("登记公共空间", "Register a space"), new("先登记中心，再登记它的卫星空间。", "Register a centre first, then its satellites."),
        [Text("code", new("代码", "Code"), isRequired: true, new("自己取，字母、数字、连字符", "your own: letters, digits, hyphens")), FormField.Fund(), .. Said], (ask, _) => Task.FromResult(ask.Page.IsManager ? Nothing : null),
        sent =>
        {
            var (code, fund) = (sent.Read.Text("code"), sent.Read.Text("fund"));
            var wanted = WantedOf(sent, code, fund);
            return async () => sent.Ask.Books.FindFund(fund) is not { } known || !sent.Ask.Page.MayRecordIn(known) ? Authority.NotThere : !wanted.IsDone(out var space, out var refusal) ? refusal
                : await new RegisterSpace(sent.Database).RunAsync(sent.Asked, space, sent.Stop).Then(done => new Recorded(new("公共空间已登记。", "The space is registered."), PathOf(done.Code)));
        })
    { Back = _ => ("/spaces", new("公共空间", "Spaces")) };

    private static DirectoryForm Change { get; } = new("space", new("更改公共空间", "Change a space"), new("改动会成为新的版本，先前的版本和理由都保留。", "A change becomes a new version; the earlier ones stay, with the reason."), [Of, Fund, .. Said, Reason],
        (ask, reader) => FillAsync(ask, reader, space => new Dictionary<string, string?>
        {
            ["fund"] = space.Fund.Code, ["name"] = space.Name, ["centre"] = space.Centre, ["place"] = space.Place, ["area"] = space.SquareDecimetres == 0 ? null : TypedArea.Write(space.SquareDecimetres),
            ["functions"] = string.Join('、', space.Functions), ["ownership"] = space.Ownership.ToString(), ["model"] = space.Model.ToString(), ["opened-on"] = space.OpenedOn.ToIso(),
        }),
        sent =>
        {
            var (wanted, reason) = (WantedOf(sent, sent.Ask.Of("space"), sent.Ask.Of("fund")), sent.Read.Text("reason"));
            return async () => !wanted.IsDone(out var space, out var refusal) ? refusal
                : await new ChangeSpace(sent.Database).RunAsync(sent.Asked, space, reason, sent.Stop).Then(done => new Recorded(new("登记已更改。", "The register is changed."), PathOf(done.Code)));
        })
    { Back = BackToSpace };

    private static DirectoryForm Close { get; } = new("space-close", new("关闭公共空间", "Close a space"), new("运营任期同日结束；没报告的期间仍可报告。", "The operator's term ends the same day; what was not reported still can be."), [Of, FormField.On, Reason], (ask, reader) => FillAsync(ask, reader),
        sent =>
        {
            var (on, reason) = (sent.Read.Day("on"), sent.Read.Text("reason"));
            return () => new CloseSpace(sent.Database).RunAsync(sent.Asked, sent.Ask.Of("space"), on, reason, sent.Stop).Then(done => new Recorded(new("公共空间已关闭。", "The space is closed."), PathOf(done.Code)));
        })
    { Back = BackToSpace };

    private static DirectoryForm Appoint { get; } = new("space-operator", new("确定运营方", "Appoint an operator"), new("机构目录中的一家机构；一任接一任。", "An organisation of the directory; one after another."),
        [
            Of, Text("organisation", new("机构代码", "Code of the organisation"), isRequired: true, new("见“机构”", "see Organisations")), Text("host", new("主理人姓名", "Name of the host"), hint: new("可不填，日后可擦除；不对外公示", "may stay empty, can be erased, is shown to nobody outside")),
            Day("from", new("自何日起", "From"), isRequired: true), Day("until", new("约定至", "Agreed until")), new("terms", FieldKind.LongText, new("约定要点", "What was agreed"), new("不写人名", "no names of people")),
        ],
        (ask, reader) => FillAsync(ask, reader),
        sent =>
        {
            var read = sent.Read;
            var wanted = new NewOperator(sent.Ask.Of("space"), read.Text("organisation"), read.Day("from"), read.OptionalDay("until"), read.Optional("terms") ?? "", read.Optional("host"));
            return () => new AppointOperator(sent.Database).RunAsync(sent.Asked, wanted, sent.Stop).Then(done => new Recorded(new("运营方已确定。", "The operator is appointed."), PathOf(done.Space)));
        })
    { Back = BackToSpace };

    private static DirectoryForm End { get; } = new("space-operator-end", new("结束运营任期", "End the operator's term"), new("写下运营的最后一日和理由。", "The last day it runs the space, and why."), [Of, FormField.On, Reason], (ask, reader) => FillAsync(ask, reader),
        sent =>
        {
            var (on, reason) = (sent.Read.Day("on"), sent.Read.Text("reason"));
            return () => new EndOperator(sent.Database).RunAsync(sent.Asked, sent.Ask.Of("space"), on, reason, sent.Stop).Then(done => new Recorded(new("任期已结束。", "The term is ended."), PathOf(done.Space)));
        })
    { Back = BackToSpace };

    private static DirectoryForm Erase { get; } = new("space-host-erase", new("擦除主理人姓名", "Erase the host's name"), new("姓名永久移除，任期不变。", "The name is removed for good; the term stands."), [Of, Kept("term", new("任期", "Term"))],
        async (ask, reader) => ask.Page.MayEverywhere(Permission.ErasePeople) && await SpaceReading.FindAsync(reader, ask.Books, ask.Of("space")) is not null ? Nothing : null,
        sent =>
        {
            var term = (int)(sent.Read.Number("term") ?? 0);
            return () => new EraseHost(sent.Database).RunAsync(sent.Asked, sent.Ask.Of("space"), term, sent.Stop).Then(done => new Recorded(new("姓名已擦除。", "The name is erased."), PathOf(done.Space)));
        })
    { Back = BackToSpace };

    private static DirectoryForm Invest { get; } = new("space-invest", new("登记投入", "Record an investment"), new("硬件、软治理或评估的投入；登记不产生分录，可注明付款的分录。", "What went into hardware, soft governance or evaluation; no entry is posted, and the one that paid it may be named."),
        [
            Of, Fund, Choice<InvestmentKind>("kind", new("种类", "Kind"), kind => kind.Name()), FormField.Amount, FormField.On, Text("what", new("内容", "What for"), isRequired: true, new("永久保存，不写人名", "kept for good; no names of people")),
            Text("entry", new("付款的分录号", "Entry that paid it"), hint: new("不在本账的留空", "empty where it is not in these books")), File,
        ],
        (ask, reader) => FillAsync(ask, reader, space => new Dictionary<string, string?> { ["fund"] = space.Fund.Code }),
        sent =>
        {
            var read = sent.Read;
            var wanted = new NewInvestment(sent.Ask.Of("space"), read.Choice<InvestmentKind>("kind"), read.Amount("amount"), read.Day("on"), read.Text("what"), read.Count("entry") is { } entry ? new EntryId(entry) : null);
            return async () => !(await EvidenceAsync(sent)).IsDone(out var evidence, out var refusal) ? refusal
                : await new InvestInSpace(sent.Database).RunAsync(sent.Asked, wanted with { Evidence = OrNull(evidence) }, sent.Stop).Then(done => new Recorded(new($"第 {done.No} 笔投入已登记。", $"Investment no. {done.No} is recorded."), PathOf(done.Space)));
        })
    { Back = BackToSpace };

    private static DirectoryForm Undo { get; } = new("space-invest-void", new("作废投入", "Make an investment void"), new("登记错了的投入不再计入合计；记录保留。", "It is in no total any more; the record stays."), [Of, Kept("number", new("编号", "No.")), Reason], (ask, reader) => FillAsync(ask, reader),
        sent =>
        {
            var (number, reason) = ((int)(sent.Read.Number("number") ?? 0), sent.Read.Text("reason"));
            return () => new VoidInvestment(sent.Database).RunAsync(sent.Asked, sent.Ask.Of("space"), number, reason, sent.Stop).Then(done => new Recorded(new($"第 {done.No} 笔投入已作废。", $"Investment no. {done.No} is void."), PathOf(done.Space)));
        })
    { Back = BackToSpace };

    private static DirectoryForm Report { get; } = new("space-result", new("提交运营报告", "Report a period"), new("一个月或连续三个月，结束之后报告；没有的项目留空。收入不含基金给的运营支持。", "A month, or three months in a row, once it is over; leave empty what there is none of. Revenue is without the fund's own support."),
        [
            Of, Fund, Day("first", new("开始日期", "First day"), isRequired: true), Day("last", new("结束日期", "Last day"), isRequired: true),
            .. ResultLines.Costs.Select(kind => new FormField(kind.Code, FieldKind.Amount, new($"成本：{kind.Name.Zh}", $"Cost: {kind.Name.En.ToLowerInvariant()}"))), .. ResultLines.Revenues.Select(kind => new FormField(kind.Code, FieldKind.Amount, new($"收入：{kind.Name.Zh}", $"Revenue: {kind.Name.En.ToLowerInvariant()}"))),
            Text("users", new("服务人次", "Visits")), Text("hours-open", new("开放小时", "Hours open")), Text("volunteers", new("志愿者人数", "Volunteers")), Text("volunteer-hours", new("志愿服务小时", "Volunteer hours")),
            new("text", FieldKind.LongText, new("说明", "In words"), new("请勿写居民姓名、电话", "no names or telephones of residents")), File, Text("reason", new("更正理由", "Reason of the correction"), hint: new("首次报告留空", "empty the first time")),
        ],
        FillResultAsync,
        sent =>
        {
            var read = sent.Read;
            IReadOnlyList<ResultLine> Lines(IReadOnlyList<ResultLineKind> kinds) => ResultLines.Of(kinds, [.. kinds.Select(kind => read.OptionalAmount(kind.Code))]);
            int Count(string name) => read.Count(name) ?? 0;
            var content = new ResultContent(Lines(ResultLines.Costs), Lines(ResultLines.Revenues), Count("users"), Count("hours-open"), Count("volunteers"), Count("volunteer-hours"), read.Optional("text") ?? "");
            var wanted = new NewResult(sent.Ask.Of("space"), read.Day("first"), read.Day("last"), content, read.Optional("reason"));
            return async () =>
            {
                if (!(await ByAsync(sent, wanted)).IsDone(out var by, out var refusal) || !(await EvidenceAsync(sent)).IsDone(out var evidence, out refusal)) return refusal;
                return await new ReportResult(sent.Database).RunAsync(sent.Asked, wanted with { By = OrNull(by), Evidence = OrNull(evidence) }, sent.Stop)
                    .Then(done => new Recorded(new($"运营报告第 {done.Version} 版已提交，待审核。", $"Version {done.Version} of the result is handed in and waits to be decided."), PathOf(done.Space)));
            };
        })
    { Back = BackToSpace, IsLight = true };

    private static DirectoryForm Decide { get; } = new("space-result-decide", new("审核运营报告", "Decide an operating result"), new("通过后计入自我造血率；退回须写明要改什么。不能审核自己提交的。", "Accepted it counts; sent back it needs what is to be mended. Nobody decides what they handed in."),
        [Of, First, Last, Kept("version", new("版本", "Version")), Choice<ResultDecision>("decision", new("结论", "Decision"), decision => ((ResultDecision?)decision).Name()), new("note", FieldKind.LongText, new("意见", "Note"))], (ask, reader) => FillAsync(ask, reader),
        sent =>
        {
            var read = sent.Read;
            var deciding = new ResultDeciding(sent.Ask.Of("space"), read.Day("first"), read.Day("last"), (int)(read.Number("version") ?? 0), read.Choice<ResultDecision>("decision"), read.Optional("note"));
            return () => new DecideResult(sent.Database).RunAsync(sent.Asked, deciding, sent.Stop)
                .Then(done => new Recorded(done.Decision == ResultDecision.Accepted ? new("运营报告已通过。", "The result is accepted.") : new("运营报告已退回。", "The result is sent back."), PathOf(done.Space)));
        })
    { Back = BackToSpace };

    internal static IReadOnlyList<DirectoryForm> All { get; } = [Register, Change, Close, Appoint, End, Erase, Invest, Undo, Report, Decide];

    private static string PathOf(string code) => $"/spaces/{Uri.EscapeDataString(code)}";

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static (string Path, Bilingual Name) BackToSpace(DirectoryAsk ask) => (PathOf(ask.Of("space")), Bilingual.Same(ask.Of("space")));

    private static async Task<IReadOnlyDictionary<string, string?>?> FillAsync(DirectoryAsk ask, LedgerReader reader, Func<Space, IReadOnlyDictionary<string, string?>>? fill = null) =>
        await SpaceReading.FindAsync(reader, ask.Books, ask.Of("space")) is { } space && ask.Page.MayRecordIn(space.Fund) ? fill?.Invoke(space) ?? Nothing : null;

    /// <summary>What was reported last of the period that the address names.</summary>
    private static async Task<IReadOnlyDictionary<string, string?>?> FillResultAsync(DirectoryAsk ask, LedgerReader reader)
    {
        if (await SpaceReading.FindAsync(reader, ask.Books, ask.Of("space")) is not { } space) return null;
        if (!ask.Page.MayRecordIn(space.Fund) && !(await SpaceReading.OperatorsAsync(reader, space)).Any(term => ActsFor(ask, term))) return null;
        var fields = new Dictionary<string, string?> { ["fund"] = space.Fund.Code };
        var results = await OperatingResults.OfAsync(reader, ask.Books, space);
        if (ask.Of("first").Length == 0)
        {
            var month = new DateOnly(ask.Page.Today.Year, ask.Page.Today.Month, 1).AddMonths(-1);
            var due = DuePeriods.Of(space, results, ask.Page.Today) is [var missed, ..] ? missed : new DuePeriod(month, month.AddMonths(1).AddDays(-1), default);
            (fields["first"], fields["last"]) = (due.First.ToIso(), due.Last.ToIso());
        }

        if (results.Where(result => result.Figures.First.ToIso() == ask.Of("first") && result.Figures.Last.ToIso() == ask.Of("last")).MaxBy(result => result.Figures.Version) is not { } before) return fields;
        foreach (var line in before.Content.Costs.Concat(before.Content.Revenues)) fields[line.Code] = line.Amount.ToAmountText();
        (fields["users"], fields["hours-open"], fields["volunteers"], fields["volunteer-hours"], fields["text"]) =
            ($"{before.Content.Users}", $"{before.Content.HoursOpen}", $"{before.Content.Volunteers}", $"{before.Content.VolunteerHours}", before.Content.Text);
        return fields;
    }

    private static bool ActsFor(DirectoryAsk ask, SpaceTerm term) => ask.Page.May(Permission.EditOrganisation, new Target(Organisation: term.Operator.Organisation));

    /// <summary>The organisation that reports; empty where the fund's people do.</summary>
    private static async Task<Outcome<string>> ByAsync(DirectorySent sent, NewResult wanted) => await sent.Database.ReadAsync<Outcome<string>>(async reader =>
    {
        if (await SpaceReading.FindAsync(reader, sent.Ask.Books, wanted.Space) is not { } space) return Authority.NotThere;
        if (sent.Ask.Page.MayRecordIn(space.Fund)) return "";
        var own = (await SpaceReading.OperatorsAsync(reader, space)).Where(term => ActsFor(sent.Ask, term)).ToList();
        return (own.LastOrDefault(term => term.Operator.From <= wanted.Last) ?? own.LastOrDefault())?.Operator.Organisation is { } organisation ? organisation : Authority.NotThere;
    }, sent.Stop);

    /// <summary>Sha-256 of the file that came with the form, kept; empty where none came.</summary>
    private static async Task<Outcome<string>> EvidenceAsync(DirectorySent sent) => sent.File is not { } file ? ""
        : await new KeepEvidence(sent.Database).RunAsync(sent.Asked with { Key = sent.Asked.Key + "/evidence" }, file, sent.Stop).Then(kept => kept.Sha256);

    private static Outcome<SpaceWanted> WantedOf(DirectorySent sent, string code, string fund)
    {
        var (read, area) = (sent.Read, 0L);
        var (name, opened) = (read.Text("name"), read.Day("opened-on"));
        if (read.Optional("area") is { } typed && !TypedArea.Read(typed, "area").IsDone(out area, out var refusal)) return refusal;
        return new SpaceWanted(
            code, fund, name, read.Optional("centre"), read.Optional("place") ?? "", area, (read.Optional("functions") ?? "").Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            read.Choice<SpaceOwnership>("ownership"), read.Choice<OperationModel>("model"), opened);
    }
}
