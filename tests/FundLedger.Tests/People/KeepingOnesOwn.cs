using FundLedger.Donors;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.People;

/// <summary>Filters that people saved, and the donors whose gifts they read.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class KeepingOnesOwn(TestDatabase database)
{
    [Test]
    public Task A_filter_is_ones_own_is_replaced_under_its_name_and_removed() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var (li, wu, save) = (await people.AddAsync("li", PersonRole.FundManager), await people.AddAsync("wu", PersonRole.FundManager), new SaveFilter(ledger.Database));
        (await save.RunAsync(people.By(li), new SavedFilter("entries", " 一月 ", "from=2026-01-01"))).Expect();
        (await save.RunAsync(people.By(li), new SavedFilter("entries", "一月", "from=2026-01-02"))).Expect();
        (await save.RunAsync(people.By(wu), new SavedFilter("entries", "一月", "fund=LAKE"))).Expect();
        Assert.That(await OfAsync(ledger, li), Is.EqualTo(new[] { new SavedFilter("entries", "一月", "from=2026-01-02") }));
        Assert.That(Refused.CodeOf(await save.RunAsync(people.By(li), new SavedFilter("entries", " ", "a=b"))), Is.EqualTo("filter-name"));
        Assert.That(Refused.CodeOf(await save.RunAsync(people.By(li), new SavedFilter("entries", "空", ""))), Is.EqualTo("filter-empty"));
        for (var i = 1; i < SavedFilters.Most; i++) (await save.RunAsync(people.By(li), new SavedFilter("entries", $"{i}", "a=b"))).Expect();
        Assert.That(Refused.CodeOf(await save.RunAsync(people.By(li), new SavedFilter("entries", "more", "a=b"))), Is.EqualTo("filter-many"));
        (await save.RunAsync(people.By(li), new SavedFilter("awards", "more", "a=b"))).Expect();
        (await save.RemoveAsync(people.By(li), "entries", "一月")).Expect();
        Assert.That(Refused.CodeOf(await save.RemoveAsync(people.By(li), "entries", "一月")), Is.EqualTo("filter-unknown"));
        (await new ErasePerson(ledger.Database).RunAsync(people.By(people.Admin), li)).Expect();
        Assert.That(await OfAsync(ledger, li), Is.Empty, "what somebody typed goes with them");
        Assert.That(await OfAsync(ledger, wu), Has.Count.EqualTo(1));
    });

    [Test]
    public Task A_sign_in_is_linked_with_a_donor_by_role_once_and_ended() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 5, donor: "王小明"); // donor 1
        await ledger.DonateAsync("LAKE", 6, donor: "李四"); // donor 2
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var (wang, clerk, link) = (await people.AddAsync("wang", PersonRole.Donor), await people.AddAsync("clerk", PersonRole.FundManager), new LinkDonor(ledger.Database));
        Assert.That(Refused.CodeOf(await link.RunAsync(ledger.Ask(), clerk, 1)), Is.EqualTo("no-donor-role"));
        (await link.RunAsync(ledger.Ask(), wang, 1)).Expect();
        Assert.That(Refused.CodeOf(await link.RunAsync(ledger.Ask(), wang, 1)), Is.EqualTo("donor-linked"));
        Assert.That(await LinksAsync(ledger, wang), Is.EqualTo(new[] { 1L }));
        (await new MergeDonors(ledger.Database).RunAsync(ledger.Ask(), new DonorMerge(2, 1))).Expect();
        Assert.That(Refused.CodeOf(await link.RunAsync(ledger.Ask(), wang, 2)), Is.EqualTo("donor-merged"));
        (await link.EndAsync(ledger.Ask(), wang, 1)).Expect();
        Assert.That(Refused.CodeOf(await link.EndAsync(ledger.Ask(), wang, 1)), Is.EqualTo("donor-not-linked"));
        Assert.That(await LinksAsync(ledger, wang), Is.Empty);
        (await link.RunAsync(ledger.Ask(), wang, 1)).Expect();
        foreach (var sql in new[] { "UPDATE donor_people SET donor_id = 2 WHERE ended_at IS NULL", "DELETE FROM donor_people" }) Assert.That(async () => await Tampering.ExecuteAsync(ledger, sql), Throws.Exception, sql);
    });

    private static Task<IReadOnlyList<SavedFilter>> OfAsync(TestLedger ledger, string person) => ledger.Database.ReadAsync(reader => SavedFilters.OfAsync(reader, person));

    private static Task<IReadOnlyList<long>> LinksAsync(TestLedger ledger, string person) => ledger.Database.ReadAsync<IReadOnlyList<long>>(async reader => [.. (await DonorPeople.OfPersonAsync(reader, person)).Select(link => link.Donor)]);
}
