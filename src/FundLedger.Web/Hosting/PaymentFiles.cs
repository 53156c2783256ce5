using System.Globalization;
using System.Net.Mime;
using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Hosting;

/// <summary>Files of payments for the bank, with account numbers in full. That one was taken out stands in the trail.</summary>
internal static class PaymentFiles
{
    internal static void MapPaymentFiles(this WebApplication app) => app.MapGet("/payments/{number:long}/file.csv", SendAsync).Needs(Permission.Propose);

    internal static async Task<IResult> SendAsync(long number, string? profile, HttpContext context, Database database, TimeProvider clock, CancellationToken stop)
    {
        if (!PaymentProfile.Known.TryGetValue(profile ?? "generic", out var layout)) return Results.NotFound();
        var (order, payments) = await database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            var (who, today) = (context.Features.GetRequiredFeature<SignedIn>(), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())));
            var found = (await PaymentReading.OrdersAsync(reader, books)).FirstOrDefault(order => order.Id == number);
            var all = found is null ? [] : await PaymentReading.PaymentsAsync(reader, books, number);
            return (all.All(payment => who.MayDo(Permission.Propose, books.TargetOf(payment.Fund), today)) ? found : null, all);
        }, stop);
        if (order is null) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("open-payment-file", AuditOutcome.Exported, "payments", number.ToString(CultureInfo.InvariantCulture), profile ?? "generic"));
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(PaymentFile.Write(order, payments, layout), MediaTypeNames.Text.Csv, $"payments-{number}.csv");
    }
}
