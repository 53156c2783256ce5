using System.CommandLine;
using System.Globalization;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>pledge create</c>, <c>list</c>, <c>show</c>, <c>pay</c>, <c>write-off</c>, <c>remind</c>.</summary>
internal static class PledgeVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "pledge", new("认捐：承诺、分期、到账、核销、提醒", "Pledges: promises, instalments, what came, what will not, reminders"), Create(shell), List(shell), Show(shell), Pay(shell), WriteOff(shell), Remind(shell));

    private static Command Create(Shell shell)
    {
        var (fund, amount, on) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell));
        var donor = Options.Text(shell, "--donor", new("姓名", "NAME"), new("认捐人", "who pledges"), isRequired: true);
        var anonymous = Options.Flag(shell, "--anonymous", new("对公众匿名", "anonymous to the public"));
        var first = Options.Date(shell, "--first", new("首期应付日（默认：认捐日）", "day of the first instalment (default: that of the pledge)"));
        var every = new Option<int>("--every") { Description = shell.In("每几个月一期（默认：一次付清）", "months between instalments (default: all at once)"), HelpName = shell.In("月", "MONTHS") };
        var count = new Option<int?>("--count") { Description = shell.In("共几期（默认：1；有 --every 时不写为长期，直至结束）", "how many instalments (default: 1; with --every, it goes on until it is ended)"), HelpName = shell.In("期数", "COUNT") };
        var source = Options.Source(shell, new("资金来源代码（默认：捐赠）", "code of the source (default: plain donations)"));
        var reference = Options.Reference(shell, new("认捐书编号", "number of the written promise"));
        return WriteVerb.Make(
            shell, "create", new("登记认捐：金额为总额，长期认捐为每期金额", "Record a pledge: the amount is the whole; of one that goes on, each instalment"), Need.InFund(Permission.RecordMoney, fund),
            [fund, donor, amount, on, first, every, count, anonymous, source, reference],
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var money, out var refusal)) return refusal;
                return await new RecordPledge(run.Database).RunAsync(run.Asked, new NewPledge(
                    run.Required(fund), DonorName.Of(run.Required(donor), run.Value(anonymous)), money, run.Required(on), run.Has(first) ? run.Value(first) : run.Required(on), run.Value(every),
                    run.Value(count) ?? (run.Value(every) == 0 ? 1 : null), run.Value(reference), run.Value(source)), run.Stop);
            },
            done => done.Count is { } number
                ? new($"已登记第 {done.Pledge} 号认捐，共 {number} 期，首期 {done.FirstDue.ToIso()}。", $"Pledge no. {done.Pledge} is recorded: {number} instalment(s), the first on {done.FirstDue.ToIso()}.")
                : new($"已登记第 {done.Pledge} 号长期认捐，首期 {done.FirstDue.ToIso()}。", $"Pledge no. {done.Pledge} is recorded: it goes on from {done.FirstDue.ToIso()}."));
    }

    private static Command List(Shell shell)
    {
        var overdue = Options.Flag(shell, "--overdue", new("只列逾期的", "only those with instalments overdue"));
        return ReadVerb.MakeShowing<IReadOnlyList<Pledge>>(
            shell, "list", new("列出认捐", "List the pledges"), [overdue],
            async (run, reader, books) => (await Pledges.ListAsync(reader, books)).Where(pledge => !run.Value(overdue) || pledge.OverdueOn(shell.Today).IsPositive).ToArray(),
            (_, to, shown) => TextTable.Write(
                to, [shell.In("编号", "No."), shell.In("基金", "Fund"), shell.In("认捐人", "Donor"), shell.In("金额", "Amount"), shell.In("期", "Instalments"), shell.In("已到账", "Came"), shell.In("待收", "Expected"), shell.In("逾期", "Overdue"), shell.In("结束", "Ended")],
                [.. shown.Select(one => new[]
                {
                    $"{one.Id}", one.Fund.Code, one.Donor, one.Amount.ToGroupedText(), one.Count?.ToString(CultureInfo.InvariantCulture) ?? shell.In("长期", "goes on"), one.Paid.ToGroupedText(), one.Open.ToGroupedText(),
                    one.OverdueOn(shell.Today) is { IsPositive: true } late ? late.ToGroupedText() : "", one.EndedOn?.ToIso() ?? "",
                })], 0, 3, 5, 6, 7),
            shown => shown.Select(one => Shape(one, shell.Today)));
    }

    private static Command Show(Shell shell)
    {
        var number = Number(shell);
        return ReadVerb.MakeShowing<(Pledge Pledge, IReadOnlyList<GiftOnPledge> Gifts)>(
            shell, "show", new("一笔认捐：各期与到账", "One pledge: its instalments and what came"), [number],
            async (run, reader, books) => await Pledges.FindAsync(reader, books, run.Required(number)) is { } pledge
                ? (pledge, await Pledges.GiftsAsync(reader, pledge)) : Refusal.Of("pledge-unknown", "pledge", $"没有第 {run.Required(number)} 号认捐。", $"There is no pledge no. {run.Required(number)}."),
            (_, to, shown) =>
            {
                TextTable.Write(
                    to, [shell.In("期", "No."), shell.In("应付日", "Due"), shell.In("金额", "Amount"), shell.In("已付", "Paid")],
                    [.. shown.Pledge.Schedule(shell.Today).Select(one => new[] { $"{one.Number}", one.DueOn.ToIso(), one.Amount.ToGroupedText(), one.Paid.ToGroupedText() })], 0, 2, 3);
                TextTable.Write(
                    to, [shell.In("捐款", "Gift"), shell.In("日期", "Date"), shell.In("金额", "Amount"), ""],
                    [.. shown.Gifts.Select(gift => new[] { $"{gift.Entry}", gift.On.ToIso(), gift.Amount.ToGroupedText(), gift.IsReversed ? shell.In("已冲销", "reversed") : "" })], 0, 2);
            },
            shown => new { Pledge = Shape(shown.Pledge, shell.Today), Schedule = shown.Pledge.Schedule(shell.Today), shown.Gifts });
    }

    private static Command Pay(Shell shell)
    {
        var (number, amount, on) = (Number(shell), Options.Amount(shell, isRequired: false), Options.On(shell));
        var gift = Options.Text(shell, "--gift", new("分录号", "ENTRY"), new("已记的捐款，计入这笔认捐", "a gift that is recorded already, to be counted towards it"));
        var (reference, channel) = (Options.Reference(shell, new("银行流水号", "the bank's number for it")), Options.Channel(shell));
        return WriteVerb.Make(
            shell, "pay", new("认捐到账：记一笔捐款，或计入已记的捐款", "Money came on a pledge: record the gift, or count one that is recorded"), OfPledge(number), [number, amount, on, gift, reference, channel],
            async run =>
            {
                if (run.Has(gift) == run.Has(amount)) return Refusal.Of("amount-or-gift", "amount", "请写 --amount 或 --gift，二者选一。", "Give --amount or --gift, one of the two.");
                var pledge = await run.Database.ReadAsync(reader => Pledges.FindAsync(reader, run.Books, run.Required(number)), run.Stop);
                Money? money = null;
                EntryId? entry = null;
                if (run.Value(amount) is { } typed)
                {
                    if (!TypedAmount.Read(typed, pledge?.Amount.Currency ?? Currency.Cny, "amount").IsDone(out var read, out var refusal)) return refusal;
                    money = read;
                }
                else if (long.TryParse(run.Value(gift), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) entry = new EntryId(id);
                else return Refusal.Of("entry-unreadable", "gift", $"“{run.Value(gift)}”不是分录号。", $"'{run.Value(gift)}' is not an entry number.");
                return await new PayPledge(run.Database).RunAsync(run.Asked, new PledgePayment(
                    run.Required(number), money, run.Required(on), entry, run.Value(reference), Channel: run.Has(channel) ? run.Value(channel) : null), run.Stop);
            },
            done => new(
                $"已计入认捐：捐款分录 {done.Gift}{(done.Receipt is { } zh ? $"，收据 {zh}" : "")}，尚待收 {done.Left.ToGroupedText()}。",
                $"It counts towards the pledge: gift {done.Gift}{(done.Receipt is { } en ? $", receipt {en}" : "")}; {done.Left.ToGroupedText()} is still expected."));
    }

    private static Command WriteOff(Shell shell)
    {
        var (number, on) = (Number(shell), Options.On(shell));
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("为什么，永久保存，不写人名", "why; kept for good, without names"), isRequired: true);
        return WriteVerb.Make(
            shell, "write-off", new("结束认捐：未到账的核销，长期认捐不再继续", "End a pledge: what did not come is written off, and it goes on no more"), OfPledge(number), [number, on, reason],
            run => new EndPledge(run.Database).RunAsync(run.Asked, new PledgeEnding(run.Required(number), run.Required(on), run.Required(reason)), run.Stop),
            done => new($"第 {done.Pledge} 号认捐已结束，核销 {done.WrittenOff.ToGroupedText()}。", $"Pledge no. {done.Pledge} has ended; {done.WrittenOff.ToGroupedText()} is written off."));
    }

    private static Command Remind(Shell shell) => WriteVerb.Make(
        shell, "remind", new("按各期应付日提醒，并计入长期认捐到期的各期；网站每天早上自动做", "Remind of instalments by their own days, and expect those of pledges that go on; the site does so every morning"),
        Need.OverAll(Permission.RecordMoney), [], makesBooks: false,
        async run =>
        {
            if (run.IsDryRun) return Refusal.Of("no-dry-run", "dry-run", "提醒不能试算。", "Reminding cannot be tried out.");
            var given = await new KeepPledges(run.Database, PledgeReminderDays.Default).RunAsync(run.Asked.Actor, shell.Today, run.Stop);
            if (run.AsJson) shell.Around.Out.WriteLine(Json.Text(new { Reminders = given.Select(one => new { one.Pledge, one.Instalment, Stage = Choices.Dashed(one.Stage.ToString()), one.DueOn }) }));
            else
                TextTable.Write(
                    shell.Around.Out, [shell.In("认捐", "Pledge"), shell.In("期", "Instalment"), shell.In("应付日", "Due"), shell.In("阶段", "Stage")],
                    [.. given.Select(one => new[] { $"{one.Pledge}", $"{one.Instalment}", one.DueOn.ToIso(), shell.In(one.Stage.Name()) })], 0, 1);
            return ExitCode.Done;
        });

    private static Option<long> Number(Shell shell) => new("--pledge") { Description = shell.In("认捐编号", "number of the pledge"), HelpName = shell.In("编号", "NUMBER"), Required = true };

    private static Need OfPledge(Option<long> number) => new(Permission.RecordMoney, async run =>
        await run.Database.ReadAsync(reader => Pledges.FindAsync(reader, run.Books, run.Required(number)), run.Stop) is { } pledge ? Target.Of(pledge.Fund, run.Books) : Target.WholeLedger);

    private static object Shape(Pledge pledge, DateOnly today) => new
    {
        Pledge = pledge.Id, Fund = pledge.Fund.Code, Source = pledge.Source.Code, pledge.DonorId, pledge.Donor, pledge.PledgedOn, pledge.FirstDue, pledge.EveryMonths, pledge.Count, pledge.Amount, pledge.Document, pledge.Paid, pledge.Open,
        Overdue = pledge.OverdueOn(today), pledge.EndedOn, pledge.EndReason,
    };
}
