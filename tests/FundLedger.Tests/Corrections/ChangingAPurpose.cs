using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Tests.People;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Corrections;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ChangingAPurpose(TestDatabase database)
{
    private static readonly Attachment Letter = new("同意书.pdf", [7]);

    private static PurposeChange ToLibrary(string from = "donation") =>
        new("LAKE", from, "library", Cny(30), Today, ConsentKind.Donor, "2026-03-10 同意书", Evidence.Name(Letter), "图书角");

    [Test]
    public Task Money_goes_to_a_source_of_the_new_purpose_with_the_letter_behind_it() => database.RunAsync(async ledger =>
    {
        await GiftAsync(ledger);
        var changed = (await ChangeAsync(ledger, ToLibrary())).Expect();
        Assert.That(await ledger.LinesAsync(changed.Entry), Is.EqualTo(new[] { "TransferOut 30.00", "Bank -30.00", "Bank 30.00", "TransferIn -30.00" }));
        Assert.That((await ledger.AvailableAsync("LAKE"), await ledger.AvailableAsync("LAKE", "library")), Is.EqualTo((70m, 30m)));
        var entry = await ledger.EntryAsync(changed.Entry);
        Assert.That((entry.Document.Type, entry.Document.Id), Is.EqualTo(("donor-consent", "2026-03-10 同意书")));
        var files = await ledger.Database.ReadAsync(reader => Attachments.ListAsync(reader, Attachments.ReferrerOf(changed.Entry)));
        Assert.That(files.Select(file => file.FileName), Is.EqualTo(new[] { "同意书.pdf" }));
        (await ChangeAsync(ledger, ToLibrary() with { ToName = null, Amount = Cny(5) })).Expect();
    });

    [Test]
    public Task Without_consent_and_its_file_nothing_changes() => database.RunAsync(async ledger =>
    {
        await GiftAsync(ledger);
        var change = new ChangePurpose(ledger.Database);
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), ToLibrary() with { ConsentNumber = " " }, Letter)), Is.EqualTo("consent-missing"));
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), ToLibrary())), Is.EqualTo("evidence-missing"));
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), ToLibrary() with { Evidence = "x" })), Is.EqualTo("evidence-missing"));
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), ToLibrary() with { ToName = null }, Letter)), Is.EqualTo("source-unknown"));
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), ToLibrary() with { Amount = Cny(101) }, Letter)), Is.EqualTo("not-enough"));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM sources WHERE code = 'library'"), Is.Zero);
    });

    [Test]
    public Task A_restriction_that_is_lifted_frees_the_balance() => database.RunAsync(async ledger =>
    {
        await GiftAsync(ledger);
        var lifted = (await ChangeAsync(ledger, ToLibrary() with { To = "freed", Lifts = true, Consent = ConsentKind.Filing, ConsentNumber = "备〔2026〕1号" })).Expect();
        Assert.That(await ledger.LinesAsync(lifted.Entry), Is.EqualTo(new[] { "RestrictedNetAssets 30.00", "Bank -30.00", "Bank 30.00", "UnrestrictedNetAssets -30.00" }));
        Assert.That((await ledger.EntryAsync(lifted.Entry)).Document.Type, Is.EqualTo("filing"));
        Assert.That(Refused.CodeOf(await ChangeAsync(ledger, ToLibrary() with { To = "freed" })), Is.EqualTo("purpose-lifts"));
        Assert.That(Refused.CodeOf(await ChangeAsync(ledger, ToLibrary("freed"))), Is.EqualTo("not-restricted"));
        (await ChangeAsync(ledger, ToLibrary())).Expect();
        Assert.That(Refused.CodeOf(await ChangeAsync(ledger, ToLibrary() with { Lifts = true })), Is.EqualTo("purpose-still-restricted"));
    });

    [Test]
    public Task Public_money_stays_public_keeps_its_day_and_is_not_saved_from_going_back() => database.RunAsync(async ledger =>
    {
        await GiftAsync(ledger);
        var seed = await ledger.SeedAsync("LAKE", 100, spendBy: Today);
        var late = await ledger.SeedAsync("LAKE", 100, "甲8号", spendBy: March(10), on: March(1));
        Assert.That(Refused.CodeOf(await ChangeAsync(ledger, ToLibrary(seed.Source) with { To = "donation" })), Is.EqualTo("purpose-other-money"));
        Assert.That(Refused.CodeOf(await ChangeAsync(ledger, ToLibrary(late.Source))), Is.EqualTo("past-deadline"));
        Assert.That(Refused.CodeOf(await ChangeAsync(ledger, ToLibrary(seed.Source) with { To = seed.Source })), Is.EqualTo("purpose-same"));
        (await ChangeAsync(ledger, ToLibrary(seed.Source))).Expect();
        var made = await ledger.Database.ReadAsync(async reader => (await Books.LoadAsync(reader)).Sources.Single(source => source.Code == "library"));
        Assert.That((made.IsPublic, made.ReturnBy, made.Restriction, made.Kind), Is.EqualTo((true, (DateOnly?)Today, Restriction.Purpose, SourceKind.SeedMoney)));
    });

    [Test]
    public Task With_people_another_one_agrees() => database.RunAsync(async ledger =>
    {
        await GiftAsync(ledger);
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        Assert.That(Refused.CodeOf(await ChangeAsync(ledger, ToLibrary())), Is.EqualTo("needs-checker"));
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(people.Admin, ChangePurpose.Kind, ToLibrary())), Is.EqualTo("evidence-missing"));
        Assert.That((await new ProposeAct(ledger.Database).TryOutAsync(people.By(people.Admin), ChangePurpose.Kind, ToLibrary())).Expect(), Has.Count.EqualTo(1), "a trial shows the entry before the file is kept");
        (await new KeepEvidence(ledger.Database).RunAsync(ledger.Ask(), Letter)).Expect();
        var proposed = await people.ProposeAsync(people.Admin, ChangePurpose.Kind, ToLibrary());
        Assert.That((await people.ApproveAsync(checker, proposed.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That(await ledger.AvailableAsync("LAKE", "library"), Is.EqualTo(30));
    });

    private static async Task GiftAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 100);
    }

    private static Task<Outcome<PurposeChanged>> ChangeAsync(TestLedger ledger, PurposeChange change) => new ChangePurpose(ledger.Database).RunAsync(ledger.Ask(), change, Letter);
}
