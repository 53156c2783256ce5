using System.Net.Mime;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>The register of public spaces: entering, changing and closing them, who runs them, what was invested. Kept by the fund's people, read by all who read the space.</summary>
internal static class SpaceActsApi
{
    private const string Part = "spaces";
    private static readonly Permission[] Readers = [Permission.ReadLedger, Permission.ReadOrganisation];
    private static readonly ApiParameter Code = ApiParameter.Path("space", new("空间代码", "code of the space"), "S-T1");
    private static readonly ApiParameter No = ApiParameter.Path("no", new("投入编号", "number of the investment"), "1", ApiParameterForm.Number);

    internal static void MapSpaceActs(this ApiRoutes api)
    {
        api.Write<SpaceEntered, SpaceKept>("/spaces", new("registerSpace", Part, new("登记公共空间", "Register a space"), "A centre first, then its satellites, in the same fund.", [])
        {
            Example = """{"code":"API-SP","fund":"F1","name":"邻里客厅","openedOn":"2026-04-01","place":"东里 3 号","squareDecimetres":12050,"functions":["议事","助老"],"ownership":"public","model":"community-led"}""",
        }, (call, asked) => call.WriteToFundsAsync(Permission.RecordMoney, [asked.Fund], by => new RegisterSpace(call.Noting).RunAsync(by, asked.Wanted, call.Stop), Kept, done => SpacesApi.PathOf(done.Code)), Permission.RecordMoney);
        api.Write<SpaceTold, SpaceKept>("/spaces/{space}/changes", new("changeSpace", Part, new("更改公共空间", "Change a space"), "Whole, as another version; its fund stays.", [Code]) { Example = """{"name":"邻里客厅","openedOn":"2026-04-01","reason":"更名"}""" },
            (call, asked) => SpacesApi.OnSpaceAsync(call, (by, space) => new ChangeSpace(call.Noting).RunAsync(by, asked.Wanted(space), asked.Reason, call.Stop), Kept), Permission.RecordMoney);
        api.Write<Ending, SpaceEnded>("/spaces/{space}/close", new("closeSpace", Part, new("关闭公共空间", "Close a space"), "The operator's term ends the same day; what was not reported still can be.", [Code]) { Example = """{"on":"2026-04-15","reason":"租约到期"}""" },
            (call, asked) => SpacesApi.OnSpaceAsync(call, (by, space) => new CloseSpace(call.Noting).RunAsync(by, space.Code, asked.On, asked.Reason, call.Stop), done => new SpaceEnded(done.Code, done.On)), Permission.RecordMoney);
        api.Read<Page<SpaceVersionShown>>("/spaces/{space}/versions", new("listSpaceVersions", Part, new("列出登记的各版", "List the versions of the register"), "What it said of the space, by version.", [Code, .. ApiParameter.Paging]), VersionsAsync, Readers);
        api.Write<OperatorGiven, SpaceTermKept>("/spaces/{space}/operators", new("appointOperator", Part, new("确定运营方", "Appoint an operator"), "An organisation of the directory; one after another. The host's name can be erased on the site, and is told to the fund and the operator alone.", [Code])
        {
            Example = """{"organisation":"ORG","from":"2026-04-01","until":"2027-03-31","terms":"每周开放五天"}""",
        }, (call, asked) => SpacesApi.OnSpaceAsync(
            call, (by, space) => new AppointOperator(call.Noting).RunAsync(by, new NewOperator(space.Code, asked.Organisation, asked.From, asked.Until, asked.Terms, asked.Host), call.Stop), done => new SpaceTermKept(done.Space, done.No)), Permission.RecordMoney);
        api.Write<Ending, SpaceTermKept>("/spaces/{space}/operators/end", new("endOperator", Part, new("结束运营任期", "End the operator's term"), "With the last day it runs the space, and why.", [Code]) { Example = """{"on":"2026-04-15","reason":"协议到期"}""" },
            (call, asked) => SpacesApi.OnSpaceAsync(call, (by, space) => new EndOperator(call.Noting).RunAsync(by, space.Code, asked.On, asked.Reason, call.Stop), done => new SpaceTermKept(done.Space, done.No)), Permission.RecordMoney);
        api.Read<Page<InvestmentShown>>("/spaces/{space}/investments", new("listInvestments", Part, new("列出投入", "List what was invested"), "By number, void ones among them.", [Code, .. ApiParameter.Paging]), InvestmentsAsync, Readers);
        api.Write<InvestmentGiven, InvestmentKept>("/spaces/{space}/investments", new("recordInvestment", Part, new("登记投入", "Record an investment"), "In hardware, soft governance or evaluation. No entry is posted, and the one that paid it may be named.", [Code])
        {
            Example = """{"kind":"hardware","amount":{"amount":"500.00","currency":"CNY"},"on":"2026-04-10","what":"书架","entry":2}""",
        }, InvestAsync, Permission.RecordMoney);
        api.Write<Voiding, InvestmentKept>("/spaces/{space}/investments/{no:int}/void", new("voidInvestment", Part, new("作废投入", "Make an investment void"), "It is in no total any more; the record stays.", [Code, No]) { Example = """{"reason":"重复登记"}""" },
            (call, asked) => SpacesApi.OnSpaceAsync(call, (by, space) => new VoidInvestment(call.Noting).RunAsync(by, space.Code, (int)call.Number("no"), asked.Reason, call.Stop), Kept, done => InvestmentsOf(done.Space)), Permission.RecordMoney);
        api.ReadFile("/spaces/{space}/files/{sha256:length(64)}", new("downloadSpaceFile", Part, new("下载空间的文件", "Save a file of a space"), "Of an investment or an operating result. The trail tells of it.", [Code, FilesApi.Sha256]) { Files = [MediaTypeNames.Application.Octet] },
            call => SpaceFiles.FileAsync(call.Route("space"), call.Route("sha256"), call.Context, call.Database, call.Clock, call.Stop), Readers);
    }

    private static Task<IResult> VersionsAsync(ApiCall call) => SpacesApi.OfSpaceAsync(call, async (reader, _, space, _) => call.PageOf(
        (await SpaceReading.VersionsAsync(reader, space)).OrderBy(version => version.Version).Select(SpaceVersionShown.Of), one => FormattableString.Invariant($"{one.Version:D9}")));

    private static Task<IResult> InvestmentsAsync(ApiCall call) => SpacesApi.OfSpaceAsync(call, async (reader, _, space, _) => call.PageOf(
        (await SpaceReading.InvestmentsAsync(reader, space)).OrderBy(one => one.No).Select(InvestmentShown.Of), one => FormattableString.Invariant($"{one.No:D9}")));

    private static async Task<IResult> InvestAsync(ApiCall call, InvestmentGiven asked)
    {
        if (asked.Evidence is { } file && await call.Database.ReadAsync(reader => FilesApi.RefusalForAsync(call, reader, [file], "evidence"), call.Stop) is { } notSent) return call.Refused(notSent);
        return await SpacesApi.OnSpaceAsync(
            call, (by, space) => new InvestInSpace(call.Noting).RunAsync(by, new NewInvestment(space.Code, asked.Kind, asked.Amount, asked.On, asked.What, asked.Entry, asked.Evidence), call.Stop),
            done => new InvestmentKept(done.Space, done.No), done => InvestmentsOf(done.Space));
    }

    private static SpaceKept Kept(SpaceSet done) => new(done.Code, done.Version);

    private static InvestmentKept Kept(InvestmentVoided done) => new(done.Space, done.No);

    private static string InvestmentsOf(string space) => SpacesApi.PathOf(space) + "/investments";
}

/// <param name="Code">Your own: letters, digits, hyphens, underscores.</param>
/// <param name="Centre">Code of the space whose satellite it is.</param>
/// <param name="SquareDecimetres">100 make a square metre; 0 when it is not known.</param>
public sealed record SpaceEntered(
    string Code, string Fund, string Name, DateOnly OpenedOn, string? Centre = null, string Place = "", long SquareDecimetres = 0, IReadOnlyList<string>? Functions = null, SpaceOwnership Ownership = SpaceOwnership.Public,
    OperationModel Model = OperationModel.PartyLed)
{
    internal SpaceWanted Wanted => new(Code, Fund, Name, Centre, Place, SquareDecimetres, Functions, Ownership, Model, OpenedOn);
}

/// <param name="Reason">Kept for good, so it names nobody.</param>
/// <inheritdoc cref="SpaceEntered"/>
public sealed record SpaceTold(
    string Name, DateOnly OpenedOn, string Reason, string? Centre = null, string Place = "", long SquareDecimetres = 0, IReadOnlyList<string>? Functions = null, SpaceOwnership Ownership = SpaceOwnership.Public,
    OperationModel Model = OperationModel.PartyLed)
{
    internal SpaceWanted Wanted(Space space) => new(space.Code, space.Fund.Code, Name, Centre, Place, SquareDecimetres, Functions, Ownership, Model, OpenedOn);
}

public sealed record SpaceKept(string Space, int Version);

/// <param name="On">The last day it is open.</param>
public sealed record SpaceEnded(string Space, DateOnly On);

/// <param name="Reason">Of the change; empty for the first.</param>
public sealed record SpaceVersionShown(
    int Version, string Name, string? Centre, string Place, long SquareDecimetres, IReadOnlyList<string> Functions, SpaceOwnership Ownership, OperationModel Model, DateOnly OpenedOn, string Reason, string RecordedAt)
{
    internal static SpaceVersionShown Of(SpaceVersion one) =>
        new(one.Version, one.Name, one.Centre, one.Place, one.SquareDecimetres, one.Functions, one.Ownership, one.Model, one.OpenedOn, one.Reason, Moments.ToIso(one.RecordedAt));
}

/// <param name="Organisation">Its code in the directory.</param>
/// <param name="Until">The last day agreed; none without an end.</param>
/// <param name="Terms">What was agreed; names nobody.</param>
/// <param name="Host">The person people meet there; erasable.</param>
public sealed record OperatorGiven(string Organisation, DateOnly From, DateOnly? Until = null, string Terms = "", string? Host = null);

/// <param name="No">Of the term.</param>
public sealed record SpaceTermKept(string Space, int No);

/// <param name="Entry">That paid it; null where it is not in these books.</param>
/// <param name="Evidence">SHA-256 of its file.</param>
/// <param name="VoidReason">Null while it counts.</param>
public sealed record InvestmentShown(int No, InvestmentKind Kind, Money Amount, DateOnly On, string What, EntryId? Entry, string? Evidence, string? VoidReason)
{
    internal static InvestmentShown Of(SpaceInvestment one) => new(one.No, one.Kind, one.Amount, one.On, one.What, one.Entry, one.Evidence, one.VoidReason);
}

/// <param name="What">Kept for good, so it names nobody.</param>
/// <param name="Entry">That paid it; none where it is not in these books.</param>
/// <param name="Evidence">SHA-256 of a file that you sent to files.</param>
public sealed record InvestmentGiven(InvestmentKind Kind, Money Amount, DateOnly On, string What, EntryId? Entry = null, string? Evidence = null);

public sealed record InvestmentKept(string Space, int No);

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record Voiding(string Reason);
