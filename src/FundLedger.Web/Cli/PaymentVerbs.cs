using System.CommandLine;
using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Payments;

namespace FundLedger.Web.Cli;

/// <summary><c>payee set|list|erase</c>; <c>payment owed|order|list|show|file|results|result|rules</c>.</summary>
internal static class PaymentVerbs
{
    private const int MostBytes = 10 * 1024 * 1024;

    internal static Command Payees(Shell shell) => Commands.Group(shell, "payee", new("收款方", "Who money is paid to"), Set(shell), List(shell), Erase(shell));

    internal static Command In(Shell shell) => Commands.Group(
        shell, "payment", new("经银行付款", "Payments through the bank"), Owed(shell), Order(shell), Orders(shell), Show(shell), File(shell), Results(shell), Result(shell), Rules(shell));

    private static Option<string> Entity(Shell shell) => Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));

    private static Option<string> Code(Shell shell) => Options.Text(shell, "--code", new("代码", "CODE"), new("收款方代码", "the payee's code"), isRequired: true);

    private static Option<long> Number(Shell shell) => new("--number") { Description = shell.In("付款文件编号", "number of the payment file"), HelpName = shell.In("编号", "NUMBER"), Required = true };

    private static Command Set(Shell shell)
    {
        var (entity, code) = (Entity(shell), Code(shell));
        var name = Options.Text(shell, "--name", new("名称", "NAME"), new("收款方名称", "the payee's name"), isRequired: true);
        var kind = Choices.Option(shell, "--kind", new("类别（默认 organisation）", "kind (default: organisation)"), Choices.Of<PayeeKind>());
        var holder = Options.Text(shell, "--holder", new("户名", "NAME"), new("户名（默认：同名称）", "account holder (default: the name)"));
        var bank = Options.Text(shell, "--bank", new("银行", "BANK"), new("开户行", "the bank"), isRequired: true);
        var account = Options.Text(shell, "--account", new("账号", "NUMBER"), new("账号", "account number"), isRequired: true);
        var bankCode = Options.Text(shell, "--bank-code", new("联行号", "NUMBER"), new("联行号", "the bank's number for transfers"));
        return WriteVerb.MakeProposing(
            shell, "set", new("登记收款方，或变更其账户", "Register a payee, or change their account"), Need.InEntity(Permission.Propose, entity), [entity, code, name, kind, holder, bank, account, bankCode], SetPayee.Kind,
            run => Task.FromResult<Outcome<NewPayee>>(new NewPayee(
                run.Value(entity), run.Required(code), run.Value(kind), run.Required(name), run.Value(holder) ?? "", run.Required(bank), run.Required(account), run.Value(bankCode))),
            (run, payee) => new SetPayee(run.Database).RunAsync(run.Asked, payee, run.Stop),
            done => new($"收款方 {done.Code} 的账户自 {done.UsableFrom.ToIso()} 起可用。", $"The account of payee {done.Code} may be used from {done.UsableFrom.ToIso()}."));
    }

    private static Command Rules(Shell shell)
    {
        var days = new Option<int>("--cooling-days")
        {
            Description = shell.In($"收款账户变更后几天内不付款（{PaymentRules.LeastDays} 至 {PaymentRules.MostDays}）", $"for how many days nothing is paid after a payee's account was changed ({PaymentRules.LeastDays} to {PaymentRules.MostDays})"),
            HelpName = shell.In("天数", "DAYS"), Required = true,
        };
        return WriteVerb.MakeProposing(
            shell, "rules", new("设定付款规则，由他人复核", "Set the rules for payments; another checks it"), Need.OverAll(Permission.ManageSettings), [days], SetPaymentRules.Kind,
            run => Task.FromResult<Outcome<PaymentRules>>(new PaymentRules(run.Required(days))),
            (run, rules) => new SetPaymentRules(run.Database).RunAsync(run.Asked, rules, run.Stop),
            done => new($"以后变更的收款账户冷静 {done.CoolingDays} 天。", $"Accounts changed from now on cool for {done.CoolingDays} day(s)."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Payee>>(
        shell, "list", new("收款方；账号只显示后四位", "Payees; of account numbers the last four digits"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<Payee>>.Done(await PaymentReading.PayeesAsync(reader, books)),
        (_, to, payees) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("开户行", "Bank"), shell.In("账号", "Account"), shell.In("版次", "Version"), shell.In("可用自", "From")],
            [.. payees.Select(payee => new[] { payee.Code, payee.Name ?? "", payee.Account.BankName ?? "", payee.Account.Masked, $"{payee.Account.Version}", payee.Account.UsableFrom.ToIso() })], 4),
        payees => payees.Select(payee => new { Entity = payee.Entity.Code, payee.Code, payee.Kind, payee.Name, payee.Account.BankName, Account = payee.Account.Masked, payee.Account.Version, payee.Account.UsableFrom }));

    private static Command Erase(Shell shell)
    {
        var (entity, code) = (Entity(shell), Code(shell));
        return WriteVerb.Make(
            shell, "erase", new("擦除收款方的名称和账户；付过的款不变", "Remove a payee's name and accounts; what was paid stands"), Need.OverAll(Permission.ErasePeople), [entity, code],
            run => new ErasePayee(run.Database).RunAsync(run.Asked, run.Value(entity), run.Required(code), run.Stop),
            done => new($"收款方 {done.Code} 已擦除。", $"Payee {done.Code} is erased."));
    }

    private static Command Owed(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<Payable>>(
        shell, "owed", new("待付的款项", "What waits to be paid"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<Payable>>.Done(await PaymentReading.PayablesAsync(reader, books)),
        (_, to, owed) => TextTable.Write(
            to, [shell.In("分录", "Entry"), shell.In("基金", "Fund"), shell.In("种类", "Kind"), shell.In("金额", "Amount"), shell.In("付款中", "Under way")],
            [.. owed.Select(one => new[] { one.Entry.ToString(), one.Fund.Code, shell.In(one.Account.Name), $"{one.Amount.ToGroupedText()} {one.Amount.Currency}", one.UnderWay ?? "" })], 0, 3),
        owed => owed.Select(one => new { one.Entry, Fund = one.Fund.Code, Account = one.Account.Code, one.Amount, one.UnderWay }));

    private static Command Order(Shell shell)
    {
        var entity = Entity(shell);
        var pay = new Option<string[]>("--pay")
        {
            Description = shell.In("要付的款项，可多项：分录号=收款方代码", "what is to be paid, as often as needed: ENTRY=PAYEE"), HelpName = shell.In("分录=收款方", "ENTRY=PAYEE"), Required = true, AllowMultipleArgumentsPerToken = true,
        };
        var note = Options.Text(shell, "--note", new("文字", "TEXT"), new("用途，告诉银行", "what it is for, told to the bank"));
        return WriteVerb.MakeProposing(
            shell, "order", new("把待付的款项做成付款文件，由他人复核", "Order payments of what is owed as one file; another checks it"), Need.InEntity(Permission.Propose, entity), [entity, pay, note], OrderPayments.Kind,
            async run =>
            {
                var owed = await run.Database.ReadAsync(async reader => await PaymentReading.PayablesAsync(reader, run.Books), run.Stop);
                var wanted = new List<PaymentWanted>();
                foreach (var one in run.Required(pay))
                {
                    if (one.Split('=', 2) is not [var number, { Length: > 0 } payee] || !long.TryParse(number, out var entry) || entry <= 0)
                        return Refusal.Of("pay-unreadable", "pay", $"“{one}”应写作 分录号=收款方代码。", $"'{one}' should be ENTRY=PAYEE.");
                    if (owed.FirstOrDefault(known => known.Entry.Value == entry) is not { } found)
                        return Refusal.Of("not-owed", "pay", $"分录 {entry} 没有待支付的款项。", $"Entry {entry} has nothing that waits to be paid.");
                    wanted.Add(new PaymentWanted(found.Entry, payee, found.Amount));
                }

                return new PaymentsWanted(run.Value(entity), wanted, run.Value(note) ?? "");
            },
            (run, wanted) => new OrderPayments(run.Database).RunAsync(run.Asked, wanted, run.Stop),
            done => new($"付款文件 {done.Order}：{done.Payments} 笔，{done.Amount.ToGroupedText()} {done.Amount.Currency}。", $"Payment file {done.Order}: {done.Payments} payment(s), {done.Amount}."));
    }

    private static Command Orders(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<PaymentOrder>>(
        shell, "list", new("付款文件", "Payment files"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<PaymentOrder>>.Done(await PaymentReading.OrdersAsync(reader, books)),
        (_, to, orders) => TextTable.Write(
            to, [shell.In("编号", "No."), shell.In("日期", "Date"), shell.In("用途", "For")], [.. orders.Select(order => new[] { $"{order.Id}", order.OrderedOn.ToIso(), order.Note })], 0),
        orders => orders.Select(order => new { order.Id, Entity = order.Entity.Code, order.Currency, order.OrderedOn, order.Note, order.Proposal }));

    private static Command Show(Shell shell)
    {
        var number = Number(shell);
        return ReadVerb.MakeShowing<IReadOnlyList<Payment>>(
            shell, "show", new("一个付款文件的各笔付款与结果", "The payments of a file and what became of them"), [number],
            async (run, reader, books) => await FindAsync(run, reader, books, number) is { } found ? new Outcome<IReadOnlyList<Payment>>.Done(found.Payments) : Unknown(run.Required(number)),
            (_, to, payments) => TextTable.Write(
                to, [shell.In("参考号", "Reference"), shell.In("收款方", "Payee"), shell.In("账号", "Account"), shell.In("金额", "Amount"), shell.In("结果", "Became"), shell.In("日期", "Day"), shell.In("分录", "Entry"), shell.In("原因", "Reason")],
                [.. payments.Select(payment => new[]
                {
                    payment.Reference, payment.Payee, PayeeAccount.MaskedNumber(payment.Number), payment.Amount.ToGroupedText(), shell.In(payment.Status.Name()), payment.SettledOn?.ToIso() ?? "",
                    (payment.ReturnedEntry ?? payment.PaidEntry)?.ToString() ?? "", payment.Reason ?? "",
                })], 3),
            payments => payments.Select(payment => new
            {
                payment.Reference, payment.Payee, Account = PayeeAccount.MaskedNumber(payment.Number), payment.Owed, Fund = payment.Fund.Code, payment.Amount, payment.Status, payment.SettledOn, payment.PaidEntry, payment.ReturnedEntry, payment.Reason,
            }));
    }

    private static Command File(Shell shell)
    {
        var (number, to) = (Number(shell), Output.Option(shell));
        var profile = Options.Text(shell, "--profile", new("格式", "PROFILE"), new("generic、gb18030，或写明各列的 JSON 文件（默认 generic）", "generic, gb18030, or a JSON file that names the columns (default generic)"));
        return ReadVerb.Make(shell, "file", new("取付款文件（账号完整）", "Draw the file for the bank (account numbers in full)"), [number, profile, to], async run =>
        {
            if (!(await ProfileAsync(run.Value(profile) ?? "generic", run.Stop)).IsDone(out var layout, out var refusal)) return refusal;
            var found = await run.Database.ReadAsync(async reader => await FindAsync(run, reader, await Books.LoadAsync(reader), number), run.Stop);
            if (found is not { } order) return Unknown(run.Required(number));
            return await Output.WriteAsync<int>(shell, run.Value(to) ?? "-", async output =>
            {
                await output.WriteAsync(PaymentFile.Write(order.Order, order.Payments, layout), run.Stop);
                return ExitCode.Done;
            });
        });
    }

    private static Command Results(Shell shell)
    {
        var file = Options.File(shell, new("银行的结果文件（CSV）", "the bank's file of results (CSV)"));
        return WriteVerb.Make(
            shell, "results", new("登记银行的结果文件：全部登记，或一笔不登", "Record the bank's file of results: all of it or none"), InPayments(async run => (await ReadAsync(run)).IsDone(out var read, out _) ? [.. read.Select(result => result.Reference)] : []), [file],
            async run => (await ReadAsync(run)).IsDone(out var results, out var refusal) ? await new RecordPaymentResults(run.Database).RunAsync(run.Asked, results, run.Stop) : refusal,
            OrderModel.SaidOf);

        async Task<Outcome<IReadOnlyList<PaymentResult>>> ReadAsync(WriteRun run) =>
            (await InputFile.ReadAsync(run.Parsed.GetRequiredValue(file), "", MostBytes, run.Stop)).IsDone(out var content, out var unread) ? PaymentResultsFile.Read(content, shell.Today) : unread;
    }

    private static Command Result(Shell shell)
    {
        var reference = Options.Reference(shell, new("付款的参考号", "the payment's reference"), isRequired: true);
        var became = Choices.Option(shell, "--became", new("结果：paid、failed 或 returned", "what became of it: paid, failed or returned"), Choices.Of<PaymentStatus>());
        became.Required = true;
        var on = Options.Date(shell, "--on", new("银行的日期", "the bank's day"), isRequired: true);
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("原因", "why"));
        return WriteVerb.Make(
            shell, "result", new("登记一笔付款的结果", "Record what became of one payment"), InPayments(run => Task.FromResult<IReadOnlyList<string>>([run.Required(reference)])), [reference, became, on, reason],
            run => new RecordPaymentResults(run.Database).RunAsync(run.Asked, [new PaymentResult(run.Required(reference), run.Required(became), run.Required(on), run.Value(reason))], run.Stop),
            OrderModel.SaidOf);
    }

    /// <summary>The role over whatever these payments are made from: their fund, or the entity where there are several.</summary>
    private static Need InPayments(Func<WriteRun, Task<IReadOnlyList<string>>> references) => new(Permission.RecordMoney, async run =>
    {
        var named = await references(run);
        var funds = (await run.Database.ReadAsync(reader => PaymentReading.PaymentsAsync(reader, run.Books), run.Stop)).Where(payment => named.Contains(payment.Reference)).Select(payment => payment.Fund).Distinct().ToList();
        return funds switch
        {
            [var only] => Target.Of(only, run.Books),
            [var first, ..] when funds.All(fund => fund.EntityId == first.EntityId) => new Target(Entity: run.Books.Entity(first.EntityId).Code),
            _ => Target.WholeLedger,
        };
    });

    private static async Task<(PaymentOrder Order, IReadOnlyList<Payment> Payments)?> FindAsync(ReadRun run, LedgerReader reader, Books books, Option<long> number) =>
        (await PaymentReading.OrdersAsync(reader, books)).FirstOrDefault(order => order.Id == run.Required(number)) is { } found
            ? (found, await PaymentReading.PaymentsAsync(reader, books, found.Id)) : null;

    private static Refusal Unknown(long number) => Refusal.Of("order-unknown", "number", $"没有第 {number} 号付款文件。", $"There is no payment file {number}.");

    private static async Task<Outcome<PaymentProfile>> ProfileAsync(string named, CancellationToken stop)
    {
        if (PaymentProfile.Known.TryGetValue(named, out var known)) return known;
        if (!(await InputFile.ReadAsync(named, "profile", 1024 * 1024, stop)).IsDone(out var content, out var refusal)) return refusal;
        return PaymentProfile.Read(System.Text.Encoding.UTF8.GetString(content).TrimStart('\ufeff'));
    }
}
