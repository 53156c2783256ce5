using FundLedger.Disclosure;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Disclosures;

/// <summary>Versions of a document, the newest first, with what each correction changed: the same to people who are signed in and to everybody else.</summary>
/// <param name="Files">Where its files lie: a path before their hash.</param>
/// <param name="Words">What was told beside the reports, by the hash of its file.</param>
/// <param name="NameOf">Whom an id stands for; null where nobody is named.</param>
internal sealed record VersionsShown(IReadOnlyList<DisclosureVersion> Versions, string Files, IReadOnlyDictionary<string, string> Words, Language Language, Func<string, Bilingual>? NameOf = null)
{
    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;

    internal string In(Bilingual text) => text.In(Language);

    internal static string HashOf(DisclosureFile file) => Convert.ToHexStringLower(file.Sha256);

    /// <summary>What the version changed of the one before; nothing for the first.</summary>
    internal IReadOnlyList<DisclosureDifference> ChangedBy(DisclosureVersion version) =>
        Versions.FirstOrDefault(one => one.No == version.No - 1) is { } before ? DisclosureCalendar.Between(before.Draft, version.Draft) : [];
}
