using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Reconciling;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Ledger;

namespace FundLedger.Banking.Statements;

/// <param name="Account">Code of the bank account.</param>
/// <param name="Overlap">What rows equal to those of an earlier statement are: the same lines, or others that look alike.</param>
/// <param name="SkipFailedRows">Leave out rows that cannot be read.</param>
public sealed record StatementChoices(string Account, OverlapChoice Overlap = OverlapChoice.Same, bool SkipFailedRows = false);

/// <summary>What importing a statement does, or would do.</summary>
/// <param name="Lines">New ones.</param>
/// <param name="In">Money in of the new ones.</param>
/// <param name="Out">Money out of the new ones, below zero.</param>
/// <param name="Known">Rows that an earlier statement has.</param>
/// <param name="Check">Of the whole file.</param>
/// <param name="WasImported">This very file was imported into this account before; nothing was added.</param>
/// <param name="Gaps">Between this account's statements, the new one among them.</param>
public sealed record StatementSummary(
    long Lines, Money In, Money Out, long Known, long FailedCount, StatementCheck Check, bool WasImported = false, bool Resumed = false, IReadOnlyList<StatementGap>? Gaps = null);

/// <summary>What became of a statement.</summary>
/// <param name="FailedRows">The rows to mend, where they are the reason.</param>
public sealed record StatementRefused(Refusal Reason, IReadOnlyList<ListRow.Failed> FailedRows);

/// <summary>Brings a statement into an account as staged lines; nothing is posted. Checked whole first, then written in parts, each of them once whatever happens in between.</summary>
/// <remarks>Interrupted, it goes on where it stopped when the same file is imported again. Of a file that overlaps an earlier one, only what is new is taken.</remarks>
public sealed class ImportStatement(Database database, TimeProvider clock)
{
    private const int RowsPerOperation = 500;

    private readonly Database database = database;

    /// <summary>What it would do; nothing is written.</summary>
    public Task<(StatementSummary? Summary, StatementRefused? Refused)> TryOutAsync(StatementFile file, StatementChoices choices, CancellationToken stop = default) =>
        database.ReadAsync<(StatementSummary?, StatementRefused?)>(async reader =>
        {
            var (plan, refused) = await PlanAsync(reader, file, choices, stop);
            return (plan?.Summary, refused);
        }, stop);

    /// <param name="actor">Opaque id of the one who imports.</param>
    /// <exception cref="IOException">The file changed since it was scanned.</exception>
    public async Task<(StatementSummary? Summary, StatementRefused? Refused)> RunAsync(
        string actor, StatementFile file, StatementChoices choices, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        var (plan, refused) = await database.ReadAsync(reader => PlanAsync(reader, file, choices, stop), stop);
        if (plan is null) return (null, refused);
        if (plan.Summary.WasImported) return (plan.Summary, null);

        var key = $"bank-statement/{plan.Account.Code}/{file.Sha256}";
        var begun = await database.WriteAsync<long>(
            new Asked(key, actor).For("bank-statement-begin", OperationField.Of("account", plan.Account.Code), OperationField.Of("file", file.Sha256)),
            async tx => await StatementStore.InsertAsync(tx, plan.Account, file, plan.Summary.Check), stop);
        if (!begun.IsDone(out var statement, out var refusal)) return (null, new(refusal, []));

        // A reader is held open only where lines must be looked up: one that stays open keeps the log from being folded in.
        var anyKnown = await database.ReadAsync(reader => new KnownLines(reader, plan.Account, statement).AnyAsync(), stop);
        refusal = anyKnown
            ? await database.ReadAsync(reader => AddAsync(new KnownLines(reader, plan.Account, statement), actor, file, choices, plan, statement, progress, stop), stop)
            : await AddAsync(null, actor, file, choices, plan, statement, progress, stop);
        if (refusal is not null) return (null, new(refusal, []));
        var finished = await database.WriteAsync<long>(
            new Asked($"{key}/done", actor).For("bank-statement-done", OperationField.Of("statement", statement)),
            async tx =>
            {
                await StatementStore.FinishAsync(tx, statement);
                return statement;
            }, stop);
        if (!finished.IsDone(out _, out refusal)) return (null, new(refusal, []));
        return (plan.Summary with { Gaps = await GapsAsync(plan.Account, stop), Resumed = plan.RowsDone > 0 }, null);
    }

    private async Task<IReadOnlyList<StatementGap>> GapsAsync(BankAccount account, CancellationToken stop) => await database.ReadAsync(async reader =>
        StatementGap.In(await StatementStore.ListAsync(reader, await BankBook.LoadAsync(reader, await Books.LoadAsync(reader)), account)), stop);

    private sealed record Plan(BankAccount Account, StatementSummary Summary, long RowsDone, long StatementId);

    private async Task<(Plan? Plan, StatementRefused? Refused)> PlanAsync(LedgerReader reader, StatementFile file, StatementChoices choices, CancellationToken stop)
    {
        static (Plan?, StatementRefused?) No(Refusal reason, IReadOnlyList<ListRow.Failed>? failed = null) => (null, new StatementRefused(reason, failed ?? []));
        var bank = await BankBook.LoadAsync(reader, await Books.LoadAsync(reader));
        if (!bank.Find(choices.Account).IsDone(out var account, out var refusal)) return No(refusal);
        if (!account.IsOpen) return No(Refusal.Of("bank-account-closed", "account", $"账户 {account.Code} 已停用。", $"Account {account.Code} is closed."));
        if (KeptText.FileName.RefusalFor(file.Name, "file") is { } badName) return No(badName);
        Invariant.Holds(file.Currency == account.Currency);
        var earlier = await StatementStore.FindAsync(reader, account, Convert.FromHexString(file.Sha256));
        if (file.FailedCount > 0 && !choices.SkipFailedRows)
            return No(Refusal.Of("rows-failed", "file",
                $"有 {file.FailedCount} 行读不出来，没有导入任何一行。请更正后重新导入，或选择跳过这些行（--skip-failed）。",
                $"{file.FailedCount} row(s) cannot be read, so nothing was imported. Mend them and import again, or leave them out with --skip-failed."), file.Failed);

        var walk = new Walk(new KnownLines(reader, account, earlier?.StatementId ?? long.MaxValue), reader.Ledger.Secret, choices.Overlap, earlier?.RowsDone ?? 0);
        var (check, locked) = (new StatementCheck(), await LockedDays.OfAsync(reader, account));
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        var (lines, paidIn, paidOut, known) = (0L, 0L, 0L, 0L);
        (StatementLine? Late, StatementLine? Inside) wrong = default;
        await foreach (var (line, _, isKnown, isDone) in walk.RunAsync(file.Lines(), stop))
        {
            check.Add(line);
            if (line.Day > today) wrong.Late ??= line;
            if (isKnown) known++;
            if (isKnown || isDone) continue;
            lines++;
            if (line.Amount.IsPositive) paidIn = checked(paidIn + line.Amount.MinorUnits);
            else paidOut = checked(paidOut + line.Amount.MinorUnits);
            if (locked is not null && line.Day <= locked.Day) wrong.Inside ??= line;
        }

        var summary = new StatementSummary(lines, new Money(paidIn, account.Currency), new Money(paidOut, account.Currency), known, file.FailedCount, check);
        if (earlier is { Status: "done" }) return (new Plan(account, summary with { Lines = 0, In = Money.Zero(account.Currency), Out = Money.Zero(account.Currency), Known = check.Lines, WasImported = true }, earlier.RowsDone, earlier.StatementId), null);
        if (check.Lines == 0) return No(Refusal.Of("no-lines", "file", "文件里没有收支明细。", "There is no line in this file."));
        if (wrong.Late is { } late)
            return No(Refusal.Of("date-in-future", "dates", $"第 {late.Row} 行：日期 {late.Day.ToIso()} 晚于今天（{today.ToIso()}）。请核对日期的写法（--dates）。", $"Row {late.Row}: {late.Day.ToIso()} is after today ({today.ToIso()}). Check how dates are written (--dates)."));
        if (wrong.Inside is { } inside)
            return No(Refusal.Of("bank-locked", "file",
                $"第 {inside.Row} 行（{inside.Day.ToIso()}）是新的明细，而账户 {account.Code} 已对账锁定至 {locked!.Day.ToIso()}。请由两人解锁后再导入。",
                $"Row {inside.Row} ({inside.Day.ToIso()}) is a new line, and account {account.Code} is reconciled and locked to {locked.Day.ToIso()}. Have it unlocked by two people first."));
        return (new Plan(account, summary, earlier?.RowsDone ?? 0, earlier?.StatementId ?? 0), null);
    }

    private async Task<Refusal?> AddAsync(
        KnownLines? knownLines, string actor, StatementFile file, StatementChoices choices, Plan plan, long statement, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        var walk = new Walk(knownLines, database.Ledger.Secret, choices.Overlap, plan.RowsDone);
        var part = new List<(StatementLine, byte[])>(RowsPerOperation);
        var (seen, rows, known) = (0L, 0L, 0L);
        await foreach (var (line, key, isKnown, isDone) in walk.RunAsync(file.Lines(), stop))
        {
            seen++;
            if (isDone) continue;
            rows++;
            if (isKnown) known++;
            else part.Add((line, key));
            if (rows < RowsPerOperation) continue;
            if (await WriteAsync() is { } refusal) return refusal;
        }

        return rows > 0 ? await WriteAsync() : null;

        async Task<Refusal?> WriteAsync()
        {
            var (lines, before, count, knownRows) = (part.ToArray(), seen - rows, rows, known);
            var written = await database.WriteAsync<long>(
                new Asked($"bank-statement/{statement}/{before}", actor).For("bank-statement-part", OperationField.Of("statement", statement), OperationField.Of("after", before), OperationField.Of("rows", count)),
                async tx =>
                {
                    if (!await StatementStore.AdvanceAsync(tx, statement, before, count, lines.Length, knownRows))
                        return Refusal.Of("import-moved", "file", "另一个程序正在导入同一文件。请稍后再看结果。", "Another program is importing the same file. Look again in a moment.");
                    if (lines.Length == 0) return before + count;
                    await PairStore.LockAsync(tx, plan.Account);
                    if (await LockedDays.OfAsync(tx, plan.Account) is { } locked && lines.Any(line => line.Item1.Day <= locked.Day))
                        return Refusal.Of("bank-locked", "file", $"账户 {plan.Account.Code} 已对账锁定至 {locked.Day.ToIso()}。", $"Account {plan.Account.Code} is reconciled and locked to {locked.Day.ToIso()}.");
                    await StatementStore.AddLinesAsync(tx, plan.Account, statement, lines);
                    return before + count;
                }, CancellationToken.None);
            if (!written.IsDone(out var done, out var refusal)) return refusal;
            progress?.Report(new ImportProgress(done, plan.Summary.Check.Lines));
            part.Clear();
            (rows, known) = (0, 0);
            return null;
        }
    }

    /// <summary>The lines of a file, each with whether it is known, and whether an earlier run had it.</summary>
    private sealed class Walk(KnownLines? known, byte[] secret, OverlapChoice overlap, long rowsDone)
    {
        internal async IAsyncEnumerable<(StatementLine Line, byte[] Key, bool IsKnown, bool IsDone)> RunAsync(
            IEnumerable<StatementLine> lines, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            long seen = 0;
            foreach (var some in lines.Chunk(KnownLines.AtOnce))
            {
                stop.ThrowIfCancellationRequested();
                var keys = Array.ConvertAll(some, line => LineKey.Of(line, secret));
                if (known is not null && overlap == OverlapChoice.Same) await known.LookUpAsync(keys);
                for (var i = 0; i < some.Length; i++)
                {
                    var isKnown = known is not null && overlap == OverlapChoice.Same && known.Take(keys[i]);
                    yield return (some[i], keys[i], isKnown, ++seen <= rowsDone);
                }
            }
        }
    }
}
