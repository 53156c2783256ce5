using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Payments;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.Organisations.DirectoryOfATest;
using static FundLedger.Tests.TestLedger;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Tests.Organisations;

/// <summary>Who is in the directory, what counts as qualified, and what bars.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class KeepingTheDirectory(TestDatabase database)
{
    [Test]
    public Task An_organisation_has_one_code_and_one_credit_code() => database.RunAsync(async ledger =>
    {
        var register = new RegisterOrganisation(ledger.Database);
        (await register.RunAsync(ledger.Ask(), Profile("LAKE", OrganisationKind.SocialService, "91350100 m000100y43"))).Expect();
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), Profile("LAKE"))), Is.EqualTo("organisation-known"));
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), Profile("RIVER", OrganisationKind.SocialService, "91350100M000100Y43"))), Is.EqualTo("credit-code-taken"));
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), Profile("RIVER", OrganisationKind.SocialService))), Is.EqualTo("credit-code"), "a registered one has a code");
        Assert.That(Refused.TextOf(await register.RunAsync(ledger.Ask(), Profile("RIVER", OrganisationKind.SocialService, "91350100M000100Y42"))), Does.Contain("call for 3"));
        (await register.RunAsync(ledger.Ask(), Profile("RIVER"))).Expect();
        var found = await ledger.Database.ReadAsync(reader => Directory.FindByCreditCodeAsync(reader, "91350100M000100Y43"));
        Assert.That((found!.Code, found.Fields.Count, found.Version), Is.EqualTo(("LAKE", 2, 1)));
    });

    [Test]
    public Task A_changed_profile_keeps_its_earlier_versions_with_the_reason() => database.RunAsync(async ledger =>
    {
        await ledger.RegisterAsync("LAKE");
        var change = new ChangeOrganisation(ledger.Database);
        var renamed = Profile("LAKE") with { Name = "青川社区服务中心" };
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), renamed, " ")), Is.EqualTo("reason-missing"));
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), Profile("LAKE"), "更正")), Is.EqualTo("organisation-unchanged"));
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), renamed with { Payee = "NOBODY" }, "更正")), Is.EqualTo("payee-unknown"));
        Assert.That((await change.RunAsync(ledger.Ask(), renamed, "换证更名")).Expect().Version, Is.EqualTo(2));
        var versions = await ledger.Database.ReadAsync(async reader => await Directory.VersionsAsync(reader, (await Directory.FindAsync(reader, "LAKE"))!));
        Assert.That(versions.Select(version => (version.Profile.Name, version.Reason)), Is.EqualTo(new[] { ("LAKE社区服务中心", ""), ("青川社区服务中心", "换证更名") }));
    });

    [Test]
    public Task A_payee_is_named_by_the_code_it_has_in_payments() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("FUND");
        await ledger.RegisterAsync("LAKE");
        (await new SetPayee(ledger.Database).RunAsync(ledger.Ask(), new NewPayee(null, "LAKE-PAY", PayeeKind.Organisation, "社区服务中心", "", "中国银行", "6217000012345678"))).Expect();
        (await new ChangeOrganisation(ledger.Database).RunAsync(ledger.Ask(), Profile("LAKE") with { Payee = "LAKE-PAY" }, "登记收款方")).Expect();
        Assert.That((await ledger.Database.ReadAsync(reader => Directory.FindAsync(reader, "LAKE")))!.Payee, Is.EqualTo("LAKE-PAY"));
    });

    [Test]
    public Task It_is_qualified_while_every_document_asked_for_is_verified_and_valid() => database.RunAsync(async ledger =>
    {
        await ledger.RegisterAsync("LAKE");
        Assert.That(await ledger.StatusAsync("LAKE"), Is.EqualTo(OrganisationStatus.Registered));
        await ledger.DocumentAsync("LAKE", QualificationKind.Filing, March(1), null);
        var yearly = await ledger.DocumentAsync("LAKE", QualificationKind.YearlyCheck, March(1), new DateOnly(2026, 12, 31), isVerified: false);
        Assert.That(await RefusalAsync(ledger, "LAKE", Today), Does.Contain("it has no document 'Yearly inspection or report' (a new one waits to be verified)"));
        (await new CheckQualification(ledger.Database).RunAsync(ledger.Ask(), yearly, isVerified: true)).Expect();
        Assert.That(await ledger.StatusAsync("LAKE"), Is.EqualTo(OrganisationStatus.Qualified));
        Assert.That(await RefusalAsync(ledger, "LAKE", Today), Is.Null);
        Assert.That(await ledger.StatusAsync("LAKE", new DateOnly(2026, 10, 31)), Is.EqualTo(OrganisationStatus.Qualified));
        Assert.That(await ledger.StatusAsync("LAKE", new DateOnly(2026, 11, 1)), Is.EqualTo(OrganisationStatus.RenewalDue), "60 days before");
        Assert.That(await ledger.StatusAsync("LAKE", new DateOnly(2026, 12, 31)), Is.EqualTo(OrganisationStatus.RenewalDue), "the last day counts");
        Assert.That(await RefusalAsync(ledger, "LAKE", new DateOnly(2027, 1, 1)), Does.Contain("the last one ended on 2026-12-31"));

        await ledger.DocumentAsync("LAKE", QualificationKind.YearlyCheck, new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31));
        Assert.That((await ledger.StandingAsync("LAKE", new DateOnly(2026, 12, 31))).QualifiedUntil, Is.EqualTo(new DateOnly(2027, 12, 31)), "one goes on where the other ends");
        (await new CheckQualification(ledger.Database).RunAsync(ledger.Ask(), yearly, isVerified: false, "系伪造")).Expect();
        Assert.That(await ledger.StatusAsync("LAKE"), Is.EqualTo(OrganisationStatus.Registered), "the last look counts");
    });

    [Test]
    public Task A_document_is_verified_by_another_person_than_who_uploaded_it() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await ledger.RegisterAsync("LAKE");
        var owner = await people.AddAsync("owner", PersonRole.OrganisationOwner, Scope.OfOrganisation("LAKE"));
        var manager = await people.AddAsync("manager", PersonRole.FundManager);
        var id = (await new AddQualification(ledger.Database).RunAsync(people.By(owner), new NewQualification("LAKE", QualificationKind.Filing, "备001", March(1), null, Scan()))).Expect().Qualification;
        var check = new CheckQualification(ledger.Database);
        Assert.That(Refused.CodeOf(await check.RunAsync(people.By(owner), id, isVerified: true)), Is.EqualTo("own-document"));
        Assert.That(Refused.CodeOf(await check.RunAsync(people.By(manager), id, isVerified: false)), Is.EqualTo("reason-missing"));
        Assert.That((await check.RunAsync(people.By(manager), id, isVerified: true)).Expect().IsVerified, Is.True);
    });

    [Test]
    public Task A_bar_holds_from_its_first_to_its_last_day_and_two_take_it_back() => database.RunAsync(async ledger =>
    {
        await ledger.QualifyAsync("LAKE", new DateOnly(2026, 12, 31));
        await ledger.DocumentAsync("LAKE", QualificationKind.YearlyCheck, new DateOnly(2027, 1, 1), new DateOnly(2029, 12, 31));
        (await new BarOrganisation(ledger.Database).RunAsync(ledger.Ask(), new NewBar("LAKE", March(20), new DateOnly(2029, 3, 19), "末期评估不合格"))).Expect();
        var bar = (await new BarOrganisation(ledger.Database).RunAsync(ledger.Ask(), new NewBar("LAKE", March(10), March(31), "逾期未交报告"))).Expect().Bar;
        Assert.That(await ledger.StatusAsync("LAKE", March(9)), Is.EqualTo(OrganisationStatus.Qualified));
        Assert.That(await RefusalAsync(ledger, "LAKE", Today), Does.Contain("is barred until 2026-03-31 (“逾期未交报告”)"));
        Assert.That(await RefusalAsync(ledger, "LAKE", March(20)), Does.Contain("is barred until 2029-03-19"), "the longest is told");
        Assert.That(await ledger.StatusAsync("LAKE", new DateOnly(2029, 3, 20)), Is.EqualTo(OrganisationStatus.Qualified));

        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        var wanted = new BarTakenBack("LAKE", bar, "报告已补交");
        Assert.That(Refused.CodeOf(await new TakeBackBar(ledger.Database).RunAsync(people.By(people.Admin), wanted)), Is.EqualTo("needs-checker"));
        var proposed = await people.ProposeAsync(people.Admin, TakeBackBar.Kind, wanted);
        Assert.That((await people.ApproveAsync(checker, proposed.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That(await ledger.StatusAsync("LAKE"), Is.EqualTo(OrganisationStatus.Qualified));
        Assert.That(await ledger.StatusAsync("LAKE", March(12)), Is.EqualTo(OrganisationStatus.Barred), "what was is not undone");
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(people.Admin, TakeBackBar.Kind, wanted)), Is.EqualTo("bar-unknown"));
    });

    [Test]
    public Task It_is_suspended_and_resumed_leaves_and_returns() => database.RunAsync(async ledger =>
    {
        await ledger.QualifyAsync("LAKE", new DateOnly(2026, 12, 31));
        var move = new MoveOrganisation(ledger.Database);
        Assert.That(Refused.CodeOf(await move.RunAsync(ledger.Ask(), "LAKE", OrganisationMove.Resumed, Today, "核实完毕")), Is.EqualTo("organisation-move"));
        (await move.RunAsync(ledger.Ask(), "LAKE", OrganisationMove.Suspended, March(10), "核实举报")).Expect();
        Assert.That(Refused.CodeOf(await move.RunAsync(ledger.Ask(), "LAKE", OrganisationMove.Suspended, Today, "再次")), Is.EqualTo("organisation-move"));
        Assert.That(Refused.CodeOf(await move.RunAsync(ledger.Ask(), "LAKE", OrganisationMove.Resumed, March(9), "核实完毕")), Is.EqualTo("organisation-move"), "before it was suspended");
        Assert.That((await ledger.StatusAsync("LAKE", March(9)), await ledger.StatusAsync("LAKE")), Is.EqualTo((OrganisationStatus.Qualified, OrganisationStatus.Suspended)));
        (await move.RunAsync(ledger.Ask(), "LAKE", OrganisationMove.Resumed, March(12), "核实完毕")).Expect();
        (await move.RunAsync(ledger.Ask(), "LAKE", OrganisationMove.Left, March(14), "注销")).Expect();
        Assert.That((await ledger.StatusAsync("LAKE", March(13)), await ledger.StatusAsync("LAKE")), Is.EqualTo((OrganisationStatus.Qualified, OrganisationStatus.Left)));
        Assert.That(await RefusalAsync(ledger, "LAKE", Today), Does.Contain("it has left the directory"));
    });

    [Test]
    public Task What_the_directory_asks_for_is_data() => database.RunAsync(async ledger =>
    {
        await ledger.RegisterAsync("LAKE");
        var rules = DirectoryRules.Default with { OpensBefore = 30, Required = new Dictionary<OrganisationKind, IReadOnlyList<QualificationKind>> { [OrganisationKind.Community] = [] } };
        (await new SetDirectoryRules(ledger.Database).RunAsync(ledger.Ask(), rules)).Expect();
        Assert.That(await ledger.StatusAsync("LAKE"), Is.EqualTo(OrganisationStatus.Qualified), "nothing is asked of a community organisation");
        var read = await ledger.Database.ReadAsync(DirectoryRules.LoadAsync);
        Assert.That((read.OpensBefore, read.RemindsBefore, read.RequiredOf(OrganisationKind.Foundation).Count), Is.EqualTo((30, 14, 0)));
        Assert.That(Refused.CodeOf(await new SetDirectoryRules(ledger.Database).RunAsync(ledger.Ask(), rules with { RemindsBefore = 31 })), Is.EqualTo("directory-days"));
    });

    [Test]
    public Task The_owner_manages_the_team_and_no_other_organisations() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await ledger.RegisterAsync("LAKE");
        await ledger.RegisterAsync("RIVER");
        var team = new OrganisationTeam(ledger.Database);
        var owner = (await team.InviteAsync(people.By(people.Admin), "LAKE", new PersonNames("李", "li"), PersonRole.OrganisationOwner, Secret.New())).Expect().Person;
        var editor = (await team.InviteAsync(people.By(owner), "LAKE", new PersonNames("王", "wang"), PersonRole.OrganisationEditor, Secret.New())).Expect().Person;
        Assert.That(Refused.CodeOf(await team.InviteAsync(people.By(owner), "RIVER", new PersonNames("赵", "zhao"), PersonRole.OrganisationEditor, Secret.New())), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await team.InviteAsync(people.By(editor), "LAKE", new PersonNames("赵", "zhao"), PersonRole.OrganisationEditor, Secret.New())), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await team.InviteAsync(people.By(owner), "LAKE", new PersonNames("赵", "zhao"), PersonRole.FundManager, Secret.New())), Is.EqualTo("organisation-role"));
        var members = await ledger.Database.ReadAsync(reader => OrganisationTeam.OfAsync(reader, "LAKE", Today));
        Assert.That(members.Select(member => (member.Person, member.Grant.Role)), Is.EqualTo(new[] { (owner, PersonRole.OrganisationOwner), (editor, PersonRole.OrganisationEditor) }));
        Assert.That(Refused.CodeOf(await team.TakeAsync(people.By(owner), "LAKE", owner, members[0].Grant.Id)), Is.EqualTo("last-owner"));
        (await team.TakeAsync(people.By(owner), "LAKE", editor, members[1].Grant.Id)).Expect();
        Assert.That(await ledger.Database.ReadAsync(reader => OrganisationTeam.OfAsync(reader, "LAKE", Today)), Has.Count.EqualTo(1));
    });

    private static async Task<string?> RefusalAsync(TestLedger ledger, string code, DateOnly on)
    {
        var found = await ledger.Database.ReadAsync(reader => Directory.FindAsync(reader, code));
        return Directory.RefusalFor(found!, await ledger.StandingAsync(code, on), on)?.Message.En;
    }
}
