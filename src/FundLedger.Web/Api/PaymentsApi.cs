using FundLedger.Payments;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Payments;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Payments sent to the bank, and what it answered. Account numbers are not told here.</summary>
internal static class PaymentsApi
{
    internal static void MapPayments(this ApiRoutes api) =>
        api.Read<Page<PaymentShown>>("/payments", new("listPayments", "payments", new("列出付款", "List payments"), "Of the funds you read, in the order in which they were sent; a payee who is a person is masked.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var orders = (await PaymentReading.OrdersAsync(reader, books)).ToDictionary(order => order.Id);
        var payments = (await PaymentReading.PaymentsAsync(reader, books)).Where(payment => call.May(Permission.ReadLedger, books.TargetOf(payment.Fund))).OrderBy(payment => payment.Order).ThenBy(payment => payment.Place);
        return call.PageOf(payments.Select(payment => PaymentShown.Of(payment, orders[payment.Order].OrderedOn)), one => FormattableString.Invariant($"{one.Order:D19}/{one.Place:D9}"));
    });
}

/// <param name="Reference">By which the bank's answer is told apart.</param>
/// <param name="Order">Number of the payment file.</param>
/// <param name="Place">In the file, from 1.</param>
/// <param name="PayeeName">Masked where it is a person.</param>
/// <param name="Owed">The entry that made it owed.</param>
public sealed record PaymentShown(
    string Reference, long Order, int Place, DateOnly OrderedOn, string Payee, string PayeeName, string Fund, EntryId Owed, Money Amount, PaymentStatus Status, DateOnly? SettledOn, EntryId? PaidEntry, EntryId? ReturnedEntry)
{
    internal static PaymentShown Of(Payment payment, DateOnly orderedOn) => new(
        payment.Reference, payment.Order, payment.Place, orderedOn, payment.Payee, PayeeShown.NameOf(payment.PayeeName, payment.PayeeKind), payment.Fund.Code, payment.Owed, payment.Amount, payment.Status,
        payment.SettledOn, payment.PaidEntry, payment.ReturnedEntry);
}
