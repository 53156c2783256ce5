using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using static FundLedger.Tests.Taper.TaperScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Taper;

/// <summary>Plans are agreed, approved, amended, held, released, paid, cancelled and ended in any order: the ledger's money is what a slow and obvious model says.</summary>
public sealed class PlansInAnyOrder
{
    private const int Quarters = 12;

    [Test]
    public Task The_ledger_s_money_is_the_model_s([Values(1, 2, 3, 4, 5, 6)] int seed) => TestDatabase.All[0].RunAsync(async ledger =>
    {
        var (chance, model) = (new Random(seed), new Model());
        await ledger.LakeAsync();
        await ledger.SpaceAsync("SHAN", "HUA");
        for (var quarter = 1; quarter <= Quarters; quarter++)
        {
            for (var acts = chance.Next(2, 7); acts > 0; acts--) await ActAsync(ledger, model, chance);
            ledger.GoPast(quarter);
            foreach (var space in new[] { "HU", "SHAN" })
            {
                if (chance.Next(4) == 0) continue;
                var cost = chance.Next(0, 15_000) / 100m;
                await ledger.ReportAsync(quarter, cost, cost == 0 ? 5 : 0, space);
                model.Costs[(space, quarter)] = cost;
            }

            var run = await ledger.RunDueAsync();
            var expected = model.Release(ledger.Now());
            Assert.That(run.Released.Select(one => (one.Plan, one.No, one.Support, one.Lapsed)).Order(), Is.EqualTo(expected.Order()), $"quarter {quarter}");
            foreach (var number in run.Completed) model.Plans.Single(plan => plan.Number == number).IsOver = true;
            await MustAgreeAsync(ledger, model, $"seed {seed}, quarter {quarter}");
            await ledger.MustVerifyAsync();
        }

        Assert.That(model.Released, Is.GreaterThan(3), "the run was worth something");
    });

    private static async Task ActAsync(TestLedger ledger, Model model, Random chance)
    {
        var running = model.Plans.Where(plan => !plan.IsOver).ToList();
        var plan = running.Count > 0 ? running[chance.Next(running.Count)] : null;
        var owed = model.Plans.SelectMany(one => one.Periods.Where(period => period.Owed > 0).Select(period => (Plan: one, Period: period))).ToList();
        switch (chance.Next(8))
        {
            case 0:
                var space = chance.Next(2) == 0 ? "HU" : "SHAN";
                var (number, terms) = ($"T-{model.Plans.Count + 1}", AnyTerms(chance, 0));
                if ((await ledger.AgreeAsync(terms, number, space)).IsDone(out _, out var refusal)) model.Plans.Add(new Planned(number, space, TaperSchedule.Of(terms.Terms, terms.Parts).Expect(), terms.Basis));
                else Assert.That((refusal.Code, model.Plans.Any(one => !one.IsOver && one.Space == space)), Is.EqualTo(("taper-overlap", true)));
                break;
            case 1 when plan is not null && plan.Years < plan.Schedule.Terms.Years:
                (await ledger.ApproveAsync(plan.Years + 1, number: plan.Number)).Expect();
                plan.Approve();
                break;
            case 2 when plan is not null:
                var from = plan.Periods.Where(period => period.IsReleased).Select(period => period.No).DefaultIfEmpty(0).Max() + 1;
                if (from > plan.Schedule.Periods.Count) break;
                from = chance.Next(from, plan.Schedule.Periods.Count + 1);
                var later = AnyTerms(chance, from - 1) with { Basis = plan.Basis };
                (await ledger.AmendAsync(from, later, plan.Number)).Expect();
                plan.Amend(later, from);
                break;
            case 3 when plan?.Periods.FirstOrDefault(period => period is { IsReleased: false, IsCancelled: false }) is { } held:
                (await new HoldTaperPeriod(ledger.Database).RunAsync(ledger.Ask(), plan.Number, held.No, held.IsHeld ? null : "核查")).Expect();
                held.IsHeld = !held.IsHeld;
                break;
            case 4 or 5 when owed.Count > 0:
                var (payer, due) = owed[chance.Next(owed.Count)];
                var amount = chance.Next(2) == 0 ? due.Owed : Math.Max(0.01m, Math.Round(due.Owed / 2, 2));
                (await ledger.PayAsync(due.No, amount, payer.Number)).Expect();
                (due.Owed, model.Paid) = (due.Owed - amount, model.Paid + amount);
                break;
            case 6 when owed.Count > 0 && chance.Next(3) == 0:
                var (of, gone) = owed[chance.Next(owed.Count)];
                (await new CancelTaperPeriod(ledger.Database).RunAsync(ledger.Ask(), new TaperPeriodCancelling(of.Number, gone.No, ledger.Now(), "取消"))).Expect();
                gone.Owed = 0;
                break;
            case 7 when plan is not null && chance.Next(4) == 0:
                (await ledger.EndAsync(plan.Number)).Expect();
                plan.End();
                break;
        }
    }

    /// <summary>Two years of quarters of up to 100 each; its parts come to the periods after some.</summary>
    private static TaperPlanTerms AnyTerms(Random chance, int before)
    {
        var curve = new TaperCurve(TaperCurveKind.Table, [.. Enumerable.Range(0, 8).Select(_ => new BasisPoints(chance.Next(4) == 0 ? 0 : chance.Next(10_001)))]);
        var terms = new TaperTerms(Start, TaperStep.Quarter, 8, [Cny(chance.Next(100, 40_000) / 100m), Cny(chance.Next(100, 40_000) / 100m)], curve);
        var support = TaperSchedule.Of(terms, []).Expect().Periods.Skip(before).Sum(period => period.Support.MinorUnits);
        var cut = chance.NextInt64(0, support + 1);
        return Terms(chance.Next(2) == 0 ? TaperBasis.Plan : TaperBasis.Actual, terms: terms, parts: [Part("seed", cut / 100m), Part("donation", (support - cut) / 100m)]);
    }

    private static async Task MustAgreeAsync(TestLedger ledger, Model model, string when)
    {
        var (owed, committed) = (model.Plans.Sum(plan => plan.Periods.Sum(period => period.Owed)), model.Plans.Sum(plan => plan.Committed));
        Assert.That(await ledger.MoneyAsync(), Is.EqualTo((2_000m - model.Paid, owed, committed, 2_000m - model.Paid - owed - committed)), when);
        foreach (var plan in model.Plans)
            Assert.That((await ledger.Database.ReadAsync(async reader => await TaperReading.CommittedAsync(reader, await Books.LoadAsync(reader), (await TaperReading.FindAsync(reader, await Books.LoadAsync(reader), plan.Number))!))).Sum(part => part.Amount.MinorUnits) / 100m,
                Is.EqualTo(plan.Committed), $"{when}, {plan.Number}");
    }

    private sealed class Model
    {
        internal List<Planned> Plans { get; } = [];
        internal Dictionary<(string Space, int Quarter), decimal> Costs { get; } = [];
        internal decimal Paid { get; set; }
        internal int Released { get; private set; }

        internal List<(string Plan, int No, Money Support, Money Lapsed)> Release(DateOnly day)
        {
            var released = new List<(string, int, Money, Money)>();
            foreach (var plan in Plans.Where(plan => !plan.IsOver))
                foreach (var period in plan.Periods.Where(period => period is { IsReleased: false, IsCancelled: false, IsHeld: false } && plan.Schedule.Periods[period.No - 1].Last <= day))
                {
                    var planned = plan.Schedule.Periods[period.No - 1];
                    decimal? cost = Costs.TryGetValue((plan.Space, period.No), out var reported) ? reported : null;
                    if (plan.Basis == TaperBasis.Actual && cost is null) continue;
                    var full = planned.Support.MinorUnits / 100m;
                    var support = plan.Basis == TaperBasis.Plan || cost >= planned.Budget.MinorUnits / 100m ? full : Math.Min(full, Math.Round(cost!.Value * planned.Share.Value / 10_000, 2, MidpointRounding.ToEven));
                    (period.IsReleased, period.Owed) = (true, support);
                    released.Add((plan.Number, period.No, Cny(support), Cny(full - support)));
                }

            Released += released.Count;
            return released;
        }
    }

    private sealed class Planned(string number, string space, TaperSchedule schedule, TaperBasis basis)
    {
        internal string Number => number;
        internal string Space => space;
        internal TaperBasis Basis => basis;
        internal TaperSchedule Schedule { get; private set; } = schedule;
        internal int Years { get; private set; }
        internal bool IsOver { get; set; }
        internal List<Promised> Periods { get; } = [];
        internal decimal Committed => Periods.Where(period => period is { IsReleased: false, IsCancelled: false }).Sum(period => Schedule.Periods[period.No - 1].Support.MinorUnits) / 100m;

        internal void Approve()
        {
            Years++;
            Periods.AddRange(Schedule.Periods.Where(period => period.Year == Years).Select(period => new Promised(period.No)));
        }

        internal void Amend(TaperPlanTerms terms, int from) => Schedule = Schedule.Amended(terms.Terms, from, terms.Parts).Expect();

        internal void End()
        {
            IsOver = true;
            foreach (var period in Periods.Where(period => !period.IsReleased)) period.IsCancelled = true;
        }
    }

    private sealed class Promised(int no)
    {
        internal int No => no;
        internal bool IsReleased { get; set; }
        internal bool IsCancelled { get; set; }
        internal bool IsHeld { get; set; }
        internal decimal Owed { get; set; }
    }
}
