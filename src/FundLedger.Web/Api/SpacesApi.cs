using FundLedger.Blueprints;
using FundLedger.Donations.Lists;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Api;

/// <summary>Public spaces, what they cost and earned as their operators report it, and the blueprint of five years.</summary>
internal static class SpacesApi
{
    private const string Part = "spaces";
    private static readonly Permission[] Readers = [Permission.ReadLedger, Permission.ReadOrganisation];
    private static readonly ApiParameter Code = ApiParameter.Path("space", new("空间代码", "code of the space"), "S-T1");

    private static readonly string ExampleYears = string.Join(',', Enumerable.Range(2026, BlueprintRules.Length).Select(year =>
        $$$"""{"year":{{{year}}},"aim":"居民议事","hardware":{"amount":"10.00","currency":"CNY"},"governance":{"amount":"5.00","currency":"CNY"},"operation":{"amount":"5.00","currency":"CNY"}}"""));

    internal static void MapSpaces(this ApiRoutes api)
    {
        api.Read<Page<SpaceShown>>("/spaces", new("listSpaces", Part, new("列出公共空间", "List spaces"), "Of the funds you read, and those that your organisation runs or ran; by code.", ApiParameter.Paging), ListAsync, Readers);
        api.Read<SpaceInFull>("/spaces/{space}", new("getSpace", Part, new("一个公共空间", "One space"), "With who ran it when and the periods that were not reported.", [Code]) { IsTagged = true }, OneAsync, Readers);
        api.Read<Page<ResultShown>>("/spaces/{space}/results", new("listResults", Part, new("列出运营报告", "List operating results"), "Every version, by period.", [Code, .. ApiParameter.Paging]), ResultsAsync, Readers);
        api.Write<NewOperatingResult, ResultMade>("/spaces/{space}/results", new("reportResult", Part, new("提交运营报告", "Report a period"), "A month, or three in a row, once it is over; a period reported before is corrected, with a reason. By its operator, or by the fund's people.", [Code])
        {
            Example = """{"first":"2026-03-01","last":"2026-03-31","costs":[{"code":"premises","amount":{"amount":"100.00","currency":"CNY"}}],"revenues":[],"users":120,"text":""}""",
        }, ReportAsync, Permission.RecordMoney, Permission.EditOrganisation);
        api.Write<NewResultDecision, ResultDecidedOn>("/spaces/{space}/result-decisions", new("decideResult", Part, new("审核运营报告", "Decide an operating result"), "Of the version that you read. Nobody decides what they handed in.", [Code])
        {
            Example = """{"first":"2026-03-01","last":"2026-03-31","version":1,"decision":"accepted"}""",
        }, DecideAsync, Permission.RecordMoney);
        api.Read<BlueprintShown>("/spaces/{space}/blueprint", new("getBlueprint", Part, new("五年蓝图", "The blueprint of five years"), "What was planned of each year, and what came of it.", [Code]) { IsTagged = true }, BlueprintAsync, Readers);
        api.Write<BlueprintWanted, ProposedShown>("/spaces/{space}/blueprint", new("proposeBlueprint", Part, new("提出五年蓝图", "Propose a blueprint"), "Five years that follow each other; the years before stay as they were planned. Version is the one that you read, 0 where nothing was planned.", [Code])
        {
            Example = $$"""{"version":0,"years":[{{ExampleYears}}],"reason":"年度评审"}""",
        }, (call, asked) => call.ProposeAsync(PlanBlueprint.Kind, new NewBlueprint(call.Route("space"), asked.Version, asked.Years, asked.Reason), async (reader, books) =>
            await SpaceReading.FindAsync(reader, books, call.Route("space")) is { } space ? call.May(Permission.Propose, books.TargetOf(space.Fund)) : null), Permission.Propose);
        api.WriteFile<ResultsTaken>("/operating-results/sheets", new("importResults", Part, new("导入运营报告表", "Take in a sheet of operating results"),
            "Results of several spaces and periods, with the headings of the site's template: all of them or none; every row that is wrong is told. By the fund's people, or in the name of an organisation that you write for.",
            [new("organisation", new("以哪个机构的名义", "code of the organisation in whose name")), new("trial", new("yes 为试导入，什么也不记", "yes to try it, and keep nothing"), null, Words: ["yes", "no"])])
        {
            Example = "空间代码,开始日期,结束日期,场地费用,服务人次\nS-T2,2026-03-01,2026-03-31,100.00,50\n",
        }, ImportAsync, Permission.RecordMoney, Permission.EditOrganisation).Produces<ResultsTaken>(StatusCodes.Status200OK, ApiJson.MediaType);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var terms = await SpaceReading.AllOperatorsAsync(reader);
        return call.PageOf((await SpaceReading.ListAsync(reader, books)).Where(space => call.Who.MayRead(books, space, terms[space.Id], call.Today)).OrderBy(space => space.Code, StringComparer.Ordinal).Select(SpaceShown.Of), one => one.Space);
    });

    private static Task<IResult> OneAsync(ApiCall call) => OfSpaceAsync(call, async (reader, books, space, terms) => ApiCall.One(new SpaceInFull(
        SpaceShown.Of(space), [.. terms.Select(term => SpaceTermShown.Of(term, seesHost: call.Who.MayRead(books, space, [term], call.Today)))],
        [.. DuePeriods.Of(space, await OperatingResults.OfAsync(reader, books, space), call.Today).Select(one => new MissedPeriodShown(one.First, one.Last, one.DueOn))])));

    private static Task<IResult> ResultsAsync(ApiCall call) => OfSpaceAsync(call, async (reader, books, space, _) => call.PageOf(
        (await OperatingResults.OfAsync(reader, books, space)).Select(ResultShown.Of).OrderBy(KeyOf, StringComparer.Ordinal), KeyOf));

    private static string KeyOf(ResultShown one) => FormattableString.Invariant($"{one.First.ToIso()}/{one.Last.ToIso()}/{one.Version:D9}");

    /// <summary>As on the page: the fund's people report for the fund, an operator's for their organisation.</summary>
    private static async Task<IResult> ReportAsync(ApiCall call, NewOperatingResult asked)
    {
        string? by = null;
        Refusal? unsent = null;
        return await call.WriteAsync(Permission.EditOrganisation, async (reader, books) =>
        {
            if (await SpaceReading.FindAsync(reader, books, call.Route("space")) is not { } space) return null;
            if (call.May(Permission.RecordMoney, books.TargetOf(space.Fund))) return true;
            var own = (await SpaceReading.OperatorsAsync(reader, space)).Where(term => call.May(Permission.EditOrganisation, new Target(Organisation: term.Operator.Organisation))).ToList();
            by = (own.LastOrDefault(term => term.Operator.From <= asked.Last) ?? own.LastOrDefault())?.Operator.Organisation;
            if (asked.Evidence is { } file) unsent = await FilesApi.RefusalForAsync(call, reader, [file], "evidence");
            return by is null ? null : true;
        }, key => unsent is { } refusal ? Task.FromResult<Outcome<ResultReported>>(refusal)
            : !Lines(ResultLines.Costs, asked.Costs, "costs").IsDone(out var costs, out refusal) || !Lines(ResultLines.Revenues, asked.Revenues, "revenues").IsDone(out var revenues, out refusal) ? Task.FromResult<Outcome<ResultReported>>(refusal)
            : new ReportResult(call.Noting).RunAsync(key, new NewResult(call.Route("space"), asked.First, asked.Last, new ResultContent(
                costs, revenues, asked.Users, asked.HoursOpen, asked.Volunteers, asked.VolunteerHours, asked.Text ?? ""), asked.Reason, asked.Evidence, by), call.Stop),
            done => new ResultMade(done.Space, done.First, done.Last, done.Version), _ => PathOf(call));
    }

    /// <summary>The lines that there are, in their order.</summary>
    private static Outcome<IReadOnlyList<ResultLine>> Lines(IReadOnlyList<ResultLineKind> kinds, IReadOnlyList<NewResultLine> sent, string field)
    {
        if (sent.FirstOrDefault(line => kinds.All(kind => kind.Code != line.Code)) is { } strange)
            return Refusal.Of("result-line-unknown", field, $"没有“{strange.Code}”这一项。可用：{string.Join(", ", kinds.Select(kind => kind.Code))}。", $"There is no line '{strange.Code}'. There is: {string.Join(", ", kinds.Select(kind => kind.Code))}.");
        if (sent.GroupBy(line => line.Code).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return Refusal.Of("result-line-twice", field, $"“{twice.Key}”写了两次。", $"The line '{twice.Key}' stands twice.");
        return new Outcome<IReadOnlyList<ResultLine>>.Done(ResultLines.Of(kinds, [.. kinds.Select(kind => sent.FirstOrDefault(line => line.Code == kind.Code)?.Amount)]));
    }

    private static Task<IResult> DecideAsync(ApiCall call, NewResultDecision asked) => call.WriteAsync(
        Permission.RecordMoney, async (reader, books) => await SpaceReading.FindAsync(reader, books, call.Route("space")) is { } space ? call.May(Permission.RecordMoney, books.TargetOf(space.Fund)) : null,
        by => new DecideResult(call.Noting).RunAsync(by, new ResultDeciding(call.Route("space"), asked.First, asked.Last, asked.Version, asked.Decision, asked.Note), call.Stop),
        done => new ResultDecidedOn(done.Space, done.First, done.Last, done.Version, done.Decision), _ => PathOf(call));

    private static Task<IResult> BlueprintAsync(ApiCall call) => OfSpaceAsync(call, async (reader, books, space, _) =>
    {
        var blueprint = await BlueprintReading.OfAsync(reader, books, space, call.Today);
        return ApiCall.One(new BlueprintShown(space.Code, blueprint.Newest?.No, [.. blueprint.Years.Select(year => new BlueprintYearShown(
            year.Planned.Year, year.Version, year.Planned.Aim, Of(year.Hardware), Of(year.Governance), Of(year.Operation), year.Planned.SelfSufficiency, year.Reached))]));

        static PlannedAndActual Of(BlueprintSum sum) => new(sum.Planned, sum.Actual);
    });

    private static async Task<IResult> ImportAsync(ApiCall call, Attachment file)
    {
        var (by, trial) = (call.Text("organisation"), call.Text("trial"));
        if (trial is not (null or "yes" or "no")) call.Unknown("trial", ["yes", "no"]);
        if (call.Wrong is { } wrong) return wrong;
        IReadOnlyList<Space> spaces = [];
        IReadOnlyList<SheetProblem> problems = [];
        var answer = await call.WriteAsync(Permission.EditOrganisation, async (reader, books) =>
        {
            spaces = [.. (await SpaceReading.ListAsync(reader, books)).Where(space => by is not null || call.May(Permission.RecordMoney, books.TargetOf(space.Fund)))];
            return by is null ? call.MaySomewhere(Permission.RecordMoney) : await Directory.FindAsync(reader, by) is not null && call.May(Permission.EditOrganisation, new Target(Organisation: by));
        }, async asked =>
        {
            using var content = new MemoryStream(file.Content);
            var opening = ListFile.Open(content, file.FileName);
            if (opening is ListOpening.Refused unopened) return unopened.Reason;
            using var list = ((ListOpening.Opened)opening).File;
            if (!ResultSheet.Read(list, spaces, by).IsDone(out var sheet, out var refusal)) return refusal;
            var import = new ImportResults(trial == "yes" ? new Preview(call.Noting) : call.Noting);
            var outcome = await import.RunAsync(asked, sheet, call.Stop);
            problems = import.Problems;
            return outcome;
        }, done => new ResultsTaken(done.Spaces, done.Results, trial == "yes"), _ => trial == "yes" ? null : $"{ApiRoutes.Root}/spaces", trial == "yes" ? StatusCodes.Status200OK : StatusCodes.Status201Created);
        return problems.Count == 0 ? answer
            : new ApiProblem([.. problems.Select(row => new Refusal("sheet-rows-wrong", FormattableString.Invariant($"rows[{row.Row}]"), new(In(row, Language.Zh), In(row, Language.En))))], StatusCodes.Status422UnprocessableEntity);

        static string In(SheetProblem row, Language language) => row.Column.In(language).Length == 0 ? row.Why.In(language) : $"{row.Column.In(language)}{(language == Language.Zh ? "：" : ": ")}{row.Why.In(language)}";
    }

    internal static Task<IResult> OfSpaceAsync(ApiCall call, Func<LedgerReader, Books, Space, IReadOnlyList<SpaceTerm>, Task<IResult>> answer) => call.ReadAsync(async (reader, books) =>
    {
        if (await SpaceReading.FindAsync(reader, books, call.Route("space")) is not { } space) return ApiCall.NotThere();
        var terms = await SpaceReading.OperatorsAsync(reader, space);
        return call.Who.MayRead(books, space, terms, call.Today) ? await answer(reader, books, space, terms) : ApiCall.NotThere();
    });

    /// <summary>A write on a space by those who record for its fund.</summary>
    /// <param name="location">Of what came of it; the space unless said.</param>
    internal static async Task<IResult> OnSpaceAsync<T, TAnswer>(ApiCall call, Func<Asked, Space, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string>? location = null) where TAnswer : class
    {
        Space? space = null;
        return await call.WriteAsync(
            Permission.RecordMoney, async (reader, books) => (space = await SpaceReading.FindAsync(reader, books, call.Route("space"))) is null ? null : call.May(Permission.RecordMoney, books.TargetOf(space.Fund)),
            by => operation(by, space!), answer, done => location?.Invoke(done) ?? PathOf(space!.Code));
    }

    internal static string PathOf(string space) => $"{ApiRoutes.Root}/spaces/{Uri.EscapeDataString(space)}";

    private static string PathOf(ApiCall call) => PathOf(call.Route("space")) + "/results";
}

/// <param name="Centre">The space whose satellite it is.</param>
/// <param name="SquareDecimetres">100 make a square metre; 0 when it is not known.</param>
/// <param name="Operator">Code of the organisation that runs it now.</param>
public sealed record SpaceShown(
    string Space, string Name, string Fund, string? Centre, string Place, long SquareDecimetres, IReadOnlyList<string> Functions, SpaceOwnership Ownership, OperationModel Model, DateOnly OpenedOn, DateOnly? ClosedOn, string? Operator)
{
    internal static SpaceShown Of(Space one) => new(one.Code, one.Name, one.Fund.Code, one.Centre, one.Place, one.SquareDecimetres, one.Functions, one.Ownership, one.Model, one.OpenedOn, one.ClosedOn, one.Operator?.Organisation);
}

public sealed record SpaceInFull(SpaceShown Listed, IReadOnlyList<SpaceTermShown> Operators, IReadOnlyList<MissedPeriodShown> Missed);

/// <param name="Terms">What was agreed.</param>
/// <param name="Host">The person people meet there; to the fund's people and the operator's own.</param>
/// <param name="EndReason">Null while it runs the space.</param>
public sealed record SpaceTermShown(int No, string Organisation, DateOnly From, DateOnly? Until, string Terms, string? Host, DateOnly? EndedOn, string? EndReason)
{
    internal static SpaceTermShown Of(SpaceTerm one, bool seesHost) =>
        new(one.Operator.No, one.Operator.Organisation, one.Operator.From, one.Operator.Until, one.Operator.Terms, seesHost ? one.Operator.Host : null, one.Operator.EndedOn, one.EndReason);
}

public sealed record MissedPeriodShown(DateOnly First, DateOnly Last, DateOnly DueOn);

/// <param name="EligibleCost">That support may be given for.</param>
/// <param name="Decision">Null until somebody decided.</param>
public sealed record ResultShown(
    DateOnly First, DateOnly Last, int Version, Money Cost, Money EligibleCost, Money Revenue, IReadOnlyList<ResultLineShown> Costs, IReadOnlyList<ResultLineShown> Revenues, int Users, int HoursOpen, int Volunteers, int VolunteerHours,
    string Text, string? Reason, string? Evidence, DateOnly SubmittedOn, ResultDecision? Decision, DateOnly? DecidedOn, string? Note)
{
    internal static ResultShown Of(OperatingResult one) => new(
        one.Figures.First, one.Figures.Last, one.Figures.Version, one.Figures.Cost, one.Figures.EligibleCost, one.Figures.Revenue, Lines(one.Content.Costs), Lines(one.Content.Revenues), one.Figures.Users, one.Figures.HoursOpen,
        one.Figures.Volunteers, one.Figures.VolunteerHours, one.Content.Text, one.Reason, one.Evidence, one.SubmittedOn, one.Decision, one.DecidedOn, one.Note);

    private static IReadOnlyList<ResultLineShown> Lines(IReadOnlyList<ResultLine> lines) => [.. lines.Select(line => new ResultLineShown(line.Code, line.Name, line.Amount, line.IsEligible))];
}

public sealed record ResultLineShown(string Code, string Name, Money Amount, bool IsEligible);

/// <param name="Users">Visits.</param>
/// <param name="Text">Names no resident.</param>
/// <param name="Reason">Of a correction.</param>
/// <param name="Evidence">SHA-256 of a file that you sent.</param>
public sealed record NewOperatingResult(
    DateOnly First, DateOnly Last, IReadOnlyList<NewResultLine> Costs, IReadOnlyList<NewResultLine> Revenues, int Users = 0, int HoursOpen = 0, int Volunteers = 0, int VolunteerHours = 0, string? Text = null, string? Reason = null,
    string? Evidence = null);

public sealed record NewResultLine(string Code, Money Amount);

public sealed record ResultMade(string Space, DateOnly First, DateOnly Last, int Version);

/// <param name="Note">Needed where it is sent back.</param>
public sealed record NewResultDecision(DateOnly First, DateOnly Last, int Version, ResultDecision Decision, string? Note = null);

public sealed record ResultDecidedOn(string Space, DateOnly First, DateOnly Last, int Version, ResultDecision Decision);

/// <param name="Version">The newest as you read it; 0 where nothing was planned.</param>
/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record BlueprintWanted(int Version, IReadOnlyList<BlueprintYear> Years, string Reason);

/// <param name="Results">Periods, of all spaces.</param>
/// <param name="IsTrial">Nothing was kept.</param>
public sealed record ResultsTaken(int Spaces, int Results, bool IsTrial);

/// <param name="Version">The newest; null while nothing was planned.</param>
public sealed record BlueprintShown(string Space, int? Version, IReadOnlyList<BlueprintYearShown> Years);

/// <param name="Version">The last that spoke for the year.</param>
/// <param name="Aimed">Self-sufficiency to be reached by its end.</param>
public sealed record BlueprintYearShown(int Year, int Version, string Aim, PlannedAndActual Hardware, PlannedAndActual Governance, PlannedAndActual Operation, BasisPoints? Aimed, BasisPoints? Reached);

public sealed record PlannedAndActual(Money Planned, Money Actual);
