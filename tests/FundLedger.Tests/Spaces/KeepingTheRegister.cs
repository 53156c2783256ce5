using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Spaces;
using FundLedger.Tests.Organisations;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;
using static FundLedger.Tests.Spaces.SpaceScenes;

namespace FundLedger.Tests.Spaces;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class KeepingTheRegister(TestDatabase database)
{
    [Test]
    public Task A_space_is_known_by_its_code_with_all_that_was_entered_and_what_it_said_before() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var register = new RegisterSpace(ledger.Database);
        (await register.RunAsync(ledger.Ask(), Wanted("S1"))).Expect();
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), Wanted("S1"))), Is.EqualTo("space-known"));
        var change = new ChangeSpace(ledger.Database);
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), Wanted("S1") with { Name = "湖滨之家" }, " ")), Is.EqualTo("reason-missing"));
        Assert.That((await change.RunAsync(ledger.Ask(), Wanted("S1") with { Name = "湖滨之家", Functions = ["议事", " 托幼 ", ""] }, "改名")).Expect().Version, Is.EqualTo(2));

        var space = await ledger.FindAsync("S1");
        Assert.That((space.Code, space.Name, space.Fund.Code, space.Centre, space.SquareDecimetres, space.Ownership, space.Model, space.OpenedOn, space.ClosedOn, space.Operator),
            Is.EqualTo(("S1", "湖滨之家", "LAKE", (string?)null, 25_050L, SpaceOwnership.Collective, OperationModel.Enabled, Opened, (DateOnly?)null, (SpaceOperator?)null)));
        Assert.That(space.Functions, Is.EqualTo(new[] { "议事", "托幼" }));
        var versions = await ledger.ReadAsync("S1", (reader, _, found) => SpaceReading.VersionsAsync(reader, found));
        Assert.That(versions.Select(version => (version.Version, version.Name, version.Reason)), Is.EqualTo(new[] { (1, "S1邻里中心", ""), (2, "湖滨之家", "改名") }));
    });

    [TestCase("space-code", "S 1", "邻里", 0)]
    [TestCase("space-code", "Compare", "邻里", 0)]
    [TestCase("name-missing", "S1", " ", 0)]
    [TestCase("space-area", "S1", "邻里", -1)]
    [TestCase("space-area", "S1", "邻里", 100_000_001)]
    public Task What_cannot_be_entered_is_refused_by_its_field(string code, string space, string name, long area) => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(Refused.CodeOf(await new RegisterSpace(ledger.Database).RunAsync(ledger.Ask(), Wanted(space) with { Name = name, SquareDecimetres = area })), Is.EqualTo(code));
    });

    [Test]
    public Task A_centre_has_satellites_and_satellites_have_none() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        var register = new RegisterSpace(ledger.Database);
        foreach (var wanted in new[] { Wanted("C"), Wanted("S1", "C"), Wanted("S2", "C"), Wanted("ALONE") }) (await register.RunAsync(ledger.Ask(), wanted)).Expect();
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), Wanted("S3", "S1"))), Is.EqualTo("centre-is-satellite"));
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), Wanted("S3", "NONE"))), Is.EqualTo("centre-unknown"));
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), Wanted("S3", "C") with { Fund = "RIVER" })), Is.EqualTo("centre-fund"));
        var change = new ChangeSpace(ledger.Database);
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), Wanted("C", "ALONE"), "合并")), Is.EqualTo("centre-has-satellites"));
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), Wanted("ALONE", "ALONE"), "合并")), Is.EqualTo("centre-is-satellite"));
        Assert.That(Refused.CodeOf(await change.RunAsync(ledger.Ask(), Wanted("ALONE") with { Fund = "RIVER" }, "改基金")), Is.EqualTo("space-fund"));
        Assert.That(Refused.CodeOf(await new CloseSpace(ledger.Database).RunAsync(ledger.Ask(), "C", Today, "拆迁")), Is.EqualTo("centre-has-satellites"));

        var groups = SpaceReading.Grouped(await ledger.Database.ReadAsync(async reader => await SpaceReading.ListAsync(reader, await Books.LoadAsync(reader))));
        Assert.That(groups.Select(group => $"{group.Centre.Code}:{string.Join(',', group.Satellites.Select(one => one.Code))}"), Is.EqualTo(new[] { "ALONE:", "C:S1,S2" }));
    });

    [Test]
    public Task One_organisation_runs_a_space_at_a_time_and_terms_never_overlap() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        await ledger.RegisterAsync("HAND");
        var appoint = new AppointOperator(ledger.Database);
        var end = new EndOperator(ledger.Database);
        Assert.That(Refused.CodeOf(await appoint.RunAsync(ledger.Ask(), new NewOperator("S1", "HAND", Today))), Is.EqualTo("operator-known"));
        Assert.That(Refused.CodeOf(await end.RunAsync(ledger.Ask(), "S1", Opened.AddDays(-1), "不再续约")), Is.EqualTo("operator-days"));
        (await end.RunAsync(ledger.Ask(), "S1", March(9), "不再续约")).Expect();
        Assert.That(Refused.CodeOf(await end.RunAsync(ledger.Ask(), "S1", March(9), "不再续约")), Is.EqualTo("operator-none"));
        Assert.That((await ledger.FindAsync("S1")).Operator, Is.Null);
        Assert.That(Refused.CodeOf(await appoint.RunAsync(ledger.Ask(), new NewOperator("S1", "HAND", March(9)))), Is.EqualTo("operator-days"));
        Assert.That(Refused.CodeOf(await appoint.RunAsync(ledger.Ask(), new NewOperator("S1", "HAND", Today.AddDays(1)))), Is.EqualTo("date-in-future"));
        Assert.That(Refused.CodeOf(await appoint.RunAsync(ledger.Ask(), new NewOperator("S1", "NOBODY", March(10)))), Is.EqualTo("organisation-unknown"));
        Assert.That(Refused.CodeOf(await appoint.RunAsync(ledger.Ask(), new NewOperator("S1", "HAND", March(10), March(9)))), Is.EqualTo("operator-until"));
        Assert.That((await appoint.RunAsync(ledger.Ask(), new NewOperator("S1", "HAND", March(10)))).Expect().No, Is.EqualTo(2));
        var terms = await ledger.ReadAsync("S1", (reader, _, space) => SpaceReading.OperatorsAsync(reader, space));
        Assert.That(terms.Select(term => (term.Operator.No, term.Operator.Organisation, term.Operator.Until, term.Operator.EndedOn, term.EndReason)),
            Is.EqualTo(new (int, string, DateOnly?, DateOnly?, string?)[] { (1, "CARE", new DateOnly(2028, 5, 31), March(9), "不再续约"), (2, "HAND", null, null, null) }));
    });

    [Test]
    public Task Who_left_the_directory_is_barred_or_suspended_runs_no_space() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        (await new EndOperator(ledger.Database).RunAsync(ledger.Ask(), "S1", March(1), "到期")).Expect();
        (await new MoveOrganisation(ledger.Database).RunAsync(ledger.Ask(), "CARE", OrganisationMove.Suspended, March(2), "整改")).Expect();
        Assert.That(Refused.CodeOf(await new AppointOperator(ledger.Database).RunAsync(ledger.Ask(), new NewOperator("S1", "CARE", March(5)))), Is.EqualTo("organisation-not-active"));
    });

    [Test]
    public Task A_host_is_erased_and_the_term_stands() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        Assert.That((await ledger.FindAsync("S1")).Operator!.Host, Is.EqualTo("王小明"));
        (await new EraseHost(ledger.Database).RunAsync(ledger.Ask(), "S1", 1)).Expect();
        Assert.That(Refused.CodeOf(await new EraseHost(ledger.Database).RunAsync(ledger.Ask(), "S1", 1)), Is.EqualTo("host-unknown"));
        var running = (await ledger.FindAsync("S1")).Operator!;
        Assert.That((running.No, running.Host, running.Organisation), Is.EqualTo((1, (string?)null, "CARE")));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM operations WHERE content LIKE '%王小明%'"), Is.Zero);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM audit_events WHERE detail LIKE '%王小明%'"), Is.Zero);
    });

    [Test]
    public Task A_space_is_closed_once_with_its_term_and_takes_no_more() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        var close = new CloseSpace(ledger.Database);
        Assert.That(Refused.CodeOf(await close.RunAsync(ledger.Ask(), "S1", Today.AddDays(1), "拆迁")), Is.EqualTo("date-in-future"));
        Assert.That(Refused.CodeOf(await close.RunAsync(ledger.Ask(), "S1", Opened.AddDays(-1), "拆迁")), Is.EqualTo("space-days"));
        (await close.RunAsync(ledger.Ask(), "S1", March(10), "拆迁")).Expect();
        var space = await ledger.FindAsync("S1");
        Assert.That((space.ClosedOn, space.Operator), Is.EqualTo(((DateOnly?)March(10), (SpaceOperator?)null)));
        Assert.That(Refused.CodeOf(await close.RunAsync(ledger.Ask(), "S1", March(10), "拆迁")), Is.EqualTo("space-closed"));
        Assert.That(Refused.CodeOf(await new ChangeSpace(ledger.Database).RunAsync(ledger.Ask(), Wanted("S1"), "改")), Is.EqualTo("space-closed"));
        Assert.That(Refused.CodeOf(await new AppointOperator(ledger.Database).RunAsync(ledger.Ask(), new NewOperator("S1", "CARE", March(11)))), Is.EqualTo("space-closed"));
        Assert.That(Refused.CodeOf(await new RegisterSpace(ledger.Database).RunAsync(ledger.Ask(), Wanted("S2", "S1"))), Is.EqualTo("space-closed"));
        Assert.That(Refused.CodeOf(await close.RunAsync(ledger.Ask(), "NONE", March(10), "拆迁")), Is.EqualTo("space-unknown"));
    });

    [Test]
    public Task What_was_invested_is_kept_and_made_void_once_with_a_reason() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        await ledger.DonateAsync("LAKE", 500);
        var entry = await ledger.SpendAsync("LAKE", 100);
        var invest = new InvestInSpace(ledger.Database);
        var wanted = new NewInvestment("S1", InvestmentKind.Hardware, Cny(100), Today, "无障碍坡道", entry);
        Assert.That(Refused.CodeOf(await invest.RunAsync(ledger.Ask(), wanted with { Amount = Cny(0) })), Is.EqualTo("amount-not-positive"));
        Assert.That(Refused.CodeOf(await invest.RunAsync(ledger.Ask(), wanted with { On = Today.AddDays(1) })), Is.EqualTo("date-in-future"));
        Assert.That(Refused.CodeOf(await invest.RunAsync(ledger.Ask(), wanted with { Entry = new EntryId(999) })), Is.EqualTo("entry-unknown"));
        Assert.That(Refused.CodeOf(await invest.RunAsync(ledger.Ask(), wanted with { What = " " })), Is.EqualTo("what-missing"));
        Assert.That(Refused.CodeOf(await invest.RunAsync(ledger.Ask(), wanted with { Evidence = new string('0', 64) })), Is.EqualTo("evidence-missing"));
        (await invest.RunAsync(ledger.Ask(), wanted)).Expect();
        (await invest.RunAsync(ledger.Ask(), wanted with { Kind = InvestmentKind.Governance, Entry = null, What = "议事员培训" })).Expect();
        var undo = new VoidInvestment(ledger.Database);
        Assert.That(Refused.CodeOf(await undo.RunAsync(ledger.Ask(), "S1", 2, "")), Is.EqualTo("reason-missing"));
        (await undo.RunAsync(ledger.Ask(), "S1", 2, "记错空间")).Expect();
        Assert.That(Refused.CodeOf(await undo.RunAsync(ledger.Ask(), "S1", 2, "再次")), Is.EqualTo("investment-unknown"));
        var kept = await ledger.ReadAsync("S1", (reader, _, space) => SpaceReading.InvestmentsAsync(reader, space));
        Assert.That(kept.Select(one => (one.No, one.Kind, one.Amount, one.Entry, one.VoidReason)),
            Is.EqualTo(new (int, InvestmentKind, Money, EntryId?, string?)[] { (1, InvestmentKind.Hardware, Cny(100), entry, null), (2, InvestmentKind.Governance, Cny(100), null, "记错空间") }));
    });

    [Test]
    public Task The_rows_themselves_refuse_what_nobody_may_change() => database.RunAsync(async ledger =>
    {
        await ledger.SpaceAsync();
        (await new InvestInSpace(ledger.Database).RunAsync(ledger.Ask(), new NewInvestment("S1", InvestmentKind.Evaluation, Cny(1), Today, "评估"))).Expect();
        (await new VoidInvestment(ledger.Database).RunAsync(ledger.Ask(), "S1", 1, "错")).Expect();
        await ledger.DecideAsync(await ledger.ReportAsync(Month("S1", 2026, 1, Content(10, 5))));
        foreach (var change in new[]
        {
            "UPDATE spaces SET code = 'OTHER'", "DELETE FROM spaces", "UPDATE space_versions SET name = 'x'", "DELETE FROM space_versions", "UPDATE space_operators SET terms = 'x'", "UPDATE space_operators SET host = 'x'",
            "DELETE FROM space_operators", "UPDATE space_investments SET amount_minor = 2", "DELETE FROM space_investments", "UPDATE space_investment_voids SET reason = 'x'", "DELETE FROM space_investment_voids",
            "UPDATE operating_results SET cost_minor = 1", "UPDATE operating_results SET decision = 'returned'", "DELETE FROM operating_results",
        })
            Assert.That(async () => await Tampering.ExecuteAsync(ledger, change), Throws.Exception, change);
    });
}
