using FundLedger.Disclosure;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>Everything that was published, fund by fund, open to everybody: documents, days and corrections, and nothing of any person.</summary>
[AnyoneMay]
public sealed class DisclosuresModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicDisclosures;
    public override Bilingual Title => new("信息公开", "Disclosures, open to all");

    /// <summary>By entity, then by fund; what is of the whole entity first.</summary>
    public IReadOnlyList<IGrouping<string, DisclosureWork>> Groups { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await ReadPublicAsync(async (reader, books) => Groups = [.. (await DisclosureReading.PublishedAsync(reader, books))
            .GroupBy(work => (Entity: work.Item.Entity.Id, Fund: work.Item.Fund?.Code ?? "", Name: work.Item.Fund?.Name ?? work.Item.Entity.Name)).OrderBy(group => group.Key.Entity).ThenBy(group => group.Key.Fund, StringComparer.Ordinal)
            .SelectMany(group => group.GroupBy(_ => group.Key.Name))]);
    }
}
