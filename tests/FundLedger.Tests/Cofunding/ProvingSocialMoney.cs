using FundLedger.Cofunding;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Cofunding;

/// <summary>Public money moves into a fund only beside the social money that is asked for, proved and checked.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class ProvingSocialMoney(TestDatabase database)
{
    private static readonly Attachment Statement = new("对账单.pdf", [1, 2, 3]);

    [Test]
    public Task A_transfer_of_public_money_waits_for_the_proof_and_says_how_much_is_missing() => database.RunAsync(async ledger =>
    {
        var seed = await FundsAsync(ledger);
        Assert.That(Refused.TextOf(await TransferAsync(ledger, seed, 60)), Does.Contain("needs at least 40% social money (府办〔2026〕7号)").And.Contain("40.00 CNY of social money must be proved and 0.00 CNY is; 40.00 CNY is missing"));
        (await ProveAsync(ledger, 30)).Expect();
        Assert.That(Refused.TextOf(await TransferAsync(ledger, seed, 45.01m)), Does.Contain("0.01 CNY is missing"), "the last fen counts");
        (await TransferAsync(ledger, seed, 45)).Expect();
        Assert.That(Refused.CodeOf(await TransferAsync(ledger, seed, 0.01m)), Is.EqualTo("cofunding-short"), "what moved before counts");

        var state = (await StatesAsync(ledger)).Single();
        Assert.That((state.PublicMoney, state.Needed, state.Proved, state.Room), Is.EqualTo((Cny(45), Cny(30), Cny(30), Cny(0))));
    });

    [Test]
    public Task Seed_money_received_there_waits_as_well_and_other_money_does_not() => database.RunAsync(async ledger =>
    {
        await FundsAsync(ledger);
        var receipt = new FundLedger.SeedMoney.SeedMoneyReceipt("LAKE", Cny(60), Today, "区民政局", "甲9号");
        Assert.That(Refused.CodeOf(await new FundLedger.SeedMoney.ReceiveSeedMoney(ledger.Database).RunAsync(ledger.Ask(), receipt)), Is.EqualTo("cofunding-short"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM sources WHERE code = 'seed-甲9号'"), Is.Zero, "nothing half written");
        await ledger.DonateAsync("POOL", 60);
        (await TransferAsync(ledger, "donation", 60)).Expect();
        (await ProveAsync(ledger, 40)).Expect();
        (await new FundLedger.SeedMoney.ReceiveSeedMoney(ledger.Database).RunAsync(ledger.Ask(), receipt)).Expect();
    });

    [Test]
    public Task What_is_left_of_a_fund_that_closes_waits_as_well() => database.RunAsync(async ledger =>
    {
        var seed = await FundsAsync(ledger);
        var closing = new FundClosing("POOL", Today, "府办〔2026〕8号", "并入", [new ResidualGoes(seed, "LAKE")]);
        Assert.That(Refused.CodeOf(await new CloseFund(ledger.Database).RunAsync(ledger.Ask(), closing)), Is.EqualTo("cofunding-short"));
        (await ProveAsync(ledger, 667)).Expect();
        (await new CloseFund(ledger.Database).RunAsync(ledger.Ask(), closing)).Expect();
    });

    [Test]
    public Task It_is_asked_for_in_its_days_only_and_what_left_again_does_not_count() => database.RunAsync(async ledger =>
    {
        var seed = await FundsAsync(ledger, new DateSpan(March(5), March(9)));
        (await TransferAsync(ledger, seed, 10, March(4))).Expect();
        (await TransferAsync(ledger, seed, 10, March(10))).Expect();
        (await ProveAsync(ledger, 30, March(5))).Expect();
        (await ProveAsync(ledger, 30, March(10))).Expect();
        (await TransferAsync(ledger, seed, 45, March(9))).Expect();
        Assert.That(Refused.CodeOf(await TransferAsync(ledger, seed, 1, March(9))), Is.EqualTo("cofunding-short"));
        (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer("LAKE", "POOL", seed, Cny(5), March(9)))).Expect();
        (await TransferAsync(ledger, seed, 5, March(9))).Expect();
    });

    [Test]
    public Task A_proof_needs_its_file() => database.RunAsync(async ledger =>
    {
        await FundsAsync(ledger);
        var proof = new NewCofundingProof("LAKE", Cny(40), Today, "某公司账户", Evidence.Name(Statement));
        Assert.That(Refused.CodeOf(await new ProveCofunding(ledger.Database).RunAsync(ledger.Ask(), proof)), Is.EqualTo("evidence-missing"));
        (await new KeepEvidence(ledger.Database).RunAsync(ledger.Ask(), Statement)).Expect();
        (await new ProveCofunding(ledger.Database).RunAsync(ledger.Ask(), proof)).Expect();
        var kept = await ledger.Database.ReadAsync(async reader => (await CofundingReading.ProofsAsync(reader, await Books.LoadAsync(reader))).Single());
        Assert.That((kept.Amount, kept.Evidence, kept.Maker, kept.Proposal), Is.EqualTo((Cny(40), proof.Evidence, "clerk-7", (long?)null)));
    });

    [Test]
    public Task With_people_a_proof_counts_when_another_has_checked_it() => database.RunAsync(async ledger =>
    {
        var seed = await FundsAsync(ledger);
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        Assert.That(Refused.CodeOf(await ProveAsync(ledger, 40)), Is.EqualTo("needs-checker"));
        (await new KeepEvidence(ledger.Database).RunAsync(ledger.Ask(), Statement)).Expect();
        var proposed = await people.ProposeAsync(people.Admin, ProveCofunding.Kind, new NewCofundingProof("LAKE", Cny(40), Today, "某公司账户", Evidence.Name(Statement)));

        var transfer = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, new FundTransfer("POOL", "LAKE", seed, Cny(60), Today));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(checker, transfer.Proposal)), Is.EqualTo("cofunding-short"));
        Assert.That((await people.ApproveAsync(checker, proposed.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That((await people.ApproveAsync(checker, transfer.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That(await ledger.ScalarAsync<long>("SELECT proposal_id FROM cofunding_proofs"), Is.EqualTo(proposed.Proposal));
    });

    [Test]
    public Task Two_transfers_at_once_do_not_both_use_the_same_proof() => database.RunAsync(async ledger =>
    {
        var seed = await FundsAsync(ledger);
        (await ProveAsync(ledger, 40)).Expect();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => TransferAsync(ledger, seed, 20))));
        Assert.That(answers.Count(answer => answer is Outcome<TransferRecorded>.Done), Is.EqualTo(3));
        Assert.That(answers.OfType<Outcome<TransferRecorded>.Refused>().Select(answer => answer.Reason.Code), Is.All.EqualTo("cofunding-short"));
    });

    [Test]
    public Task A_requirement_ends_on_the_day_that_is_said() => database.RunAsync(async ledger =>
    {
        var seed = await FundsAsync(ledger);
        var end = new EndCofunding(ledger.Database);
        Assert.That(Refused.CodeOf(await end.RunAsync(ledger.Ask(), new CofundingEnd(9, Today, "结项", "LAKE"))), Is.EqualTo("requirement-unknown"));
        Assert.That(Refused.CodeOf(await end.RunAsync(ledger.Ask(), new CofundingEnd(1, Today, "结项", "POOL"))), Is.EqualTo("requirement-unknown"));
        Assert.That(Refused.CodeOf(await end.RunAsync(ledger.Ask(), new CofundingEnd(1, Today, " ", "LAKE"))), Is.EqualTo("reason-missing"));
        (await end.RunAsync(ledger.Ask(), new CofundingEnd(1, March(10), "结项", "LAKE"))).Expect();
        (await TransferAsync(ledger, seed, 60, March(11))).Expect();
        Assert.That(Refused.CodeOf(await TransferAsync(ledger, seed, 1, March(10))), Is.EqualTo("cofunding-short"));
    });

    [Test]
    public Task A_requirement_names_a_share_and_a_document() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var require = new RequireCofunding(ledger.Database);
        var wanted = new NewCofundingRequirement("LAKE", new BasisPoints(4_000), March(1), "府办〔2026〕7号");
        Assert.That(Refused.CodeOf(await require.RunAsync(ledger.Ask(), wanted with { Share = new(0) })), Is.EqualTo("cofunding-share"));
        Assert.That(Refused.CodeOf(await require.RunAsync(ledger.Ask(), wanted with { Share = BasisPoints.Whole })), Is.EqualTo("cofunding-share"));
        Assert.That(Refused.CodeOf(await require.RunAsync(ledger.Ask(), wanted with { Document = "" })), Is.EqualTo("document-missing"));
        Assert.That(Refused.CodeOf(await require.RunAsync(ledger.Ask(), wanted with { LastDay = new DateOnly(2026, 2, 28) })), Is.EqualTo("date-range"));
        (await require.RunAsync(ledger.Ask(), wanted with { File = Statement })).Expect();
    });

    /// <summary>A pool with 1,000 yuan of seed money, and LAKE that needs 40% of social money; the code of the source.</summary>
    private static async Task<string> FundsAsync(TestLedger ledger, DateSpan? days = null)
    {
        await ledger.FundAsync("POOL");
        await ledger.FundAsync("LAKE");
        (await new RequireCofunding(ledger.Database).RunAsync(ledger.Ask(), new NewCofundingRequirement("LAKE", new BasisPoints(4_000), days?.First ?? March(1), "府办〔2026〕7号", days?.Last))).Expect();
        return (await ledger.SeedAsync("POOL", 1_000, on: March(1))).Source;
    }

    private static Task<Outcome<TransferRecorded>> TransferAsync(TestLedger ledger, string source, decimal yuan, DateOnly? on = null) =>
        new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer("POOL", "LAKE", source, Cny(yuan), on ?? Today));

    private static Task<Outcome<CofundingProved>> ProveAsync(TestLedger ledger, decimal yuan, DateOnly? on = null) =>
        new ProveCofunding(ledger.Database).RunAsync(ledger.Ask(), new NewCofundingProof("LAKE", Cny(yuan), on ?? Today, "某公司账户", Evidence.Name(Statement)), Statement);

    private static Task<IReadOnlyList<CofundingState>> StatesAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => await CofundingReading.StatesAsync(reader, await Books.LoadAsync(reader)));
}
