using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Awards;

/// <summary>Every act in every state of a tranche: those the table allows are done, all others are refused and change nothing; in every state the money equals the ledger.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class WalkingTheStatesOfATranche(TestDatabase database)
{
    /// <summary>How a tranche came to stand where it does; of all it is one that takes approval and needs documents.</summary>
    public enum Standing
    {
        /// <summary>Its day has not come.</summary>
        Scheduled,

        /// <summary>Its day has come, and the documents are not there.</summary>
        Missing,
        HeldByHand,
        Due,
        ApprovedEarly,
        ApprovedAndHeld,
        ApprovedAndDue,
        Payable,
        PaidInPart,
        Failed,
        Returned,
        Paid,
        Cancelled,
        CancelledInPart,

        /// <summary>The award was stopped before it was released.</summary>
        Stopped,
    }

    public enum Act
    {
        Release,
        Approve,
        Hold,
        GoOn,
        PayPart,
        PayAll,
        PayMore,
        PayNothing,
        Cancel,
        Complete,
        End,
    }

    private const decimal Yuan = 5;

    private static readonly GrantTerms Terms = Plain with { Tranches = [Tranche(null, 10, Need(TrancheRequirementKind.Documents))] };
    private static readonly Act[] Acts = Enum.GetValues<Act>();

    private static readonly Dictionary<Standing, (TrancheState State, Act[] Allowed)> Table = new()
    {
        [Standing.Scheduled] = (TrancheState.Scheduled, [Act.Approve, Act.Hold, Act.End]),
        [Standing.Missing] = (TrancheState.Held, [Act.Approve, Act.Hold, Act.End]),
        [Standing.HeldByHand] = (TrancheState.Held, [Act.Approve, Act.GoOn, Act.End]),
        [Standing.Due] = (TrancheState.Due, [Act.Approve, Act.Hold, Act.End]),
        [Standing.ApprovedEarly] = (TrancheState.Approved, [Act.Hold, Act.End]),
        [Standing.ApprovedAndHeld] = (TrancheState.Held, [Act.GoOn, Act.End]),
        [Standing.ApprovedAndDue] = (TrancheState.Approved, [Act.Release, Act.Hold, Act.End]),
        [Standing.Payable] = (TrancheState.Payable, [Act.PayPart, Act.PayAll, Act.Cancel, Act.End]),
        [Standing.PaidInPart] = (TrancheState.Payable, [Act.PayPart, Act.PayAll, Act.Cancel, Act.End]),
        [Standing.Failed] = (TrancheState.Failed, [Act.PayPart, Act.PayAll, Act.Cancel, Act.End]),
        [Standing.Returned] = (TrancheState.Failed, [Act.PayPart, Act.PayAll, Act.Cancel, Act.End]),
        [Standing.Paid] = (TrancheState.Paid, [Act.Complete, Act.End]),
        [Standing.Cancelled] = (TrancheState.Cancelled, [Act.Complete, Act.End]),
        [Standing.CancelledInPart] = (TrancheState.Paid, [Act.Complete, Act.End]),
        [Standing.Stopped] = (TrancheState.Cancelled, []),
    };

    [Test]
    public Task Only_what_the_table_allows_is_done([Values] Standing standing) => database.RunAsync(async ledger =>
    {
        await BringAsync(ledger, standing);
        var before = await SeeAsync(ledger);
        foreach (var act in Acts)
        {
            var entries = await ledger.EntryCountAsync();
            Assert.That(before[act].State, Is.EqualTo(Table[standing].State), $"{act} begins");
            var isDone = await TakeAsync(ledger, act);
            Assert.That(isDone, Is.EqualTo(Table[standing].Allowed.Contains(act)), $"{act} in {standing}");
            var after = await SeeAsync(ledger);
            foreach (var other in Acts.Where(other => other != act || !isDone)) Assert.That(after[other], Is.EqualTo(before[other]), $"{act} in {standing}: {other}");
            if (!isDone) Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(entries), "what is refused posts nothing");
            await MoneyMustEqualTheLedgerAsync(ledger, after);
            before = after;
        }

        await ledger.MustVerifyAsync();
    });

    [Test]
    public void Every_state_there_is_is_walked() => Assert.That(Table.Values.Select(one => one.State).Distinct(), Is.EquivalentTo(Enum.GetValues<TrancheState>()));

    private static string NumberOf(Act act) => $"A-{act}";

    /// <summary>One award for each act, all brought to the same standing.</summary>
    private static async Task BringAsync(TestLedger ledger, Standing standing)
    {
        await ledger.MoneyAsync(Terms);
        foreach (var act in Acts) (await ledger.DecideAsync(Award(Yuan, NumberOf(act), takesApproval: true))).Expect();
        ledger.Days(1);
        foreach (var act in Acts) (await ledger.SignAsync(NumberOf(act))).Expect();
        if (standing is Standing.Failed or Standing.Returned) await ledger.PayeeAsync();
        if (standing is not (Standing.Scheduled or Standing.ApprovedEarly)) ledger.Days(10);
        foreach (var act in Acts) await BringAsync(ledger, standing, NumberOf(act));
        if (standing is Standing.Failed or Standing.Returned) await ThroughTheBankAsync(ledger, standing == Standing.Returned);
    }

    private static async Task BringAsync(TestLedger ledger, Standing standing, string number)
    {
        if (standing is not (Standing.Scheduled or Standing.Missing or Standing.Stopped)) (await ProveAsync(ledger, number)).Expect();
        if (standing is not (Standing.Scheduled or Standing.Missing or Standing.HeldByHand or Standing.Due or Standing.Stopped)) (await ApproveAsync(ledger, number)).Expect();
        if (standing is Standing.HeldByHand or Standing.ApprovedAndHeld) (await HoldAsync(ledger, number, "核查")).Expect();
        if (standing >= Standing.Payable && standing != Standing.Stopped) (await ReleaseAsync(ledger, number)).Expect();
        if (standing is Standing.PaidInPart or Standing.CancelledInPart) (await ledger.PayAsync(1, 2, number)).Expect();
        if (standing == Standing.Paid) (await ledger.PayAsync(1, Yuan, number)).Expect();
        if (standing is Standing.Cancelled or Standing.CancelledInPart) (await CancelAsync(ledger, number)).Expect();
        if (standing == Standing.Stopped) (await EndAsync(ledger, number)).Expect();
    }

    /// <summary>The bank fails all of them, or pays them and brings them back.</summary>
    private static async Task ThroughTheBankAsync(TestLedger ledger, bool isPaidFirst)
    {
        var order = (await ledger.OrderAsync([.. await ledger.PayablesAsync()])).Expect().Order;
        for (var i = 1; i <= Acts.Length; i++)
        {
            if (isPaidFirst) (await ledger.AnswerAsync($"FL{order}-{i:000}", PaymentStatus.Paid)).Expect();
            (await ledger.AnswerAsync($"FL{order}-{i:000}", isPaidFirst ? PaymentStatus.Returned : PaymentStatus.Failed)).Expect();
        }
    }

    private static async Task<bool> TakeAsync(TestLedger ledger, Act act)
    {
        var number = NumberOf(act);
        return act switch
        {
            Act.Release => IsDone(await ReleaseAsync(ledger, number)),
            Act.Approve => IsDone(await ApproveAsync(ledger, number)),
            Act.Hold => IsDone(await HoldAsync(ledger, number, "再核查")),
            Act.GoOn => IsDone(await HoldAsync(ledger, number, null)),
            Act.PayPart => IsDone(await ledger.PayAsync(1, 0.01m, number)),
            Act.PayAll => IsDone(await ledger.PayAsync(1, (await ledger.TranchesAsync(number))[0].Owed is { IsZero: false } owed ? owed.MinorUnits / 100m : Yuan, number)),
            Act.PayMore => IsDone(await ledger.PayAsync(1, Yuan + 0.01m, number)),
            Act.PayNothing => IsDone(await ledger.PayAsync(1, 0, number)),
            Act.Cancel => IsDone(await CancelAsync(ledger, number)),
            Act.Complete => IsDone(await new CompleteAward(ledger.Database).RunAsync(ledger.Ask(), number, Now(ledger))),
            _ => IsDone(await EndAsync(ledger, number)),
        };
    }

    /// <summary>Done now: the answer of an earlier release is none.</summary>
    private static bool IsDone<T>(Outcome<T> outcome) => outcome is Outcome<T>.Done { WasDoneBefore: false };

    private static Task<Outcome<TrancheReleased>> ReleaseAsync(TestLedger ledger, string number) => new ReleaseTranche(ledger.Database).RunAsync("schedule", number, 1, Now(ledger));

    private static Task<Outcome<TrancheApproved>> ApproveAsync(TestLedger ledger, string number) => new ApproveTranche(ledger.Database).RunAsync(ledger.Ask(), new TrancheNamed(number, 1));

    private static Task<Outcome<TrancheHeld>> HoldAsync(TestLedger ledger, string number, string? why) => new HoldTranche(ledger.Database).RunAsync(ledger.Ask(), number, 1, why);

    private static Task<Outcome<TrancheCancelled>> CancelAsync(TestLedger ledger, string number) => new CancelTranche(ledger.Database).RunAsync(ledger.Ask(), new TrancheCancelling(number, 1, Now(ledger), "机构放弃"));

    private static Task<Outcome<AwardEnded>> EndAsync(TestLedger ledger, string number) => new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding(number, Now(ledger), "终止"));

    private static async Task<Outcome<AwardProved>> ProveAsync(TestLedger ledger, string number) =>
        await new ProveForAward(ledger.Database).RunAsync(ledger.Ask(), new NewProof(number, ProofKind.Documents, "材料", Now(ledger), await ledger.FileAsync()));

    private static Task<Dictionary<Act, TrancheSeen>> SeeAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var (books, today, seen) = (await Books.LoadAsync(reader), Now(ledger), new Dictionary<Act, TrancheSeen>());
        foreach (var act in Acts)
        {
            var award = (await AwardReading.FindAsync(reader, books, NumberOf(act)))!;
            var one = (await AwardReading.AtWorkAsync(reader, books, award, today))[0];
            seen.Add(act, new TrancheSeen(one.Tranche, one.StateOn(today), award.Status));
        }

        return seen;
    });

    private sealed record TrancheSeen(Tranche Tranche, TrancheState State, AwardStatus Award);

    /// <summary>What each tranche says of itself adds up to what the fund has, owes and promised.</summary>
    private static async Task MoneyMustEqualTheLedgerAsync(TestLedger ledger, Dictionary<Act, TrancheSeen> seen)
    {
        var tranches = seen.Values.ToList();
        decimal Of(Func<Tranche, Money> figure) => tranches.Sum(one => figure(one.Tranche).MinorUnits) / 100m;
        var (paid, owed) = (Of(tranche => tranche.Paid), Of(tranche => tranche.Owed));
        var committed = tranches.Count(one => one is { Tranche: { IsReleased: false, IsCancelled: false }, Award: AwardStatus.Active }) * Yuan;
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100 - paid, owed, committed, 100 - paid - owed - committed)));
    }
}
