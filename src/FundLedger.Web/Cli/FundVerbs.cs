using System.CommandLine;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;

namespace FundLedger.Web.Cli;

/// <summary><c>fund create</c>, <c>fund list</c>.</summary>
internal static class FundVerbs
{
    private static readonly (string, FundKind)[] Kinds =
        [.. Choices.Of<FundKind>(), ("district", FundKind.DistrictPool), ("community", FundKind.CommunityFund), ("programme", FundKind.ProgrammeFund), ("program", FundKind.ProgrammeFund)];

    internal static Command In(Shell shell) => Commands.Group(shell, "fund", new("基金", "Funds"), Create(shell), List(shell));

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

    private static Command List(Shell shell) => ReadVerb.MakeShowing(
        shell, "list", new("列出基金", "List the funds"), [],
        (_, _, books) => Task.FromResult<Storage.Outcome<IReadOnlyList<FundShown>>>(books.Funds.Select(fund => FundShown.Of(fund, books)).ToArray()),
        Print, funds => funds);

    private static void Print(Shell shell, TextWriter to, IReadOnlyList<FundShown> funds) => TextTable.Write(
        to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("类别", "Kind"), shell.In("币种", "Currency"), shell.In("上级", "Parent")],
        [.. funds.Select(fund => new[] { fund.Code, fund.Name, shell.In(fund.Kind.Name()), fund.Currency.Code, fund.Parent ?? "" })]);

    private sealed record FundShown(string Code, string Name, FundKind Kind, Values.Currency Currency, string? Parent)
    {
        internal static FundShown Of(Fund fund, Books books) =>
            new(fund.Code, fund.Name, fund.Kind, fund.Currency, fund.ParentId is { } parent ? books.Fund(parent).Code : null);
    }
}
