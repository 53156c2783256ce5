using System.CommandLine;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;

namespace FundLedger.Web.Cli;

/// <summary><c>entity create</c>, <c>entity list</c>.</summary>
internal static class EntityVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "entity", new("会计主体（账套）", "Accounting entities"), Create(shell), List(shell));

    private static Command Create(Shell shell)
    {
        var code = Options.Text(shell, "--code", new("代码", "CODE"), new("会计主体代码", "code of the entity"), isRequired: true);
        var name = Options.Text(shell, "--name", new("名称", "NAME"), new("会计主体名称", "name of the entity"), isRequired: true);
        var currency = Options.Currency(shell);
        var chart = Options.Text(shell, "--chart", new("npo-2004|npo-2026|文件", "npo-2004|npo-2026|FILE"), new(
            "科目表：随程序提供的两种之一，或 CSV 文件（列 code, role, name_zh, name_en, layer, type, counts_as，可加 closes_to）",
            "chart of accounts: one of the two carried, or a CSV file (columns code, role, name_zh, name_en, layer, type, counts_as, and closes_to if you like)"), isRequired: true);
        return WriteVerb.Make(
            shell, "create", new("建立会计主体", "Open the books of an entity"), Need.OverAll(Permission.ManageFunds), [code, name, currency, chart],
            async run => ChartFile.Read(run.Required(chart)).IsDone(out var accounts, out var refusal)
                ? await new CreateEntity(run.Database).RunAsync(run.Asked, new NewEntity(run.Required(code), run.Required(name), run.Required(currency), accounts), run.Stop)
                : refusal,
            made => new($"已建立会计主体 {made.Code}。", $"The books of {made.Code} are open."),
            makesBooks: true);
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing(
        shell, "list", new("列出会计主体", "List the entities"), [],
        (_, _, books) => Task.FromResult<Outcome<IReadOnlyList<Entity>>>(books.Entities.ToArray()),
        Print, entities => entities.Select(entity => new { entity.Code, entity.Name, entity.Currency, entity.Chart }));

    private static void Print(Shell shell, TextWriter to, IReadOnlyList<Entity> entities) => TextTable.Write(
        to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("币种", "Currency"), shell.In("科目表", "Chart")],
        [.. entities.Select(entity => new[] { entity.Code, entity.Name, entity.Currency.Code, entity.Chart })]);
}
