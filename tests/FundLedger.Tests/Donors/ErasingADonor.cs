using Dapper;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donors;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ErasingADonor(TestDatabase database)
{
    internal static readonly string[] Personal = ["欧阳清如月", "为外婆在湖边的长椅", "她请求退回这笔款"];

    internal static async Task GiveAndRefundAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        for (var i = 0; i < 40; i++) await ledger.DonateAsync("LAKE", 10, donor: $"邻居{i}");
        var gift = (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(100), Today, DonorName.Of(Personal[0]), Note: Personal[1]))).Expect().Entry;
        (await new RefundDonation(ledger.Database).RunAsync(ledger.Ask(), new Refund(gift, Cny(20), Today, Reason: Personal[2]))).Expect();
        for (var i = 0; i < 40; i++) await ledger.DonateAsync("LAKE", 10, donor: $"邻居{i}");
    }

    [Test]
    public Task The_person_goes_and_the_amounts_and_hashes_stand() => database.RunAsync(async ledger =>
    {
        await GiveAndRefundAsync(ledger);
        var before = await ledger.VerifyAsync();
        var erased = (await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), " " + Personal[0])).Expect();

        Assert.That(erased.GiftCount, Is.EqualTo(1));
        var after = await ledger.VerifyAsync();
        Assert.That((after.IsSound, after.ErasedTexts, after.EntryCount), Is.EqualTo((true, 3L, before.EntryCount)), string.Join('\n', after.Findings));
        Assert.That(after.LastHash.ToArray(), Is.EqualTo(before.LastHash.ToArray()));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((880m, 0m, 0m, 880m)));
        Assert.That(Refused.CodeOf(await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), Personal[0])), Is.EqualTo("donor-unknown"));
        var lines = (await ledger.StatementAsync("LAKE", Today, Today)).Lines;
        Assert.That(string.Join('\n', lines.Select(line => line.Description)), Does.Not.Contain("欧").And.Contain("邻*"));
    });

    [Test]
    public Task Who_gives_again_after_being_erased_is_a_new_donor() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1, donor: "张三");
        (await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), "张三")).Expect();
        await ledger.DonateAsync("LAKE", 2, donor: "张三");
        Assert.That((await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), "张三")).Expect().GiftCount, Is.EqualTo(1));
    });

    [Test]
    public Task Those_who_gave_no_name_are_not_erased_together() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(1), Today, DonorName.Unnamed, Note: "留言"))).Expect();
        Assert.That(Refused.CodeOf(await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), "\u3000")), Is.EqualTo("donor-unknown"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM entry_texts"), Is.EqualTo(1));
    });
}
