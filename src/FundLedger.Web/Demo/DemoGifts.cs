using System.Text;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>Gifts that are more than one payment: a batch, one for two funds, goods and services, pledges kept and broken; and receipts with their mishaps.</summary>
internal sealed class DemoGifts(Database database, DemoPlan plan)
{
    private const string Monthly = "南窗设计工作室";

    internal void Tell()
    {
        EnterABatch();
        SplitOne();
        ReceiveGoods();
        EnterTwice();
        Pledge();
    }

    /// <summary>Slips of a neighbours' day, with receipts; one of them was made out wrongly and issued again, one has its fiscal receipt.</summary>
    private void EnterABatch()
    {
        var day = plan.Day(.62);
        BatchGift[] slips =
        [
            new(DonorName.Of("周思源"), DemoYear.Yuan(200), day, Note: "邻里节 Neighbours' day"), new(DonorName.Of("吴玉兰"), DemoYear.Yuan(88), day), new(DonorName.Of("徐志强"), DemoYear.Yuan(500), day),
            new(DonorName.Of("孙晓梅", isAnonymous: true), DemoYear.Yuan(100), day), new(DonorName.Of("胡嘉禾"), DemoYear.Yuan(66), day), new(DonorName.Of("朱春生"), DemoYear.Yuan(300), day),
        ];
        var batch = plan.Add(day, "batch", asked => new RecordGiftBatch(database).RunAsync(asked, new GiftBatch(DemoYear.Wutong, slips, slips.Length, DemoYear.Yuan(1_254), WithReceipts: true)));
        plan.Add(day.AddDays(1), "batch/void", asked => new VoidReceipt(database).RunAsync(asked, new ReceiptToVoid(batch.Value.FirstReceipt!.Value, "抬头开错 Made out to the wrong name")));
        plan.Add(day.AddDays(1), "batch/again", asked => new IssueReceipt(database).RunAsync(asked, batch.Value.First));
        plan.Add(day.AddDays(2), "batch/fiscal", asked => new RegisterFiscalReceipt(database).RunAsync(
            asked, new FiscalRegistration(batch.Value.LastReceipt!.Value, FiscalReceipt.Of("32060125", "0001847203", "f3a91c", day.AddDays(2)))));
    }

    private void SplitOne() => plan.Add(plan.Day(.66), "split", asked => new RecordSplitGift(database).RunAsync(asked, new SplitGift(
        DemoYear.Yuan(10_000), plan.Day(.66), DonorName.Of("青川区餐饮行业协会"), [new(DemoYear.Wutong, new BasisPoints(6_000)), new(DemoYear.Liuan, new BasisPoints(4_000))], WithReceipt: true)));

    private void ReceiveGoods()
    {
        var rice = plan.Add(plan.Day(.68), "rice", asked => new RecordInKindGift(database).RunAsync(asked, new InKindGift(
            DemoYear.Meals, DonorName.Of("青川春晖超市有限公司"), "大米五十袋 Fifty bags of rice", DemoYear.Yuan(3_000), plan.Day(.68), InKindUse.Inventory, "验收单 7", Paper("验收单7", "大米 50 袋，公允价值 3,000.00 元"))));
        plan.Add(plan.Day(.74), "rice/used", asked => new UseInKindGift(database).RunAsync(asked, new InKindTaken(rice.Value.Entry, DemoYear.Yuan(1_200), plan.Day(.74), "银龄助餐 Senior meals")));
        plan.Add(plan.Day(.76), "service", asked => new RecordInKindGift(database).RunAsync(asked, new InKindGift(
            DemoYear.Garden, DonorName.Of(Monthly), "社区花园设计 Design of the gardens", DemoYear.Yuan(6_800), plan.Day(.76), InKindUse.Service, "评估单 3", Paper("评估单3", "设计服务，评估价值 6,800.00 元"))));
        plan.Add(plan.Day(.78), "service/memo", asked => new RecordServiceGift(database).RunAsync(asked, new ServiceGift(
            DemoYear.Garden, DonorName.Of(Monthly), "花园日志愿讲解 Guided tours of the gardens", DemoYear.Yuan(800), plan.Day(.78), "16 小时 × 50 元 16 hours at 50", Paper("签到表", "志愿讲解 16 小时"))));
    }

    /// <summary>A donor whose name was written with a blank, put right; and one who may be another, which nobody has looked at yet.</summary>
    private void EnterTwice()
    {
        plan.Add(plan.Day(.7), "twin", asked => new RecordDonation(database).RunAsync(asked, new Gift(DemoYear.Meals, DemoYear.Yuan(600), plan.Day(.7), DonorName.Of("青川春晖超市 有限公司"))));
        plan.Do(plan.Day(.72), async () =>
        {
            if (await TwinsAsync() is { } twins) (await new MergeDonors(database).RunAsync(DemoPlan.Asked("twin/merged"), twins)).Expect();
        });
        plan.Add(plan.Day(.88), "homophone", asked => new RecordDonation(database).RunAsync(asked, new Gift(DemoYear.Liuan, DemoYear.Yuan(120), plan.Day(.88), DonorName.Of("许志强"))));
    }

    /// <summary>Null once they are one.</summary>
    private Task<DonorMerge?> TwinsAsync() => database.ReadAsync(async reader =>
        (await DonorDuplicates.FindAsync(reader, int.MaxValue)).FirstOrDefault(found => found.Donors[0].Name.StartsWith("青川春晖超市", StringComparison.Ordinal)) is { } twins
            ? new DonorMerge(twins.Donors[^1].Id, twins.Donors[0].Id) : null);

    /// <summary>One by instalments that fell behind, one that goes on month by month, one that is still to come, and one that never came.</summary>
    private void Pledge()
    {
        var first = plan.Day(.47);
        var monthly = plan.Add(plan.Day(.45), "pledge/monthly", asked => new RecordPledge(database).RunAsync(
            asked, new NewPledge(DemoYear.Garden, DonorName.Of(Monthly), DemoYear.Yuan(12_000), plan.Day(.45), first, EveryMonths: 1, Count: 12, Document: "认捐书 2 号")));
        Keep(monthly, "monthly", first, DemoYear.Yuan(1_000), plan.Year.Last.AddDays(-40));

        var day = plan.Day(.6);
        var always = plan.Add(day, "pledge/always", asked => new RecordPledge(database).RunAsync(
            asked, new NewPledge(DemoYear.Meals, DonorName.Of("高文博"), DemoYear.Yuan(200), day, day, EveryMonths: 1, Count: null)));
        Keep(always, "always", day, DemoYear.Yuan(200), plan.Year.Last.AddDays(-2));

        plan.Add(plan.Day(.85), "pledge/to-come", asked => new RecordPledge(database).RunAsync(
            asked, new NewPledge(DemoYear.Liuan, DonorName.Of("青川百味餐饮有限公司"), DemoYear.Yuan(20_000), plan.Day(.85), plan.Year.Last.AddDays(45), Document: "认捐书 5 号")));
        var broken = plan.Add(plan.Day(.3), "pledge/broken", asked => new RecordPledge(database).RunAsync(
            asked, new NewPledge(DemoYear.Anping, DonorName.Of("和顺出租汽车有限公司"), DemoYear.Yuan(5_000), plan.Day(.3), plan.Day(.5))));
        plan.Add(plan.Day(.75), "pledge/broken/ended", asked => new EndPledge(database).RunAsync(asked, new PledgeEnding(broken.Value.Pledge, plan.Day(.75), "经营困难，协商终止 Ended by agreement: hard times")));
    }

    /// <summary>Each instalment that falls due by a day comes a day late.</summary>
    private void Keep(DemoFact<PledgeRecorded> pledge, string key, DateOnly first, Money each, DateOnly until)
    {
        for (var (i, due) = (0, first); due <= until; due = first.AddMonths(++i))
        {
            var (number, on) = (i + 1, due.AddDays(1));
            plan.Add(on, $"pledge/{key}/{number}", asked => new PayPledge(database).RunAsync(asked, new PledgePayment(pledge.Value.Pledge, each, on)));
        }
    }

    private static Attachment Paper(string name, string says) => new($"{name}.txt", Encoding.UTF8.GetBytes($"{name}\n{says}\n"));
}
