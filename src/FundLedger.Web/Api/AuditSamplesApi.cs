using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Samples that auditors draw, what each item was found to be, and what that says of the population.</summary>
internal static class AuditSamplesApi
{
    private const string Part = "audit-samples";
    private static readonly ApiParameter Number = ApiParameter.Path("sample", new("样本编号", "number of the sample"), "1", ApiParameterForm.Number);

    internal static void MapAuditSamples(this ApiRoutes api)
    {
        api.Read<Page<SampleShown>>("/audit-samples", new("listAuditSamples", Part, new("列出审计样本", "List audit samples"), "Of what you audit, by number.", ApiParameter.Paging), ListAsync, Permission.Audit);
        api.Read<SampleInFull>("/audit-samples/{sample:long}", new("getAuditSample", Part, new("一个审计样本", "One audit sample"), "With how it was drawn, and what its results say of the population.", [Number]) { IsTagged = true }, OneAsync, Permission.Audit);
        api.Read<Page<SampleItemShown>>("/audit-samples/{sample:long}/items", new("listSampleItems", Part, new("列出样本项目", "List the items of a sample"), "In their order, each with the last of its results.", [Number, .. ApiParameter.Paging]), ItemsAsync, Permission.Audit);
        api.Write<NewSample, SampleMade>("/audit-samples", new("drawAuditSample", Part, new("抽取样本", "Draw a sample"), "The seed is yours to give where something is left to chance: whoever has it draws the same sample again.", [])
        {
            Example = """{"fund":"F1","from":"2026-01-01","to":"2026-04-10","kind":"gifts","method":"random","size":2,"seed":"api-1","purpose":"季度抽查"}""",
        }, DrawAsync, Permission.Audit);
        api.Write<ItemFound, ItemFoundShown>("/audit-samples/{sample:long}/items/{no:int}/results", new("recordTestResult", Part, new("记录项目的审计结果", "Record what an item was found to be"), "Another look is another version.", [Number, ApiParameter.Path("no", new("项目序号", "number of the item"), "1", ApiParameterForm.Number)])
        {
            Example = """{"result":"sound","note":"已核对凭证"}""",
        }, FoundAsync, Permission.Audit);
        api.ReadFile("/audit-samples/{sample:long}/document/{format}", new("downloadAuditSample", Part, new("下载审计样本", "Save a sample"), "As a report; the trail tells of it.", [Number, ApiParameter.Path("format", new("文件格式", "format of the file"), "csv") with { Words = ReportsApi.Formats }]) { Files = ReportsApi.MediaTypes },
            call => AuditFiles.SampleAsync(call.Number("sample"), call.Route("format"), call.Context, call.Database, call.Issuing, call.Clock), Permission.Audit);
    }

    private static async Task<Sample?> FindAsync(ApiCall call, LedgerReader reader, Books books) => await Samples.FindAsync(reader, books, call.Number("sample")) is { } sample && call.May(Permission.Audit, sample.Target) ? sample : null;

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await Samples.ListAsync(reader, books)).Where(sample => call.May(Permission.Audit, sample.Target)).OrderBy(sample => sample.Id).Select(SampleShown.Of), one => FormattableString.Invariant($"{one.Sample:D19}")));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (await FindAsync(call, reader, books) is not { } sample) return ApiCall.NotThere();
        var projection = Projection.Of(sample, await Samples.ItemsAsync(reader, books, sample));
        return ApiCall.One(new SampleInFull(
            SampleShown.Of(sample), sample.Wanted.Seed, sample.Interval, sample.LastEntry, sample.Checkpoint, sample.PopulationCount, sample.PopulationSum, projection.Misstated, projection.Known,
            [.. projection.Estimates.Select(one => new EstimateShown(one.Key, one.Name, one.Formula, one.Amount))]));
    });

    private static Task<IResult> ItemsAsync(ApiCall call) => call.ReadAsync(async (reader, books) => await FindAsync(call, reader, books) is { } sample
        ? call.PageOf((await Samples.ItemsAsync(reader, books, sample)).OrderBy(item => item.No).Select(SampleItemShown.Of), one => FormattableString.Invariant($"{one.No:D9}")) : ApiCall.NotThere());

    private static Task<IResult> DrawAsync(ApiCall call, NewSample asked)
    {
        if (asked.From > asked.To) return Task.FromResult(call.Refused(Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first.")));
        var population = new PopulationAsked(asked.Entity, asked.Fund, new DateSpan(asked.From, asked.To), asked.Kind, asked.Account, asked.Part);
        return call.WriteAsync<SampleDrawn, SampleMade>(
            Permission.Audit, (_, books) => Task.FromResult<bool?>(asked.Fund is { } fund ? call.May(Permission.Audit, ApiCall.Of(books, fund)) : books.EntityOrOnly(asked.Entity).IsDone(out var entity, out var _) ? call.May(Permission.Audit, Reach.TargetOf(entity)) : null),
            async by => (await call.ReadAsync((_, books) => Task.FromResult(TypedSample.Read(books, population, asked.Method, null, null, asked.Factor, null)))).IsDone(out var read, out var refusal)
                ? await new DrawSample(call.Noting).RunAsync(by, read with { Seed = asked.Seed, Purpose = asked.Purpose, Interval = asked.Interval, Tolerable = asked.Tolerable, Size = asked.Size, From = asked.FromAmount }, call.Stop) : refusal, done => new SampleMade(done.Sample, done.Items, done.Population, done.Sum), done => FormattableString.Invariant($"{ApiRoutes.Root}/audit-samples/{done.Sample}"));
    }

    private static Task<IResult> FoundAsync(ApiCall call, ItemFound asked) => call.WriteAsync(
        Permission.Audit, async (reader, books) => await FindAsync(call, reader, books) is { } sample && (await Samples.ItemsAsync(reader, books, sample)).Any(item => item.No == call.Number("no")) ? true : null,
        by => new RecordTestResult(call.Noting).RunAsync(by, call.Number("sample"), (int)call.Number("no"), new TestFound(asked.Result, asked.Audited, asked.Note), call.Stop),
        done => new ItemFoundShown(done.Sample, done.Item, done.Version), done => FormattableString.Invariant($"{ApiRoutes.Root}/audit-samples/{done.Sample}/items"));
}

/// <param name="Fund">Null where it is of the whole entity.</param>
/// <param name="Drawn">Items in it.</param>
/// <param name="Tested">Items that somebody looked at.</param>
public sealed record SampleShown(long Sample, string Entity, string? Fund, DateOnly From, DateOnly To, PopulationKind Kind, PopulationPart Part, SampleMethod Method, string Purpose, int Drawn, int Tested, string DrawnAt)
{
    internal static SampleShown Of(Sample one) => new(
        one.Id, one.Entity.Code, one.Fund?.Code, one.Wanted.Of.Span.First, one.Wanted.Of.Span.Last, one.Wanted.Of.Kind, one.Wanted.Of.Part, one.Wanted.Method, one.Wanted.Purpose, one.DrawnCount, one.TestedCount, Moments.ToIso(one.RecordedAt));
}

/// <param name="LastEntry">The last entry that counts.</param>
/// <param name="Checkpoint">Size of the checkpoint that answered for the books then.</param>
/// <param name="Known">Misstatements found in the items themselves; too much is above zero.</param>
/// <param name="Estimates">By the formulas of the method.</param>
public sealed record SampleInFull(SampleShown Listed, string Seed, Money? Interval, long LastEntry, long? Checkpoint, long PopulationCount, Money PopulationSum, int Misstated, Money Known, IReadOnlyList<EstimateShown> Estimates);

public sealed record EstimateShown(string Key, Bilingual Name, Bilingual Formula, Money Amount);

/// <param name="Place">In the population, from 1.</param>
/// <param name="IsTop">As large as the interval or larger.</param>
/// <param name="Result">Null as long as nobody looked.</param>
/// <param name="Audited">What it should be, where it is misstated.</param>
/// <param name="Note">Null where there is none, or it was erased.</param>
public sealed record SampleItemShown(int No, EntryId Entry, int Line, DateOnly On, string Kind, string Account, string Fund, long Place, Money Amount, bool IsTop, TestResult? Result, int? Version, Money? Audited, string? Note)
{
    internal static SampleItemShown Of(SampleItem item) => new(
        item.No, item.Entry, item.Line, item.On, item.Kind.Code, item.Account.Code, item.Fund.Code, item.Place, item.Amount, item.IsTop, item.Result?.Result, item.Result?.Version, item.Result?.Audited, item.Result?.Note);
}

/// <param name="Fund">With the funds below it; without one, all of the entity.</param>
/// <param name="Entity">The only one unless named, where no fund is.</param>
/// <param name="Account">Code, where the population is of one account.</param>
/// <param name="Seed">Letters, digits and hyphens; none where all over an amount are taken.</param>
/// <param name="Purpose">Names nobody.</param>
/// <param name="Interval">Of monetary units; or tolerable with factor.</param>
/// <param name="Factor">Of confidence, as a string like 3.00.</param>
/// <param name="Size">Of a random sample.</param>
/// <param name="FromAmount">Of all over an amount.</param>
public sealed record NewSample(
    DateOnly From, DateOnly To, PopulationKind Kind, SampleMethod Method, string? Fund = null, string? Entity = null, string Account = "", PopulationPart Part = PopulationPart.Positive, string Seed = "", string Purpose = "",
    Money? Interval = null, Money? Tolerable = null, string? Factor = null, int? Size = null, Money? FromAmount = null);

public sealed record SampleMade(long Sample, int Items, long Population, Money Sum);

/// <param name="Audited">What it should be, where it is misstated.</param>
/// <param name="Note">Kept erasable.</param>
public sealed record ItemFound(TestResult Result, Money? Audited = null, string Note = "");

public sealed record ItemFoundShown(long Sample, int Item, int Version);
