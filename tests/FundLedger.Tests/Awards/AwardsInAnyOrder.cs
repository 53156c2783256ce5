using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Awards;

/// <summary>Whatever is done to awards in whatever order, a slow and obvious model says what the ledger must say: in every state the money equals the ledger.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class AwardsInAnyOrder(TestDatabase database)
{
    private const int Steps = 60;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public Task Money_in_every_state_equals_the_ledger(int seed) => database.RunAsync(async ledger =>
    {
        var source = await ledger.MoneyAsync();
        var (random, model) = (new Random(seed), new Model());
        var done = 0;
        for (var step = 0; step < Steps; step++)
        {
            if (random.Next(4) == 0) ledger.Days(random.Next(1, 25));
            if (await StepAsync(ledger, random, model, source)) done++;
            Assert.That(await ledger.FiguresAsync(), Is.EqualTo(model.Figures), $"step {step}");
            foreach (var award in model.Awards) await SeeAsync(ledger, award);
        }

        Assert.That(done, Is.GreaterThan(Steps / 4), "most of what is tried is allowed somewhere");
        await ledger.MustVerifyAsync();
    });

    /// <returns>Whether it was done; the model and the ledger agree on what is allowed.</returns>
    private static async Task<bool> StepAsync(TestLedger ledger, Random random, Model model, string source)
    {
        var today = Now(ledger);
        if (model.Awards.Count == 0 || random.Next(6) == 0) return Decide(model, await ledger.DecideAsync(New(model, random, source, today)));
        var award = model.Awards[random.Next(model.Awards.Count)];
        var yuan = random.Next(1, 2_000) / 100m;
        switch (random.Next(8))
        {
            case 0:
                return Agree(award.Status == AwardStatus.Decided, await ledger.SignAsync(award.Number), _ => award.Sign(today));
            case 1:
                foreach (var released in (await ledger.RunDueAsync()).Released) model.Find(released.Award).Release(released.No);
                return true;
            case 2 or 3:
                var tranche = award.Tranches[random.Next(2)];
                return Agree(tranche.Released && tranche.Owed >= yuan && tranche.Owed > 0, await ledger.PayAsync(tranche.No, yuan, award.Number), _ => tranche.Pay(yuan));
            case 4:
                var rest = award.Tranches[random.Next(2)];
                return Agree(rest.Released && rest.Owed > 0, await ledger.PayAsync(rest.No, rest.Owed > 0 ? rest.Owed : 1, award.Number), _ => rest.Pay(rest.Owed));
            case 5 when random.Next(4) == 0:
                return Agree(award.Status is AwardStatus.Decided or AwardStatus.Active, await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding(award.Number, today, "终止")), _ => award.End());
            case 6:
                var cancelled = award.Tranches[random.Next(2)];
                return Agree(
                    cancelled.Released && cancelled.Owed > 0, await new CancelTranche(ledger.Database).RunAsync(ledger.Ask(), new TrancheCancelling(award.Number, cancelled.No, today, "放弃")), _ => cancelled.Cancel());
            case 7:
                return Agree(
                    award.Claimable >= yuan, await new ClaimBack(ledger.Database).RunAsync(ledger.Ask(), new NewClawback(award.Number, Cny(yuan), today, [new(today, Cny(yuan))], "不合规")), _ => award.Claimed += yuan);
            default:
                return false;
        }
    }

    private static NewAward New(Model model, Random random, string source, DateOnly today)
    {
        var (amount, number) = (random.Next(2_100, 4_000) / 100m, $"A-{model.Tried++}");
        var fromSeed = Math.Round(amount * random.Next(1, 100) / 100, 2);
        return Award(amount, number, [Part(source, fromSeed), Part("donation", amount - fromSeed)]) with { On = today, Starts = today, Ends = today };
    }

    private static bool Decide(Model model, Outcome<AwardDecided> outcome)
    {
        if (!outcome.IsDone(out var done, out var refusal))
        {
            Assert.That(refusal.Code, Is.EqualTo("not-enough"));
            return false;
        }

        model.Awards.Add(new ModelAward(done.Award, done.Parts.Sum(part => part.Amount.MinorUnits) / 100m));
        return true;
    }

    private static bool Agree<T>(bool isAllowed, Outcome<T> outcome, Action<T> change)
    {
        Assert.That(outcome.IsDone(out var done, out var refusal), Is.EqualTo(isAllowed), refusal?.Message.En);
        if (isAllowed) change(done!);
        return isAllowed;
    }

    private static async Task SeeAsync(TestLedger ledger, ModelAward award)
    {
        var tranches = await ledger.TranchesAsync(award.Number);
        foreach (var tranche in tranches)
        {
            var known = award.Tranches[tranche.No - 1];
            Assert.That((tranche.Owed, tranche.Paid), Is.EqualTo((Cny(known.Owed), Cny(known.Paid))), $"{award.Number}/{tranche.No}");
        }
    }

    private sealed class Model
    {
        internal List<ModelAward> Awards { get; } = [];
        internal int Tried { get; set; }

        internal (decimal, decimal, decimal, decimal) Figures
        {
            get
            {
                var cash = 100 - Awards.Sum(award => award.Tranches.Sum(tranche => tranche.Paid));
                var owed = Awards.Sum(award => award.Tranches.Sum(tranche => tranche.Owed));
                var committed = Awards.Sum(award => award.Committed);
                return (cash, owed, committed, cash - owed - committed);
            }
        }

        internal ModelAward Find(string number) => Awards.Single(award => award.Number == number);
    }

    private sealed class ModelAward(string number, decimal amount)
    {
        internal string Number => number;
        internal AwardStatus Status { get; private set; } = AwardStatus.Decided;
        internal decimal Committed { get; private set; } = amount;
        internal decimal Claimed { get; set; }
        internal decimal Claimable => Tranches.Sum(tranche => tranche.Paid) - Claimed;
        internal ModelTranche[] Tranches { get; } = [new(1, 20), new(2, amount - 20)];

        internal void Sign(DateOnly _) => Status = AwardStatus.Active;

        internal void Release(int no)
        {
            Tranches[no - 1].Release();
            Committed -= Tranches[no - 1].Amount;
        }

        internal void End() => (Status, Committed) = (AwardStatus.Stopped, 0);
    }

    private sealed class ModelTranche(int no, decimal amount)
    {
        internal int No => no;
        internal decimal Amount => amount;
        internal bool Released { get; private set; }
        internal decimal Owed { get; private set; }
        internal decimal Paid { get; private set; }

        internal void Release() => (Released, Owed) = (true, amount);

        internal void Pay(decimal yuan) => (Owed, Paid) = (Owed - yuan, Paid + yuan);

        internal void Cancel() => Owed = 0;
    }
}
