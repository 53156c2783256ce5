using System.CommandLine;
using System.Globalization;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>space add|change|close|list|show|operator|end-operator|erase-host|invest|void|compare</c>.</summary>
internal static class SpaceVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "space", new("社区公共空间", "Public spaces of a community"), Add(shell), Change(shell), Close(shell), List(shell), Show(shell), OperatorVerb(shell), EndOperatorVerb(shell), EraseHostVerb(shell), Invest(shell), VoidVerb(shell), Compare(shell), BlueprintVerbs.In(shell), SpaceReturnVerbs.Return(shell), SpaceReturnVerbs.Service(shell));

    internal static Option<string> Code(Shell shell) => Options.Text(shell, "--space", new("代码", "CODE"), new("空间代码", "code of the space"), isRequired: true);

    /// <summary>In the fund of the space that an option names.</summary>
    internal static Need OfSpace(Permission act, Option<string> code) => new(act, async run => await FindAsync(run, code) is { } space ? Target.Of(space.Fund, run.Books) : Target.WholeLedger);

    internal static Task<Space?> FindAsync(WriteRun run, Option<string> code) => run.Database.ReadAsync(reader => SpaceReading.FindAsync(reader, run.Books, run.Required(code)), run.Stop);

    internal static Refusal Unknown(string code) => Refusal.Of("space-unknown", "space", $"没有代码为“{code}”的公共空间。", $"There is no space of the code '{code}'.");

    private sealed record SaidOptions(
        Option<string> Name, Option<string> Centre, Option<string> Place, Option<string> Area, Option<string> Functions, Option<SpaceOwnership> Ownership, Option<OperationModel> Model, Option<DateOnly> Opened)
    {
        internal static SaidOptions Of(Shell shell, bool isNew) => new(
            Options.Text(shell, "--name", new("名称", "NAME"), new("名称", "its name"), isNew), Options.Text(shell, "--centre", new("代码", "CODE"), new("所属中心空间（1+N）；空字符串为独立", "centre it is a satellite of (1+N); an empty text for none")),
            Options.Text(shell, "--place", new("地点", "PLACE"), new("地址", "where it is")), Options.Text(shell, "--area", new("平方米", "METRES"), new("面积，平方米，最多两位小数", "area in square metres, at most two decimals")),
            Options.Text(shell, "--functions", new("文字", "TEXT"), new("功能，用逗号分开", "what happens there, with commas between")), Choices.Option(shell, "--ownership", new("权属（默认 public）", "whose the rooms are (default public)"), Choices.Of<SpaceOwnership>()),
            Choices.Option(shell, "--model", new("运营模式（默认 party-led）", "how it is run (default party-led)"), Choices.Of<OperationModel>()), Options.Date(shell, "--opened", new("启用日期", "the day it opened"), isNew));

        internal Symbol[] All => [Name, Centre, Place, Area, Functions, Ownership, Model, Opened];

        /// <param name="known">What stands where an option is left out; null for a new one.</param>
        internal Outcome<SpaceWanted> Read(WriteRun run, string code, string fund, Space? known)
        {
            var area = known?.SquareDecimetres ?? 0;
            if (run.Value(Area) is { } typed && !TypedArea.Read(typed, "area").IsDone(out area, out var refusal)) return refusal;
            return new SpaceWanted(
                code, fund, run.Value(Name) ?? known?.Name ?? "", run.Value(Centre) ?? known?.Centre, run.Value(Place) ?? known?.Place ?? "", area,
                run.Value(Functions) is { } functions ? functions.Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : known?.Functions,
                run.Has(Ownership) ? run.Value(Ownership) : known?.Ownership ?? default, run.Has(Model) ? run.Value(Model) : known?.Model ?? default, run.Has(Opened) ? run.Value(Opened) : known?.OpenedOn ?? default);
        }
    }

    private static Command Add(Shell shell)
    {
        var (code, fund, said) = (Code(shell), Options.Fund(shell), SaidOptions.Of(shell, isNew: true));
        return WriteVerb.Make(
            shell, "add", new("登记公共空间", "Register a space"), Need.InFund(Permission.RecordMoney, fund), [code, fund, .. said.All],
            async run => said.Read(run, run.Required(code), run.Required(fund), null).IsDone(out var wanted, out var refusal) ? await new RegisterSpace(run.Database).RunAsync(run.Asked, wanted, run.Stop) : refusal,
            done => new($"已登记公共空间 {done.Code}。", $"Space {done.Code} is registered."));
    }

    private static Command Change(Shell shell)
    {
        var (code, said, reason) = (Code(shell), SaidOptions.Of(shell, isNew: false), OrganisationVerbs.Reason(shell));
        return WriteVerb.Make(
            shell, "change", new("更改公共空间；没写的不变", "Change a space; what is left out stays"), OfSpace(Permission.RecordMoney, code), [code, .. said.All, reason],
            async run => await FindAsync(run, code) is not { } known ? Unknown(run.Required(code))
                : said.Read(run, known.Code, known.Fund.Code, known).IsDone(out var wanted, out var refusal) ? await new ChangeSpace(run.Database).RunAsync(run.Asked, wanted, run.Required(reason), run.Stop) : refusal,
            done => new($"公共空间 {done.Code} 现为第 {done.Version} 版。", $"Space {done.Code} is at version {done.Version}."));
    }

    private static Command Close(Shell shell)
    {
        var (code, on, reason) = (Code(shell), Options.On(shell), OrganisationVerbs.Reason(shell));
        return WriteVerb.Make(
            shell, "close", new("关闭公共空间，运营任期同日结束", "Close a space; the operator's term ends the same day"), OfSpace(Permission.RecordMoney, code), [code, on, reason],
            run => new CloseSpace(run.Database).RunAsync(run.Asked, run.Required(code), run.Required(on), run.Required(reason), run.Stop),
            done => new($"公共空间 {done.Code} 已于 {done.On.ToIso()} 关闭。", $"Space {done.Code} is closed as of {done.On.ToIso()}."));
    }

    private static Command OperatorVerb(Shell shell)
    {
        var code = Code(shell);
        var organisation = Options.Text(shell, "--organisation", new("代码", "CODE"), new("机构代码，见 organisation list", "code of the organisation, as 'organisation list' prints it"), isRequired: true);
        var (from, until) = (Options.Date(shell, "--from", new("自何日起运营", "the first day"), isRequired: true), Options.Date(shell, "--until", new("约定的最后一日", "the last day agreed")));
        var terms = Options.Text(shell, "--terms", new("文字", "TEXT"), new("约定要点，不写人名", "what was agreed, without names of people"));
        var host = Options.Text(shell, "--host", new("姓名", "NAME"), new("主理人姓名，可擦除", "name of the host; erasable"));
        return WriteVerb.Make(
            shell, "operator", new("确定运营方（主理人）", "Say who runs a space"), OfSpace(Permission.RecordMoney, code), [code, organisation, from, until, terms, host],
            run => new AppointOperator(run.Database).RunAsync(
                run.Asked, new NewOperator(run.Required(code), run.Required(organisation), run.Required(from), run.Has(until) ? run.Value(until) : null, run.Value(terms) ?? "", run.Value(host)), run.Stop),
            done => new($"{done.Space} 的第 {done.No} 任运营方已确定。", $"Term {done.No} of {done.Space} has begun."));
    }

    private static Command EndOperatorVerb(Shell shell)
    {
        var (code, on, reason) = (Code(shell), Options.On(shell), OrganisationVerbs.Reason(shell));
        return WriteVerb.Make(
            shell, "end-operator", new("结束运营任期", "End the term of whoever runs a space"), OfSpace(Permission.RecordMoney, code), [code, on, reason],
            run => new EndOperator(run.Database).RunAsync(run.Asked, run.Required(code), run.Required(on), run.Required(reason), run.Stop),
            done => new($"{done.Space} 的第 {done.No} 任于 {done.On.ToIso()} 结束。", $"Term {done.No} of {done.Space} ended on {done.On.ToIso()}."));
    }

    private static Command EraseHostVerb(Shell shell)
    {
        var code = Code(shell);
        var term = new Option<int>("--term") { Description = shell.In("第几任，见 space show", "which term, as 'space show' prints it"), HelpName = shell.In("编号", "NUMBER"), Required = true };
        return WriteVerb.Make(
            shell, "erase-host", new("擦除主理人姓名；任期不变", "Remove a host's name for good; the term stands"), Need.OverAll(Permission.ErasePeople), [code, term],
            run => new EraseHost(run.Database).RunAsync(run.Asked, run.Required(code), run.Required(term), run.Stop),
            done => new($"{done.Space} 第 {done.No} 任的主理人姓名已擦除。", $"The host's name of term {done.No} of {done.Space} is erased."));
    }

    private static Command Invest(Shell shell)
    {
        var (code, amount, on, file) = (Code(shell), Options.Amount(shell), Options.On(shell), Options.Document(shell));
        var kind = Choices.Option(shell, "--kind", new("投入种类：硬件、软治理、评估", "what for: hardware, governance, evaluation"), Choices.Of<InvestmentKind>(), isRequired: true);
        var what = Options.Text(shell, "--what", new("文字", "TEXT"), new("投入的内容，不写人名", "what it was for, without names of people"), isRequired: true);
        var entry = new Option<long?>("--entry") { Description = shell.In("付款的分录", "the entry that paid it"), HelpName = shell.In("分录号", "ENTRY") };
        return WriteVerb.Make(
            shell, "invest", new("登记对空间的投入；不产生分录", "Record what was invested in a space; no entry is posted"), OfSpace(Permission.RecordMoney, code), [code, kind, amount, on, what, entry, file],
            async run =>
            {
                if (await FindAsync(run, code) is not { } space) return Unknown(run.Required(code));
                if (!TypedAmount.Read(run.Required(amount), space.Fund.Currency, "amount").IsDone(out var money, out var refusal)) return refusal;
                if (!(await EvidenceAsync(run, file)).IsDone(out var evidence, out refusal)) return refusal;
                var wanted = new NewInvestment(space.Code, run.Value(kind), money, run.Required(on), run.Required(what), run.Value(entry) is { } id ? new EntryId(id) : null, evidence.Length == 0 ? null : evidence);
                return await new InvestInSpace(run.Database).RunAsync(run.Asked, wanted, run.Stop);
            },
            done => new($"{done.Space} 的第 {done.No} 笔投入已登记。", $"Investment no. {done.No} in {done.Space} is recorded."));
    }

    /// <summary>Sha-256 of the file, kept first; empty where none is given. A trial keeps nothing.</summary>
    internal static async Task<Outcome<string>> EvidenceAsync(WriteRun run, Option<string> file)
    {
        if (run.Value(file) is null) return "";
        if (!(await run.DocumentAsync(file)).IsDone(out var scan, out var refusal) && refusal is not null) return refusal;
        return run.IsDryRun ? "" : await new KeepEvidence(run.Database).RunAsync(run.Asked with { Key = run.Asked.Key + "/evidence" }, scan!, run.Stop).Then(kept => kept.Sha256);
    }

    private static Command VoidVerb(Shell shell)
    {
        var (code, reason) = (Code(shell), OrganisationVerbs.Reason(shell));
        var number = new Option<int>("--number") { Description = shell.In("第几笔，见 space show", "which one, as 'space show' prints it"), HelpName = shell.In("编号", "NUMBER"), Required = true };
        return WriteVerb.Make(
            shell, "void", new("作废一笔投入", "Make an investment void"), OfSpace(Permission.RecordMoney, code), [code, number, reason],
            run => new VoidInvestment(run.Database).RunAsync(run.Asked, run.Required(code), run.Required(number), run.Required(reason), run.Stop),
            done => new($"{done.Space} 的第 {done.No} 笔投入已作废。", $"Investment no. {done.No} in {done.Space} is void."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<SpaceCompared>>(
        shell, "list", new("列出公共空间，中心之后是它的卫星", "List the spaces, each centre with its satellites"), [], (_, reader, books) => ComparedAsync(reader, books),
        (_, to, rows) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("中心", "Centre"), shell.In("基金", "Fund"), shell.In("运营方", "Operator"), shell.In("自我造血率", "Self-sufficiency"), shell.In("关闭", "Closed")],
            [.. rows.Select(row => new[] { row.Space.Code, row.Space.Name, row.Space.Centre ?? "", row.Space.Fund.Code, row.Space.Operator?.OrganisationName ?? "", row.LastPeriod?.Ratio?.ToString() ?? "", row.Space.ClosedOn?.ToIso() ?? "" })], 5),
        rows => rows.Select(row => Shape(row.Space, row.LastPeriod)));

    private static async Task<Outcome<IReadOnlyList<SpaceCompared>>> ComparedAsync(LedgerReader reader, Books books)
    {
        var spaces = SpaceReading.Grouped(await SpaceReading.ListAsync(reader, books)).SelectMany(group => group.Satellites.Prepend(group.Centre)).ToList();
        return new Outcome<IReadOnlyList<SpaceCompared>>.Done(SpaceFigures.Compare(spaces, await OperatingResults.AcceptedAsync(reader, books)));
    }

    private sealed record ShownSpace(Space Space, IReadOnlyList<SpaceVersion> Versions, IReadOnlyList<SpaceTerm> Terms, IReadOnlyList<SpaceInvestment> Investments, IReadOnlyList<OperatingResult> Results);

    private static Command Show(Shell shell)
    {
        var code = Code(shell);
        return ReadVerb.MakeShowing<ShownSpace>(
            shell, "show", new("一个公共空间：运营任期、投入、运营报告", "One space: terms, investments and results"), [code],
            async (run, reader, books) => await SpaceReading.FindAsync(reader, books, run.Required(code)) is not { } space ? Unknown(run.Required(code)) : new ShownSpace(
                space, await SpaceReading.VersionsAsync(reader, space), await SpaceReading.OperatorsAsync(reader, space), await SpaceReading.InvestmentsAsync(reader, space), await OperatingResults.OfAsync(reader, books, space)),
            (_, to, shown) =>
            {
                to.WriteLine($"{shown.Space.Code} {shown.Space.Name} · {shell.In(shown.Space.Model.Name())}");
                TextTable.Write(to, [shell.In("任期", "Term"), shell.In("运营方", "Operator"), shell.In("自", "From"), shell.In("约定至", "Agreed until"), shell.In("结束", "Ended")],
                    [.. shown.Terms.Select(term => new[] { $"{term.Operator.No}", term.Operator.OrganisationName, term.Operator.From.ToIso(), term.Operator.Until?.ToIso() ?? "", term.Operator.EndedOn?.ToIso() ?? "" })], 0);
                TextTable.Write(to, [shell.In("投入", "Investment"), shell.In("种类", "Kind"), shell.In("金额", "Amount"), shell.In("日期", "Day"), shell.In("内容", "What"), shell.In("作废", "Void")],
                    [.. shown.Investments.Select(one => new[] { $"{one.No}", shell.In(one.Kind.Name()), one.Amount.ToGroupedText(), one.On.ToIso(), one.What, one.VoidReason ?? "" })], 0, 2);
                ResultVerbs.Table(shell, to, shown.Space.Code, shown.Results);
            },
            shown => new
            {
                Space = Shape(shown.Space, null),
                Versions = shown.Versions.Select(version => new { version.Version, version.Name, version.Centre, version.Place, version.SquareDecimetres, version.Functions, version.Ownership, version.Model, version.OpenedOn, version.Reason }),
                Terms = shown.Terms.Select(term => new { term.Operator.No, term.Operator.Organisation, term.Operator.OrganisationName, term.Operator.From, term.Operator.Until, term.Operator.Terms, term.Operator.EndedOn, term.EndReason }),
                Investments = shown.Investments.Select(one => new { one.No, one.Kind, one.Amount, one.On, one.What, Entry = one.Entry?.Value, one.Evidence, one.VoidReason }),
                Results = shown.Results.Select(result => ResultVerbs.Shape(shown.Space.Code, result)),
            });
    }

    private static Command Compare(Shell shell)
    {
        var lastPeriod = Options.Flag(shell, "--last-period", new("只看最近一期（默认：最近十二个月）", "the last period of each (default: the last twelve months)"));
        return ReadVerb.MakeShowing<(IReadOnlyList<SpaceCompared> Rows, bool OfPeriod)>(
            shell, "compare", new("空间之间的成本收益比较", "Compare what spaces cost and earn"), [lastPeriod],
            async (run, reader, books) => ((await ComparedAsync(reader, books)).Expect(), run.Value(lastPeriod)),
            (_, to, shown) => TextTable.Write(
                to, [shell.In("空间", "Space"), shell.In("期间", "Days"), shell.In("成本", "Cost"), shell.In("收入", "Revenue"), shell.In("自我造血率", "Self-sufficiency"), shell.In("每月每平方米成本", "Cost a m² a month"), shell.In("每人次成本", "Cost a visit"), shell.In("每开放小时成本", "Cost an hour")],
                [.. shown.Rows.Select(row => (row.Space, Measure: shown.OfPeriod ? row.LastPeriod : row.LastYear)).Select(row => row.Measure is not { } of ? new[] { row.Space.Code, "", "", "", "", "", "", "" } : new[]
                {
                    row.Space.Code, $"{of.First.ToIso()} – {of.Last.ToIso()}", of.Cost.ToGroupedText(), of.Revenue.ToGroupedText(), of.Ratio?.ToString() ?? "", of.CostPerSquareMetre?.ToGroupedText() ?? "", of.CostPerVisit?.ToGroupedText() ?? "",
                    of.CostPerHour?.ToGroupedText() ?? "",
                })], 2, 3, 4, 5, 6, 7),
            shown => shown.Rows.Select(row => new { Space = row.Space.Code, row.Space.Name, LastPeriod = Shape(row.LastPeriod), LastYear = Shape(row.LastYear) }));
    }

    private static object? Shape(SpaceMeasure? of) => of is null ? null : new
    {
        of.First, of.Last, of.Months, of.Cost, of.Revenue, of.Users, of.HoursOpen, Ratio = of.Ratio?.ToString(), of.CostPerSquareMetre, of.RevenuePerSquareMetre, of.CostPerVisit, of.RevenuePerVisit, of.CostPerHour, of.RevenuePerHour,
    };

    /// <summary>Without the host's name, which is a person's.</summary>
    private static object Shape(Space space, SpaceMeasure? last) => new
    {
        space.Code, space.Name, Fund = space.Fund.Code, space.Centre, space.Place, SquareMetres = (space.SquareDecimetres / 100m).ToString("0.00", CultureInfo.InvariantCulture), space.Functions, space.Ownership, space.Model, space.OpenedOn, space.ClosedOn,
        Operator = space.Operator?.Organisation, SelfSufficiency = last?.Ratio?.ToString(),
    };
}
