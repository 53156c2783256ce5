using System.Globalization;
using System.Text;
using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Public;

/// <summary>One thing that was published, with every version of it, open to everybody.</summary>
[AnyoneMay]
public sealed class DisclosureModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicDisclosures;
    public override Bilingual Title => new("信息公开", "Disclosures, open to all");

    public DisclosureWork Work { get; private set; } = null!;

    /// <summary>What was told beside the reports, by the hash of its file.</summary>
    public IReadOnlyDictionary<string, string> Words { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync(string rule, long entity, string subject)
    {
        await ReadPublicAsync(async (reader, books) =>
        {
            if (await DisclosureReading.FindAsync(reader, books, string.Create(CultureInfo.InvariantCulture, $"{rule}/{entity}/{subject}")) is not { } found || DisclosureReading.ForEverybody(found) is not { } open) return;
            (Work, var words) = (open, new Dictionary<string, string>());
            foreach (var file in open.Versions.SelectMany(version => version.Draft.Files).Where(file => file.Report == DisclosureDrawing.Announcement))
                if (await Attachments.FindAsync(reader, file.Sha256) is { } content) words[Convert.ToHexStringLower(file.Sha256)] = Encoding.UTF8.GetString(content).Trim();
            Words = words;
        });
        if (Work is null) return NotFound();
        return Page();
    }
}
