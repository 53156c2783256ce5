using System.CommandLine;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>bank match</c>: by itself, by hand, or only shown.</summary>
internal static class BankMatchVerbs
{
    private const int Shown = 20;

    internal static Command Match(Shell shell)
    {
        var account = BankVerbs.Account(shell);
        var auto = Options.Flag(shell, "--auto", new("自动匹配无疑问的明细，并按规则和账户设定入账", "match what leaves no doubt, and book by the rules and as the account says"));
        var lines = Options.Text(shell, "--lines", new("号", "LINES"), new("明细号，以逗号分隔；只匹配一部分写如 12=500.00", "numbers of lines with commas between; for a part of one write 12=500.00"));
        var entries = Options.Text(shell, "--entries", new("号", "ENTRIES"), new("分录号，以逗号分隔；只匹配一部分写如 34=500.00", "numbers of entries with commas between; for a part of one write 34=500.00"));
        var unmatched = BankVerbs.Unmatched(shell);
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("不明收款记入的基金", "the fund of money nobody knows"));
        var noRules = Options.Flag(shell, "--no-rules", new("不按规则入账", "book nothing by rules"));
        var days = new Option<int>("--days") { Description = shell.In("明细与分录最多相差几天（默认 5）", "how many days a line and an entry may lie apart (default 5)"), HelpName = shell.In("天数", "DAYS"), DefaultValueFactory = _ => 5 };
        return WriteVerb.Make(
            shell, "match", new("匹配明细与分录：--auto 自动，或用 --lines 与 --entries 指定；都不给则列出建议", "Match lines with entries: --auto by itself, or --lines and --entries; neither lists suggestions"),
            BankVerbs.OnAccount(Permission.RecordMoney, account), [account, auto, lines, entries, unmatched, fund, noRules, days], makesBooks: false,
            async run =>
            {
                if (!(await BankVerbs.FindAsync(run, run.Required(account))).IsDone(out var found, out var refusal)) return refusal;
                if (run.Value(auto))
                    return await AutoAsync(run, new AutoMatchRequest(found.Code, run.Has(unmatched) ? run.Value(unmatched) : null, !run.Value(noRules), run.Value(fund), Math.Clamp(run.Value(days), 0, 60)));
                if (run.Value(lines) is null && run.Value(entries) is null) return await SuggestAsync(run, found);
                return await ByHandAsync(run, found, run.Value(lines) ?? "", run.Value(entries) ?? "");
            });
    }

    internal static async Task<Outcome<int>> AutoAsync(WriteRun run, AutoMatchRequest request)
    {
        var auto = new AutoMatch(run.Database);
        if (run.IsDryRun)
        {
            if (!(await auto.TryOutAsync(request, stop: run.Stop)).IsDone(out var trial, out var refusal)) return refusal;
            Tell(run, trial);
            return ExitCode.Done;
        }

        var total = await run.Database.ReadAsync(async reader => (await LineSums.OfAsync(reader)).Values.Sum(sums => sums.OpenCount), run.Stop);
        if (!(await Watching.RunAsync(run.Shell, new("匹配", "Matching"), total, progress => auto.RunAsync(run.Asked, request, new Lines(progress), run.Stop))).IsDone(out var done, out var notDone)) return notDone;
        Tell(run, done);
        return done.Stopped is { } stopped ? stopped : ExitCode.Done;
    }

    private static void Tell(WriteRun run, AutoMatched done)
    {
        var (shell, to) = (run.Shell, run.Shell.Around.Out);
        if (run.AsJson)
        {
            to.WriteLine(Json.Text(new { Matched = done.Matched.Values.Sum(), By = done.Matched, Booked = done.Booked.Values.Sum(), As = done.Booked, done.Open, done.OpenIn, done.OpenOut, Stopped = done.Stopped?.Code }));
            return;
        }

        foreach (var (how, count) in done.Matched.OrderBy(one => one.Key)) to.WriteLine(shell.In($"匹配 {count:N0} 条：{how.Name().Zh}", $"{count:N0} matched: {how.Name().En}"));
        foreach (var (bookAs, count) in done.Booked.OrderBy(one => one.Key)) to.WriteLine(shell.In($"入账 {count:N0} 条：{bookAs.Name().Zh}", $"{count:N0} booked: {bookAs.Name().En}"));
        to.WriteLine(shell.In($"尚未匹配 {done.Open:N0} 条：收 {done.OpenIn.ToGroupedText()}，付 {done.OpenOut.ToGroupedText()}。", $"{done.Open:N0} still open: {done.OpenIn} in, {done.OpenOut} out."));
    }

    private static void Tell(WriteRun run, AutoMatchTrial trial)
    {
        var (shell, to) = (run.Shell, run.Shell.Around.Out);
        if (run.AsJson)
        {
            to.WriteLine(Json.Text(new
            {
                DryRun = true, Matched = trial.Matched.Values.Sum(), By = trial.Matched, Booked = trial.Booked.Values.Sum(), As = trial.Booked,
                Pairs = trial.Pairs.Select(pair => new { Line = pair.Line.Id, pair.Item.Entry, pair.Line.Amount, pair.How }), Lines = trial.Lines.Select(line => new { Line = line.Line.Id, line.Line.Amount, line.As, line.Fund, line.Rule }),
            }));
            return;
        }

        foreach (var (how, count) in trial.Matched.OrderBy(one => one.Key)) to.WriteLine(shell.In($"将匹配 {count:N0} 条：{how.Name().Zh}", $"{count:N0} would be matched: {how.Name().En}"));
        foreach (var pair in trial.Pairs.Take(Shown)) to.WriteLine($"  {pair.Line.Id} = {pair.Item.Entry}  {pair.Line.Day.ToIso()}  {pair.Line.Amount.ToGroupedText()}");
        foreach (var (bookAs, count) in trial.Booked.OrderBy(one => one.Key)) to.WriteLine(shell.In($"将入账 {count:N0} 条：{bookAs.Name().Zh}", $"{count:N0} would be booked: {bookAs.Name().En}"));
        foreach (var line in trial.Lines.Take(Shown)) to.WriteLine($"  {line.Line.Id}  {line.Line.Day.ToIso()}  {line.Line.Amount.ToGroupedText()}  {shell.In(line.As.Name())}");
        shell.Tell(new("仅为试算，没有写入任何内容。", "This is a dry run; nothing was written."));
    }

    private static async Task<Outcome<int>> SuggestAsync(WriteRun run, BankAccount account)
    {
        var (shell, to) = (run.Shell, run.Shell.Around.Out);
        var suggested = await run.Database.ReadAsync(reader => Suggestions.OfOpenAsync(reader, account), run.Stop);
        if (run.AsJson)
        {
            to.WriteLine(Json.Text(suggested.Select(one => new
            {
                Line = one.Line.Id, one.Line.Day, one.Line.Amount, Entries = one.Suggestion.Entries.Select(item => item.Entry), one.Suggestion.Score, Reasons = one.Suggestion.Reasons.Select(shell.In),
            })));
            return ExitCode.Done;
        }

        foreach (var (line, suggestion) in suggested)
            to.WriteLine($"{line.Id} = {string.Join('+', suggestion.Entries.Select(item => item.Entry))}  {line.Day.ToIso()}  {line.Open.ToGroupedText()}  {string.Join(shell.In("，", ", "), suggestion.Reasons.Select(shell.In))}");
        if (suggested.Count == 0) to.WriteLine(shell.In("没有可建议的匹配。", "There is nothing to suggest."));
        return ExitCode.Done;
    }

    private static async Task<Outcome<int>> ByHandAsync(WriteRun run, BankAccount account, string lines, string entries)
    {
        if (!Parts(lines, account.Currency, "lines").IsDone(out var lineParts, out var refusal)) return refusal;
        if (!Parts(entries, account.Currency, "entries").IsDone(out var entryParts, out refusal)) return refusal;
        var database = run.IsDryRun ? new Preview(run.Database) : run.Database;
        var outcome = await new MatchLines(database).RunAsync(
            run.Asked, new MatchRequest(account.Code, [.. lineParts.Select(part => new LinePart(part.Number, part.Amount))], [.. entryParts.Select(part => new EntryPart(new EntryId(part.Number), part.Amount))]), run.Stop);
        if (!outcome.IsDone(out var done, out refusal)) return refusal;
        if (run.IsDryRun) run.Shell.Tell(new("仅为试算，没有写入任何内容。", "This is a dry run; nothing was written."));
        else WriteVerb.Print(run, done, new($"已匹配 {done.Amount.ToGroupedText()} {done.Amount.Currency}：第 {done.Match} 号匹配。", $"{done.Amount} is matched: match {done.Match}."), ((Outcome<LinesMatched>.Done)outcome).WasDoneBefore);
        return ExitCode.Done;
    }

    /// <summary>Numbers with commas between, each with an amount behind an equals sign or without.</summary>
    private static Outcome<IReadOnlyList<(long Number, Money? Amount)>> Parts(string text, Currency currency, string field)
    {
        var parts = new List<(long, Money?)>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (!long.TryParse(at < 0 ? part : part[..at], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
                return Refusal.Of("number", field, $"“{part}”不是编号。", $"'{part}' is no number.");
            Money? amount = null;
            if (at >= 0)
            {
                if (!TypedAmount.Read(part[(at + 1)..], currency, field).IsDone(out var read, out var refusal)) return refusal;
                amount = read;
            }

            parts.Add((number, amount));
        }

        return parts;
    }

    private sealed class Lines(IProgress<long> progress) : IProgress<AutoMatchProgress>
    {
        public void Report(AutoMatchProgress value) => progress.Report(value.LinesDone);
    }
}
