using System.CommandLine;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>import bank</c>.</summary>
internal static class BankImportVerb
{
    private const int Shown = 20;

    internal static Command In(Shell shell)
    {
        var file = Options.File(shell, new("XLSX、CSV 或 camt.053 对账单", "statement: XLSX, CSV or camt.053"));
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("基金：导入其所用账户，没有则建立", "a fund: its account is used, and made when it has none"));
        var account = BankVerbs.Account(shell, isRequired: false);
        var profile = Options.Text(shell, "--profile", new("名称|文件", "NAME|FILE"), new("读法：以前存下的名称，或 JSON 文件", "how to read it: a name kept before, or a JSON file"));
        var columns = Options.Text(shell, "--columns", new("列", "MAP"), new("各列是什么，如 amount=贷方,debit=借方", "what each column is, such as amount=Credit,debit=Debit"));
        var sheet = Options.Text(shell, "--sheet", new("名称", "NAME"), new("工作表", "worksheet"));
        var dates = Choices.Option(shell, "--dates", new("日期的写法", "how dates are written"), Enum.GetValues<DateFormat>().Select(known => (known.NameOf(), known)).ToArray());
        var numbers = Choices.Option(shell, "--numbers", new("数字的写法", "how numbers are written"), Enum.GetValues<NumberFormat>().Select(known => (known.NameOf(), known)).ToArray());
        var unmatched = BankVerbs.Unmatched(shell);
        var overlap = Choices.Option(shell, "--overlap", new("与以前对账单相同的行：同样的明细（默认），还是另外的", "rows equal to an earlier statement's: the same lines (default), or others"), Choices.Of<OverlapChoice>());
        var skipFailed = Options.Flag(shell, "--skip-failed", new("跳过读不出来的行，导入其余", "leave out rows that cannot be read and import the rest"));
        return WriteVerb.Make(
            shell, "bank", new("导入银行对账单为待匹配明细，不直接入账。重复的行只导入一次", "Import a bank statement as lines to be matched; nothing is posted by it. Rows known already are not taken twice"),
            new Need(Permission.RecordMoney, run => WhereAsync(run, fund, account)), [file, fund, account, profile, columns, sheet, dates, numbers, unmatched, overlap, skipFailed], makesBooks: false,
            async run =>
            {
                if (!(await AccountAsync(run, run.Value(fund), run.Value(account))).IsDone(out var into, out var refusal)) return refusal;
                if (!(await ProfileFile.ReadAsync(run.Value(profile), run.Database, run.Stop)).IsDone(out var saved, out refusal)) return refusal;
                if (!ProfileFile.WithColumns(saved, run.Value(columns)).IsDone(out var read, out refusal)) return refusal;
                read = read with { Sheet = run.Value(sheet) ?? read.Sheet, Dates = run.Has(dates) ? run.Value(dates) : read.Dates, Numbers = run.Has(numbers) ? run.Value(numbers) : read.Numbers };
                if (System.IO.File.Exists(run.Required(file)))
                {
                    await using var content = System.IO.File.OpenRead(run.Required(file));
                    if (CamtFile.IsOne(content))
                        return CamtFile.Open(content, System.IO.Path.GetFileName(run.Required(file)), into.Currency, into.NumberTail).IsDone(out var camt, out refusal)
                            ? await ImportAsync(run, camt, into, run.Has(overlap) ? run.Value(overlap) : OverlapChoice.Same, run.Value(skipFailed), run.Has(unmatched) ? run.Value(unmatched) : null, run.Value(fund)) : refusal;
                }

                var opening = ListFile.Open(run.Required(file));
                if (opening is ListOpening.Refused unopened) return unopened.Reason;
                using var list = ((ListOpening.Opened)opening).File;
                var scanning = await Watching.RunAsync(shell, new("读取对账单", "Reading the statement"), list.Length,
                    progress => Task.FromResult(list.Scan(new ListSettings(into.Currency, read, IsStatement: true), progress, run.Stop)));
                if (scanning is ListScanning.Refused unread)
                {
                    foreach (var line in unread.Mapping?.Describe() ?? []) shell.Tell(line);
                    return unread.Reason;
                }

                return await ImportAsync(run, StatementFile.Of(list, ((ListScanning.Scanned)scanning).Scan), into, run.Has(overlap) ? run.Value(overlap) : OverlapChoice.Same, run.Value(skipFailed), run.Has(unmatched) ? run.Value(unmatched) : null, run.Value(fund));
            });
    }

    private static async Task<Outcome<int>> ImportAsync(WriteRun run, StatementFile statement, BankTarget into, OverlapChoice overlap, bool skipFailed, UnmatchedCredit? unmatched, string? fund)
    {
        var (shell, import) = (run.Shell, new ImportStatement(run.Database, run.Shell.Clock));
        if (into.Account is null)
        {
            // A trial makes no account.
            var check = StatementCheck.Of(statement.Lines());
            Tell(run, null, new StatementSummary(check.Lines, new(check.CreditMinor, into.Currency), new(check.DebitMinor, into.Currency), 0, statement.FailedCount, check), isTrial: true);
            return ExitCode.Done;
        }

        var choices = new StatementChoices(into.Account, overlap, skipFailed);
        var (summary, refused) = run.IsDryRun
            ? await import.TryOutAsync(statement, choices, run.Stop)
            : await Watching.RunAsync(shell, new("导入", "Importing"), 0, _ => import.RunAsync(run.Who.Actor, statement, choices, stop: run.Stop));
        if (summary is null)
        {
            foreach (var row in refused!.FailedRows.Take(Shown)) shell.Tell(row.Reason.Message);
            return refused.Reason;
        }

        if (unmatched is not null && !run.IsDryRun)
        {
            Tell(run with { AsJson = false }, into.Account, summary, run.IsDryRun, onlySay: run.AsJson);
            return await BankMatchVerbs.AutoAsync(run, new AutoMatchRequest(into.Account, unmatched, Fund: fund));
        }

        Tell(run, into.Account, summary, run.IsDryRun);
        return ExitCode.Done;
    }

    /// <param name="Account">Null where a trial would make one.</param>
    /// <param name="NumberTail">Empty where it is not known.</param>
    private sealed record BankTarget(string? Account, Currency Currency, string NumberTail = "");

    private static async Task<Outcome<BankTarget>> AccountAsync(WriteRun run, string? fund, string? account)
    {
        if ((fund is null) == (account is null) && account is null)
            return Refusal.Of("account-missing", "account", "请用 --fund 或 --account 说明导入哪个账户。", "Say with --fund or --account which account it is of.");
        if (account is not null)
            return (await BankVerbs.FindAsync(run, account)).IsDone(out var named, out var unknown) ? new BankTarget(named.Code, named.Currency, named.NumberTail) : unknown;
        if (!run.Books.Fund(fund!).IsDone(out var found, out var refusal)) return refusal;
        if (run.IsDryRun)
        {
            var bank = await run.Database.ReadAsync(reader => BankBook.LoadAsync(reader, run.Books), run.Stop);
            return new BankTarget(bank.AccountOf(found, BankAccountKind.Bank, run.Shell.Today)?.Code, found.Currency);
        }

        var ensured = await new MainAccount(run.Database).EnsureAsync(run.Asked with { Key = $"{run.Asked.Key}/account" }, found.Code, run.Stop);
        if (!ensured.IsDone(out var main, out refusal)) return refusal;
        if (main.IsNew) run.Shell.Tell(new($"已建立银行账户 {main.Account}，供 {main.Funds.Count} 个基金共用。", $"Bank account {main.Account} is made, shared by {main.Funds.Count} fund(s)."));
        return new BankTarget(main.Account, found.Currency);
    }

    private static async Task<Target> WhereAsync(WriteRun run, Option<string> fund, Option<string> account) =>
        run.Value(account) is { } code ? await BankVerbs.TargetAsync(run, code)
            : run.Value(fund) is { } fundCode && run.Books.FindFund(fundCode) is { } found ? new Target(Entity: run.Books.Entity(found.EntityId).Code) : Target.WholeLedger;

    private static void Tell(WriteRun run, string? account, StatementSummary summary, bool isTrial, bool onlySay = false)
    {
        var (shell, check) = (run.Shell, summary.Check);
        var currency = summary.In.Currency;
        Money? At(long? minor) => minor is { } known ? new Money(known, currency) : null;
        if (run.AsJson)
        {
            shell.Around.Out.WriteLine(Json.Text(new
            {
                Outcome = isTrial ? "dry-run" : summary.WasImported ? "already-imported" : "imported", Account = account, summary.Lines, summary.In, summary.Out, summary.Known, Failed = summary.FailedCount, summary.Resumed,
                File = new
                {
                    check.Lines, check.Credits, In = At(check.CreditMinor), Out = At(check.DebitMinor), From = check.FirstDay, To = check.LastDay, Opening = At(check.OpeningMinor), Closing = At(check.ClosingMinor), check.FaultCount,
                    Faults = check.Faults.Select(fault => new { fault.Row, fault.Day, Expected = At(fault.Expected), Found = At(fault.Found), Missing = At(fault.Missing), fault.IsRepeat }),
                },
                Gaps = (summary.Gaps ?? []).Select(gap => new { After = gap.Before.LastDay, Before = gap.After.FirstDay, gap.Missing }),
            }));
            return;
        }

        var to = onlySay ? shell.Around.Error : shell.Around.Out;
        to.WriteLine(summary.WasImported
            ? shell.In("这个文件以前已导入本账户，没有再次导入。", "This file was imported into this account before; nothing was added.")
            : shell.In(
                $"明细 {summary.Lines:N0} 条：收 {summary.In.ToGroupedText()}，付 {summary.Out.ToGroupedText()} {currency}；已有而略去 {summary.Known:N0} 条。",
                $"{summary.Lines:N0} line(s): {summary.In.ToGroupedText()} in, {summary.Out.ToGroupedText()} out, {currency}; {summary.Known:N0} known before."));
        if (check.OpeningMinor is { } opening && check.ClosingMinor is { } closing)
            to.WriteLine(shell.In($"期初余额 {At(opening)!.Value.ToGroupedText()}，期末余额 {At(closing)!.Value.ToGroupedText()}。", $"opening balance {At(opening)!.Value.ToGroupedText()}, closing balance {At(closing)!.Value.ToGroupedText()}."));
        foreach (var fault in check.Faults.Take(Shown))
            shell.Tell(fault.IsRepeat
                ? new($"第 {fault.Row} 行与上一行完全相同，余额也没有变化：可能重复。", $"Row {fault.Row} repeats the row before, and the balance did not move: it may be there twice.")
                : new($"第 {fault.Row} 行余额为 {At(fault.Found)!.Value.ToGroupedText()}，按明细应为 {At(fault.Expected)!.Value.ToGroupedText()}：可能缺少 {At(fault.Missing)!.Value.ToGroupedText()} 的明细。",
                    $"Row {fault.Row} states a balance of {At(fault.Found)!.Value.ToGroupedText()}; by the lines it is {At(fault.Expected)!.Value.ToGroupedText()}: lines of {At(fault.Missing)!.Value.ToGroupedText()} may be missing."));
        if (check.FaultCount > Math.Min(check.Faults.Count, Shown)) shell.Tell(new($"……余额共有 {check.FaultCount:N0} 处不符。", $"… {check.FaultCount:N0} such rows in all."));
        foreach (var gap in summary.Gaps ?? [])
            shell.Tell(new(
                $"{gap.Before.LastDay.ToIso()} 与 {gap.After.FirstDay.ToIso()} 的对账单不衔接{(gap.Missing is { } missing ? $"，缺少 {missing.ToGroupedText()}" : "")}。",
                $"The statements to {gap.Before.LastDay.ToIso()} and from {gap.After.FirstDay.ToIso()} do not follow on{(gap.Missing is { } lacking ? $": {lacking} is missing" : "")}."));
        if (isTrial) shell.Tell(new("仅为试算，没有写入任何内容。", "This is a dry run; nothing was written."));
    }
}
