using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Import;

/// <summary>A total that a list states, beside what was read.</summary>
internal static class ControlWords
{
    internal static Bilingual Of(ControlCheck control)
    {
        var counted = $"{Shown.Count(control.Gifts)} / {control.Sum.ToGroupedText()}";
        var stated = $"{(control.Stated.Count is { } count ? Shown.Count(count) : "—")} / {control.Stated.Sum?.ToGroupedText() ?? "—"}";
        return control.Agrees
            ? new($"第 {control.Stated.Row} 行的合计与读到的一致：{counted}。", $"The total in row {control.Stated.Row} agrees with what was read: {counted}.")
            : new($"第 {control.Stated.Row} 行写明（笔数 / 金额）{stated}，读到的是 {counted}。", $"Row {control.Stated.Row} states {stated} (count / sum); what was read is {counted}.");
    }
}
