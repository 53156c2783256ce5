using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>The organisations that somebody acts for; the only one opens at once.</summary>
[Needs(Permission.ReadOrganisation)]
public sealed class MineModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Organisations;
    public override Bilingual Title => new("我的机构", "My organisations");

    public IReadOnlyList<Organisation> Mine { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await ReadAsync(async (reader, _) => Mine = [.. (await Directory.ListAsync(reader)).Where(organisation => May(Permission.ReadOrganisation, new Target(Organisation: organisation.Code)))]);
        return Mine is [var only] ? LocalRedirect(OrganisationForms.PathOf(only.Code)) : Page();
    }
}
