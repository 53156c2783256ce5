using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Record;

/// <summary>Everything that can be recorded, and when to use which.</summary>
[Needs(Permission.RecordMoney, Permission.Propose, Permission.ManageFunds)]
public sealed class RecordModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Record;
    public override Bilingual Title => new("记账", "Record");

    public void OnGet()
    {
    }
}
