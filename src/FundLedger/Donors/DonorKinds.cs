using System.Text.RegularExpressions;

namespace FundLedger.Donors;

/// <summary>Tells organisations from people by the words in a name, so that people's names are masked and organisations' are not.</summary>
internal static partial class DonorKinds
{
    internal static DonorKind Of(string name) => Words().IsMatch(name) ? DonorKind.Organisation : DonorKind.Person;

    [GeneratedRegex(
        "公司|集团|基金|协会|学会|商会|学校|大学|学院|幼儿园|医院|银行|中心|委员会|工会|支部|党委|机关|政府|街道|社区|居委|村委|合作社|事务所|研究|工作室|酒店|餐厅|超市|药房|教会|寺|"
        + @"\b(co|corp|inc|ltd|llc|company|foundation|association|society|school|university|college|hospital|bank|group|trust|council|church)\b\.?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
