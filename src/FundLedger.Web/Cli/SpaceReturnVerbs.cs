using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.SpaceReturns;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>space return rule|list|receive|write-off</c>; <c>space service give|settle|write-off|list</c>.</summary>
internal static class SpaceReturnVerbs
{
    internal static Command Return(Shell shell) => Commands.Group(shell, "return", new("收益反哺：规则、应收、到账、核销", "What spaces give back of their revenue: rules, what is due, received, written off"), Rule(shell), ListReturns(shell), Receive(shell), WriteOff(shell));

    internal static Command Service(Shell shell) => Commands.Group(shell, "service", new("以场地换服务：使用、交付、核销、账龄", "Rooms for service: given, delivered, written off, and how old"), Give(shell), Settle(shell), WriteOffServiceVerb(shell), ListServices(shell));

    private static Command Rule(Shell shell)
    {
        var (space, from) = (SpaceVerbs.Code(shell), Options.Date(shell, "--from", new("规则开始的季度或年度首日", "first day of the quarter or year it begins with"), isRequired: true));
        var basis = Choices.Option(shell, "--basis", new("按季或按年（默认 quarter）", "by the quarter or the year (default quarter)"), Choices.Of<ReturnBasis>());
        var tiers = Options.Text(shell, "--tiers", new("分级", "TIERS"), new("收入起点与反哺比例，按级累进，如 50000:10%,200000:20%；空字符串为不反哺", "floors of revenue and shares, marginal, such as 50000:10%,200000:20%; an empty text for none"), isRequired: true);
        var days = new Option<int>("--days") { Description = shell.In("计收后几天内付（默认 30）", "in how many days it is due (default 30)"), HelpName = shell.In("天数", "DAYS"), DefaultValueFactory = _ => 30 };
        var reason = OrganisationVerbs.Reason(shell);
        return WriteVerb.Make(
            shell, "rule", new("约定收益反哺规则，或改为新的一版", "Agree what a space gives back, or agree it anew as the next version"), SpaceVerbs.OfSpace(Permission.RecordMoney, space), [space, from, basis, tiers, days, reason],
            async run => await SpaceVerbs.FindAsync(run, space) is not { } found ? SpaceVerbs.Unknown(run.Required(space))
                : TypedLists.Tiers(run.Required(tiers), found.Fund.Currency, "tiers").IsDone(out var read, out var refusal)
                    ? await new SetReturnRule(run.Database).RunAsync(run.Asked, new ReturnRuleWanted(found.Code, run.Required(from), run.Value(basis), read, run.Value(days), run.Required(reason)), run.Stop) : refusal,
            done => new($"{done.Space} 的收益反哺规则现为第 {done.Version} 版。", $"The rule of {done.Space} is at version {done.Version}."));
    }

    private static Command ListReturns(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<RevenueReturn>>(
        shell, "list", new("列出收益反哺与账龄", "List revenue returns and how old they are"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<RevenueReturn>>.Done(await SpaceReturnReading.ReturnsAsync(reader, books)),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("空间", "Space"), shell.In("期间", "Period"), shell.In("收入", "Revenue"), shell.In("应收", "Due"), shell.In("未收", "Open"), shell.In("到期", "Due on"), shell.In("逾期", "Overdue"), shell.In("逾期天数", "Days overdue")],
            [.. shown.Select(one => new[]
            {
                one.Space.Code, one.Period.Name, one.Revenue.ToGroupedText(), one.Due.ToGroupedText(), one.Open.ToGroupedText(), one.DueOn.ToIso(), one.OverdueOn(shell.Today).ToGroupedText(), $"{one.OverdueDaysOn(shell.Today)}",
            })], 2, 3, 4, 6, 7),
        shown => shown.Select(one => new
        {
            Space = one.Space.Code, Period = one.Period.Name, one.Revenue, one.Due, one.Charged, one.Open, one.TooMuch, one.DueOn, Overdue = one.OverdueOn(shell.Today), OverdueDays = one.OverdueDaysOn(shell.Today),
            Charges = one.Charges.Select(charge => new { charge.No, charge.RuleVersion, charge.Revenue, charge.Total, charge.Change, charge.ChargedOn, charge.DueOn, Entry = charge.Entry?.Value }),
        }));

    private static Command Receive(Shell shell)
    {
        var (space, period, amount, on) = (SpaceVerbs.Code(shell), Period(shell), Options.Amount(shell), Options.On(shell));
        var reference = Options.Reference(shell, new("银行流水号", "the bank's number for it"));
        return WriteVerb.Make(
            shell, "receive", new("登记反哺款到账，可以分次", "Record what came, whole or in parts"), SpaceVerbs.OfSpace(Permission.RecordMoney, space), [space, period, amount, on, reference],
            async run => (await ReadAsync(run, space, period, amount, on, reference)).IsDone(out var received, out var refusal) ? await new ReceiveRevenueReturn(run.Database).RunAsync(run.Asked, received, run.Stop) : refusal,
            done => new($"已入账：分录 {done.Entry}，尚余 {done.Left.ToGroupedText()}。", $"Recorded: entry {done.Entry}; {done.Left} is still open."));
    }

    private static Command WriteOff(Shell shell)
    {
        var (space, period, amount, on) = (SpaceVerbs.Code(shell), Period(shell), Options.Amount(shell), Options.On(shell));
        var reference = Options.Reference(shell, new("决定文号", "number of the decision"));
        return WriteVerb.MakeProposing(
            shell, "write-off", new("核销收不到的反哺款", "Write off what will not come"), SpaceVerbs.OfSpace(Permission.Propose, space), [space, period, amount, on, reference], WriteOffReturn.Kind,
            run => ReadAsync(run, space, period, amount, on, reference),
            (run, off) => new WriteOffReturn(run.Database).RunAsync(run.Asked, off, run.Stop),
            done => new($"已核销：分录 {done.Entry}，尚余 {done.Left.ToGroupedText()}。", $"Written off: entry {done.Entry}; {done.Left} is still open."));
    }

    private static Command Give(Shell shell)
    {
        var (space, on) = (SpaceVerbs.Code(shell), Options.On(shell));
        var organisation = Options.Text(shell, "--organisation", new("代码", "CODE"), new("使用场地的机构", "the organisation that used the rooms"), isRequired: true);
        var (hours, rate, serviceRate) = (HoursOption(shell), Options.Amount(shell, "--rate"), Options.Amount(shell, "--service-rate"));
        var due = Options.Date(shell, "--due", new("服务交付期限", "by when the service is to be delivered"), isRequired: true);
        var what = Options.Text(shell, "--what", new("文字", "TEXT"), new("用途和所换的服务，不写人名", "what for, and which service; no names of people"), isRequired: true);
        return WriteVerb.Make(
            shell, "give", new("登记以场地换服务：时长 × 单价", "Record rooms given for service: hours × rate"), SpaceVerbs.OfSpace(Permission.RecordMoney, space), [space, organisation, on, hours, rate, serviceRate, due, what],
            async run =>
            {
                if (await SpaceVerbs.FindAsync(run, space) is not { } found) return SpaceVerbs.Unknown(run.Required(space));
                if (!TypedLists.Hours(run.Required(hours), "hours").IsDone(out var used, out var refusal)) return refusal;
                if (!TypedAmount.Read(run.Required(rate), found.Fund.Currency, "rate").IsDone(out var price, out refusal)) return refusal;
                if (!TypedAmount.Read(run.Required(serviceRate), found.Fund.Currency, "service-rate").IsDone(out var servicePrice, out refusal)) return refusal;
                return await new GiveSpace(run.Database).RunAsync(run.Asked, new SpaceGiven(found.Code, run.Required(organisation), run.Required(on), used.Value, price, servicePrice, run.Required(due), run.Required(what)), run.Stop);
            },
            done => new($"第 {done.No} 号场地使用已登记，应换服务 {done.Value.ToGroupedText()}：分录 {done.Entry}。", $"Use of rooms no. {done.No} is recorded; service worth {done.Value} is owed: entry {done.Entry}."));
    }

    private static Command Settle(Shell shell)
    {
        var (space, number, hours, on, document) = (SpaceVerbs.Code(shell), Number(shell), HoursOption(shell), Options.On(shell), EvidenceFile.Option(shell));
        var what = Options.Text(shell, "--what", new("文字", "TEXT"), new("做了什么，不写人名", "what was done; no names of people"), isRequired: true);
        return WriteVerb.Make(
            shell, "settle", new("登记服务交付，附证明", "Record service that was delivered, with its evidence"), SpaceVerbs.OfSpace(Permission.RecordMoney, space), [space, number, hours, on, what, document],
            async run => !TypedLists.Hours(run.Required(hours), "hours").IsDone(out var done, out var refusal) ? refusal
                : !(await run.DocumentAsync(run.Required(document), "document")).IsDone(out var file, out refusal) ? refusal
                : await new GiveSpace(run.Database).SettleAsync(run.Asked, new ServiceDelivered(run.Required(space), run.Required(number), done.Value, run.Required(on), run.Required(what), file), run.Stop),
            done => new($"已抵 {done.Value.ToGroupedText()}：分录 {done.Entry}，尚欠 {done.Left.ToGroupedText()}。", $"{done.Value} is settled: entry {done.Entry}; {done.Left} is still owed."));
    }

    private static Command WriteOffServiceVerb(Shell shell)
    {
        var (space, number, amount, on, reason) = (SpaceVerbs.Code(shell), Number(shell), Options.Amount(shell), Options.On(shell), OrganisationVerbs.Reason(shell));
        return WriteVerb.MakeProposing(
            shell, "write-off", new("核销不会交付的服务", "Write off service that will not be delivered"), SpaceVerbs.OfSpace(Permission.Propose, space), [space, number, amount, on, reason], WriteOffService.Kind,
            async run => await SpaceVerbs.FindAsync(run, space) is not { } found ? SpaceVerbs.Unknown(run.Required(space))
                : TypedAmount.Read(run.Required(amount), found.Fund.Currency, "amount").IsDone(out var money, out var refusal) ? new ServiceWritingOff(found.Code, run.Required(number), money, run.Required(on), run.Required(reason)) : refusal,
            (run, off) => new WriteOffService(run.Database).RunAsync(run.Asked, off, run.Stop),
            done => new($"已核销：分录 {done.Entry}，尚欠 {done.Left.ToGroupedText()}。", $"Written off: entry {done.Entry}; {done.Left} is still owed."));
    }

    private static Command ListServices(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<SpaceService>>(
        shell, "list", new("列出以场地换服务与账龄", "List rooms given for service and how old they are"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<SpaceService>>.Done(await SpaceReturnReading.ServicesAsync(reader, books)),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("空间", "Space"), shell.In("编号", "No."), shell.In("机构", "Organisation"), shell.In("日期", "Given"), shell.In("小时", "Hours"), shell.In("价值", "Value"), shell.In("尚欠", "Open"), shell.In("期限", "Due on"), shell.In("逾期天数", "Days overdue")],
            [.. shown.Select(one => new[] { one.Space.Code, $"{one.No}", one.Organisation, one.GivenOn.ToIso(), $"{one.Hours}", one.Value.ToGroupedText(), one.Open.ToGroupedText(), one.DueOn.ToIso(), $"{one.OverdueDaysOn(shell.Today)}" })], 1, 4, 5, 6, 8),
        shown => shown.Select(one => new
        {
            Space = one.Space.Code, one.No, one.Organisation, one.GivenOn, Hours = $"{one.Hours}", one.Rate, one.ServiceRate, one.Value, one.Open, one.DueOn, OverdueDays = one.OverdueDaysOn(shell.Today), one.What, Entry = one.Entry.Value,
            Moves = one.Moves.Select(move => new { move.No, Kind = Choices.Dashed(move.Kind.ToString()), Hours = $"{move.Hours}", move.Value, move.Day, move.What, move.Evidence, Entry = move.Entry.Value }),
        }));

    private static Option<string> Period(Shell shell) => Options.Text(shell, "--period", new("期间", "PERIOD"), new("季度或年度，如 2026Q1 或 2026", "the quarter or year, such as 2026Q1 or 2026"), isRequired: true);

    private static Option<int> Number(Shell shell) => AwardVerbs.Number(shell, "--number", new("场地使用编号", "number of the use of rooms"));

    private static Option<string> HoursOption(Shell shell) => Options.Text(shell, "--hours", new("小时", "HOURS"), new("时长，最多两位小数，如 2.5", "hours, with at most two places, such as 2.5"), isRequired: true);

    private static async Task<Outcome<ReturnSettling>> ReadAsync(WriteRun run, Option<string> space, Option<string> period, Option<string> amount, Option<DateOnly> on, Option<string> reference) =>
        await SpaceVerbs.FindAsync(run, space) is not { } found ? SpaceVerbs.Unknown(run.Required(space))
            : TypedAmount.Read(run.Required(amount), found.Fund.Currency, "amount").IsDone(out var money, out var refusal) ? new ReturnSettling(found.Code, run.Required(period), money, run.Required(on), run.Value(reference)) : refusal;
}
