using FundLedger.Donors;
using FundLedger.Payments;

namespace FundLedger.Web.Pages.Payments;

/// <summary>How a payee looks on every page of payments.</summary>
internal static class PayeeShown
{
    /// <summary>Masked where they are a person; empty once erased.</summary>
    internal static string NameOf(string? name, PayeeKind kind) => Masking.Masked(name ?? "", kind == PayeeKind.Person ? DonorKind.Person : DonorKind.Organisation);
}
