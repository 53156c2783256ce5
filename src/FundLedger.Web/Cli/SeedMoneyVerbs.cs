using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>seed-money register|amend|list|show|unspent|warn|owe-return|pay-return</c>.</summary>
internal static class SeedMoneyVerbs
{
    /// <summary>Not a bool: of those the command line reads no words of ours.</summary>
    private enum Answer
    {
        No,
        Yes,
    }

    private static readonly (string, LateUse)[] LateUses = [("refuse", LateUse.Refuse), ("allow", LateUse.Allow)];
    private static readonly (string, Answer)[] YesOrNo = [("yes", Answer.Yes), ("no", Answer.No)];

    internal static Command In(Shell shell) => Commands.Group(
        shell, "seed-money", new("拨款文件与种子资金", "Appropriations and their seed money"),
        Register(shell), Amend(shell), List(shell), Show(shell), Unspent(shell), Warn(shell), OweReturn(shell), PayReturn(shell));

    private static Command Register(Shell shell)
    {
        var (fund, number, amount, document) = (Options.Fund(shell), Number(shell), Options.Amount(shell), Options.Document(shell));
        var from = Options.Text(shell, "--from", new("单位", "OFFICE"), new("拨款单位", "the office that gives it"), isRequired: true);
        var spendBy = SpendBy(shell);
        var years = new Option<int?>("--years") { Description = shell.In("使用年限，自文件日期起", "years to spend it, from the document's date"), HelpName = shell.In("年", "YEARS") };
        var issuedOn = Options.Date(shell, "--issued-on", new("文件日期", "date of the document"));
        var (conditions, late, covers) = (Conditions(shell), AfterDeadline(shell), Covers(shell));
        return WriteVerb.Make(
            shell, "register", new("登记一份拨款文件：钱还没有到", "Register an appropriation before its money comes"), Need.InFund(Permission.RecordMoney, fund),
            [fund, number, from, amount, spendBy, years, issuedOn, conditions, late, covers, document],
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var confirmed, out var refusal)) return refusal;
                if (!(await run.DocumentAsync(document)).IsDone(out var file, out refusal)) return refusal;
                return await new RegisterAppropriation(run.Database).RunAsync(run.Asked, new NewAppropriation(
                    run.Required(fund), run.Required(number), run.Required(from), confirmed, Day(run, spendBy), Day(run, issuedOn), run.Value(years), run.Value(conditions),
                    run.Value(late), run.Value(covers) == Answer.Yes, file), run.Stop);
            },
            done => done.SpendBy is { } day
                ? new($"已登记：来源 {done.Source}，{day.ToIso()} 前使用。", $"It is registered: source {done.Source}, to be spent by {day.ToIso()}.")
                : new($"已登记：来源 {done.Source}，未定使用期限。", $"It is registered: source {done.Source}, with no deadline."));
    }

    private static Command Amend(Shell shell)
    {
        var (number, entity, amount, document) = (Number(shell), Entity(shell), Options.Amount(shell, isRequired: false), Options.Document(shell));
        var later = Options.Text(shell, "--document-number", new("编号", "NUMBER"), new("后来文件的文件号", "number of the later document"), isRequired: true);
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("这笔拨款所属的基金；先前只有到账时填写", "the fund it is for, where only receipts are known"));
        var (spendBy, conditions, late, covers) = (SpendBy(shell), Conditions(shell), AfterDeadline(shell), Covers(shell));
        return WriteVerb.Make(
            shell, "amend", new("登记后来的文件：增减金额、延期、改条件", "Record a later document: it raises, lowers or extends"), Need.InEntity(Permission.RecordMoney, entity),
            [number, later, entity, fund, amount, spendBy, conditions, late, covers, document],
            async run =>
            {
                if (!(await run.DocumentAsync(document)).IsDone(out var file, out var refusal)) return refusal;
                if (!run.Books.EntityOrOnly(run.Value(entity)).IsDone(out var owner, out refusal)) return refusal;
                Money? confirmed = null;
                if (run.Has(amount))
                {
                    var known = await run.Database.ReadAsync(reader => Appropriations.FindAsync(reader, run.Books, owner, run.Required(number)), run.Stop);
                    if (!known.IsDone(out var standing, out refusal)) return refusal;
                    var currency = standing.Fund?.Currency ?? (run.Value(fund) is { } code ? run.Books.FindFund(code)?.Currency : null) ?? owner.Currency;
                    if (!TypedAmount.Read(run.Required(amount), currency, "amount").IsDone(out var typed, out refusal)) return refusal;
                    confirmed = typed;
                }

                return await new AmendAppropriation(run.Database).RunAsync(run.Asked, new AppropriationAmendment(
                    run.Required(number), run.Required(later), confirmed, Day(run, spendBy), run.Value(conditions), run.Has(late) ? run.Value(late) : null,
                    run.Has(covers) ? run.Value(covers) == Answer.Yes : null, run.Value(fund), run.Value(entity), file), run.Stop);
            },
            done => new($"已登记第 {done.Version} 版：来源 {done.Source}。", $"Version {done.Version} is recorded: source {done.Source}."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<AppropriationTotals>>(
        shell, "list", new("列出拨款文件", "List the appropriations"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<AppropriationTotals>>.Done(await Appropriations.TotalsAsync(reader, books)),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("文件号", "Number"), shell.In("拨款单位", "Giver"), shell.In("核定", "Confirmed"), shell.In("已到账", "Received"), shell.In("已支出", "Spent"), shell.In("转为配比等", "Given on"), shell.In("已退", "Returned"), shell.In("结余", "Left"), shell.In("使用期限", "Spend by")],
            [.. shown.Select(one => new[] { one.Of.Number, one.Of.GivenBy, one.Of.Confirmed?.ToGroupedText() ?? "", one.Received.ToGroupedText(), one.Spent.ToGroupedText(), one.GivenOn.ToGroupedText(), one.Returned.ToGroupedText(), one.Left.ToGroupedText(), one.Of.SpendBy?.ToIso() ?? "" })],
            rightAligned: [2, 3, 4, 5, 6]),
        shown => shown.Select(one => new { one.Of.Number, Source = one.Of.Source.Code, one.Of.GivenBy, one.Of.SpendBy, one.Of.Confirmed, one.Received, one.Of.ToCome, one.Spent, one.GivenOn, one.Returned, one.Left, CoversCommitments = one.Of.Covers }));

    private static Command Show(Shell shell)
    {
        var (number, entity) = (Number(shell), Entity(shell));
        return ReadVerb.MakeShowing<(Appropriation Of, IReadOnlyList<AppropriationVersion> Versions, IReadOnlyList<SourceUse> Uses)>(
            shell, "show", new("一份拨款文件：各版内容、各基金用途", "One appropriation: its versions, and what each fund did with the money"), [number, entity],
            async (run, reader, books) =>
            {
                if (!books.EntityOrOnly(run.Value(entity)).IsDone(out var owner, out var refusal)) return refusal;
                return (await Appropriations.FindAsync(reader, books, owner, run.Required(number))).IsDone(out var found, out refusal)
                    ? (found, await Appropriations.VersionsAsync(reader, found), await Appropriations.UseAsync(reader, books, found.Source)) : refusal;
            },
            (_, to, shown) => PrintOne(shell, to, shown.Of, shown.Versions, shown.Uses),
            shown => new
            {
                shown.Of.Number, Source = shown.Of.Source.Code, shown.Of.GivenBy, shown.Of.Conditions, shown.Of.SpendBy, shown.Of.Confirmed, shown.Of.Received, shown.Of.ToCome,
                CoversCommitments = shown.Of.Covers, LateUse = shown.Of.Source.AllowsLateUse ? LateUse.Allow : LateUse.Refuse,
                Versions = shown.Versions.Select(version => new { version.Number, version.Document, version.Confirmed, version.Conditions, version.SpendBy, version.AfterDeadline, CoversCommitments = version.Covers, version.Actor, RecordedAt = Moments.ToIso(version.RecordedAt) }),
                Funds = shown.Uses.Select(Shape),
            });
    }

    private static void PrintOne(Shell shell, TextWriter to, Appropriation found, IReadOnlyList<AppropriationVersion> versions, IReadOnlyList<SourceUse> uses)
    {
        to.WriteLine(shell.In($"{found.Number}（{found.GivenBy}），来源 {found.Source.Code}", $"{found.Number} ({found.GivenBy}), source {found.Source.Code}"));
        if (found.SpendBy is { } day) to.WriteLine(shell.In($"{day.ToIso()} 前使用", $"to be spent by {day.ToIso()}"));
        if (found.Conditions.Length > 0) to.WriteLine(found.Conditions);
        TextTable.Write(
            to, ["", shell.In("文件号", "Document"), shell.In("核定", "Confirmed"), shell.In("使用期限", "Spend by")],
            [.. versions.Select(version => new[] { $"{version.Number}", version.Document, version.Confirmed.ToGroupedText(), version.SpendBy?.ToIso() ?? "" })], rightAligned: [2]);
        TextTable.Write(
            to,
            [
                shell.In("基金", "Fund"), shell.In("到账", "Received"), shell.In("其他收入", "Other income"), shell.In("转入", "In"), shell.In("转出", "Out"), shell.In("支出", "Spent"),
                shell.In("退回", "Returned"), shell.In("结余", "Left"), shell.In("已立项", "Committed"), shell.In("可用", "Available"),
            ],
            [.. uses.Select(use => new[]
            {
                use.Fund.Code, use.Received.ToGroupedText(), use.Other.ToGroupedText(), use.TransferredIn.ToGroupedText(), use.TransferredOut.ToGroupedText(), use.Spent.ToGroupedText(),
                use.Returned.ToGroupedText(), use.Left.ToGroupedText(), use.Committed.ToGroupedText(), use.Available.ToGroupedText(),
            })], rightAligned: [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    private static Command Unspent(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<UnspentMoney>>(
        shell, "unspent", new("临近或已过期限而未用完的钱，按基金", "Money that nears its deadline or is past it and not spent, by fund"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<UnspentMoney>>.Done(await Appropriations.UnspentAsync(reader, books, shell.Today)),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("使用期限", "Spend by"), shell.In("剩余天数", "Days left"), shell.In("基金", "Fund"), shell.In("来源", "Source"), shell.In("结余", "Left"), shell.In("已立项", "Committed"), shell.In("可用", "Available")],
            [.. shown.Select(money => new[] { money.SpendBy.ToIso(), $"{money.DaysLeft}", money.Use.Fund.Code, money.Source.Code, money.Use.Left.ToGroupedText(), money.Use.Committed.ToGroupedText(), money.Use.Available.ToGroupedText() })],
            rightAligned: [1, 4, 5, 6]),
        shown => shown.Select(money => new { Source = money.Source.Code, Fund = money.Use.Fund.Code, money.SpendBy, money.DaysLeft, Stage = Choices.Dashed(money.Stage.ToString()), money.Use.Left, money.Use.Committed, money.Use.Available }));

    private static Command Warn(Shell shell)
    {
        var entity = Entity(shell);
        var first = new Option<int>("--first") { Description = shell.In("期限前多少天开始提醒（默认 90）", "days before the deadline to be told first (default 90)"), HelpName = shell.In("天", "DAYS"), Required = true };
        var last = new Option<int>("--last") { Description = shell.In("期限前多少天加急提醒（默认 30）", "days before the deadline to be urged (default 30)"), HelpName = shell.In("天", "DAYS"), Required = true };
        return WriteVerb.Make(
            shell, "warn", new("设定期限前多少天提醒", "Set how many days before the deadline people are told"), Need.InEntity(Permission.ManageSettings, entity), [first, last, entity],
            run => new SetSeedMoneyWarnings(run.Database).RunAsync(run.Asked, new SeedMoneyWarnings(run.Required(first), run.Required(last)), run.Value(entity), run.Stop),
            done => new($"期限前 {done.FirstDays} 天提醒，{done.LastDays} 天加急。", $"People are told {done.FirstDays} days before a deadline and urged {done.LastDays} days before."));
    }

    private static Command OweReturn(Shell shell)
    {
        var (fund, amount, on) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell));
        var source = Options.Source(shell, new("退回哪个来源的资金", "code of the source whose money goes back"), isRequired: true);
        var reason = Options.Text(shell, "--note", new("文字", "TEXT"), new("事由，可擦除；期限未到须写", "why; kept erasable, and needed before the deadline"));
        return WriteVerb.MakeProposing(
            shell, "owe-return", new("未用资金转为应退", "Decide that unspent public money goes back"), Need.InFund(Permission.Propose, fund), [fund, source, amount, on, reason], SeedMoney.OweReturn.Kind,
            run => Task.FromResult<Outcome<SeedReturn>>(run.Amount(amount, fund).IsDone(out var money, out var refusal)
                ? new SeedReturn(run.Required(fund), run.Required(source), money, run.Required(on), run.Value(reason)) : refusal),
            async (run, wanted) =>
            {
                var outcome = await new SeedMoney.OweReturn(run.Database).RunAsync(run.Asked, wanted, run.Stop);
                return outcome.IsDone(out _, out var refusal) ? outcome : InOurOptions(refusal);
            },
            done => new($"已记应退：分录 {done.Entry}，用 seed-money pay-return 支付。", $"It is owed: entry {done.Entry}, to be paid with 'seed-money pay-return'."));
    }

    private static Command PayReturn(Shell shell)
    {
        var entry = Options.Entry(shell, new("应退的分录", "the entry that made it owed"));
        var (amount, on) = (Options.Amount(shell), Options.On(shell));
        var reference = Options.Reference(shell, new("银行流水号", "the bank's number for it"));
        return WriteVerb.MakeProposing(
            shell, "pay-return", new("退回财政资金，全部或部分", "Pay back public money that is owed, whole or in part"), Need.OnEntry(Permission.Propose, entry), [entry, amount, on, reference], SeedMoney.PayReturn.Kind,
            async run => (await run.AmountAsync(amount, entry)).IsDone(out var money, out var refusal)
                ? new ReturnPayment(run.Required(entry), money, run.Required(on), run.Value(reference)) : refusal,
            (run, payment) => new SeedMoney.PayReturn(run.Database).RunAsync(run.Asked, payment, run.Stop),
            done => new($"已退回：分录 {done.Entry}。", $"It is paid back: entry {done.Entry}."));
    }

    private static object Shape(SourceUse use) => new
    {
        Fund = use.Fund.Code, use.Received, use.Other, use.TransferredIn, use.TransferredOut, use.Spent, use.Returned, use.ReturnOwed, use.Committed, use.Available, use.Left,
    };

    private static Option<string> Number(Shell shell) => Options.Reference(shell, new("拨款文件号", "number of the appropriation"), isRequired: true);

    private static Option<string> Entity(Shell shell) => Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));

    private static Option<DateOnly> SpendBy(Shell shell) => Options.Date(shell, "--spend-by", new("使用期限，过期未用须退回", "last day to spend it; what is left goes back"));

    private static Option<string> Conditions(Shell shell) => Options.Text(shell, "--conditions", new("文字", "TEXT"), new("使用条件", "conditions of its use"));

    private static Option<LateUse> AfterDeadline(Shell shell) =>
        Choices.Option(shell, "--after-deadline", new("过期后能否再支出或立项（默认 refuse）", "whether it may be spent or promised after its deadline (default refuse)"), LateUses);

    private static Option<Answer> Covers(Shell shell) =>
        Choices.Option(shell, "--covers-commitments", new("到账前可否用于立项（默认 no）", "whether commitments may be made on it before it arrives (default no)"), YesOrNo);

    private static DateOnly? Day(WriteRun run, Option<DateOnly> option) => run.Has(option) ? run.Value(option) : null;

    private static Refusal InOurOptions(Refusal refusal) => refusal.Field == "reason" ? refusal with { Field = "note" } : refusal;
}
