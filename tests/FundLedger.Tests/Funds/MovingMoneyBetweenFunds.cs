using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Funds;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class MovingMoneyBetweenFunds(TestDatabase database)
{
    private static async Task TwoFundsAsync(TestLedger ledger)
    {
        await ledger.FundAsync("POOL");
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("POOL", 100);
    }

    private static FundTransfer Transfer(decimal yuan, bool separate = false) => new("POOL", "LAKE", "donation", Cny(yuan), Today, separate);

    [Test]
    public Task On_one_bank_account_money_crosses_at_once_and_keeps_its_source() => database.RunAsync(async ledger =>
    {
        await TwoFundsAsync(ledger);
        var moved = (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), Transfer(40))).Expect();
        Assert.That(moved.Subject, Is.Empty);
        Assert.That(await ledger.LinesAsync(moved.Entry), Is.EqualTo(new[] { "TransferOut 40.00", "Bank -40.00", "Bank 40.00", "TransferIn -40.00" }));
        Assert.That((await ledger.AvailableAsync("POOL"), await ledger.AvailableAsync("LAKE")), Is.EqualTo((60m, 40m)));
    });

    [Test]
    public Task Between_separate_accounts_it_is_owed_and_settled_in_parts_and_nets_to_zero_all_along() => database.RunAsync(async ledger =>
    {
        await TwoFundsAsync(ledger);
        var owed = (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), Transfer(40, separate: true))).Expect();
        await AreEqualAndOppositeAsync(40);
        Assert.That(await ledger.FiguresAsync("POOL"), Is.EqualTo((100m, 40m, 0m, 60m)));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((0m, 0m, 0m, 0m)), "what is receivable is not available");

        var settle = new SettleTransfer(ledger.Database);
        (await settle.RunAsync(ledger.Ask(), new TransferSettlement(owed.Entry, Cny(15), Today))).Expect();
        await AreEqualAndOppositeAsync(25);
        Assert.That(await ledger.FiguresAsync("POOL"), Is.EqualTo((85m, 25m, 0m, 60m)));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(15));

        Assert.That(Refused.CodeOf(await settle.RunAsync(ledger.Ask(), new TransferSettlement(owed.Entry, Cny(25.01m), Today))), Is.EqualTo("more-than-open"));
        (await settle.RunAsync(ledger.Ask(), new TransferSettlement(owed.Entry, Cny(25), Today))).Expect();
        await AreEqualAndOppositeAsync(0);
        Assert.That(Refused.CodeOf(await settle.RunAsync(ledger.Ask(), new TransferSettlement(owed.Entry, Cny(0.01m), Today))), Is.EqualTo("more-than-open"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(owed.Entry)), Is.EqualTo("has-later-events"));

        async Task AreEqualAndOppositeAsync(decimal yuan)
        {
            Assert.That((await DebitsLessCreditsAsync(ledger, "POOL", AccountRole.DueToFund), await DebitsLessCreditsAsync(ledger, "LAKE", AccountRole.DueFromFund)), Is.EqualTo((-yuan, yuan)));
            Assert.That(await ledger.ScalarAsync<long>($"SELECT SUM(amount_minor) FROM open_items WHERE subject = '{owed.Subject}'"), Is.Zero);
        }
    });

    private static Task<decimal> DebitsLessCreditsAsync(TestLedger ledger, string fundCode, AccountRole role) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        var trial = (await FundLedger.Reporting.FundReports.TrialBalanceAsync(reader, fundCode, new DateSpan(Today, Today))).Expect();
        var account = books.FindAccount(books.Entities.Single(), role, Today)!;
        return trial.Rows.SingleOrDefault(row => row.AccountCode == account.Code)?.Closing.MinorUnits / 100m ?? 0;
    });

    [Test]
    public Task What_is_no_transfer_is_refused() => database.RunAsync(async ledger =>
    {
        await TwoFundsAsync(ledger);
        await ledger.FundAsync("MEKONG", "VND");
        var move = new TransferBetweenFunds(ledger.Database);
        Assert.That(Refused.CodeOf(await move.RunAsync(ledger.Ask(), Transfer(100.01m))), Is.EqualTo("not-enough"));
        Assert.That(Refused.CodeOf(await move.RunAsync(ledger.Ask(), Transfer(100.01m, separate: true))), Is.EqualTo("not-enough"), "a debt to another fund is a promise");
        Assert.That(Refused.CodeOf(await move.RunAsync(ledger.Ask(), Transfer(1) with { To = "POOL" })), Is.EqualTo("transfer-same-fund"));
        Assert.That(Refused.CodeOf(await move.RunAsync(ledger.Ask(), Transfer(1) with { To = "MEKONG" })), Is.EqualTo("transfer-across"));
        Assert.That(Refused.CodeOf(await move.RunAsync(ledger.Ask(), Transfer(1) with { To = "SEA" })), Is.EqualTo("fund-unknown"));
        Assert.That(Refused.CodeOf(await new SettleTransfer(ledger.Database).RunAsync(ledger.Ask(), new(new EntryId(1), Cny(1), Today))), Is.EqualTo("not-owed"));
    });

    [Test]
    public Task A_management_fee_reaches_the_host_as_own_funds() => database.RunAsync(async ledger =>
    {
        await TwoFundsAsync(ledger);
        await ledger.FundAsync("HOST");
        var charge = new ChargeManagementFee(ledger.Database);
        var entry = (await charge.RunAsync(ledger.Ask(), new ManagementFee("POOL", "HOST", "donation", Cny(8), Today))).Expect().Entry;
        Assert.That(await ledger.LinesAsync(entry), Is.EqualTo(new[] { "TransferOut 8.00", "Bank -8.00", "Bank 8.00", "TransferIn -8.00" }));
        Assert.That((await ledger.AvailableAsync("POOL"), await ledger.AvailableAsync("HOST", "own-funds")), Is.EqualTo((92m, 8m)));
        Assert.That(Refused.CodeOf(await charge.RunAsync(ledger.Ask(), new ManagementFee("POOL", "HOST", "donation", Cny(92.01m), Today))), Is.EqualTo("not-enough"));
    });
}
