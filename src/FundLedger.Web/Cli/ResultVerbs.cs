using System.CommandLine;
using FundLedger.Donations.Lists;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Cli;

/// <summary><c>result report|hand-in|decide|import|template|list</c>.</summary>
internal static class ResultVerbs
{
    internal static Command In(Shell shell) => Commands.Group(
        shell, "result", new("公共空间的运营报告", "What spaces cost and earn"), Report(shell), HandIn(shell), Decide(shell), Import(shell), Template(shell), List(shell));

    private static Option<string> File(Shell shell) => AwardVerbs.File(shell, new("运营报告（JSON），写法见手册", "the operating result as JSON, as the guide tells"));

    private static Command Report(Shell shell)
    {
        var (file, document) = (File(shell), Options.Document(shell));
        return Make(shell, "report", new("以基金管理方提交一期运营报告，或更正", "Report a period of a space as the fund's people, or correct it"), file, document, new Need(Permission.RecordMoney, async run =>
            await ReadAsync(run, file) is { } report && await run.Database.ReadAsync(reader => SpaceReading.FindAsync(reader, run.Books, report.Space), run.Stop) is { } space ? Target.Of(space.Fund, run.Books) : Target.WholeLedger));
    }

    private static Command HandIn(Shell shell)
    {
        var (file, document) = (File(shell), Options.Document(shell));
        return Make(shell, "hand-in", new("以运营方提交一期运营报告，或更正", "Report a period of a space as its operator, or correct it"), file, document,
            new Need(Permission.EditOrganisation, async run => await ReadAsync(run, file) is { By: { } organisation } ? new Target(Organisation: organisation) : Target.WholeLedger));
    }

    private static Command Make(Shell shell, string name, Bilingual description, Option<string> file, Option<string> document, Need need) => WriteVerb.Make(
        shell, name, description, need, [file, document],
        async run =>
        {
            if (!(await AwardVerbs.FileAsync<NewResult>(run, file)).IsDone(out var report, out var refusal)) return refusal;
            if (name == "hand-in" && report.By is null) return Refusal.Of("organisation-missing", "by", "文件中请写明报告的机构（by）。", "Name the organisation that reports in the file, as \"by\".");
            if (!(await SpaceVerbs.EvidenceAsync(run, document)).IsDone(out var evidence, out refusal)) return refusal;
            return await new ReportResult(run.Database).RunAsync(run.Asked, report with { Evidence = evidence.Length > 0 ? evidence : report.Evidence, By = name == "hand-in" ? report.By : null }, run.Stop);
        },
        done => new($"{done.Space} {done.First.ToIso()} 至 {done.Last.ToIso()} 的第 {done.Version} 版已提交。", $"Version {done.Version} of {done.Space} from {done.First.ToIso()} to {done.Last.ToIso()} is reported."));

    private static async Task<NewResult?> ReadAsync(WriteRun run, Option<string> file) => (await AwardVerbs.FileAsync<NewResult>(run, file)).IsDone(out var report, out _) ? report : null;

    private static Command Decide(Shell shell)
    {
        var code = SpaceVerbs.Code(shell);
        var (first, last) = (Options.Date(shell, "--first", new("这一期的第一天", "first day of the period"), isRequired: true), Options.Date(shell, "--last", new("这一期的最后一天", "last day of the period"), isRequired: true));
        var version = AwardVerbs.Number(shell, "--version", new("第几版", "which version"));
        var decision = Choices.Option(shell, "--decision", new("通过或退回", "accept it, or send it back"), Choices.Of<ResultDecision>(), isRequired: true);
        var note = Options.Text(shell, "--note", new("文字", "TEXT"), new("意见；退回时必填", "what is to be said; needed where it is sent back"));
        return WriteVerb.Make(
            shell, "decide", new("审核运营报告", "Accept an operating result, or send it back"), SpaceVerbs.OfSpace(Permission.RecordMoney, code), [code, first, last, version, decision, note],
            run => new DecideResult(run.Database).RunAsync(run.Asked, new ResultDeciding(run.Required(code), run.Required(first), run.Required(last), run.Required(version), run.Value(decision), run.Value(note)), run.Stop),
            done => new($"第 {done.Version} 版{(done.Decision == ResultDecision.Accepted ? "已通过" : "已退回")}。", $"Version {done.Version} is {(done.Decision == ResultDecision.Accepted ? "accepted" : "sent back")}."));
    }

    private static Command Import(Shell shell)
    {
        var file = Options.File(shell, new("按模板填写的 XLSX 或 CSV", "XLSX or CSV, filled in as the template says"));
        return WriteVerb.Make(
            shell, "import", new("导入多个空间、多期的运营报告，全部或一行也不", "Import results of several spaces and periods, all of them or none"), Need.OverAll(Permission.RecordMoney), [file], makesBooks: false,
            async run =>
            {
                var opening = ListFile.Open(run.Required(file));
                if (opening is ListOpening.Refused unopened) return unopened.Reason;
                using var list = ((ListOpening.Opened)opening).File;
                var spaces = await run.Database.ReadAsync(reader => SpaceReading.ListAsync(reader, run.Books), run.Stop);
                if (!ResultSheet.Read(list, spaces, null).IsDone(out var sheet, out var refusal)) return refusal;
                var import = new ImportResults(run.IsDryRun ? new Preview(run.Database) : run.Database);
                var outcome = await import.RunAsync(run.Asked, sheet, run.Stop);
                if (!outcome.IsDone(out var done, out refusal))
                {
                    foreach (var one in import.Problems) shell.Tell(new($"第 {one.Row} 行 {one.Column.Zh}：{one.Why.Zh}", $"row {one.Row} {one.Column.En}: {one.Why.En}"));
                    return refusal;
                }

                WriteVerb.Print(
                    run, done, run.IsDryRun ? new($"可以导入：{done.Spaces} 个空间，{done.Results} 期。没有写入任何内容。", $"Would be imported: {done.Results} period(s) of {done.Spaces} space(s). Nothing was written.")
                        : new($"已导入：{done.Spaces} 个空间，{done.Results} 期。", $"Imported: {done.Results} period(s) of {done.Spaces} space(s)."), ((Outcome<ResultsImported>.Done)outcome).WasDoneBefore);
                return ExitCode.Done;
            });
    }

    private static Command Template(Shell shell)
    {
        var to = Output.Option(shell);
        return ReadVerb.Make(shell, "template", new("写出填报模板（XLSX），已列出未报告的各期", "Write the template to fill in (XLSX), with the periods not reported yet"), [to], run => run.Database.ReadAsync<Outcome<int>>(
            async reader =>
            {
                if (run.Value(to) is not { } path) return Refusal.Of("out-missing", "out", "请用 --out 指定文件；--out - 为标准输出。", "Name the file with --out; --out - is standard output.");
                var spaces = await SpaceReading.ListAsync(reader, await Books.LoadAsync(reader));
                var results = await OperatingResults.AllAsync(reader, spaces);
                var due = spaces.Where(space => space.ClosedOn is null).Select(space => (space, DuePeriods.Of(space, [.. results[space.Id]], shell.Today))).ToList();
                return await Output.WriteAsync<int>(shell, path, output =>
                {
                    ResultTemplate.Write(due, shell.Language, output);
                    return Task.FromResult<Outcome<int>>(ExitCode.Done);
                });
            }, run.Stop));
    }

    private static Command List(Shell shell)
    {
        var code = Options.Text(shell, "--space", new("代码", "CODE"), new("只列一个空间", "of one space only"));
        var open = Options.Flag(shell, "--open", new("只列待审核的", "only those that wait to be decided"));
        return ReadVerb.MakeShowing<IReadOnlyList<(Space Space, OperatingResult Result)>>(
            shell, "list", new("列出运营报告的各版", "List operating results, every version"), [code, open],
            async (run, reader, books) =>
            {
                var spaces = await SpaceReading.ListAsync(reader, books);
                if (run.Value(code) is { } only && spaces.All(space => space.Code != only)) return SpaceVerbs.Unknown(only);
                var results = await OperatingResults.AllAsync(reader, spaces);
                return spaces.Where(space => run.Value(code) is not { } wanted || space.Code == wanted).SelectMany(space => results[space.Id].Select(result => (space, result)))
                    .Where(one => !run.Value(open) || one.result.Decision is null).ToArray();
            },
            (_, to, rows) =>
            {
                foreach (var of in rows.GroupBy(row => row.Space.Code)) Table(shell, to, of.Key, [.. of.Select(row => row.Result)]);
                if (rows.Count == 0) to.WriteLine(shell.In("没有运营报告。", "There is no operating result."));
            },
            rows => rows.Select(row => Shape(row.Space.Code, row.Result)));
    }

    internal static void Table(Shell shell, TextWriter to, string space, IReadOnlyList<OperatingResult> results) => TextTable.Write(
        to, [shell.In("空间", "Space"), shell.In("期间", "Days"), shell.In("版本", "Version"), shell.In("成本", "Cost"), shell.In("收入", "Revenue"), shell.In("自我造血率", "Self-sufficiency"), shell.In("人次", "Visits"), shell.In("状态", "State")],
        [.. results.Select(result => new[]
        {
            space, $"{result.Figures.First.ToIso()} – {result.Figures.Last.ToIso()}", $"{result.Figures.Version}", result.Figures.Cost.ToGroupedText(), result.Figures.Revenue.ToGroupedText(),
            SpaceFigures.RatioOf(result.Figures.Revenue, result.Figures.Cost)?.ToString() ?? "", $"{result.Figures.Users}", shell.In(result.Decision.Name()),
        })], 2, 3, 4, 5, 6);

    internal static object Shape(string space, OperatingResult result) => new
    {
        Space = space, result.Figures.First, result.Figures.Last, result.Figures.Version, result.Figures.Cost, result.Figures.EligibleCost, result.Figures.Revenue,
        SelfSufficiency = SpaceFigures.RatioOf(result.Figures.Revenue, result.Figures.Cost)?.ToString(), result.Figures.Users, result.Figures.HoursOpen, result.Figures.Volunteers, result.Figures.VolunteerHours,
        result.Content.Costs, result.Content.Revenues, result.Content.Text, result.Reason, result.Evidence, result.SubmittedOn, result.SubmittedBy, result.Decision, result.DecidedOn, result.DecidedBy, result.Note,
    };
}
