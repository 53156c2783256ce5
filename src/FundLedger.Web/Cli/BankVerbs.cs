using System.CommandLine;
using System.Globalization;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Reconciling;
using FundLedger.Banking.Statements;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>bank account</c>, <c>bank lines</c>, <c>bank unmatch</c>, <c>bank book</c> and what else is done with lines; the others stand in files of their own.</summary>
internal static class BankVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "bank", new("银行账户、对账单明细、匹配与对账", "Bank accounts, statement lines, matching and reconciliation"),
        Commands.Group(shell, "account", new("银行账户", "Bank accounts"), Create(shell), Assign(shell), Change(shell), List(shell)),
        Lines(shell), BankMatchVerbs.Match(shell), Unmatch(shell), Book(shell), Identify(shell), LeaveOut(shell), BankRuleVerbs.In(shell), ReconcileVerbs.Reconcile(shell), ReconcileVerbs.Unlock(shell));

    internal static Option<string> Account(Shell shell, bool isRequired = true) => Options.Text(shell, "--account", new("代码", "CODE"), new("银行账户代码", "code of the bank account"), isRequired);

    /// <summary>The part of the ledger an account is of.</summary>
    internal static Need OnAccount(Permission act, Option<string> account) => new(act, async run => await TargetAsync(run, run.Value(account)));

    internal static async Task<Target> TargetAsync(WriteRun run, string? account)
    {
        var bank = await run.Database.ReadAsync(reader => BankBook.LoadAsync(reader, run.Books), run.Stop);
        return bank.Accounts.FirstOrDefault(known => known.Code == account) is { } found ? new Target(Entity: found.Entity.Code) : Target.WholeLedger;
    }

    /// <summary>The account of the line that an option or argument names.</summary>
    private static Need OnLine(Permission act, Func<WriteRun, long> line) => new(act, async run =>
    {
        var found = await run.Database.ReadAsync(async reader => await BankLines.FindAsync(reader, await BankBook.LoadAsync(reader, run.Books), line(run)), run.Stop);
        return found is null ? Target.WholeLedger : new Target(Entity: found.Account.Entity.Code);
    });

    internal static async Task<Outcome<BankAccount>> FindAsync(WriteRun run, string code) =>
        (await run.Database.ReadAsync(reader => BankBook.LoadAsync(reader, run.Books), run.Stop)).Find(code);

    private static Command Create(Shell shell)
    {
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（只有一个时可省）", "code of the entity (default: the only one)"));
        var code = Options.Text(shell, "--code", new("代码", "CODE"), new("账户代码", "code of the account"), isRequired: true);
        var (name, english) = (Options.Text(shell, "--name", new("名称", "NAME"), new("名称", "its name"), isRequired: true), Options.Text(shell, "--name-en", new("名称", "NAME"), new("英文名称（默认同名称）", "its English name (default: the same)")));
        var bank = Options.Text(shell, "--bank", new("银行", "BANK"), new("开户银行", "the bank"));
        var number = Options.Text(shell, "--number", new("账号", "NUMBER"), new("账号，只保留末四位", "account number; only its last four digits are kept"));
        var currency = Options.Text(shell, "--currency", new("币种", "CODE"), new("币种（默认：会计主体的）", "its currency (default: the entity's)"));
        var kind = Choices.Option(shell, "--kind", new("银行账户或收款渠道（支付宝、微信）", "a bank account, or a payment channel (Alipay, WeChat)"), Choices.Of<BankAccountKind>());
        var opened = Options.Date(shell, "--opened", new("开户日期（默认今天）", "the day it was opened (default today)"));
        var opening = Options.Amount(shell, "--opening", isRequired: false);
        var unmatched = Unmatched(shell);
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("专户所属基金，也是不明收款所记的基金", "the fund of a dedicated account, and of money nobody knows"));
        var source = Options.Source(shell, new("自动记为捐赠时的来源代码", "code of the source of gifts booked by themselves"));
        var funds = Options.Text(shell, "--funds", new("代码", "CODES"), new("存放其资金的基金，以逗号分隔", "funds whose money lies in it, with commas between"));
        return WriteVerb.Make(
            shell, "create", new("建立银行账户", "Open a bank account"), Need.InEntity(Permission.ManageFunds, entity),
            [entity, code, name, english, bank, number, currency, kind, opened, opening, unmatched, fund, source, funds],
            async run =>
            {
                if (!run.Books.EntityOrOnly(run.Value(entity)).IsDone(out var found, out var refusal)) return refusal;
                var unit = found.Currency;
                if (run.Value(currency) is { } asked && !Currency.TryFind(asked, out unit)) return Refusal.Of("currency", "currency", $"“{asked}”不是币种。", $"'{asked}' is no currency.");
                Money? balance = null;
                if (run.Value(opening) is { } text)
                {
                    if (!TypedAmount.Read(text, unit, "opening").IsDone(out var read, out refusal)) return refusal;
                    balance = read;
                }

                return await new CreateBankAccount(run.Database).RunAsync(run.Asked, new NewBankAccount(
                    run.Value(entity), run.Required(code), new(run.Required(name), run.Value(english) ?? run.Required(name)), run.Value(bank) ?? "", run.Value(number) ?? "", unit, run.Value(kind),
                    run.Has(opened) ? run.Value(opened) : null, balance, run.Value(unmatched), run.Value(fund), run.Value(source),
                    run.Value(funds)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), run.Stop);
            },
            done => new($"已建立银行账户 {done.Account}。", $"Bank account {done.Account} is made."));
    }

    internal static Option<UnmatchedCredit> Unmatched(Shell shell) =>
        Choices.Option(shell, "--unmatched", new("不明收款：留待处理、记入待查款项，或记为捐赠", "money in that nobody knows: leave it, book it as unidentified, or as gifts"), Choices.Of<UnmatchedCredit>());

    private static Command Assign(Shell shell)
    {
        var (account, fund) = (Account(shell), Options.Fund(shell));
        var from = Options.Date(shell, "--from", new("自哪一天起（默认：从头）", "from which day on (default: from the beginning)"));
        return WriteVerb.Make(
            shell, "assign", new("登记基金的资金存放在哪个账户", "Say in which account a fund's money lies"), Need.InFund(Permission.ManageFunds, fund), [account, fund, from],
            run => new AssignFund(run.Database).RunAsync(run.Asked, new FundAssignment(run.Required(account), run.Required(fund), run.Has(from) ? run.Value(from) : null), run.Stop),
            done => new($"基金 {done.Fund} 的资金存放在账户 {done.Account}。", $"The money of fund {done.Fund} lies in account {done.Account}."));
    }

    private static Command Change(Shell shell)
    {
        var account = Account(shell);
        var (name, english) = (Options.Text(shell, "--name", new("名称", "NAME"), new("名称", "its name")), Options.Text(shell, "--name-en", new("名称", "NAME"), new("英文名称", "its English name")));
        var unmatched = Unmatched(shell);
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("不明收款所记的基金", "the fund of money nobody knows"));
        var source = Options.Source(shell, new("自动记为捐赠时的来源代码", "code of the source of gifts booked by themselves"));
        var status = Choices.Option(shell, "--status", new("使用或停用", "in use, or closed"), [("open", true), ("closed", false)]);
        return WriteVerb.Make(
            shell, "change", new("更改银行账户", "Change a bank account"), OnAccount(Permission.ManageFunds, account), [account, name, english, unmatched, fund, source, status],
            async run =>
            {
                if (!(await FindAsync(run, run.Required(account))).IsDone(out var found, out var refusal)) return refusal;
                var called = run.Has(name) || run.Has(english) ? new Bilingual(run.Value(name) ?? found.Name.Zh, run.Value(english) ?? run.Value(name) ?? found.Name.En) : (Bilingual?)null;
                return await new ChangeBankAccount(run.Database).RunAsync(run.Asked, new BankAccountChange(
                    found.Code, called, Unmatched: run.Has(unmatched) ? run.Value(unmatched) : null, Fund: run.Value(fund), Source: run.Value(source), IsOpen: run.Has(status) ? run.Value(status) : null), run.Stop);
            },
            done => new($"已更改银行账户 {done.Account}。", $"Bank account {done.Account} is changed."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<BankAccountFigures>>(
        shell, "list", new("列出银行账户、余额与未匹配明细", "List bank accounts, their balances and open lines"), [],
        async (run, reader, books) => new Outcome<IReadOnlyList<BankAccountFigures>>.Done(await BankAccountFigures.ListAsync(reader, books, shell.Today)),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("账面余额", "Books"), shell.In("银行余额", "Bank"), shell.In("未匹配", "Open"), shell.In("已对账至", "Reconciled to")],
            [.. shown.Select(one => new[]
            {
                one.Account.Code, shell.In(one.Account.Name), $"{one.Books.ToGroupedText()} {one.Account.Currency}", one.Bank?.ToGroupedText() ?? "—", one.OpenLines.ToString(CultureInfo.InvariantCulture), one.LockedTo?.ToIso() ?? "—",
            })], 2, 3, 4),
        shown => shown.Select(one => new
        {
            one.Account.Code, Name = one.Account.Name.Zh, NameEn = one.Account.Name.En, Entity = one.Account.Entity.Code, one.Account.Kind, one.Account.Currency, one.Account.NumberTail, one.Account.IsOpen, one.Account.Unmatched,
            Funds = one.Funds.Select(fund => fund.Code), one.Books, one.Bank, one.OpenLines, one.OpenIn, one.OpenOut, one.FirstDay, one.LastDay, one.LockedTo,
        }));

    private static Command Lines(Shell shell)
    {
        var account = Account(shell);
        var state = Choices.Option(shell, "--state", new("哪些明细（默认全部）", "which lines (default all)"), Choices.Of<LineState>());
        var (from, to) = (Options.Date(shell, "--from", new("自", "from")), Options.Date(shell, "--to", new("至", "to")));
        var most = new Option<int>("--most") { Description = shell.In("最多列多少条（默认 100）", "how many at most (default 100)"), HelpName = shell.In("条数", "COUNT"), DefaultValueFactory = _ => 100 };
        return ReadVerb.MakeShowing<IReadOnlyList<BankLine>>(
            shell, "lines", new("列出对账单明细，新的在前", "List statement lines, newest first"), [account, state, from, to, most],
            async (run, reader, books) => (await BankBook.LoadAsync(reader, books)).Find(run.Required(account)).IsDone(out var found, out var refusal)
                ? new Outcome<IReadOnlyList<BankLine>>.Done(await BankLines.ListAsync(reader, found, new LineQuery(
                    run.Value(state), From: run.Has(from) ? run.Value(from) : null, To: run.Has(to) ? run.Value(to) : null, Most: Math.Clamp(run.Value(most), 1, 100_000))))
                : refusal,
            (_, writer, lines) => TextTable.Write(
                writer, [shell.In("号", "Line"), shell.In("日期", "Day"), shell.In("金额", "Amount"), shell.In("未匹配", "Open"), shell.In("对方", "Counterparty"), shell.In("流水号", "Reference")],
                [.. lines.Select(line => new[]
                {
                    line.Id.ToString(CultureInfo.InvariantCulture), line.Day.ToIso(), line.Amount.ToGroupedText(), line.IsLeftOut ? shell.In("已剔除", "left out") : line.Open.ToGroupedText(), Masking.Masked(line.Counterparty), line.Reference,
                })], 0, 2, 3),
            lines => lines.Select(line => new { line.Id, line.Day, line.Amount, line.Open, line.Balance, line.IsLeftOut, Counterparty = Masking.Masked(line.Counterparty), line.Reference, line.Row }));
    }


    private static Command Unmatch(Shell shell)
    {
        var match = Number(shell, new("匹配号", "number of the match"));
        var reason = Options.Text(shell, "--reason", new("原因", "TEXT"), new("为什么，不写人名", "why, without names"));
        var account = new Need(Permission.RecordMoney, async run =>
        {
            var found = await run.Database.ReadAsync(async reader => await BankMatches.FindAsync(reader, await BankBook.LoadAsync(reader, run.Books), run.Required(match)), run.Stop);
            return found is null ? Target.WholeLedger : new Target(Entity: found.Account.Entity.Code);
        });
        return WriteVerb.Make(
            shell, "unmatch", new("撤销一笔匹配", "Undo a match"), account, [match, reason],
            run => new UnmatchLines(run.Database).RunAsync(run.Asked, new Unmatch(run.Required(match), run.Value(reason) ?? ""), run.Stop),
            done => new($"已撤销第 {done.Match} 号匹配。", $"Match {done.Match} is undone."));
    }

    private static Command Book(Shell shell)
    {
        var lines = LineNumbers(shell);
        var bookAs = Choices.Option(shell, "--as", new("记为什么", "what it is"), Choices.Of<BookAs>().Where(word => word.Value != BookAs.Leave).ToList(), isRequired: true);
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("记入哪个基金（默认：账户的）", "which fund it is for (default: the account's)"));
        var source = Options.Source(shell, new("资金来源代码", "code of the source"));
        var on = Options.Date(shell, "--on", new("入账日期（默认：银行日期）", "the day it counts for (default: the bank's)"));
        var donor = Options.Text(shell, "--donor", new("姓名", "NAME"), new("捐赠人（默认：付款人）", "who gave (default: the payer)"));
        var anonymous = Options.Flag(shell, "--anonymous", new("捐赠人要求匿名", "the giver asked to stay anonymous"));
        var remember = Options.Flag(shell, "--remember", new("记成规则，以后同样处理", "make a rule of it"));
        return WriteVerb.Make(
            shell, "book", new("由明细入账：捐赠、手续费、利息或待查款项", "Make entries of lines: gifts, fees, interest, or unidentified"), OnLine(Permission.RecordMoney, run => run.Required(lines)[0]),
            [lines, bookAs, fund, source, on, donor, anonymous, remember],
            run => new BookLines(run.Database).RunAsync(run.Asked, new Booking(
                run.Required(lines), run.Required(bookAs), run.Value(fund), run.Value(source), run.Has(on) ? run.Value(on) : null, run.Value(donor), run.Value(anonymous), run.Value(remember)), run.Stop),
            done => new(
                $"已入账 {done.Entries.Count} 笔，合计 {done.Sum.ToGroupedText()} {done.Sum.Currency}{(done.Rule is { } rule ? $"；已记成第 {rule} 号规则" : "")}。",
                $"{done.Entries.Count} line(s) of {done.Sum} are booked{(done.Rule is { } made ? $"; rule {made} remembers it" : "")}."));
    }

    private static Command Identify(Shell shell)
    {
        var line = Number(shell, new("明细号", "number of the line"), "LINE", "明细号");
        var (fund, donor) = (Options.Fund(shell), Options.Text(shell, "--donor", new("姓名", "NAME"), new("捐赠人", "who gave it"), isRequired: true));
        var amount = Options.Amount(shell, isRequired: false);
        var on = Options.Date(shell, "--on", new("认领日期（默认今天）", "the day it was identified (default today)"));
        var source = Options.Source(shell, new("资金来源代码（默认：捐赠）", "code of the source (default: plain donations)"));
        return WriteVerb.Make(
            shell, "identify", new("认领待查收款，记为捐赠", "Say whose gift an unidentified receipt was"), OnLine(Permission.RecordMoney, run => run.Required(line)), [line, fund, donor, amount, on, source],
            async run =>
            {
                Money? part = null;
                if (run.Has(amount))
                {
                    if (!run.Amount(amount, fund).IsDone(out var read, out var refusal)) return refusal;
                    part = read;
                }

                return await new IdentifyReceipt(run.Database).RunAsync(run.Asked, new Identification(
                    run.Required(line), run.Required(fund), run.Required(donor), part, run.Has(on) ? run.Value(on) : null, run.Value(source)), run.Stop);
            },
            done => new($"已认领：分录 {done.Entry}，尚待查 {done.Left.ToGroupedText()}。", $"Identified: entry {done.Entry}; {done.Left} is still unidentified."));
    }

    private static Command LeaveOut(Shell shell)
    {
        var line = Number(shell, new("明细号", "number of the line"), "LINE", "明细号");
        var reason = Options.Text(shell, "--reason", new("原因", "TEXT"), new("为什么，不写人名", "why, without names"), isRequired: true);
        var back = Options.Flag(shell, "--undo", new("恢复已剔除的明细", "take it in again"));
        return WriteVerb.Make(
            shell, "leave-out", new("剔除银行没有的明细，如重复导出的一行", "Leave out a line that the bank never had, such as one exported twice"), OnLine(Permission.RecordMoney, run => run.Required(line)), [line, reason, back],
            run => new LeaveOutLine(run.Database).RunAsync(run.Asked, new LineLeftOut(run.Required(line), !run.Value(back), run.Required(reason)), run.Stop),
            done => done.IsLeftOut ? new($"已剔除第 {done.Line} 号明细。", $"Line {done.Line} is left out.") : new($"已恢复第 {done.Line} 号明细。", $"Line {done.Line} counts again."));
    }

    private static Argument<long> Number(Shell shell, Bilingual description, string name = "MATCH", string zh = "匹配号") => new(shell.In(zh, name)) { Description = shell.In(description) };

    private static Argument<long[]> LineNumbers(Shell shell) => new(shell.In("明细号", "LINE")) { Description = shell.In("明细号，可多个", "numbers of lines"), Arity = ArgumentArity.OneOrMore };
}
