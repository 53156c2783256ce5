using System.CommandLine;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donors;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>What an import says: the mapping and a preview, what is no gift, what failed, and how it ended. Names of people are masked.</summary>
internal sealed class ImportView(Shell shell, bool asJson)
{
    private const int Shown = 20;

    internal int TellUnreadable(ListScanning.Refused refused, Command verb)
    {
        foreach (var line in refused.Mapping?.Describe() ?? []) shell.Tell(line);
        if (refused.Mapping is null)
            foreach (var row in refused.Sample.Take(3)) shell.Tell(Bilingual.Same($"{row.Number}: {string.Join(" | ", row.Cells)}"));
        return shell.TellRefusal(refused.Reason, verb);
    }

    /// <summary>Rows understood as no gift, each with its reason; the first of them.</summary>
    internal void TellNotGifts(ListScan scan)
    {
        if (scan.NotGifts == 0) return;
        shell.Tell(new($"不是捐款的行 {scan.NotGifts} 行：", $"{scan.NotGifts} row(s) are no gift:"));
        foreach (var row in scan.Rows().OfType<ListRow.NotAGift>().Take(Shown))
        {
            var (kind, amount) = (row.Kind.Describe(), row.Amount is { } paid ? $" {paid.ToGroupedText()} {paid.Currency}" : "");
            shell.Tell(new($"  第 {row.Row} 行：{kind.Zh}{amount}", $"  row {row.Row}: {kind.En}{amount}"));
        }
    }

    internal int Preview(ListScan scan)
    {
        var to = shell.Around.Out;
        if (asJson)
        {
            to.WriteLine(System.Text.Json.JsonSerializer.Serialize(new { DryRun = true, Profile = scan.Profile, Figures = FiguresOf(scan) }, ProfileFile.Shape));
            return ExitCode.Done;
        }

        foreach (var line in scan.Mapping.Describe()) to.WriteLine(shell.In(line));
        to.WriteLine();
        foreach (var row in scan.Preview) to.WriteLine(LineOf(row));
        to.WriteLine();
        to.WriteLine(shell.In(
            $"捐款 {scan.Gifts:N0} 笔，{scan.Sum.ToGroupedText()} {scan.Sum.Currency}；不能入账 {scan.FailedRows:N0} 行。没有写入任何内容。",
            $"{scan.Gifts:N0} gift(s) of {scan.Sum.ToGroupedText()} {scan.Sum.Currency}; {scan.FailedRows:N0} row(s) cannot be read. Nothing was written."));
        TellControls(scan);
        TellFailures(scan.FirstFailures, scan.FailedRows);
        return ExitCode.Done;
    }

    internal int Tell(ImportOutcome outcome, ListScan scan, Command verb)
    {
        switch (outcome)
        {
            case ImportOutcome.Imported imported:
                TellControls(scan);
                TellFailures(imported.Summary.FailedRows, imported.Summary.FailedCount);
                return Summarise("imported", imported.Summary, scan, new("导入完成", "Imported"));
            case ImportOutcome.AlreadyImported already:
                return Summarise("already-imported", already.Summary, scan, new("这个文件以前已导入本基金，没有再次记账", "This file was imported into this fund before; nothing was added"));
            case ImportOutcome.Refused refused:
                TellFailures(refused.FailedRows, refused.FailedRows.Count);
                return shell.TellRefusal(refused.Reason, verb);
            default:
                throw new InvariantBrokenException("the outcomes of an import are a closed set");
        }
    }

    private int Summarise(string outcome, ImportSummary summary, ListScan scan, Bilingual sentence)
    {
        if (asJson)
            shell.Around.Out.WriteLine(Json.Text(new
            {
                Outcome = outcome, summary.Gifts, summary.Sum, summary.AlreadyKnown, Failed = summary.FailedCount, summary.Resumed, List = FiguresOf(scan),
            }));
        else
            shell.Around.Out.WriteLine(shell.In(
                $"{sentence.Zh}：捐款 {summary.Gifts:N0} 笔，{summary.Sum.ToGroupedText()} {summary.Sum.Currency}；已有而略去 {summary.AlreadyKnown:N0} 行，不能入账 {summary.FailedCount:N0} 行。",
                $"{sentence.En}: {summary.Gifts:N0} gift(s) of {summary.Sum.ToGroupedText()} {summary.Sum.Currency}; {summary.AlreadyKnown:N0} row(s) known before, {summary.FailedCount:N0} that cannot be posted."));
        return ExitCode.Done;
    }

    private void TellControls(ListScan scan)
    {
        foreach (var control in scan.Controls)
        {
            var stated = $"{(control.Stated.Count is { } count ? $"{count:N0}" : "—")} / {control.Stated.Sum?.ToGroupedText() ?? "—"}";
            var counted = $"{control.Gifts:N0} / {control.Sum.ToGroupedText()}";
            shell.Tell(control.Agrees
                ? new($"第 {control.Stated.Row} 行写明的合计与读到的一致：{counted}。", $"The total stated in row {control.Stated.Row} agrees with what was read: {counted}.")
                : new($"第 {control.Stated.Row} 行写明的合计（笔数 / 金额）为 {stated}，读到的是 {counted}。", $"The total stated in row {control.Stated.Row} (count / sum) is {stated}; what was read is {counted}."));
        }
    }

    private void TellFailures(IReadOnlyList<ListRow.Failed> rows, long count)
    {
        foreach (var row in rows.Take(Shown)) shell.Tell(row.Reason.Message);
        if (count > Math.Min(rows.Count, Shown)) shell.Tell(new($"……共 {count:N0} 行。", $"… {count:N0} rows in all."));
    }

    private string LineOf(ListRow row) => row switch
    {
        ListRow.Gift gift => $"{gift.Row}: {gift.Date.ToIso()}  {gift.Amount.ToGroupedText()} {gift.Amount.Currency}  {Masking.Masked(gift.Donor)}  {gift.Reference}".TrimEnd(),
        ListRow.NotAGift other => $"{other.Row}: {shell.In(other.Kind.Describe())}",
        ListRow.ControlTotal total => $"{total.Row}: {shell.In("合计", "total")} {total.Count} {total.Sum?.ToGroupedText()}",
        ListRow.Failed failed => shell.In(failed.Reason.Message),
        _ => "",
    };

    private static object FiguresOf(ListScan scan) => new
    {
        scan.Gifts, scan.Sum, scan.NotGifts, scan.FailedRows, From = scan.Dates?.First, To = scan.Dates?.Last,
        Controls = scan.Controls.Select(control => new
        {
            control.Stated.Row, StatedCount = control.Stated.Count, StatedSum = control.Stated.Sum, control.Gifts, control.Sum, control.Agrees,
        }),
    };
}
