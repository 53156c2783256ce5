using System.CommandLine;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.Ledger.Years;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>year preview</c>, <c>year close</c>, <c>year show</c>, <c>year list</c>, <c>year adjust</c>.</summary>
internal static class YearVerbs
{
    private const int MostCosts = 1_000;

    internal static Command In(Shell shell) => Commands.Group(shell, "year", new("年结：年末结转", "The end of a year"), Preview(shell), Close(shell), Show(shell), List(shell), Adjust(shell));

    private static Command Preview(Shell shell)
    {
        var (year, entity) = (ReceiptVerbs.Year(shell), Entity(shell));
        return ReadVerb.MakeShowing<YearPreview>(
            shell, "preview", new("先看年结会记哪些分录，不写入", "Show what closing a year would post; nothing is written"), [year, entity],
            async (run, reader, books) => books.EntityOrOnly(run.Value(entity)).IsDone(out var owner, out var refusal)
                ? await YearPreview.OfAsync(reader, books, owner, run.Required(year), shell.Today) : refusal,
            Print, JsonOf);
    }

    private static Command Close(Shell shell)
    {
        var (year, entity) = (ReceiptVerbs.Year(shell), Entity(shell));
        return WriteVerb.Make(
            shell, "close", new("年结：收入、费用和划转结转净资产，并结十二月的账", "Close a year: income, costs and transfers go to net assets, and December is closed"),
            Need.InEntity(Permission.ClosePeriod, entity), [year, entity], makesBooks: false, async run =>
            {
                if (run.IsDryRun)
                {
                    if (!run.Books.EntityOrOnly(run.Value(entity)).IsDone(out var owner, out var unknown)) return unknown;
                    var preview = await run.Database.ReadAsync(async reader => await YearPreview.OfAsync(reader, await Books.LoadAsync(reader), owner, run.Required(year), shell.Today), run.Stop);
                    if (preview.NotNow is { } notNow) return notNow;
                    if (run.AsJson) shell.Around.Out.WriteLine(Json.Text(JsonOf(preview)));
                    else Print(shell, shell.Around.Out, preview);
                    return ExitCode.Done;
                }

                var outcome = await Watching.RunAsync(shell, new("年末结转", "Closing the year"), Whole, progress =>
                    new CloseYear(run.Database).RunAsync(run.Asked, run.Required(year), run.Value(entity), new Shares(progress), run.Stop));
                if (!outcome.IsDone(out var closed, out var refusal)) return refusal;
                WriteVerb.Print(run, closed, new(
                    $"{closed.Year} 年已年结：结转分录 {closed.EntryCount} 笔，编凭证 {closed.VoucherCount} 张。",
                    $"{closed.Year} is closed: {closed.EntryCount} closing entries; {closed.VoucherCount} voucher(s) are numbered."), ((Outcome<YearIsClosed>.Done)outcome).WasDoneBefore);
                return ExitCode.Done;
            });
    }

    private static Command Show(Shell shell)
    {
        var (year, entity) = (ReceiptVerbs.Year(shell), Entity(shell));
        return ReadVerb.MakeShowing<YearShown>(
            shell, "show", new("看已年结年度的结转分录，以及解除的限定和所凭支出", "Show the closing entries of a year, and what was released for which costs"), [year, entity],
            async (run, reader, books) =>
            {
                if (!books.EntityOrOnly(run.Value(entity)).IsDone(out var owner, out var refusal)) return refusal;
                return await YearEnds.FindAsync(reader, books, owner, run.Required(year)) is { } closed
                    ? await YearShown.OfAsync(reader, books, closed, MostCosts)
                    : Refusal.Of("year-open", "year", $"{run.Required(year)} 年没有年结。", $"{run.Required(year)} is not closed.");
            },
            Print,
            shown => new
            {
                Entity = shown.Of.Entity.Code,
                shown.Of.Year,
                shown.Of.ClosingNo,
                shown.Of.Status,
                Entries = shown.Entries.Select(EntryOf),
                Releases = shown.Releases.Select(release => new
                {
                    release.Entry, Fund = release.Fund.Code, Source = release.Source.Code, release.Amount, release.CostCount,
                    Costs = release.Costs.Select(cost => new { cost.Entry, Kind = cost.Kind.Code, cost.On, Document = cost.Document.Id, cost.Amount, cost.PaidBy }),
                }),
            });
    }

    private static Command Adjust(Shell shell)
    {
        var (fund, amount, on, document, year) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell), EvidenceFile.Option(shell), ReceiptVerbs.Year(shell));
        var source = Options.Source(shell, new("来源代码", "code of the source"), isRequired: true);
        var account = Options.Text(shell, "--account", new("代码", "CODE"), new("有差错的资产或负债科目", "the asset or liability that is wrong"), isRequired: true);
        var side = Choices.Option(shell, "--side", new("记在借方或贷方", "on its debit or credit side"), [("debit", AccountSide.Debit), ("credit", AccountSide.Credit)], isRequired: true);
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("差错及其原因，可擦除", "what was wrong, and why; kept erasable"), isRequired: true);
        return WriteVerb.MakeProposing(
            shell, "adjust", new("以前年度损益调整：在今年更正已年结年度的重大差错", "Put a material error of a closed year right in this one"), Need.InFund(Permission.Propose, fund),
            [fund, source, account, side, amount, year, on, document, reason], AdjustPriorYear.Kind,
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var money, out var refusal)) return refusal;
                return (await EvidenceFile.ReadAsync(run, document)).IsDone(out var file, out refusal)
                    ? new PriorYearError(run.Required(fund), run.Required(source), run.Required(account), run.Required(side), money, run.Required(year), run.Required(on), run.Required(reason), Evidence.Name(file))
                    : refusal;
            },
            async (run, error) => (await EvidenceFile.ReadAsync(run, document)).IsDone(out var file, out var refusal)
                ? await new AdjustPriorYear(run.Database).RunAsync(run.Asked, error, file, run.Stop) : refusal,
            done => new($"已作以前年度损益调整：分录 {done.Entry}。", $"The earlier year is put right: entry {done.Entry}."));
    }

    private static Command List(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<ClosedYear>>(
        shell, "list", new("列出已年结的年度", "List the years that are closed"), [],
        async (_, reader, books) => new Outcome<IReadOnlyList<ClosedYear>>.Done(await YearEnds.ListAsync(reader, books)),
        (_, to, years) => TextTable.Write(
            to, [shell.In("会计主体", "Entity"), shell.In("年度", "Year"), shell.In("状态", "Status"), shell.In("结账次数", "Closings")],
            [.. years.Select(year => new[] { year.Entity.Code, $"{year.Year}", shell.In(year.Status.Name()), $"{year.ClosingNo}" })], rightAligned: 3),
        years => years.Select(year => new { Entity = year.Entity.Code, year.Year, year.Status, year.ClosingNo }));

    private static Option<string> Entity(Shell shell) => Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));

    private static void Print(Shell shell, TextWriter to, YearPreview preview)
    {
        if (preview.NotNow is { } notNow) to.WriteLine(shell.In(new Bilingual("现在不能年结：", "It cannot be closed now: ")) + shell.In(notNow.Message));
        foreach (var warning in preview.Warnings) to.WriteLine(shell.In(new Bilingual("请注意：", "Note: ")) + shell.In(warning));
        PrintLines(shell, to, preview.Entries);
    }

    private static void Print(Shell shell, TextWriter to, YearShown shown)
    {
        PrintLines(shell, to, shown.Entries);
        foreach (var release in shown.Releases)
        {
            to.WriteLine();
            to.WriteLine(shell.In(new Bilingual($"解除限定 {release.Amount}：基金 {release.Fund.Code}，来源 {release.Source.Code}，凭 {release.CostCount} 笔", $"Released {release.Amount}: fund {release.Fund.Code}, source {release.Source.Code}, for {release.CostCount} entries")));
            TextTable.Write(
                to, [shell.In("分录", "Entry"), shell.In("日期", "Date"), shell.In("事项", "Kind"), shell.In("凭据", "Document"), shell.In("支付", "Paid by"), shell.In("金额", "Amount")],
                [.. release.Costs.Select(cost => new[] { $"{cost.Entry}", cost.On.ToIso(), shell.In(cost.Kind.Name), cost.Document.Id, $"{cost.PaidBy}", cost.Amount.ToGroupedText() })], rightAligned: 1);
        }
    }

    private static void PrintLines(Shell shell, TextWriter to, IReadOnlyList<YearEndEntry> entries) => TextTable.Write(
        to, [shell.In("分录", "Entry"), shell.In("基金", "Fund"), shell.In("来源", "Source"), shell.In("科目", "Account"), shell.In("名称", "Name"), shell.In("借方", "Debit"), shell.In("贷方", "Credit")],
        [.. entries.SelectMany(entry => entry.Lines.Select(line => new[]
        {
            entry.Entry is { } number ? $"{number}" : entry.IsRelease ? shell.In(new Bilingual("解除限定", "release")) : shell.In(new Bilingual("结转", "closing")),
            entry.Fund.Code, line.Source.Code, line.Account.Code, shell.In(line.Account.Name),
            line.Amount.IsPositive ? line.Amount.ToGroupedText() : "", line.Amount.IsNegative ? (-line.Amount).ToGroupedText() : "",
        }))], rightAligned: 2);

    private static object JsonOf(YearPreview preview) => new
    {
        Entity = preview.Entity.Code,
        preview.Year,
        Refusal = preview.NotNow is { } refusal ? new { refusal.Code, refusal.Message } : null,
        preview.Warnings,
        Entries = preview.Entries.Select(EntryOf),
    };

    private static object EntryOf(YearEndEntry entry) => new
    {
        entry.Entry,
        Fund = entry.Fund.Code,
        entry.IsRelease,
        Lines = entry.Lines.Select(line => new { Account = line.Account.Code, Source = line.Source.Code, line.Amount }),
    };

    private const long Whole = 1_000;

    private sealed class Shares(IProgress<long> progress) : IProgress<YearProgress>
    {
        public void Report(YearProgress value) => progress.Report(value.Left == 0 ? Whole : Whole * value.Done / (value.Done + value.Left));
    }
}
