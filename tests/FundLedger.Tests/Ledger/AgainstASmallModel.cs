using CsCheck;
using Dapper;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;
using Account = FundLedger.Tests.Ledger.LedgerModel.Account;
using Kind = FundLedger.Tests.Ledger.LedgerModel.Kind;
using Line = FundLedger.Tests.Ledger.LedgerModel.Line;

namespace FundLedger.Tests.Ledger;

/// <summary>Random histories, each run on the ledger and on a model of a hundred lines: same answers, same balances on every day as known at every moment.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class AgainstASmallModel(TestDatabase database)
{
    private const int Histories = 40;
    private const int HistoriesOnAServer = 8; // each in a database of its own, which takes a server seconds to make

    private static readonly string[] Funds = ["LAKE", "POOL"];

    private enum Verb
    {
        Donate,
        DonateMany,
        Spend,
        Owe,
        Pay,
        Transfer,
        Refund,
        Reverse,
        Close,
        SendAgain,
        SendChanged,
        Race,
        Wait,
    }

    private sealed record Step(Verb Verb, int Fund, int Yuan, int DaysBack, int Pick);

    private static readonly Gen<Step[]> History = Gen.Select(
        Gen.Frequency((6, Gen.Const(Verb.Donate)), (1, Gen.Const(Verb.Close)), (14, Gen.Int[1, (int)Verb.Wait].Select(verb => (Verb)verb))),
        Gen.Int[0, 1], Gen.Int[1, 60], Gen.Int[0, 80], Gen.Int[0, 10_000],
        (verb, fund, yuan, daysBack, pick) => new Step(verb, fund, yuan, daysBack, pick)).Array[5, 60];

    [Test]
    public Task The_ledger_does_what_the_model_does() => History.SampleAsync(
        steps => database.RunAsync(async ledger =>
        {
            foreach (var fund in Funds) await ledger.FundAsync(fund);
            var run = new Run(ledger);
            for (var i = 0; i < steps.Length; i++) await run.StepAsync(steps[i], i);
            await run.MustAgreeAsync();
        }),
        iter: database.IsOnSqlServer ? HistoriesOnAServer : Histories, threads: 1, print: steps => string.Join('\n', steps.AsEnumerable()));

    private sealed class Run(TestLedger ledger)
    {
        private readonly LedgerModel model = new();
        private readonly List<(string Key, Gift Gift, EntryId Entry)> sent = [];
        private int step;

        internal Task StepAsync(Step asked, int number)
        {
            step = number;
            var (fund, on) = (Funds[asked.Fund], Today.AddDays(-asked.DaysBack));
            return asked.Verb switch
            {
                Verb.Donate => DonateAsync(new Gift(fund, Cny(asked.Yuan), on, DonorName.Of("王小明"))),
                Verb.DonateMany => DonateManyAsync(fund, asked.Yuan, on, 2 + asked.Pick % 15),
                Verb.Spend => SpendAsync(fund, asked.Yuan, on, isPaid: true),
                Verb.Owe => SpendAsync(fund, asked.Yuan, on, isPaid: false),
                Verb.Pay => PayAsync(Picked(asked.Pick, entry => entry.Lines.Any(line => line.Subject.StartsWith("expense", StringComparison.Ordinal)) && entry.Reverses is null && entry.RelatesTo is null)),
                Verb.Transfer => TransferAsync(fund, Funds[1 - asked.Fund], asked.Yuan, on),
                Verb.Refund => RefundAsync(Picked(asked.Pick, entry => entry.Kind == Kind.Gift), asked.Yuan, (RefundWay)(asked.Pick % 4)),
                Verb.Reverse => ReverseAsync(Picked(asked.Pick, _ => true), asked.Pick % 3 == 0 ? on : Today),
                Verb.Close => CloseAsync(asked.Pick % 4 == 0 ? 1 : 0),
                Verb.SendAgain => SendAgainAsync(asked.Pick, 0, null),
                Verb.SendChanged => SendAgainAsync(asked.Pick, 1, "operation-key-conflict"),
                Verb.Race => RaceAsync(fund, asked.Yuan),
                _ => WaitAsync(asked.Pick),
            };
        }

        private async Task DonateAsync(Gift gift)
        {
            var key = $"gift-{step}";
            var entry = Agreed(model.ForDay(gift.On), await new RecordDonation(ledger.Database).RunAsync(Ask(key), gift))?.Entry;
            if (entry is null) return;
            AddGift(entry.Value, gift);
            sent.Add((key, gift, entry.Value));
        }

        private void AddGift(EntryId entry, Gift gift)
        {
            var yuan = gift.Amount.MinorUnits / 100;
            model.Add(new(entry.Value, Kind.Gift, gift.On, [new(gift.Fund, Account.Cash, yuan), new(gift.Fund, Account.Other, -yuan)]));
        }

        private async Task DonateManyAsync(string fund, int yuan, DateOnly on, int count)
        {
            var gift = new Gift(fund, Cny(yuan), on, DonorName.Unnamed);
            var expected = model.ForDay(on);
            var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), gift)));
            foreach (var answer in answers)
                if (Agreed(expected, answer) is { } done) AddGift(done.Entry, gift);
        }

        private async Task SpendAsync(string fund, int yuan, DateOnly on, bool isPaid)
        {
            var key = $"spend-{step}";
            var expected = model.ForDecision(fund, -yuan) ?? model.ForDay(on);
            var answer = await new RecordExpense(ledger.Database).RunAsync(Ask(key), new Expense(fund, Cny(yuan), on, "", IsPaid: isPaid));
            if (Agreed(expected, answer) is not { } done) return;
            model.Add(new(done.Entry.Value, Kind.Any, on, [isPaid ? new(fund, Account.Cash, -yuan) : new(fund, Account.Owed, -yuan, $"expense/{key}"), new(fund, Account.Other, yuan)]));
        }

        private async Task PayAsync(LedgerModel.Entry? expense)
        {
            if (expense is null) return;
            var owed = expense.Lines[0];
            Line[] lines = [owed with { Yuan = -owed.Yuan }, new(owed.Fund, Account.Cash, owed.Yuan)];
            var answer = await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), new EntryId(expense.Id), Today);
            if (Agreed(model.ForOpenItems(lines), answer) is { } done) model.Add(new(done.Entry.Value, Kind.Any, Today, lines, RelatesTo: expense.Id));
        }

        private async Task TransferAsync(string from, string to, int yuan, DateOnly on)
        {
            var expected = model.HasSource ? model.ForDay(on) ?? model.ForDecision(from, -yuan) : "source-unknown";
            var answer = await new FundLedger.Funds.TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new(from, to, "donation", Cny(yuan), on));
            if (Agreed(expected, answer) is not { } done) return;
            model.Add(new(done.Entry.Value, Kind.Any, on, [new(from, Account.Cash, -yuan), new(from, Account.Other, yuan), new(to, Account.Cash, yuan), new(to, Account.Other, -yuan)]));
        }

        private async Task RefundAsync(LedgerModel.Entry? gift, int yuan, RefundWay way)
        {
            if (gift is null) return;
            var (fund, subject) = (gift.Lines[0].Fund, $"refund/{gift.Id}");
            Line[] due = [new(fund, Account.Other, yuan), new(fund, Account.Owed, -yuan, subject)];
            Line[] paid = [new(fund, Account.Owed, yuan, subject), new(fund, Account.Cash, -yuan)];
            var expected = model.ForRefund(gift, yuan, way) ?? (way == RefundWay.Paid ? model.ForOpenItems(paid) : null);
            if (Agreed(expected, await ledger.TryRefundAsync(new EntryId(gift.Id), yuan, way)) is not { } done) return;
            var ids = done.Entries.Select(entry => entry.Value).ToList();
            if (way is RefundWay.DueAndPaid or RefundWay.Due) model.Add(new(ids[0], Kind.RefundDue, Today, due, RelatesTo: gift.Id));
            if (way is RefundWay.DueAndPaid or RefundWay.Paid) model.Add(new(ids[^1], Kind.Any, Today, paid, RelatesTo: gift.Id));
            if (way == RefundWay.ChargedBack) model.Add(new(ids[0], Kind.ChargeBack, Today, [new(fund, Account.Other, yuan), new(fund, Account.Cash, -yuan)], RelatesTo: gift.Id));
        }

        private async Task ReverseAsync(LedgerModel.Entry? entry, DateOnly on)
        {
            if (entry is null) return;
            if (Agreed(model.ForReversal(entry, on), await ledger.TryReverseAsync(new EntryId(entry.Id), on)) is { } done)
                model.Add(new(done.Entry.Value, Kind.Reversal, on, LedgerModel.Mirror(entry), Reverses: entry.Id));
        }

        private async Task CloseAsync(int skip)
        {
            var month = model.Closed?.Next ?? new PeriodMonth(202512);
            if (skip == 1) month = month.Next;
            if (Agreed(model.ForClosing(month, Today), await new FundLedger.Ledger.ClosePeriod(ledger.Database).RunAsync(ledger.Ask(), month)) is not null) model.Close(month);
        }

        private async Task SendAgainAsync(int pick, int more, string? expected)
        {
            if (sent.Count == 0) return;
            var (key, gift, entry) = sent[pick % sent.Count];
            var answer = await new RecordDonation(ledger.Database).RunAsync(Ask(key), gift with { Amount = gift.Amount + Cny(more) });
            Agreed(expected, answer);
            if (expected is null) Assert.That(answer, Is.EqualTo(new Outcome<DonationRecorded>.Done(new(entry), WasDoneBefore: true)));
        }

        private async Task RaceAsync(string fund, int yuan)
        {
            const int racers = 10;
            var winners = model.HasSource ? Math.Clamp(model.Available(fund) / yuan, 0, racers) : 0;
            var answers = await Task.WhenAll(Enumerable.Range(0, racers).Select(_ => Task.Run(() => ledger.TrySpendAsync(fund, yuan, "donation"))));
            Assert.That(answers.Count(answer => answer.IsDone(out var _, out var _)), Is.EqualTo(winners), $"step {step}: winners");
            foreach (var answer in answers)
                if (answer.IsDone(out var done, out _)) model.Add(new(done.Entry.Value, Kind.Any, Today, [new(fund, Account.Cash, -yuan), new(fund, Account.Other, yuan)]));
        }

        private Task WaitAsync(int pick)
        {
            if (pick % 5 == 0) return ledger.ReopenAsync();
            ledger.Clock.AdjustTime(ledger.Clock.GetUtcNow().AddMinutes(pick % 2 == 0 ? -30 : 40));
            return Task.CompletedTask;
        }

        private LedgerModel.Entry? Picked(int pick, Func<LedgerModel.Entry, bool> suits) => model.Entries.Where(suits).ToList() is { Count: > 0 } all ? all[pick % all.Count] : null;

        private T? Agreed<T>(string? expected, Outcome<T> answer) where T : class
        {
            var isDone = answer.IsDone(out var value, out var refusal);
            Assert.That(refusal?.Code, Is.EqualTo(expected), $"step {step}: {refusal?.Message.En}");
            return isDone ? value : null;
        }

        internal async Task MustAgreeAsync()
        {
            var moments = await ledger.Database.ReadAsync(async reader =>
                (await reader.Connection.QueryAsync<(long Entry, long RecordedAt)>("SELECT entry_id, recorded_at FROM journal_entries ORDER BY entry_id", transaction: reader.Transaction)).ToList());
            Assert.That(moments.Select(moment => moment.Entry), Is.EquivalentTo(model.Entries.Select(entry => entry.Id)));
            var last = moments.Select(moment => moment.RecordedAt).DefaultIfEmpty(0).Max();
            var days = model.Entries.Select(entry => entry.On).Concat([new DateOnly(2025, 12, 31), new DateOnly(2026, 1, 31), new DateOnly(2026, 2, 28), Today]).Distinct().Order().ToList();
            foreach (var fund in Funds)
            {
                Assert.That(await ledger.AvailableAsync(fund, "donation"), Is.EqualTo(model.Available(fund)), fund);
                foreach (var day in Some(days, 7))
                foreach (var (_, knownAt) in Some([.. moments, (0, 0L), (0, last + 1)], 6))
                {
                    var known = moments.Where(moment => moment.RecordedAt <= knownAt).Select(moment => moment.Entry).ToHashSet(); // with a server, numbers need not follow the moments
                    var figures = await ledger.FiguresAsync(fund, day, knownAt);
                    var (cash, owed) = (model.Sum(fund, Account.Cash, day, known), -model.Sum(fund, Account.Owed, day, known));
                    Assert.That(figures, Is.EqualTo(((decimal)cash, (decimal)owed, 0m, (decimal)(cash - owed))), $"{fund} as of {day.ToIso()}, known at {knownAt}");
                }

                await StatementMustAgreeAsync(fund, days[0], Today);
                await StatementMustAgreeAsync(fund, new DateOnly(2026, 2, 1), Today);
            }
        }

        private async Task StatementMustAgreeAsync(string fund, DateOnly first, DateOnly end)
        {
            var (statement, lines) = await ledger.StatementAsync(fund, first, end);
            var moved = model.Entries.Where(entry => entry.On >= first && entry.On <= end).OrderBy(entry => entry.On).ThenBy(entry => entry.Id)
                .SelectMany(entry => entry.Lines.Where(line => line.Fund == fund && line.Account == Account.Cash).Select(line => (entry.Id, line.Yuan))).ToList();
            var balance = model.Sum(fund, Account.Cash, first.AddDays(-1));
            Assert.That(statement.Opening, Is.EqualTo(Cny(balance)));
            Assert.That(lines.Select(line => (line.Entry, (line.In - line.Out).MinorUnits / 100, line.Balance.MinorUnits / 100)), Is.EqualTo(moved.Select(line => (line.Id, line.Yuan, balance += line.Yuan))));
            Assert.That((statement.Closing, statement.LineCount), Is.EqualTo((Cny(balance), (long)moved.Count)));
        }

        /// <summary>At most so many of them, spread over all, the first and last included.</summary>
        private static IEnumerable<T> Some<T>(List<T> all, int most) => all.Count <= most ? all : Enumerable.Range(0, most).Select(i => all[(int)((long)i * (all.Count - 1) / (most - 1))]);
    }
}
