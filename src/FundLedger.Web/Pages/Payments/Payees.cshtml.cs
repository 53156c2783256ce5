using FundLedger.Payments;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Payments;

/// <summary>Who money is paid to; persons and account numbers masked.</summary>
[Needs(Permission.ReadLedger)]
public sealed class PayeesModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Payments;
    public override Bilingual Title => new("收款方", "Payees");

    public IReadOnlyList<Payee> Payees { get; private set; } = [];

    public PaymentRules Rules { get; private set; } = PaymentRules.Default;

    internal string NameOf(Payee payee) => PayeeShown.NameOf(payee.Name, payee.Kind);

    public Task OnGetAsync() => ReadAsync(async (reader, books) => (Payees, Rules) = (await PaymentReading.PayeesAsync(reader, books), await PaymentRules.LoadAsync(reader)));
}
