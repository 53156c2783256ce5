using System.CommandLine;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>balances</c>.</summary>
internal static class BalanceVerb
{
    internal static Command In(Shell shell)
    {
        var fund = Options.Fund(shell);
        var (asOf, knownAt) = (Options.Date(shell, "--as-of", new("截至哪一天（默认：今天）", "at the end of which day (default: today)")), Options.KnownAt(shell));
        return ReadVerb.MakeShowing(
            shell, "balances", new("基金余额，按来源；可查过去某天、某时所知", "Balances of a fund by source, as of a day and as known at a moment"), [fund, asOf, knownAt],
            (run, reader, _) => FundReports.BalancesAsync(reader, run.Required(fund), run.Has(asOf) ? run.Value(asOf) : shell.Today, run.Has(knownAt) ? run.Value(knownAt) : null),
            Print, Shape);
    }

    private static object Shape(FundBalances balances) => new
    {
        Fund = balances.Head.Fund!.Code,
        balances.AsOf,
        KnownAt = Moments.ToIso(Moments.ToMicroseconds(balances.Head.KnownAt)),
        balances.Head.LastEntry,
        Sources = balances.Rows.Select(row => new { Source = row.Code, row.Name, row.Cash, row.Receivable, row.Owed, row.NetAssets, row.Committed, row.Memo, row.Available }),
        Total = new { balances.Total.Cash, balances.Total.Receivable, balances.Total.Owed, balances.Total.NetAssets, balances.Total.Committed, balances.Total.Memo, balances.Total.Available },
    };

    private static void Print(Shell shell, TextWriter to, FundBalances balances)
    {
        to.WriteLine(shell.In($"{balances.Head.Fund!.Name}（{balances.Head.Fund.Code}）截至 {balances.AsOf.ToIso()}，{balances.Head.Currency}", $"{balances.Head.Fund.Name} ({balances.Head.Fund.Code}) as of {balances.AsOf.ToIso()}, {balances.Head.Currency}"));
        TextTable.Write(
            to,
            [
                shell.In("来源", "Source"), shell.In("名称", "Name"), shell.In("现金", "Cash"), shell.In("应收", "Receivable"), shell.In("应付", "Owed"),
                shell.In("已立项未拨付", "Committed"), shell.In("可用", "Available"), shell.In("净资产", "Net assets"),
            ],
            [.. balances.Rows.Select(row => Cells(row, row.Code, row.Name.Length > 0 ? row.Name : shell.In(row.Kind))), Cells(balances.Total, "", shell.In("合计", "Total"))],
            rightAligned: [2, 3, 4, 5, 6, 7]);
    }

    private static string[] Cells(SourceBalance row, string code, string name) =>
    [
        code, name, row.Cash.ToGroupedText(), row.Receivable.ToGroupedText(), row.Owed.ToGroupedText(), row.Committed.ToGroupedText(), row.Available.ToGroupedText(), row.NetAssets.ToGroupedText(),
    ];
}
