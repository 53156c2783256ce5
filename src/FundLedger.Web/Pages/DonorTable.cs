using FundLedger.Donors;
using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Web.Pages;

/// <summary>A table of donors, the same on every page.</summary>
public sealed record DonorTable(IReadOnlyList<ListedDonor> Donors, Language Language)
{
    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    internal static Bilingual NameOf(DonorKind kind) => kind switch
    {
        DonorKind.Person => new("个人", "People"),
        DonorKind.Organisation => new("单位", "Organisations"),
        _ => new("未留名", "No name given"),
    };

    /// <summary>What stands in a name's place; null where there is a name to show.</summary>
    internal static Bilingual? Instead(ListedDonor donor) =>
        donor.IsErased ? new("（已擦除）", "(erased)")
        : donor.Kind == DonorKind.Unnamed ? new("（未留名）", "(no name given)")
        : donor.IsAnonymous ? new("（匿名）", "(anonymous)")
        : null;
}
