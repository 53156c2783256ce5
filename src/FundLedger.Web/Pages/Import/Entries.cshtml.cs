using FundLedger.Donations.Importing;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Import;

/// <summary>Which entry each row of an imported list became, in the order of the file.</summary>
[Needs(Permission.RecordMoney)]
public sealed class ImportEntriesModel(Database database, TimeProvider clock) : ImportPage(database, clock)
{
    private const int RowsShown = 100;

    public override Bilingual Title => new("名单与分录", "List and entries");

    public ListedImport Import { get; private set; } = null!;
    public IReadOnlyList<ImportedEntry> Entries { get; private set; } = [];

    /// <summary>The last row shown, when there are more.</summary>
    public long? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] long id, long after = 0)
    {
        ListedImport? found = null;
        await ReadAsync(async (reader, books) =>
        {
            found = await ImportHistory.FindAsync(reader, books, id);
            if (found is not null && !IsTheirs(books, found.Fund.Code)) found = null;
            if (found is null) return;
            var rows = await ImportHistory.EntriesAsync(reader, id, after, RowsShown + 1);
            Entries = [.. rows.Take(RowsShown)];
            Next = rows.Count > RowsShown ? Entries[^1].Row : null;
        });
        if (found is null) return NotFound();
        Import = found;
        return Page();
    }
}
