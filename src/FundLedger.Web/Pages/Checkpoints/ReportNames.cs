using FundLedger.Values;

namespace FundLedger.Web.Pages.Checkpoints;

/// <summary>What a report is called, by its key; one of a later version of the program keeps its key.</summary>
internal static class ReportNames
{
    private static readonly Dictionary<string, Bilingual> Names = new()
    {
        ["fundStatement"] = new("基金收支明细表", "Fund statement"), ["trialBalance"] = new("科目余额表", "Trial balance"), ["fundBalances"] = new("基金余额表", "Fund balances"), ["fundTree"] = new("基金汇总表", "Fund tree"),
        ["matchStatement"] = new("配比说明表", "Match statement"), ["receipt"] = new("捐赠收据", "Donation receipt"), ["receiptRegister"] = new("收据登记簿", "Register of receipts"), ["donorYear"] = new("捐赠人年度汇总", "A donor's year"),
        ["bankReconciliation"] = new("银行存款余额调节表", "Bank reconciliation"), ["agreement"] = new("资助协议", "Grant agreement"), ["taper"] = new("渐进撤出报告", "Taper-out report"),
    };

    internal static Bilingual Of(string report) => Names.TryGetValue(report, out var name) ? name : new("其他报表", "Another report");
}
