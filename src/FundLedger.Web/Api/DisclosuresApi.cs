using System.Net.Mime;
using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Worklist;

namespace FundLedger.Web.Api;

/// <summary>What is to be published by when, and how far it is.</summary>
internal static class DisclosuresApi
{
    private const int MonthsBack = 6;
    private const int MonthsAhead = 6;

    private static readonly IReadOnlyList<ApiParameter> Key =
    [
        ApiParameter.Path("rule", new("规则代码", "code of the rule"), "annual"), ApiParameter.Path("entity", new("会计主体编号", "number of the entity"), "1", ApiParameterForm.Number), ApiParameter.Path("subject", new("所属对象", "what it is of"), "2025"),
    ];

    internal static void MapDisclosures(this ApiRoutes api)
    {
        api.Read<Page<DisclosureShown>>("/disclosures", new("listDisclosures", "disclosures", new("信息公开日历", "The disclosure calendar"), "What falls due in some days, six months back and ahead unless said, of the funds you read; by day.",
            [
                new("from", ApiParameter.From.Says, null, ApiParameterForm.Day), new("to", ApiParameter.To.Says, null, ApiParameterForm.Day), new("fund", ApiParameter.Fund.Says),
                new("state", new("状态", "state"), null, Words: [.. Enum.GetValues<DisclosureState>().Select(state => ApiJson.WordOf(state))]), .. ApiParameter.Paging,
            ]), ListAsync, Permission.ReadLedger);
        api.Read<DisclosureInFull>("/disclosures/{rule}/{entity:long}/{subject}", new("getDisclosure", "disclosures", new("一项信息公开", "One disclosure"), "By its key, with the document that is prepared, its figures, and every version.", Key) { IsTagged = true }, OneAsync, Permission.ReadLedger);
        api.Write<DraftWanted, DraftMade>("/disclosures/{rule}/{entity:long}/{subject}/drafts", new("prepareDisclosure", "disclosures", new("备好要公开的文件", "Prepare what is to be published"),
            $"Reports as PDF, of {string.Join(", ", DisclosureDrawing.Kinds.Select(kind => kind.Code))}, and words beside them. Prepared once more, the last document counts; nothing is published by this.", Key)
        {
            Example = """{"reports":["fund-balances"],"words":"一季度收支情况。","doc":"zh-CN"}""",
        }, PrepareAsync, Permission.Propose);
        api.ReadFile("/disclosures/{rule}/{entity:long}/{subject}/files/{sha256:length(64)}", new("downloadDisclosureFile", "disclosures", new("下载信息公开的文件", "Save a file of a disclosure"), "Of a version, or of the document that is prepared. The trail tells of it.", [.. Key, FilesApi.Sha256])
        {
            Files = [MediaTypeNames.Application.Pdf, MediaTypeNames.Text.Plain],
        }, call => DisclosureFiles.AnyAsync(call.Route("rule"), call.Number("entity"), call.Route("subject"), call.Route("sha256"), call.Context, call.Database, call.Clock, call.Stop), Permission.ReadLedger);
        api.Write<PublicationWanted, ProposedShown>("/disclosures/{rule}/{entity:long}/{subject}/publications", new("proposePublication", "disclosures", new("提出公开", "Propose to publish"), "The document that is prepared, as the next version; of a later one with the reason.", Key)
        {
            Example = """{"draft":1,"place":"own"}""",
        }, (call, asked) => OnItemAsync(call, (by, work) => new ProposeAct(call.Noting).RunAsync(by, PublishDisclosure.Kind, new NewPublication(work.Item.Key, asked.Version ?? work.Versions.Count, asked.Draft, asked.Place, asked.Address, asked.Reason), stop: call.Stop)), Permission.Propose);
        api.Write<ExemptionWanted, ProposedShown>("/disclosures/{rule}/{entity:long}/{subject}/exemption", new("proposeExemption", "disclosures", new("提出不适用", "Propose that it need not be published"), "With the reason.", Key) { Example = """{"reason":"当年无此事项"}""" },
            (call, asked) => OnItemAsync(call, (by, work) => new ProposeAct(call.Noting).RunAsync(by, ExemptDisclosure.Kind, new NewExemption(work.Item.Key, asked.Reason), stop: call.Stop)), Permission.Propose);
    }

    private static async Task<DisclosureWork?> FindAsync(ApiCall call, LedgerReader reader, Books books, Permission what) =>
        await DisclosureReading.FindAsync(reader, books, FormattableString.Invariant($"{call.Route("rule")}/{call.Number("entity")}/{call.Route("subject")}")) is { } work && call.May(what, DisclosureRules.TargetOf(work.Item)) ? work : null;

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) => await FindAsync(call, reader, books, Permission.ReadLedger) is { } work
        ? ApiCall.One(new DisclosureInFull(Shown(call, work), work.Prepared is { } draft ? DraftShown.Of(draft) : null, work.Exemption?.Reason)) : ApiCall.NotThere());

    private static Task<IResult> OnItemAsync(ApiCall call, Func<Asked, DisclosureWork, Task<Outcome<ActProposed>>> operation) => OnItemAsync(call, operation, ProposedShown.Of, ApprovalsApi.PathOf);

    private static async Task<IResult> OnItemAsync<T, TAnswer>(ApiCall call, Func<Asked, DisclosureWork, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string> location) where TAnswer : class
    {
        DisclosureWork? work = null;
        return await call.WriteAsync(Permission.Propose, async (reader, books) => (work = await FindAsync(call, reader, books, Permission.Propose)) is null ? null : true, by => operation(by, work!), answer, location);
    }

    private static Task<IResult> PrepareAsync(ApiCall call, DraftWanted asked)
    {
        var language = call.Language;
        if (asked.Doc is { } doc && !Languages.TryParse(doc, out language)) return Task.FromResult(ApiCall.Unread(Refusal.Of("word-unknown", "doc", "文件的语言为 zh-CN 或 en。", "The language of the document is zh-CN or en.")));
        var words = asked.Words.Trim();
        return OnItemAsync(
            call, (by, work) => DisclosureDrawing.PrepareAsync(call.Noting, call.Issuing, by, work.Item, asked.Reports ?? DisclosureDrawing.UnlessSaid(work.Item, words), words, language, call.Now, call.Stop),
            done => new DraftMade(done.Item, done.Draft), done => $"{ApiRoutes.Root}/disclosures/{done.Item}");
    }

    private static DisclosureShown Shown(ApiCall call, DisclosureWork work) => new(
        work.Item.Key, work.Item.Rule, work.Item.Name, work.Item.Entity.Code, work.Item.Fund?.Code, work.Item.Covers.First, work.Item.Covers.Last, work.Item.DueOn, work.StateOn(call.Today), work.WasLate,
        [.. work.Versions.Select(version => new DisclosureVersionShown(version.No, version.On, version.Place, version.Address, version.Reason, DraftFileShown.Of(version.Draft)))]);

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var month = new DateOnly(call.Today.Year, call.Today.Month, 1);
        var (first, last, fund, state) = (call.Day("from") ?? month.AddMonths(-MonthsBack), call.Day("to") ?? month.AddMonths(MonthsAhead + 1).AddDays(-1), call.Text("fund"), call.Word<DisclosureState>("state"));
        if (call.Wrong is { } wrong) return wrong;
        if (DueCalendar.RefusalFor(first, last) is { } refusal) return call.Refused(refusal);
        return call.PageOf((await DisclosureReading.DueAsync(reader, books, new DateSpan(first, last)))
            .Where(work => call.May(Permission.ReadLedger, DisclosureRules.TargetOf(work.Item)) && (fund is null || work.Item.Fund?.Code == fund) && (state is null || work.StateOn(call.Today) == state))
            .Select(work => Shown(call, work))
            .OrderBy(KeyOf, StringComparer.Ordinal), KeyOf);
    });

    private static string KeyOf(DisclosureShown one) => $"{one.DueOn.ToIso()}/{one.Disclosure}";
}

/// <param name="Disclosure">Its key.</param>
/// <param name="Fund">Null where it is of the whole entity.</param>
/// <param name="First">Of the days it tells of.</param>
/// <param name="DueOn">The last day on which it is in time.</param>
public sealed record DisclosureShown(
    string Disclosure, string Rule, Bilingual Name, string Entity, string? Fund, DateOnly First, DateOnly Last, DateOnly DueOn, DisclosureState State, bool WasLate, IReadOnlyList<DisclosureVersionShown> Versions);

/// <param name="Address">Where outside; empty for none.</param>
/// <param name="Reason">Why it corrects the one before.</param>
public sealed record DisclosureVersionShown(int No, DateOnly On, DisclosurePlace Place, string Address, string Reason, IReadOnlyList<DraftFileShown> Files);

/// <param name="Prepared">The document that may be published; null where none is.</param>
/// <param name="Exemption">Why it need not be; null where nobody found that.</param>
public sealed record DisclosureInFull(DisclosureShown Listed, DraftShown? Prepared, string? Exemption);

public sealed record DraftShown(long Draft, DateOnly PreparedOn, string KnownAt, long? Checkpoint, IReadOnlyList<DraftFileShown> Files, IReadOnlyList<DraftFigureShown> Figures)
{
    internal static DraftShown Of(DisclosureDraft draft) => new(
        draft.Id, draft.PreparedOn, Moments.ToIso(draft.KnownAt), draft.CheckpointSize, DraftFileShown.Of(draft),
        [.. draft.Figures.Select(figure => new DraftFigureShown(figure.Report, figure.Key, figure.Name, figure.Value))]);
}

/// <param name="Report">Code of the report it was drawn as, or announcement for words.</param>
public sealed record DraftFileShown(int No, string Report, string Doc, string Sha256, string Name)
{
    internal static IReadOnlyList<DraftFileShown> Of(DisclosureDraft draft) => [.. draft.Files.Select(file => new DraftFileShown(file.No, file.Report, file.Language, Convert.ToHexStringLower(file.Sha256), file.FileName))];
}

public sealed record DraftFigureShown(string Report, string Key, Bilingual Name, string Value);

/// <param name="Reports">Their codes; those usual for the duty unless said, and none where words are told.</param>
/// <param name="Words">Told beside the reports; they name nobody.</param>
/// <param name="Doc">Language of the document: zh-CN or en; that of the call unless said.</param>
public sealed record DraftWanted(IReadOnlyList<string>? Reports = null, string Words = "", string? Doc = null);

public sealed record DraftMade(string Disclosure, long Draft);

/// <param name="Draft">Number of the document that is prepared.</param>
/// <param name="Version">How many versions you saw; those there are unless said.</param>
/// <param name="Address">Where outside.</param>
/// <param name="Reason">Why it corrects the one before; of a later version.</param>
public sealed record PublicationWanted(long Draft, DisclosurePlace Place, int? Version = null, string Address = "", string Reason = "");

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record ExemptionWanted(string Reason);
