using Dapper;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Spending;
using FundLedger.Tests.People;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Funds;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class FreezingAndClosingFunds(TestDatabase database)
{
    [Test]
    public Task A_frozen_fund_takes_facts_and_refuses_decisions_until_it_is_unfrozen() => database.RunAsync(async ledger =>
    {
        await TwoFundsAsync(ledger);
        Assert.That((await FreezeAsync(ledger)).Expect().Status, Is.EqualTo(FundStatus.Frozen));

        await ledger.DonateAsync("LAKE", 5);
        (await new RecordBankFee(ledger.Database).RunAsync(ledger.Ask(), new BankMovement("LAKE", Cny(1), Today, "donation"))).Expect();
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 1)), Is.EqualTo("fund-frozen"));
        Assert.That(Refused.CodeOf(await TransferAsync(ledger, "LAKE", "POOL")), Is.EqualTo("fund-frozen"));
        Assert.That(Refused.CodeOf(await TransferAsync(ledger, "POOL", "LAKE")), Is.EqualTo("fund-frozen"));
        await ledger.SpendAsync("POOL", 1);
        Assert.That(Refused.CodeOf(await FreezeAsync(ledger)), Is.EqualTo("fund-status"));

        (await new UnfreezeFund(ledger.Database).RunAsync(ledger.Ask(), new FundFreeze("LAKE", "查清了"))).Expect();
        await ledger.SpendAsync("LAKE", 1);
        Assert.That((await MovesAsync(ledger)).Select(move => (move.From, move.To, move.Reason)), Is.EqualTo(new[] { (FundStatus.Frozen, FundStatus.Open, "查清了"), (FundStatus.Open, FundStatus.Frozen, "正在核查") }));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_closed_fund_is_empty_source_by_source_and_takes_nothing_more() => database.RunAsync(async ledger =>
    {
        await TwoFundsAsync(ledger);
        await ledger.SeedAsync("LAKE", 300);
        var closed = (await CloseAsync(ledger, new ResidualGoes("donation", "POOL"), new ResidualGoes("seed-府办〔2026〕3号", null))).Expect();
        Assert.That(await ledger.LinesAsync(closed.Entry!.Value), Is.EquivalentTo(new[]
        {
            "TransferOut 100.00", "Bank -100.00", "Bank 100.00", "TransferIn -100.00", "GrantReturn 300.00", "Bank -300.00",
        }));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((0m, 0m, 0m, 0m)));
        Assert.That(await ledger.AvailableAsync("POOL"), Is.EqualTo(200));

        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today, isFact: true, Line("1002", "LAKE", 1), Line("4101", "LAKE", -1))), Is.EqualTo("fund-closed"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(closed.Entry.Value)), Is.EqualTo("fund-closed"));
        Assert.That(Refused.CodeOf(await CloseAsync(ledger)), Is.EqualTo("fund-not-settled"));

        (await new ReopenFund(ledger.Database).RunAsync(ledger.Ask(), new FundReopening("LAKE", "发现遗漏"))).Expect();
        (await ledger.TryReverseAsync(closed.Entry.Value)).Expect();
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(100));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task What_is_not_settled_stands_in_the_way_and_is_named() => database.RunAsync(async ledger =>
    {
        await TwoFundsAsync(ledger);
        Assert.That(Refused.CodeOf(await CloseAsync(ledger)), Is.EqualTo("residual-open"));
        Assert.That(Refused.CodeOf(await CloseAsync(ledger, new ResidualGoes("donation", null))), Is.EqualTo("residual-not-public"));
        Assert.That(Refused.CodeOf(await CloseAsync(ledger, new ResidualGoes("donation", "LAKE"))), Is.EqualTo("transfer-same-fund"));

        var owed = await ledger.SpendAsync("LAKE", 10, isPaid: false);
        await ledger.PostAsync(Line("9101", "LAKE", 12, subject: "award/1"), Line("9102", "LAKE", -12, subject: "award/1"));
        (await new CreateFund(ledger.Database).RunAsync(ledger.Ask(), new NewFund("POND", "池", FundKind.ProgrammeFund, Currency.Cny, "LAKE"))).Expect();
        var state = await StateAsync(ledger);
        Assert.That(state.InTheWay.Select(reason => reason.Code), Is.EquivalentTo(new[] { "owed", "committed", "fund-below" }));
        Assert.That(Refused.CodeOf(await CloseAsync(ledger, new ResidualGoes("donation", "POOL"))), Is.EqualTo("fund-not-settled"));

        (await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), owed, Today)).Expect();
        await ledger.PostAsync(Line("9102", "LAKE", 12, subject: "award/1"), Line("9101", "LAKE", -12, subject: "award/1"));
        (await new CloseFund(ledger.Database).RunAsync(ledger.Ask(), new FundClosing("POND", Today, "决议1号", "不再需要", []))).Expect();
        Assert.That((await StateAsync(ledger)).InTheWay, Is.Empty);
        Assert.That(Refused.CodeOf(await new CloseFund(ledger.Database).RunAsync(ledger.Ask(), Closing(Today.AddDays(-1), new ResidualGoes("donation", "POOL")))), Is.EqualTo("closed-before-entry"));
        (await CloseAsync(ledger, new ResidualGoes("donation", "POOL"))).Expect();
        Assert.That(Refused.CodeOf(await new CreateFund(ledger.Database).RunAsync(ledger.Ask(), new NewFund("PUDDLE", "洼", FundKind.CommunityFund, Currency.Cny, "LAKE"))), Is.EqualTo("fund-closed"));
        Assert.That(Refused.CodeOf(await new ReopenFund(ledger.Database).RunAsync(ledger.Ask(), new FundReopening("POND", "再用"))), Is.EqualTo("fund-parent"));
    });

    [Test]
    public Task With_people_closing_takes_a_second_one_and_money_that_moves_meanwhile_voids_what_was_agreed() => database.RunAsync(async ledger =>
    {
        await TwoFundsAsync(ledger);
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("li", PersonRole.Approver);
        var closing = Closing(Today, new ResidualGoes("donation", "POOL"));
        Assert.That(Refused.CodeOf(await new CloseFund(ledger.Database).RunAsync(people.By(people.Admin), closing)), Is.EqualTo("needs-checker"));

        var first = await people.ProposeAsync(people.Admin, CloseFund.Kind, closing);
        await ledger.DonateAsync("LAKE", 1);
        Assert.That((await people.ApproveAsync(checker, first.Proposal)).Status, Is.EqualTo(ProposalStatus.Void));

        var second = await people.ProposeAsync(people.Admin, CloseFund.Kind, closing);
        Assert.That((await people.ApproveAsync(checker, second.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That((await MovesAsync(ledger)).Single().CheckedBy, Is.EqualTo(checker));
        Assert.That(await ledger.AvailableAsync("POOL"), Is.EqualTo(201));
    });

    [Test]
    public Task A_status_changed_by_hand_is_found() => database.RunAsync(async ledger =>
    {
        await TwoFundsAsync(ledger);
        await SetAsync("closed");
        var finding = (await ledger.VerifyAsync()).Findings.Single();
        Assert.That((finding.Code, finding.Message.En), Is.EqualTo(("fund-status", "Fund LAKE is closed; by the record of its moves it should be open.")));
        await SetAsync("open");

        async Task SetAsync(string status) => (await ledger.Database.WriteAsync<long>(
            ledger.Ask().For("by-hand"), async tx => await tx.Connection.ExecuteAsync($"UPDATE funds SET status = '{status}' WHERE code = 'LAKE'", transaction: tx.Transaction))).Expect();
    });

    private static async Task TwoFundsAsync(TestLedger ledger)
    {
        await ledger.FundAsync("POOL");
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("POOL", 100);
        await ledger.DonateAsync("LAKE", 100);
    }

    private static Task<Outcome<FundMoved>> FreezeAsync(TestLedger ledger) => new FreezeFund(ledger.Database).RunAsync(ledger.Ask(), new FundFreeze("LAKE", "正在核查"));

    private static Task<Outcome<TransferRecorded>> TransferAsync(TestLedger ledger, string from, string to) =>
        new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer(from, to, "donation", Cny(1), Today));

    private static FundClosing Closing(DateOnly on, params ResidualGoes[] residuals) => new("LAKE", on, "决议2号", "任务完成", residuals);

    private static Task<Outcome<FundIsClosed>> CloseAsync(TestLedger ledger, params ResidualGoes[] residuals) => new CloseFund(ledger.Database).RunAsync(ledger.Ask(), Closing(Today, residuals));

    private static Task<ClosingState> StateAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return await ClosingState.OfAsync(reader, books, books.FindFund("LAKE")!);
    });

    private static Task<IReadOnlyList<FundMove>> MovesAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => await FundMoves.ListAsync(reader, (await Books.LoadAsync(reader)).FindFund("LAKE")!));
}
