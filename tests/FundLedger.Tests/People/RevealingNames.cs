using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RevealingNames(TestDatabase database)
{
    private static readonly NamesWanted Wanted = new("LAKE", March(1), Today, "年度答谢");

    [Test]
    public Task One_name_is_shown_after_the_trail_holds_that_it_was_and_kept_nowhere_else() => WithAsync(async (ledger, people, _) =>
    {
        var gift = await ledger.DonateAsync("LAKE", 10, donor: "欧阳明月");
        var asked = people.By(people.Admin);
        for (var time = 0; time < 2; time++)
            Assert.That((await new RevealDonor(ledger.Database).RunAsync(asked, gift, RevealReason.Receipt)).Expect(), Is.EqualTo(new RevealedDonor(gift, "欧阳明月", IsAnonymous: false)));
        var told = (await ledger.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(Outcome: AuditOutcome.Revealed), 10))).Events.Single();
        Assert.That((told.Actor, told.Note.ObjectType, told.Note.ObjectId, told.Note.Detail), Is.EqualTo((people.Admin, "entry", gift.ToString(), "receipt")));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM operations WHERE outcome LIKE '%欧阳%' OR content LIKE '%欧阳%'"), Is.Zero);
    });

    [Test]
    public Task Who_may_not_and_what_is_not_there_look_the_same() => WithAsync(async (ledger, people, _) =>
    {
        var gift = await ledger.DonateAsync("LAKE", 10);
        var elsewhere = await people.AddAsync("river", PersonRole.FundManager, Scope.OfFund("RIVER"));
        var reveal = new RevealDonor(ledger.Database);
        var (others, missing) = (await reveal.RunAsync(people.By(elsewhere), gift, RevealReason.Audit), await reveal.RunAsync(people.By(elsewhere), new(99), RevealReason.Audit));
        Assert.That(others, Is.EqualTo(missing));
        Assert.That(Refused.CodeOf(others), Is.EqualTo("not-there"));
        (await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), "王小明")).Expect();
        Assert.That(Refused.CodeOf(await reveal.RunAsync(people.By(people.Admin), gift, RevealReason.Audit)), Is.EqualTo("not-there"), "erased");
    });

    [Test]
    public Task Many_names_take_another_who_agrees_and_are_read_for_a_day_by_the_one_who_asked() => WithAsync(async (ledger, people, checker) =>
    {
        await GiveAsync(ledger, "李四", isAnonymous: true);
        await GiveAsync(ledger, "王五");
        var reveal = new RevealDonors(ledger.Database);
        var proposed = (await people.ProposeAsync(people.Admin, RevealDonors.Kind, Wanted)).Proposal;
        Assert.That(Refused.CodeOf(await reveal.ReadAsync(people.By(people.Admin), proposed)), Is.EqualTo("not-there"), "not before it is agreed");
        await people.ApproveAsync(checker, proposed);
        Assert.That((await reveal.ReadAsync(people.By(people.Admin), proposed)).Expect().Select(shown => shown.Name), Is.EqualTo(new[] { "王小明", "王五" }), "who asked to stay anonymous does");
        Assert.That(Refused.CodeOf(await reveal.ReadAsync(people.By(checker), proposed)), Is.EqualTo("not-there"));
        ledger.Clock.Advance(RevealDonors.ReadableFor + TimeSpan.FromMinutes(1));
        Assert.That(Refused.CodeOf(await reveal.ReadAsync(people.By(people.Admin), proposed)), Is.EqualTo("not-there"));
        var told = (await ledger.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(Outcome: AuditOutcome.Revealed), 10))).Events.Single();
        Assert.That((told.Note.ObjectId, told.Note.Detail), Is.EqualTo(($"{proposed}", "2")));
    });

    [Test]
    public Task Another_name_among_them_makes_the_request_void() => WithAsync(async (ledger, people, checker) =>
    {
        var proposed = (await people.ProposeAsync(people.Admin, RevealDonors.Kind, Wanted)).Proposal;
        await GiveAsync(ledger, "王五");
        Assert.That((await people.ApproveAsync(checker, proposed)).Status, Is.EqualTo(ProposalStatus.Void));
    });

    private static async Task GiveAsync(TestLedger ledger, string donor, bool isAnonymous = false) =>
        (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(5), Today, DonorName.Of(donor, isAnonymous)))).Expect();

    private Task WithAsync(Func<TestLedger, PeopleOfALedger, string, Task> scenario) => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await people.FundsAsync();
        await scenario(ledger, people, await people.AddAsync("checker", PersonRole.Approver));
    });
}
