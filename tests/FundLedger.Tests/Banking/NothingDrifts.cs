using CsCheck;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Values;
using static FundLedger.Tests.Banking.BankScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Banking;

/// <summary>Whatever is done in whatever order, what the bank says and what lies in between is what the books say, on every day.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class NothingDrifts(TestDatabase database)
{
    private const int Steps = 40;

    [Test]
    public void No_sequence_of_acts_makes_bank_and_book_drift() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 200], Gen.Int[0, 200]).Array[Steps].Sample(
            acts => database.RunAsync(ledger => RunAsync(ledger, acts)).GetAwaiter().GetResult(), iter: database.IsOnSqlServer ? 2 : 12, threads: 1);

    private static async Task RunAsync(TestLedger ledger, (int Act, int A, int B)[] acts)
    {
        await ledger.MainAsync();
        var (entries, files) = (new List<EntryId>(), 0);
        await ledger.ImportAsync(Statement("0.csv", Paid(March(2), 11, "甲"), Paid(March(3), 22, "乙"), Paid(March(3), -3)));
        foreach (var (act, a, b) in acts)
        {
            switch (act)
            {
                case 0 or 1:
                    entries.Add(await ledger.GiveAsync(1 + a % 5 * 11, March(1 + b % 14), a % 2 == 0 ? "甲" : "乙"));
                    break;
                case 2:
                    files++;
                    await new ImportStatement(ledger.Database, ledger.Clock).RunAsync("clerk-7", Statement($"{files}.csv", Paid(March(1 + a % 14), 1 + b % 5 * 11, "甲"), Paid(March(1 + b % 14), -(1 + a % 3))), new StatementChoices("MAIN"));
                    break;
                case 3 or 4:
                    var open = await ledger.LinesAsync(LineState.Open);
                    if (open.Count == 0 || entries.Count == 0) break;
                    var (line, entry) = (open[a % open.Count], entries[b % entries.Count]);
                    var amount = Cny(1 + a % 12);
                    await ledger.TryMatchAsync([new LinePart(line.Id, act == 3 ? null : amount)], [new EntryPart(entry, act == 3 ? null : amount)]);
                    break;
                case 5:
                    await ledger.TryUnmatchAsync(1 + a % 12);
                    break;
                case 6:
                    if (await ledger.LinesAsync(LineState.Open) is { Count: > 0 } lines && lines[a % lines.Count] is var chosen)
                        await ledger.TryBookAsync(chosen.Id, chosen.Amount.IsNegative ? BookAs.Fee : b % 3 == 0 ? BookAs.Suspense : BookAs.Gift, b % 2 == 0 ? "LAKE" : "RIVER");
                    break;
                case 7:
                    if (entries.Count > 0) await ledger.TryReverseAsync(entries[a % entries.Count]);
                    break;
                case 8:
                    await (a % 2 == 0 ? LockAsync(ledger, March(1 + b % 14)) : ledger.TryUnlockAsync());
                    break;
                default:
                    await ledger.AutoAsync(a % 3 == 0 ? UnmatchedCredit.Suspense : null, "LAKE");
                    break;
            }
        }

        foreach (var day in Enumerable.Range(3, 13))
        {
            if (!(await ledger.TryReconcileAsync(March(day))).IsDone(out var figures, out _)) continue;
            var book = await ledger.ScalarAsync<long>($"SELECT COALESCE(SUM(line.amount_minor), 0) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id WHERE account.role = 'Bank' AND line.occurred_on <= '2026-03-{day:00}'");
            var bank = await ledger.ScalarAsync<long>($"SELECT COALESCE(SUM(amount_minor), 0) FROM bank_statement_lines WHERE bank_day <= '2026-03-{day:00}'");
            Assert.That((figures.Sums.Book, figures.Sums.Bank, figures.Ties), Is.EqualTo((book, bank, true)));
            var balance = (await ledger.Database.ReadAsync(reader => BookItems.BalancesAsync(reader, March(day)))).Values.Sum();
            Assert.That(balance, Is.EqualTo(book), "the totals of days say the same");
        }
    }

    private static async Task LockAsync(TestLedger ledger, DateOnly day) => await ledger.TryLockAsync(day);
}
