using System.CommandLine;
using FundLedger.Donations.Lists;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Vouchers;
using FundLedger.Web.Hosting;
using FundLedger.Web.Pages;

namespace FundLedger.Web.Cli;

/// <summary><c>export vouchers</c>, <c>voucher check</c>, <c>voucher list</c>, <c>voucher-layout list|show|set</c>.</summary>
internal static class VoucherVerbs
{
    private const int MostBytes = 1024 * 1024;

    internal static Command In(Shell shell) => Commands.Group(shell, "voucher", new("记账凭证：编号与核对导出的文件", "Vouchers: their numbers, and checking a file that was exported"), List(shell), Check(shell));

    internal static Command Layouts(Shell shell) => Commands.Group(
        shell, "voucher-layout", new("凭证导出格式：列、固定值、科目编号对应", "Layouts of voucher exports: columns, constants, codes of accounts"), ListLayouts(shell), ShowLayout(shell), SetLayout(shell));

    internal static Command Export(Shell shell)
    {
        var (days, number, layout, file) = (new BookDays(shell), BookVerbs.Number(shell), Layout(shell), Output.Option(shell));
        return ReadVerb.Make(shell, "vouchers", new("导出凭证，供金蝶、用友等导入：.csv 或 .xlsx", "Export vouchers for another program to import: .csv or .xlsx"), [.. days.Options, number, layout, file], async run =>
        {
            var path = run.Value(file) ?? "-";
            var form = Path.GetExtension(path).TrimStart('.').ToLowerInvariant() == VoucherSheets.Xlsx ? VoucherSheets.Xlsx : VoucherSheets.Csv;
            var exported = await run.Database.ReadAsync(
                reader => Output.WriteAsync<VoucherBook>(shell, path, async output =>
                {
                    if (!(await OpenAsync(run, reader, days, number, layout)).IsDone(out var export, out var refusal)) return refusal;
                    VoucherSheets.Write(export, form, output);
                    return export.Book;
                }), run.Stop);
            if (!exported.IsDone(out var done, out var refusal)) return refusal;
            shell.Tell(new($"导出凭证 {done.Count:N0} 张、{done.LineCount:N0} 行，借贷各 {done.Debit.ToGroupedText()}。", $"{done.Count:N0} vouchers, {done.LineCount:N0} lines are exported, {done.Debit.ToGroupedText()} on each side."));
            return ExitCode.Done;
        });
    }

    private static Command Check(Shell shell)
    {
        var (path, days, number, layout) = (Options.File(shell, new("导出的 .csv 或 .xlsx 文件", "an exported .csv or .xlsx file")), new BookDays(shell), BookVerbs.Number(shell), Layout(shell));
        return ReadVerb.Make(
            shell, "check", new("读回导出的文件，与账逐格比对；不同则指出第一处", "Read an exported file back and compare it with the books, cell by cell; the first difference is named"), [path, .. days.Options, number, layout],
            async run =>
            {
                var opening = ListFile.Open(run.Required(path));
                if (opening is ListOpening.Refused refused) return refused.Reason;
                using var file = ((ListOpening.Opened)opening).File;
                var outcome = await run.Database.ReadAsync<Outcome<VoucherCheck>>(
                    async reader => (await OpenAsync(run, reader, days, number, layout)).IsDone(out var export, out var refusal) ? export.Check(file) : refusal, run.Stop);
                if (!outcome.IsDone(out var check, out var notChecked)) return notChecked;
                if (check.Difference is { } difference)
                {
                    shell.Tell(difference.Text);
                    return ExitCode.Found;
                }

                shell.Tell(new($"一致：凭证 {check.Vouchers:N0} 张、{check.Lines:N0} 行。", $"They agree: {check.Vouchers:N0} vouchers, {check.Lines:N0} lines."));
                return ExitCode.Done;
            });
    }

    private static Command List(Shell shell)
    {
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));
        return ReadVerb.MakeShowing<IReadOnlyList<VoucherNumbers>>(
            shell, "list", new("每月编了几张凭证，有无缺号", "How many vouchers each month has, and whether a number is missing"), [entity],
            async (run, reader, books) => books.EntityOrOnly(run.Value(entity)).IsDone(out var owner, out var refusal) ? new Outcome<IReadOnlyList<VoucherNumbers>>.Done(await VoucherReading.MonthsAsync(reader, owner)) : refusal,
            (_, to, months) => TextTable.Write(
                to, [shell.In("月份", "Month"), shell.In("张数", "Vouchers"), shell.In("末号", "Last number"), shell.In("缺号", "Missing")],
                [.. months.Select(month => new[] { month.Month.ToString(), Shown.Count(month.Count), Shown.Count(month.Last), Shown.Count(month.Missing) })]),
            months => months.Select(month => new { Month = month.Month.ToString(), month.Count, month.Last, month.Missing }));
    }

    private static Command ListLayouts(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<KnownLayout>>(
        shell, "list", new("有哪些导出格式", "The layouts there are"), [],
        async (_, reader, _) => new Outcome<IReadOnlyList<KnownLayout>>.Done(await VoucherLayouts.ListAsync(reader)),
        (_, to, layouts) => TextTable.Write(
            to, [shell.In("代码", "Code"), shell.In("名称", "Name"), shell.In("版本", "Version"), shell.In("列数", "Columns")],
            [.. layouts.Select(known => new[] { known.Code, shell.In(known.Layout.Name), known.IsShipped ? shell.In("程序自带", "shipped") : Shown.Count(known.Version), Shown.Count(known.Layout.Columns.Count) })]),
        layouts => layouts.Select(known => new { known.Code, known.Version, known.Layout.Name, Columns = known.Layout.Columns.Select(column => column.Header) }));

    private static Command ShowLayout(Shell shell)
    {
        var layout = Layout(shell);
        return ReadVerb.Make(shell, "show", new("打印一个导出格式的 JSON，可改后用 set 存入", "Print a layout as JSON; edit it and keep it with 'set'"), [layout], async run =>
        {
            var outcome = await run.Database.ReadAsync(reader => VoucherLayouts.FindAsync(reader, run.Required(layout)), run.Stop);
            if (!outcome.IsDone(out var known, out var refusal)) return refusal;
            shell.Around.Out.WriteLine(known.Layout.ToJson());
            return ExitCode.Done;
        });
    }

    private static Command SetLayout(Shell shell)
    {
        var (layout, file) = (Layout(shell), Options.File(shell, new("JSON 文件", "JSON file")));
        return WriteVerb.Make(
            shell, "set", new("存入一个导出格式的新版本；旧版本保留", "Keep a new version of a layout; earlier ones stay"), Need.OverAll(Permission.ClosePeriod), [layout, file],
            async run => (await InputFile.ReadAsync(run.Parsed.GetRequiredValue(file), "", MostBytes, run.Stop)).IsDone(out var content, out var refusal)
                ? await new SetVoucherLayout(run.Database).RunAsync(run.Asked, run.Required(layout), System.Text.Encoding.UTF8.GetString(content), run.Stop) : refusal,
            done => new($"导出格式 {done.Code} 第 {done.Version} 版已存入。", $"Layout {done.Code}, version {done.Version}, is kept."));
    }

    private static Option<string> Layout(Shell shell) =>
        Options.Text(shell, "--layout", new("代码", "CODE"), new("导出格式：kingdee、yonyou，或自己存入的", "layout: kingdee, yonyou, or one of your own"), isRequired: true);

    private static async Task<Outcome<VoucherExport>> OpenAsync(ReadRun run, LedgerReader reader, BookDays days, Option<string> number, Option<string> layout)
    {
        if (!days.Of(run).IsDone(out var asked, out var refusal) || !BookVerbs.Range(run.Value(number)).IsDone(out var range, out refusal)) return refusal;
        if (!(await VoucherLayouts.FindAsync(reader, run.Required(layout))).IsDone(out var known, out refusal)) return refusal;
        return await VoucherExport.OpenAsync(reader, known, asked, (await WhoIs.LoadAsync(reader)).NameOf, range.First, range.Last);
    }
}
