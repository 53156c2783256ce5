using System.CommandLine;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Reconciling;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Cli;

/// <summary><c>bank reconcile</c>, <c>bank unlock</c>.</summary>
internal static class ReconcileVerbs
{
    private const int Shown = 20;

    internal static Command Reconcile(Shell shell)
    {
        var account = BankVerbs.Account(shell);
        var to = Options.Date(shell, "--to", new("对账至哪一天", "the day to reconcile to"), isRequired: true);
        var balance = Options.Amount(shell, "--bank-balance", isRequired: false);
        var locks = Options.Flag(shell, "--lock", new("调平后锁定", "lock it when it ties"));
        return WriteVerb.Make(
            shell, "reconcile", new("银行存款余额调节表", "Reconcile an account: balance by the books, balance by the bank, and what lies between"), BankVerbs.OnAccount(Permission.RecordMoney, account), [account, to, balance, locks], makesBooks: false,
            async run =>
            {
                if (!(await BankVerbs.FindAsync(run, run.Required(account))).IsDone(out var found, out var refusal)) return refusal;
                Money? told = null;
                if (run.Value(balance) is { } text)
                {
                    if (!TypedAmount.Read(text, found.Currency, "bankBalance").IsDone(out var read, out refusal)) return refusal;
                    told = read;
                }

                if (run.Value(locks) && !run.IsDryRun && !(await new LockReconciliation(run.Database).RunAsync(run.Asked, new ReconciliationLock(found.Code, run.Value(to), told), run.Stop)).IsDone(out _, out refusal))
                {
                    if (refusal.Code != "reconciliation-differs") return refusal;
                    if (await TellAsync(run, found, run.Value(to), told) is { } worse) return worse;
                    return refusal;
                }

                return await TellAsync(run, found, run.Value(to), told) is { } notRead ? notRead : ExitCode.Done;
            });
    }

    internal static Command Unlock(Shell shell)
    {
        var account = BankVerbs.Account(shell);
        var reason = Options.Text(shell, "--reason", new("原因", "TEXT"), new("为什么，不写人名", "why, without names"), isRequired: true);
        return WriteVerb.MakeProposing(
            shell, "unlock", new("解锁最后一次对账，须两人", "Unlock the last reconciliation; it takes two people"), BankVerbs.OnAccount(Permission.Propose, account), [account, reason], UnlockReconciliation.Kind,
            run => Task.FromResult<Outcome<ReconciliationUnlock>>(new ReconciliationUnlock(run.Required(account), run.Required(reason))),
            (run, unlock) => new UnlockReconciliation(run.Database).RunAsync(run.Asked, unlock, run.Stop),
            done => new($"账户 {done.Account} 至 {done.To.ToIso()} 的对账已解锁。", $"The reconciliation of account {done.Account} to {done.To.ToIso()} is unlocked."));
    }

    private static async Task<Refusal?> TellAsync(WriteRun run, BankAccount account, DateOnly to, Money? told)
    {
        var (shell, writer) = (run.Shell, run.Shell.Around.Out);
        var read = await run.Database.ReadAsync<Outcome<(Reconciliation, IReadOnlyList<Explanation>)>>(async reader =>
            (await Reconciliation.ReadAsync(reader, account, to, told)).IsDone(out var found, out var none) ? (found, await Explanations.OfAsync(reader, found)) : none, run.Stop);
        if (!read.IsDone(out var pair, out var refusal)) return refusal;
        var (figures, explained) = pair;
        var sums = figures.Sums;
        if (run.AsJson)
        {
            writer.WriteLine(Json.Text(new
            {
                Account = account.Code, To = to, From = figures.FirstDay, Book = figures.Money(sums.Book), Bank = figures.Money(sums.Bank), figures.BankSays, Opening = figures.Money(sums.Opening),
                BookReceived = figures.Money(sums.BookReceived), BookPaid = figures.Money(sums.BookPaid), BankReceived = figures.Money(sums.BankReceived), BankPaid = figures.Money(sums.BankPaid),
                AdjustedBook = figures.Money(sums.AdjustedBook), AdjustedBank = figures.Money(sums.AdjustedBank), Difference = figures.Money(sums.Difference), figures.Ties, figures.ItemCount, Locked = figures.Locked is not null,
                Items = figures.Items.Select(item => new { item.Kind, item.Day, item.Amount, item.Line, item.Entry, item.Reference }),
                Explanations = explained.Select(one => new { one.Kind, What = shell.In(one.What), one.Amount, one.Line, one.Entry }),
            }));
            return null;
        }

        writer.WriteLine(shell.In($"银行存款余额调节表  {account.Code} {account.Name.Zh}  {to.ToIso()}  {account.Currency}", $"Bank reconciliation  {account.Code} {account.Name.En}  {to.ToIso()}  {account.Currency}"));
        TextTable.Write(writer, [shell.In("企业账面", "By the books"), "", shell.In("银行对账单", "By the bank"), ""],
        [
            [shell.In("账面余额", "balance"), Text(sums.Book), shell.In(figures.BankSays.Name()), Text(sums.Bank)],
            [shell.In("首张对账单之前的差额", "before the first statement"), Text(sums.Opening), "", ""],
            [shell.In("加：银行已收企业未收", "add: received by the bank only"), Text(sums.BankReceived), shell.In("加：企业已收银行未收", "add: received in the books only"), Text(sums.BookReceived)],
            [shell.In("减：银行已付企业未付", "less: paid by the bank only"), Text(sums.BankPaid), shell.In("减：企业已付银行未付", "less: paid in the books only"), Text(sums.BookPaid)],
            [shell.In("调节后余额", "adjusted balance"), Text(sums.AdjustedBook), shell.In("调节后余额", "adjusted balance"), Text(sums.AdjustedBank)],
        ], 1, 3);
        writer.WriteLine(figures.Ties
            ? shell.In($"两边相等{(figures.Locked is null ? "" : "，已锁定")}。", $"It ties{(figures.Locked is null ? "" : ", and is locked")}.")
            : shell.In($"两边相差 {Text(sums.Difference)}。", $"The two sides differ by {Text(sums.Difference)}."));
        foreach (var item in figures.Items.Take(Shown))
            writer.WriteLine($"  {item.Day.ToIso()}  {item.Amount.ToGroupedText(),18}  {shell.In(item.Kind.Name())}  {(item.Line is { } line ? shell.In($"明细 {line}", $"line {line}") : shell.In($"分录 {item.Entry}", $"entry {item.Entry}"))}");
        if (figures.ItemCount > Shown) writer.WriteLine(shell.In($"  ……未达账项共 {figures.ItemCount:N0} 项。", $"  … {figures.ItemCount:N0} items in all."));
        foreach (var one in explained) writer.WriteLine(shell.In($"说明：{one.What.Zh}。", $"explained: {one.What.En}."));
        return null;

        string Text(long minor) => figures.Money(minor).ToGroupedText();
    }
}
