using System.CommandLine;
using FundLedger.Disclosure;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>fund create</c>, <c>fund list</c>, <c>fund freeze</c>, <c>fund unfreeze</c>, <c>fund close</c>, <c>fund reopen</c>, <c>fund show</c>, <c>fund hide</c>.</summary>
internal static class FundVerbs
{
    private static readonly (string, FundKind)[] Kinds =
        [.. Choices.Of<FundKind>(), ("district", FundKind.DistrictPool), ("community", FundKind.CommunityFund), ("programme", FundKind.ProgrammeFund), ("program", FundKind.ProgrammeFund)];

    internal static Command In(Shell shell) => Commands.Group(shell, "fund", new("基金", "Funds"), Create(shell), List(shell), Freeze(shell), Unfreeze(shell), Close(shell), Reopen(shell), Publicity(shell, "show"), Publicity(shell, "hide"));

    private static Command Create(Shell shell)
    {
        var code = Options.Text(shell, "--code", new("代码", "CODE"), new("基金代码：字母、数字、点、连字符，不可再改", "code of the fund: letters, digits, dots, dashes; for good"), isRequired: true);
        var name = Options.Text(shell, "--name", new("名称", "NAME"), new("基金名称", "name of the fund"), isRequired: true);
        var kind = Choices.Option(shell, "--kind", new("类别：区级社会治理基金、社区基金、专项基金", "kind of fund"), Kinds, isRequired: true);
        var currency = Options.Currency(shell);
        var parent = Options.Text(shell, "--parent", new("代码", "CODE"), new("上级基金（区、街道、社区的汇总层级）", "fund above it in the reporting tree"));
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("所属会计主体（默认：唯一的主体，没有则建立）", "entity whose books it is in (default: the only one, made when there is none)"));
        return WriteVerb.Make(
            shell, "create", new("建立基金", "Open a fund"), Need.InEntity(Permission.ManageFunds, entity), [code, name, kind, currency, parent, entity],
            run => new CreateFund(run.Database).RunAsync(
                run.Asked, new NewFund(run.Required(code), run.Required(name), run.Required(kind), run.Required(currency), run.Value(parent), run.Value(entity)), run.Stop),
            made => new($"已建立基金 {made.Code}（会计主体 {made.Entity}）。", $"Fund {made.Code} is open, in the books of {made.Entity}."),
            makesBooks: true);
    }

    private static Option<string> Reason(Shell shell) => Options.Text(shell, "--reason", new("文字", "TEXT"), new("为什么，永久保存，不写人名", "why; kept for good, without names"), isRequired: true);

    private static Bilingual Says(FundMoved done) => new($"基金 {done.Fund}：{done.Status.Name().Zh}。", $"Fund {done.Fund}: {done.Status.Name().En.ToLowerInvariant()}.");

    private static Command Freeze(Shell shell)
    {
        var (fund, reason) = (Options.Fund(shell), Reason(shell));
        return WriteVerb.Make(
            shell, "freeze", new("冻结基金：不能支出、承诺或划转", "Freeze a fund: nothing is spent, promised or moved"), Need.InFund(Permission.ManageFunds, fund), [fund, reason],
            run => new FreezeFund(run.Database).RunAsync(run.Asked, new FundFreeze(run.Required(fund), run.Required(reason)), run.Stop), Says);
    }

    private static Command Unfreeze(Shell shell)
    {
        var (fund, reason) = (Options.Fund(shell), Reason(shell));
        return WriteVerb.Make(
            shell, "unfreeze", new("解除冻结", "Let a frozen fund be used again"), Need.InFund(Permission.ManageFunds, fund), [fund, reason],
            run => new UnfreezeFund(run.Database).RunAsync(run.Asked, new FundFreeze(run.Required(fund), run.Required(reason)), run.Stop), Says);
    }

    private static Command Publicity(Shell shell, string verb)
    {
        var (fund, reason) = (Options.Fund(shell), Reason(shell));
        return WriteVerb.Make(
            shell, verb, verb == "show" ? new("在公开页面上展示基金", "Put a fund on the public pages") : new("不再公开展示基金；已公布的文件不变", "Take a fund off the public pages; what was published stays"),
            Need.InFund(Permission.RecordMoney, fund), [fund, reason],
            run => new ShowFund(run.Database).RunAsync(run.Asked, new FundPublicity(run.Required(fund), verb == "show", run.Required(reason)), run.Stop),
            done => done.IsShown ? new($"基金 {done.Fund} 公开展示。", $"Fund {done.Fund} is shown to everybody.") : new($"基金 {done.Fund} 不公开展示。", $"Fund {done.Fund} is not shown to the public."));
    }

    private static Command Close(Shell shell)
    {
        var (fund, on, reason) = (Options.Fund(shell), Options.On(shell), Reason(shell));
        var decision = Options.Text(shell, "--ref", new("文号", "NUMBER"), new("终止决议文号", "number of the decision to close it"), isRequired: true);
        var left = new Option<string[]>("--left")
        {
            Description = shell.In("结余去向，每个来源一项：来源=基金代码，或 来源=return 退回拨款单位", "where what is left goes, one for each source: SOURCE=FUND, or SOURCE=return to give it back"),
            HelpName = shell.In("来源=去向", "SOURCE=FUND"), AllowMultipleArgumentsPerToken = true,
        };
        return WriteVerb.MakeProposing(
            shell, "close", new("终止基金：结清后逐个来源处置结余", "Close a fund that is settled, and say where what is left goes"), Need.InFund(Permission.ManageFunds, fund), [fund, on, decision, reason, left], CloseFund.Kind,
            run =>
            {
                var goings = new List<ResidualGoes>();
                foreach (var one in run.Value(left) ?? [])
                {
                    if (one.LastIndexOf('=') is not (> 0 and var at) || at == one.Length - 1)
                        return Task.FromResult<Outcome<FundClosing>>(Refusal.Of("left-unreadable", "left", $"“{one}”应写作 来源=基金代码，或 来源=return。", $"'{one}' should be SOURCE=FUND, or SOURCE=return."));
                    goings.Add(new ResidualGoes(one[..at], one[(at + 1)..] is "return" ? null : one[(at + 1)..]));
                }

                return Task.FromResult<Outcome<FundClosing>>(new FundClosing(run.Required(fund), run.Required(on), run.Required(decision), run.Required(reason), goings));
            },
            (run, closing) => new CloseFund(run.Database).RunAsync(run.Asked, closing, run.Stop),
            done => done.Entry is { } entry ? new($"基金 {done.Fund} 已终止；结余见分录 {entry}。", $"Fund {done.Fund} is closed; entry {entry} moved what was left.") : new($"基金 {done.Fund} 已终止。", $"Fund {done.Fund} is closed."));
    }

    private static Command Reopen(Shell shell)
    {
        var (fund, reason) = (Options.Fund(shell), Reason(shell));
        return WriteVerb.MakeProposing(
            shell, "reopen", new("恢复已终止的基金", "Open a closed fund again"), Need.InFund(Permission.ManageFunds, fund), [fund, reason], ReopenFund.Kind,
            run => Task.FromResult<Outcome<FundReopening>>(new FundReopening(run.Required(fund), run.Required(reason))),
            (run, reopening) => new ReopenFund(run.Database).RunAsync(run.Asked, reopening, run.Stop), Says);
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing(
        shell, "list", new("列出基金", "List the funds"), [],
        (_, _, books) => Task.FromResult<Storage.Outcome<IReadOnlyList<FundShown>>>(books.Funds.Select(fund => FundShown.Of(fund, books)).ToArray()),
        Print, funds => funds);

    private static void Print(Shell shell, TextWriter to, IReadOnlyList<FundShown> funds) => TextTable.Write(
        to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("类别", "Kind"), shell.In("币种", "Currency"), shell.In("上级", "Parent"), shell.In("状态", "Status")],
        [.. funds.Select(fund => new[] { fund.Code, fund.Name, shell.In(fund.Kind.Name()), fund.Currency.Code, fund.Parent ?? "", shell.In(fund.Status.Name()) })]);

    private sealed record FundShown(string Code, string Name, FundKind Kind, Currency Currency, string? Parent, FundStatus Status)
    {
        internal static FundShown Of(Fund fund, Books books) =>
            new(fund.Code, fund.Name, fund.Kind, fund.Currency, fund.ParentId is { } parent ? books.Fund(parent).Code : null, fund.Status);
    }
}
