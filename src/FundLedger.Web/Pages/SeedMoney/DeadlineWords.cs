using FundLedger.SeedMoney;
using FundLedger.Values;

namespace FundLedger.Web.Pages.SeedMoney;

/// <summary>How a deadline is said.</summary>
internal static class DeadlineWords
{
    internal static Bilingual Of(UnspentMoney money) => money.Stage == DeadlineStage.Over
        ? new($"{money.SpendBy.ToIso()} 已到期 {-money.DaysLeft} 天", $"over since {money.SpendBy.ToIso()}, {-money.DaysLeft} day(s)")
        : new($"{money.SpendBy.ToIso()} 前使用，还有 {money.DaysLeft} 天", $"to be spent by {money.SpendBy.ToIso()}, in {money.DaysLeft} day(s)");
}
