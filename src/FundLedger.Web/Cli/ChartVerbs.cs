using System.CommandLine;
using FundLedger.Charts;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>chart mapping</c>, <c>chart preview</c>, <c>chart convert</c>, <c>chart undo</c>, <c>chart list</c>.</summary>
internal static class ChartVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "chart", new("科目表的转换", "Changing the chart of accounts"), Mapping(shell), Preview(shell), Convert(shell), Undo(shell), List(shell));

    private static Command Mapping(Shell shell)
    {
        var verb = new Command("mapping", shell.In(new Bilingual("打印随程序提供的对照表（2004 转 2026），可改后用 --mapping", "Print the mapping carried (2004 to 2026); edit it and give it with --mapping")));
        verb.SetAction(_ =>
        {
            shell.Around.Out.Write(ChartPlan.Written(Chart.From2004To2026()));
            return ExitCode.Done;
        });
        return verb;
    }

    private static Command Preview(Shell shell)
    {
        var inputs = new Inputs(shell);
        return ReadVerb.MakeShowing<ConversionPreview>(
            shell, "preview", new("并列新旧科目的试算平衡，不写入", "Show the trial balance in old and new codes; nothing is written"), inputs.All,
            async (run, reader, books) =>
            {
                if (!books.EntityOrOnly(run.Value(inputs.Entity)).IsDone(out var entity, out var refusal)) return refusal;
                return inputs.Read(run.Parsed).IsDone(out var read, out refusal)
                    ? await Conversions.PreviewAsync(reader, books, entity, read.To, run.Required(inputs.On), read.Mapping, shell.Today) : refusal;
            },
            Print,
            preview => new
            {
                Entity = preview.Entity.Code, preview.FirstDay, Chart = preview.To.Code, Refusal = preview.NotNow is { } refusal ? new { refusal.Code, refusal.Message } : null,
                Rows = preview.Rows.Select(row => new { From = row.Of.From.Code, To = row.Of.To.Code, row.Of.Stays, row.Balance }),
            });
    }

    private static Command Convert(Shell shell)
    {
        var inputs = new Inputs(shell);
        return WriteVerb.Make(
            shell, "convert", new("从一年的第一天起改用新科目表", "Put an entity on another chart from the first day of a year"), Need.InEntity(Permission.ManageFunds, inputs.Entity), inputs.All,
            async run => inputs.Read(run.Parsed).IsDone(out var read, out var refusal)
                ? await new ConvertChart(run.Database).RunAsync(run.Asked, new NewConversion(run.Value(inputs.Entity), read.To, run.Required(inputs.On), read.Mapping), run.Stop) : refusal,
            done => new($"{done.Entity} 已改用科目表 {done.Chart}：{done.AccountCount} 个科目转换，结转分录 {done.EntryCount} 笔。", $"{done.Entity} is on the chart {done.Chart}: {done.AccountCount} account(s) became others, by {done.EntryCount} entries."));
    }

    private static Command Undo(Shell shell)
    {
        var entity = Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("为什么，永久保存，不写人名", "why; kept for good, without names"), isRequired: true);
        return WriteVerb.MakeProposing(
            shell, "undo", new("撤销科目转换：须由另一人复核，转换后须还没有分录", "Take the last change of chart back; it takes a second person, and no entry since"), Need.InEntity(Permission.Propose, entity), [entity, reason], UndoConversion.Kind,
            run => Task.FromResult<Outcome<ConversionUndoing>>(run.Books.EntityOrOnly(run.Value(entity)).IsDone(out var found, out var refusal) ? new ConversionUndoing(found.Code, run.Required(reason)) : refusal),
            (_, _) => Task.FromResult<Outcome<ConversionUndone>>(Refusal.Of("needs-people", "",
                "撤销科目转换须由两人办理，而账本还没有人员登记。请先启动网站，登记管理员和复核人。", "Taking a change of chart back takes two people, and these books have none yet. Start the web site and make an administrator and an approver.")),
            done => new($"{done.Entity} 已恢复科目表 {done.Chart}。", $"{done.Entity} is on the chart {done.Chart} again."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<ChartConversion>>(
        shell, "list", new("列出科目转换", "List the changes of chart"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<ChartConversion>>.Done(await Conversions.ListAsync(reader, books)),
        (_, to, made) => TextTable.Write(
            to, [shell.In("会计主体", "Entity"), shell.In("起用日", "From"), shell.In("原科目表", "Old chart"), shell.In("新科目表", "New chart"), shell.In("状态", "State")],
            [.. made.Select(one => new[] { one.Entity.Code, one.FirstDay.ToIso(), one.FromChart, one.ToChart, shell.In(one.IsUndone ? new Bilingual("已撤销", "taken back") : new Bilingual("有效", "in force")) })]),
        made => made.Select(one => new { Entity = one.Entity.Code, one.FirstDay, one.FromChart, one.ToChart, one.Mapping, one.IsUndone }));

    private static void Print(Shell shell, TextWriter to, ConversionPreview preview)
    {
        if (preview.NotNow is { } notNow) to.WriteLine(shell.In(new Bilingual("现在不能转换：", "It cannot be changed now: ")) + shell.In(notNow.Message));
        TextTable.Write(
            to, [shell.In("原科目", "Old"), shell.In("名称", "Name"), shell.In("新科目", "New"), shell.In("名称", "Name"), shell.In("转换前", "Before"), shell.In("转换后", "After")],
            [.. preview.Rows.Select(row => new[] { row.Of.From.Code, shell.In(row.Of.From.Name), row.Of.To.Code, shell.In(row.Of.To.Name), row.Balance.ToGroupedText(), row.Balance.ToGroupedText() })], rightAligned: 2);
        to.WriteLine();
        to.WriteLine(shell.In(new Bilingual($"{preview.FirstDay.ToIso()} 期初资产负债表", $"Opening balance sheet of {preview.FirstDay.ToIso()}")));
        TextTable.Write(
            to, [shell.In("科目", "Account"), shell.In("名称", "Name"), shell.In("借方", "Debit"), shell.In("贷方", "Credit")],
            [.. preview.OpeningBalanceSheet.Select(row => new[]
            {
                row.Of.To.Code, shell.In(row.Of.To.Name), row.Balance.IsPositive ? row.Balance.ToGroupedText() : "", row.Balance.IsNegative ? (-row.Balance).ToGroupedText() : "",
            })], rightAligned: 2);
    }

    private sealed class Inputs(Shell shell)
    {
        private readonly Option<string> to = Options.Text(shell, "--to", new("npo-2026|文件", "npo-2026|FILE"), new("新科目表（默认 npo-2026）", "the new chart (default npo-2026)"));
        private readonly Option<string> mapping = Options.Text(shell, "--mapping", new("文件", "FILE"), new("对照表，CSV：from,to（默认：随程序提供的 2004 转 2026）", "which code becomes which, CSV: from,to (default: the one carried, 2004 to 2026)"));

        internal Option<string> Entity { get; } = Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));
        internal Option<DateOnly> On { get; } = Options.Date(shell, "--on", new("起用日，一年的第一天", "the first day of a year, from which on"), isRequired: true);
        internal IReadOnlyList<Symbol> All => [to, On, mapping, Entity];

        internal Outcome<(Chart To, IReadOnlyDictionary<string, string> Mapping)> Read(ParseResult parsed)
        {
            if (!ChartFile.Read(parsed.GetValue(to) ?? Chart.Npo2026.Code).IsDone(out var chart, out var refusal)) return refusal;
            if (parsed.GetValue(mapping) is not { } file) return (chart, Chart.From2004To2026());
            if (!File.Exists(file)) return Refusal.Of("file-missing", "mapping", $"没有文件“{file}”。", $"There is no file '{file}'.");
            using var text = File.OpenText(file);
            return ChartPlan.ReadMapping(text).IsDone(out var read, out refusal) ? (chart, read) : refusal;
        }
    }
}
