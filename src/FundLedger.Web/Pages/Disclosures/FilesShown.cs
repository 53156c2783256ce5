using FundLedger.Disclosure;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Disclosures;

/// <summary>The files of a document, to read or save, each with its hash.</summary>
/// <param name="Files">A path before their hash.</param>
/// <param name="LabelledBy">The heading they stand under.</param>
internal sealed record FilesShown(DisclosureDraft Draft, string Files, Language Language, string LabelledBy)
{
    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;
}
