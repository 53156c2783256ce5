using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>What lists say of an entry in a few words.</summary>
internal static class EntryDescription
{
    /// <summary>The document's number, then the giver's masked name or, for other entries, the text people wrote.</summary>
    /// <param name="donorKind">Null where the entry is no gift and belongs to none.</param>
    internal static string Of(SourceDocument document, string? bankReference, string? donorKind, string? donorName, bool isAnonymous, string? text)
    {
        var name = donorName is { } donor && !isAnonymous ? Masking.Masked(donor, donorKind == "organisation" ? DonorKind.Organisation : DonorKind.Person) : "";
        var words = donorKind is null ? text ?? "" : name;
        var number = document.Type is "donation-list" or "" ? "" : document.Id;
        return string.Join(' ', new[] { number.Length > 0 ? number : bankReference ?? "", words.ReplaceLineEndings(" ") }.Where(part => part.Length > 0));
    }
}
