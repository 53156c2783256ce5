using FundLedger.Donors;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Donors;

/// <summary>The names that another person agreed to open, to the one who asked for them.</summary>
[Needs(Permission.RevealName)]
public sealed class ReadNamesModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Donors;
    public override Bilingual Title => new("读取姓名", "Read the names");

    /// <summary>Null until they were asked for.</summary>
    public IReadOnlyList<RevealedDonor>? Names { get; private set; }

    public async Task<IActionResult> OnGetAsync(long proposal)
    {
        var isReadable = false;
        await ReadAsync(async (reader, _) => isReadable = await Proposals.FindAsync(reader, proposal) is { } found
            && found.Kind == RevealDonors.Kind.Code && found.Maker == Who.Person.Id && NamesModel.IsReadableAt(found, Now) && May(Permission.RevealName, found.Where));
        return isReadable ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(long proposal)
    {
        if (!(await new RevealDonors(Noting).ReadAsync(AskedAs("read-names/" + FormKey.New()), proposal, HttpContext.RequestAborted)).IsDone(out var names, out _)) return NotFound();
        Names = names;
        Response.MustBeKeptNowhere();
        return Page();
    }
}
