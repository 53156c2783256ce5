using System.CommandLine;
using System.Globalization;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Rules;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>bank rules list</c>, <c>set</c>.</summary>
internal static class BankRuleVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "rules", new("入账规则：记住怎样处理相似的明细", "Rules: what to do with lines that look alike"), List(shell), Set(shell));

    private static Command List(Shell shell)
    {
        var account = BankVerbs.Account(shell, isRequired: false);
        return ReadVerb.MakeShowing<IReadOnlyList<BankRule>>(
            shell, "list", new("列出规则", "List the rules"), [account],
            async (run, reader, books) =>
            {
                var bank = await BankBook.LoadAsync(reader, books);
                BankAccount? found = null;
                if (run.Value(account) is { } code && !bank.Find(code).IsDone(out found, out var refusal)) return refusal;
                return new Outcome<IReadOnlyList<BankRule>>.Done(await BankRules.CurrentAsync(reader, books, bank, found));
            },
            (_, to, rules) => TextTable.Write(
                to, [shell.In("号", "Rule"), shell.In("版", "Version"), shell.In("账户", "Account"), shell.In("启用", "On"), shell.In("条件", "When"), shell.In("记为", "Book as"), shell.In("基金", "Fund")],
                [.. rules.Select(rule => new[]
                {
                    rule.Id.ToString(CultureInfo.InvariantCulture), rule.Version.ToString(CultureInfo.InvariantCulture), rule.Account.Code, rule.IsOn ? shell.In("是", "yes") : shell.In("否", "no"), shell.In(rule.When),
                    shell.In(rule.As.Name()), rule.Fund?.Code ?? "",
                })], 0, 1),
            rules => rules.Select(rule => new { Rule = rule.Id, rule.Version, Account = rule.Account.Code, rule.IsOn, Direction = rule.IsIn ? "in" : "out", Payer = rule.MaskedPayer, rule.Words, rule.Least, rule.Most, rule.As, Fund = rule.Fund?.Code, Source = rule.Source?.Code, rule.FromLine }));
    }

    private static Command Set(Shell shell)
    {
        var account = BankVerbs.Account(shell);
        var rule = new Option<long?>("--rule") { Description = shell.In("改这一号规则（默认：新建）", "change this rule (default: a new one)"), HelpName = shell.In("编号", "NUMBER") };
        var direction = Choices.Option(shell, "--direction", new("收款或付款（默认 in）", "money in or out (default in)"), [("in", true), ("out", false)]);
        var (payer, words) = (Options.Text(shell, "--payer", new("文字", "TEXT"), new("对方名称包含", "what the counterparty contains")), Options.Text(shell, "--words", new("文字", "TEXT"), new("附言包含", "what the text contains")));
        var (least, most) = (Options.Amount(shell, "--least", isRequired: false), Options.Amount(shell, "--most", isRequired: false));
        var bookAs = Choices.Option(shell, "--as", new("记为什么", "what it is booked as"), Choices.Of<BookAs>());
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("记入哪个基金（默认：账户的）", "which fund it is for (default: the account's)"));
        var source = Options.Source(shell, new("资金来源代码", "code of the source"));
        var off = Options.Flag(shell, "--off", new("停用", "switch it off"));
        return WriteVerb.Make(
            shell, "set", new("新建规则，或给规则一个新版本；没给的照旧", "Make a rule, or a new version of one; what is not given stays"), BankVerbs.OnAccount(Permission.RecordMoney, account),
            [account, rule, direction, payer, words, least, most, bookAs, fund, source, off],
            async run =>
            {
                if (!(await BankVerbs.FindAsync(run, run.Required(account))).IsDone(out var found, out var refusal)) return refusal;
                var known = run.Value(rule) is { } number
                    ? (await run.Database.ReadAsync(async reader => await BankRules.CurrentAsync(reader, run.Books, await BankBook.LoadAsync(reader, run.Books), found), run.Stop)).FirstOrDefault(one => one.Id == number) : null;
                if (known is null && !run.Has(bookAs)) return Refusal.Of("book-as-missing", "as", "请说明记为什么（--as）。", "Say what it is booked as (--as).");
                if (!Bound(run, least, found.Currency, known?.Least).IsDone(out var low, out refusal)) return refusal;
                if (!Bound(run, most, found.Currency, known?.Most).IsDone(out var high, out refusal)) return refusal;
                return await new SaveRule(run.Database).RunAsync(run.Asked, new RuleText(
                    run.Value(rule), found.Code, run.Has(direction) ? run.Value(direction) : known?.IsIn ?? true, run.Value(payer) ?? known?.Payer ?? "", run.Value(words) ?? known?.Words ?? "",
                    run.Has(bookAs) ? run.Value(bookAs) : known!.As, low.Amount, high.Amount, run.Value(fund) ?? known?.Fund?.Code, run.Value(source) ?? known?.Source?.Code, !run.Value(off)), run.Stop);
            },
            done => new($"已保存第 {done.Rule} 号规则第 {done.Version} 版。", $"Rule {done.Rule}, version {done.Version}, is kept."));
    }

    private sealed record AmountBound(Money? Amount);

    private static Outcome<AmountBound> Bound(WriteRun run, Option<string> option, Currency currency, Money? known)
    {
        if (run.Value(option) is not { } text) return new AmountBound(known);
        return TypedAmount.Read(text, currency, option.Name[2..]).IsDone(out var read, out var refusal) ? new AmountBound(read) : refusal;
    }
}
