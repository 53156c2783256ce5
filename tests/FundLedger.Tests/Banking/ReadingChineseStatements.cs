using FundLedger.Banking.Statements;
using FundLedger.Donations.Lists;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Banking;

/// <summary>Layouts that banks and payment channels in China export, written here with made-up rows.</summary>
public sealed class ReadingChineseStatements
{
    [Test]
    public void A_bank_with_debit_and_credit_columns() => Assert.That(Lines(
        """
        账号：6222020012345678,,,,,,,
        起始日期：20260301,截止日期：20260331,,,,,,
        交易日期,交易时间,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,交易流水号
        20260302,09:10:11,,"1,000.00","6,000.00",王小明,6217****1234,捐款,A001
        20260303,10:00:00,15.00,,"5,985.00",,,手续费,A002
        """), Is.EqualTo(new[] { (March(2), Cny(1_000), (Money?)Cny(6_000), "王小明", "捐款", "A001"), (March(3), Cny(-15), Cny(5_985), "", "手续费", "A002") }));

    [Test]
    public void A_bank_with_one_amount_and_its_direction() => Assert.That(Lines(
        """
        记账日期,借贷标志,交易金额,账户余额,对方名称,附言,凭证号
        2026/03/02,贷,1000.00,6000.00,顺达印务有限公司,捐赠款,B1
        2026/03/03,借,15.00,5985.00,某银行,手续费,B2
        """), Is.EqualTo(new[] { (March(2), Cny(1_000), (Money?)Cny(6_000), "顺达印务有限公司", "捐赠款", "B1"), (March(3), Cny(-15), Cny(5_985), "某银行", "手续费", "B2") }));

    [Test]
    public void Alipays_account_details() => Assert.That(Lines(
        """
        #支付宝账务明细查询
        #账号:[20881234567801560156]
        #起始日期:[2026年03月01日 00:00:00]   终止日期:[2026年03月31日 00:00:00]
        #-----------------------------------------账务明细列表----------------------------------------
        账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注
        2026030200001	,T01	,O01	,社区基金捐款	,2026-03-02 08:30:00,wan***@example.com,66.60,,1066.60,支付宝,在线支付,祝好
        2026030200002	,T02	,O02	,	,2026-03-03 00:10:00,,,-0.40,1066.20,支付宝,收费,服务费
        #-----------------------------------------账务明细列表结束------------------------------------
        #支出合计：1笔，共-0.40元
        #收入合计：1笔，共66.60元
        """).Select(line => (line.Day, line.Amount, line.Balance)), Is.EqualTo(new[] { (March(2), Cny(66.6m), (Money?)Cny(1_066.6m)), (March(3), Cny(-0.4m), Cny(1_066.2m)) }));

    [Test]
    public void WeChat_Pays_funds_bill() => Assert.That(Lines(
        """
        记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号
        `2026-03-02 08:30:00,`4200001,`F001,`交易,`交易,`收入,`66.60,`1066.60,`system,`捐款,`C01
        `2026-03-03 00:10:00,`4200002,`F002,`扣除交易手续费,`扣除交易手续费,`支出,`0.40,`1066.20,`system,`结算手续费,`C02
        资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额
        `2,`1,`66.60,`1,`0.40
        """).Select(line => (line.Day, line.Amount, line.Balance)), Is.EqualTo(new[] { (March(2), Cny(66.6m), (Money?)Cny(1_066.6m)), (March(3), Cny(-0.4m), Cny(1_066.2m)) }));

    private static IReadOnlyList<(DateOnly Day, Money Amount, Money? Balance, string Counterparty, string Text, string Reference)> Lines(string text)
    {
        using var list = TestLists.OfText(text.Replace("\r\n", "\n", StringComparison.Ordinal));
        var scanning = list.Scan(new ListSettings(Currency.Cny, ListProfile.Guess, IsStatement: true));
        Assert.That(scanning, Is.InstanceOf<ListScanning.Scanned>(), () => ((ListScanning.Refused)scanning).Reason.Message.En);
        var file = StatementFile.Of(list, ((ListScanning.Scanned)scanning).Scan);
        Assert.That(file.Failed.Select(row => row.Reason.Message.En), Is.Empty);
        Assert.That(StatementCheck.Of(file.Lines()).FaultCount, Is.Zero);
        return [.. file.Lines().Select(line => (line.Day, line.Amount, line.Balance, line.Counterparty, line.Text, line.Reference))];
    }
}
