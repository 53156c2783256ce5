using CsCheck;
using FundLedger.Applications;
using FundLedger.Storage;
using FundLedger.Tests.Programmes;
using static FundLedger.Tests.Applications.ApplicationScenes;
using static FundLedger.Tests.Programmes.GrantScenes;

namespace FundLedger.Tests.Applications;

public sealed class TheStatesOfAnApplication
{
    private static readonly ApplicationStatus[] All = Enum.GetValues<ApplicationStatus>();

    [Test]
    public void Every_status_is_reached_and_only_what_was_declined_is_the_end()
    {
        var reached = new HashSet<ApplicationStatus> { ApplicationStatus.Draft };
        var next = new Stack<ApplicationStatus>(reached);
        while (next.TryPop(out var status))
            foreach (var after in ApplicationFlow.After(status))
                if (reached.Add(after)) next.Push(after);
        Assert.That(reached, Is.EquivalentTo(All));
        Assert.That(All.Where(status => ApplicationFlow.After(status).Count == 0), Is.EqualTo(new[] { ApplicationStatus.Declined }));
    }

    [Test]
    public void Nothing_is_awarded_without_a_review_and_nothing_is_reviewed_that_was_not_handed_in()
    {
        Assert.That(All.Where(status => ApplicationFlow.Allows(status, ApplicationStatus.Awarded)), Is.EqualTo(new[] { ApplicationStatus.Reviewed }));
        Assert.That(All.Where(status => ApplicationFlow.Allows(status, ApplicationStatus.Declined)), Is.EqualTo(new[] { ApplicationStatus.Reviewed, ApplicationStatus.Awarded }), "an award that is taken back leaves it declined");
        Assert.That(All.Where(status => ApplicationFlow.Allows(status, ApplicationStatus.InReview)), Is.EqualTo(new[] { ApplicationStatus.Submitted, ApplicationStatus.Reviewed }));
        Assert.That(All.Where(status => ApplicationFlow.Allows(status, ApplicationStatus.Submitted)), Is.EqualTo(new[] { ApplicationStatus.Draft, ApplicationStatus.ChangesRequested }));
        Assert.That(All.Where(status => ApplicationFlow.Allows(status, status)), Is.Empty);
    }

    [Test]
    public void Each_status_has_a_name_and_says_what_happens_next_in_both_languages() => Assert.That(
        All.Select(status => (status.Name(), Next: status.Next("2026-03-31 17:00"))).All(words => words.Item1.Zh != words.Item1.En && words.Next.Zh.Length > 5 && words.Next.En.Length > 10), Is.True);
}

/// <summary>Every operation, in every order that chance finds, on a real ledger: the stored status only ever moves along the table.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class WalkingTheStatesOfAnApplication(TestDatabase database)
{
    private const int Walks = 12;
    private const int Steps = 14;

    [Test]
    public Task No_illegal_move_is_reachable() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        await ledger.OrganisationAsync("ORG");
        var choices = Gen.Int[0, 7].Array[Steps].Array[Walks].Single();
        foreach (var walk in choices)
        {
            ledger.Clock.Advance(TimeSpan.FromSeconds(1));
            var number = await ledger.DraftAsync();
            foreach (var choice in walk)
            {
                var before = await ledger.ApplicationStatusAsync(number);
                var isDone = await TakeAsync(ledger, number, choice);
                var after = await ledger.ApplicationStatusAsync(number);
                if (isDone) Assert.That(ApplicationFlow.Allows(before, after), Is.True, $"{before} → {after} by {choice}");
                else Assert.That(after, Is.EqualTo(before), $"{choice} was refused");
            }

            await ledger.Database.ReadAsync(async reader =>
            {
                var application = (await ApplicationReading.FindAsync(reader, number))!;
                var moves = await ApplicationReading.MovesAsync(reader, application);
                Assert.That(moves.All(move => ApplicationFlow.Allows(move.From, move.To)), Is.True);
                Assert.That(moves.Select(move => move.From).Skip(1), Is.EqualTo(moves.Select(move => move.To).SkipLast(1)), "each move begins where the last ended");
                Assert.That(moves.Count == 0 ? ApplicationStatus.Draft : moves[^1].To, Is.EqualTo(application.Status));
                return true;
            });
        }
    });

    [Test]
    public Task Every_pair_that_the_table_does_not_have_is_refused_by_the_store() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync();
        var number = await ledger.DraftAsync();
        var draft = await ledger.ApplicationAsync(number);
        foreach (var from in Enum.GetValues<ApplicationStatus>())
        foreach (var to in Enum.GetValues<ApplicationStatus>().Where(to => !ApplicationFlow.Allows(from, to)))
        {
            var outcome = await ledger.Database.WriteAsync<bool>(ledger.Ask().For("try-a-move"), async tx => await ApplicationStore.MoveAsync(tx, draft with { Status = from }, to) is { } refused ? refused : true);
            Assert.That(Refused.CodeOf(outcome), Is.EqualTo("application-status"), $"{from} → {to}");
        }
    });

    private static async Task<bool> TakeAsync(TestLedger ledger, string number, int choice)
    {
        var deadline = At(5, 31, 12);
        return choice switch
        {
            0 or 1 => await ledger.TrySubmitAsync(number) is Outcome<ApplicationSubmitted>.Done,
            2 => await new WithdrawApplication(ledger.Database).RunAsync(ledger.Ask(), number, "理由") is Outcome<ApplicationMoved>.Done,
            3 => await new RequestChanges(ledger.Database).RunAsync(ledger.Ask(), number, "理由", deadline) is Outcome<ApplicationMoved>.Done,
            4 => await new ReopenApplication(ledger.Database).RunAsync(ledger.Ask(), number, "理由", deadline) is Outcome<ApplicationMoved>.Done,
            5 => await new FindIneligible(ledger.Database).RunAsync(ledger.Ask(), number, "理由") is Outcome<ApplicationMoved>.Done,
            6 => await ToReviewAsync(ledger, number, ApplicationStatus.InReview),
            _ => await ToReviewAsync(ledger, number, ApplicationStatus.Reviewed),
        };
    }

    private static async Task<bool> ToReviewAsync(TestLedger ledger, string number, ApplicationStatus to) => await ledger.Database.WriteAsync<bool>(ledger.Ask().For("walk"), async tx =>
        await ApplicationStore.MoveAsync(tx, (await ApplicationStore.HoldAsync(tx, number))!, to) is { } refused ? refused : true) is Outcome<bool>.Done;
}
