using System.CommandLine;
using FundLedger.Blueprints;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>space blueprint show|template|plan</c>.</summary>
internal static class BlueprintVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "blueprint", new("五年蓝图：每年重排，计划与实际", "The five-year blueprint of a space: planned again each year, beside what came of it"), Show(shell), Template(shell), Plan(shell));

    private static Command Plan(Shell shell)
    {
        var file = AwardVerbs.File(shell, new("蓝图（JSON），由 space blueprint template 打印", "the blueprint as JSON; 'space blueprint template' prints one to fill in"));
        return WriteVerb.MakeProposing(
            shell, "plan", new("排定或重排五年蓝图；不承诺资金", "Plan the next five years, or plan them again; no money is committed"), new Need(Permission.Propose), [file], PlanBlueprint.Kind,
            run => AwardVerbs.FileAsync<NewBlueprint>(run, file),
            (run, wanted) => new PlanBlueprint(run.Database).RunAsync(run.Asked, wanted, run.Stop),
            done => new($"{done.Space} 的五年蓝图现为第 {done.Version} 版，自 {done.From} 年起。", $"The blueprint of {done.Space} is at version {done.Version}, from {done.From} on."));
    }

    /// <summary>The next five years with nothing changed, to be filled in and sent.</summary>
    private static Command Template(Shell shell)
    {
        var (code, to) = (SpaceVerbs.Code(shell), Output.Option(shell));
        return ReadVerb.Make(shell, "template", new("打印可填写的蓝图（JSON）：沿用最新一版", "Print a blueprint to fill in (JSON): the newest one continued"), [code, to], run => run.Database.ReadAsync<Outcome<int>>(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            if (await SpaceReading.FindAsync(reader, books, run.Required(code)) is not { } space) return SpaceVerbs.Unknown(run.Required(code));
            var blueprint = await BlueprintReading.OfAsync(reader, books, space, shell.Today);
            var sample = new NewBlueprint(space.Code, blueprint.Versions.Count, BlueprintRules.Continued(blueprint.Newest, shell.Today.Year, space.Fund.Currency), "");
            return await Output.WriteAsync<int>(shell, run.Value(to) ?? "-", async output =>
            {
                await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(GrantJson.WriteIndented(sample) + "\n"), run.Stop);
                return ExitCode.Done;
            });
        }, run.Stop));
    }

    private static Command Show(Shell shell)
    {
        var code = SpaceVerbs.Code(shell);
        return ReadVerb.MakeShowing<Blueprint>(
            shell, "show", new("一个空间的五年蓝图：各年计划与实际", "The blueprint of a space: each year planned and actual"), [code],
            async (run, reader, books) => await SpaceReading.FindAsync(reader, books, run.Required(code)) is not { } space ? SpaceVerbs.Unknown(run.Required(code)) : await BlueprintReading.OfAsync(reader, books, space, shell.Today),
            (_, to, shown) => TextTable.Write(
                to, [shell.In("年", "Year"), shell.In("版次", "Version"), shell.In(BlueprintNames.Hardware), shell.In(BlueprintNames.Governance), shell.In(BlueprintNames.Operation), shell.In("计划合计", "Planned"), shell.In("实际", "Actual"), shell.In("造血率目标", "Target"), shell.In("自我造血率", "Self-sufficiency"), shell.In("目标", "Aim")],
                [.. shown.Years.Select(year => new[]
                {
                    $"{year.Planned.Year}", $"{year.Version}", year.Planned.Hardware.ToGroupedText(), year.Planned.Governance.ToGroupedText(), year.Planned.Operation.ToGroupedText(), year.Total.Planned.ToGroupedText(), year.Total.Actual.ToGroupedText(),
                    year.Planned.SelfSufficiency?.ToString() ?? "", year.Reached?.ToString() ?? "", year.Planned.Aim,
                })], 0, 1, 2, 3, 4, 5, 6),
            shown => new
            {
                Space = shown.Space.Code, Version = shown.Newest?.No,
                Years = shown.Years.Select(year => new { year.Planned.Year, year.Version, year.Planned.Aim, year.Hardware, year.Governance, year.Operation, Total = year.Total, Target = year.Planned.SelfSufficiency?.ToString(), Reached = year.Reached?.ToString() }),
                Versions = shown.Versions.Select(version => new { version.No, version.From, version.PlannedOn, version.Reason }),
            });
    }
}
