using FundLedger.Values;

namespace FundLedger.Web.Pages.Checkpoints;

/// <summary>What a report is called, by its key; one of a later version of the program keeps its key.</summary>
internal static class ReportNames
{
    private static readonly Dictionary<string, Bilingual> Names = new()
    {
        ["fundStatement"] = new("基金收支明细表", "Fund statement"), ["trialBalance"] = new("试算平衡表", "Trial balance"), ["fundBalances"] = new("基金余额表", "Fund balances"), ["fundTree"] = new("基金汇总表", "Fund tree"),
        ["matchStatement"] = new("配比说明表", "Match statement"), ["receipt"] = new("捐赠收据", "Donation receipt"), ["receiptRegister"] = new("收据登记簿", "Register of receipts"), ["donorYear"] = new("捐赠人年度汇总", "A donor's year"),
        ["bankReconciliation"] = new("银行存款余额调节表", "Bank reconciliation"), ["agreement"] = new("资助协议", "Grant agreement"), ["taper"] = new("渐进撤出报告", "Taper-out report"),
        ["balanceSheet"] = new("资产负债表", "Balance sheet"), ["activities"] = new("业务活动表", "Statement of activities"), ["cashFlows"] = new("现金流量表", "Statement of cash flows"), ["auditPack"] = new("审计资料", "Audit pack"),
        ["grantFile"] = new("资助档案", "File of a grant"), ["trancheVoucher"] = new("拨付凭证", "Voucher of a tranche"),
        ["vouchers"] = new("记账凭证", "Vouchers"), ["accountBook"] = new("明细账", "Account book"), ["cashJournal"] = new("日记账", "Cash journal"), ["generalLedger"] = new("总账", "General ledger"), ["accountBalances"] = new("科目余额表", "Account balances"),
        ["fundSources"] = new("基金来源表", "Funds by source"), ["seedUse"] = new("种子资金使用表", "Use of seed money"), ["matchingSummary"] = new("配比汇总表", "Matching by fund"), ["grantRegister"] = new("资助登记簿", "Register of grants"),
        ["donationRegister"] = new("捐赠登记簿", "Register of donations"), ["inKindRegister"] = new("实物捐赠登记簿", "Register of gifts in kind"), ["relatedParties"] = new("关联方登记簿", "Register of related parties"),
        ["approvalRegister"] = new("复核登记簿", "Register of approvals"), ["periodRegister"] = new("结账登记簿", "Register of closed months"), ["disclosureRegister"] = new("信息公开登记簿", "Register of disclosures"), ["reversalRegister"] = new("红冲登记簿", "Register of reversals"),
        ["journalListing"] = new("序时账", "Journal listing"), ["auditSample"] = new("审计样本", "Audit sample"), ["auditQueries"] = new("审计查询登记簿", "Register of audit queries"), ["proofPage"] = new("封存与证明", "Checkpoint and proof"),
    };

    internal static Bilingual Of(string report) => Names.TryGetValue(report, out var name) ? name : new("其他报表", "Another report");
}
